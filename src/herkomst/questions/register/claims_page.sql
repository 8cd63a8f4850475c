-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Claims, page by page: those that stand, by body, date and id, after a key and
-- up to a body. An empty filter lets everything through. `kinds` asks for a cell: what names its maker, and
-- all that says no yes, about its kind or a wider one.
SELECT claim.*
FROM claim
WHERE (claim.body, claim.said_at, claim.id) > (:body_key, :said_key, :id_key)
    AND claim.body <= :last_body
    AND claim.body <> ''
    AND claim.said_at <= :as_of
    AND claim.recorded_at <= :known_at
    AND (:kind = '' OR claim.kind = :kind)
    AND (:kinds = '' OR :kinds LIKE '%"' || claim.kind || '"%')
    AND (:basis = '' OR claim.basis = :basis)
    AND (:property = '' OR claim.property = :property)
    AND (:answer = '' OR claim.answer = :answer)
    AND (
        :maker = ''
        OR claim.makers LIKE '%"' || :maker || '"%'
        OR (
            :kinds <> ''
            AND (
                claim.answer <> 'yes'
                OR claim.property NOT IN ('use', 'exposure', 'award', 'tender', 'replacement')
            )
        )
    )
    {claim_stands}
ORDER BY claim.body, claim.said_at, claim.id
LIMIT :many
