-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Every verdict of one view that is valid on a day: the last step of it.
SELECT verdict.*
FROM verdict
WHERE verdict.view = :view
    AND verdict.valid_from <= :as_of
    AND (verdict.valid_until IS NULL OR verdict.valid_until > :as_of)
ORDER BY verdict.body, verdict.maker, verdict.kind, verdict.step
