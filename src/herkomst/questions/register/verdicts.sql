-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Every verdict of one view that is valid on a day: the last step of it. In two halves, for each is then
-- read from the index of ends, and a long history costs nothing.
SELECT verdict.*
FROM verdict
WHERE verdict.view = :view AND verdict.valid_until IS NULL AND verdict.valid_from <= :as_of
UNION ALL
SELECT verdict.*
FROM verdict
WHERE verdict.view = :view AND verdict.valid_until > :as_of AND verdict.valid_from <= :as_of
ORDER BY body, maker, kind, step
