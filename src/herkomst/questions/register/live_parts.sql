-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The imports that stand: recorded by :known_at and not undone by then.
SELECT log.*
FROM log
WHERE log.kind = 'import'
    AND log.recorded_at <= :known_at
    AND NOT EXISTS (
        SELECT 1 FROM decision
        WHERE decision.target = log.id
            AND decision.kind = 'undo_import'
            AND decision.recorded_at <= :known_at
    )
ORDER BY log.sequence
