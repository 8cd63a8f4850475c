-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Of some claims, by id, those that stand: seen in an import that is not undone, not retracted, not
-- erased, recorded by :known_at.
SELECT claim.*
FROM claim
WHERE claim.id IN :ids
    AND claim.body <> ''
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
