-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The claims that nothing but one document carries, and that were not erased.
SELECT DISTINCT evidence.claim
FROM evidence
JOIN claim ON claim.id = evidence.claim
WHERE evidence.document = :document
    AND claim.body <> ''
    AND NOT EXISTS (
        SELECT 1 FROM evidence AS other
        WHERE other.claim = evidence.claim AND other.document <> :document
    )
ORDER BY evidence.claim
