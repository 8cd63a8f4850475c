-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Statements with a number in which one body may stand for another: needed to count a thing once.
SELECT claim.*
FROM claim
WHERE claim.quantity_low IS NOT NULL
    AND claim.device IS NULL
    AND claim.answer = 'yes'
    AND claim.basis IN ('declared', 'registered', 'reported')
    AND claim.recorded_at <= :known_at
    {claim_stands}
ORDER BY claim.id
