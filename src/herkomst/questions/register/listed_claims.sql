-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What a body's own lists declare, by import: those of imports that stand by :known_at.
SELECT DISTINCT log.sequence, evidence.part, evidence.claim
FROM log
JOIN evidence ON evidence.part = log.id
JOIN claim ON claim.id = evidence.claim
WHERE log.kind = 'import'
    AND log.body = :body
    AND log.recorded_at <= :known_at
    AND claim.body = :body
    AND claim.basis = 'declared'
    AND claim.device IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM decision
        WHERE decision.target = log.id
            AND decision.kind = 'undo_import'
            AND decision.recorded_at <= :known_at
    )
ORDER BY log.sequence, evidence.claim
