-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Every body of which something is public already: read from the index of public claims alone.
SELECT DISTINCT claim.body
FROM claim
WHERE claim.classification = 'public' AND claim.body <> ''
ORDER BY claim.body
