-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- One claim, if it stands: recorded by :known_at, seen in an import that is not undone, not retracted,
-- not erased.
SELECT claim.*
FROM claim
WHERE claim.id = :claim
    AND claim.body <> ''
    AND claim.said_at <= :as_of
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
