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
    AND EXISTS (
        SELECT 1 FROM evidence
        WHERE evidence.claim = claim.id
            AND NOT EXISTS (
                SELECT 1 FROM decision
                WHERE decision.target = evidence.part
                    AND decision.kind = 'undo_import'
                    AND decision.recorded_at <= :known_at
            )
    )
    AND NOT EXISTS (
        SELECT 1 FROM decision
        WHERE decision.target = claim.id
            AND decision.kind = 'retract'
            AND decision.recorded_at <= :known_at
    )
ORDER BY claim.id
