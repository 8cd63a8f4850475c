-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The history of verdicts about one body, in one view, up to a day.
SELECT verdict.*
FROM verdict
WHERE verdict.view = :view AND verdict.body = :body AND verdict.valid_from <= :as_of
ORDER BY verdict.maker, verdict.kind, verdict.valid_from, verdict.step
