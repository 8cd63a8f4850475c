-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- When a claim stands: seen in an import that is not undone, and not retracted, by :known_at. Part of questions.
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
