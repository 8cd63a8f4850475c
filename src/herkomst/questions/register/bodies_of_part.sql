-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The bodies an import says anything about.
SELECT DISTINCT claim.body
FROM evidence JOIN claim ON claim.id = evidence.claim
WHERE evidence.part = :part AND claim.body <> ''
ORDER BY claim.body
