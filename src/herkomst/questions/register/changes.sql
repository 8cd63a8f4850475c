-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Verdicts that began after one day and up to another.
SELECT verdict.*
FROM verdict
WHERE verdict.view = :view AND verdict.valid_from > :since AND verdict.valid_from <= :as_of
ORDER BY verdict.valid_from, verdict.body, verdict.maker, verdict.kind, verdict.step
