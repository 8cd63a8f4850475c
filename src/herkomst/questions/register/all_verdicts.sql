-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Every verdict. For verifying and exporting.
SELECT verdict.*
FROM verdict
ORDER BY verdict.view, verdict.body, verdict.maker, verdict.kind, verdict.valid_from, verdict.step
