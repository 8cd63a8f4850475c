-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Verdicts of one view that are valid on a day, page by page: by body, maker and kind, after a key and
-- up to a body. An empty filter lets everything through.
SELECT verdict.*
FROM verdict
WHERE verdict.view = :view
    AND (verdict.body, verdict.maker, verdict.kind) > (:body_key, :maker_key, :kind_key)
    AND verdict.body <= :last_body
    AND verdict.valid_from <= :as_of
    AND (verdict.valid_until IS NULL OR verdict.valid_until > :as_of)
    AND (:maker = '' OR '|' || verdict.maker || '|' LIKE '%|' || :maker || '|%')
    AND (:kind = '' OR verdict.kind = :kind)
    AND (:label = '' OR verdict.label = :label)
ORDER BY verdict.body, verdict.maker, verdict.kind, verdict.valid_from, verdict.step
LIMIT :many
