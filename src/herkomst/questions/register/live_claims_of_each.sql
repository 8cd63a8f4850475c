-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The claims about some bodies that stand, body by body, in the order of an index: of many bodies nothing
-- is sorted. Else as `live_claims`.
SELECT claim.*
FROM claim
WHERE claim.body IN :ids
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
ORDER BY claim.body, claim.said_at, claim.id
