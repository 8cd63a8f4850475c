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
    AND EXISTS (
        SELECT 1 FROM evidence
        WHERE evidence.claim = claim.id
            AND NOT EXISTS (
                SELECT 1 FROM decision
                WHERE decision.target = evidence.part
                    AND decision.kind = 'undo_import'
                    AND decision.recorded_at <= :known_at
            )
    )
    AND NOT EXISTS (
        SELECT 1 FROM decision
        WHERE decision.target = claim.id
            AND decision.kind = 'retract'
            AND decision.recorded_at <= :known_at
    )
ORDER BY claim.body, claim.said_at, claim.id
LIMIT :many
