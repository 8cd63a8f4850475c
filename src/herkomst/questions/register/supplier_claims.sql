-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The claims that stand and name a supplier, as far as a lead may rest on them. Every award is one; of
-- what else a body says of one supplier, makers and kind the first is enough (a list of assets may hold
-- a thousand rows of one delivery).
WITH named AS (
    SELECT
        claim.*,
        row_number() OVER (
            PARTITION BY
                claim.body, claim.for_body, claim.supplier, claim.makers, claim.makers_op,
                claim.kind, claim.basis, claim.property, claim.phase, claim.body_level,
                CASE WHEN claim.property = 'award' THEN claim.id ELSE '' END
            ORDER BY claim.said_at, claim.id
        ) AS nth
    FROM claim
    WHERE claim.supplier IS NOT NULL
        AND claim.answer = 'yes'
        AND claim.basis IN ('registered', 'declared', 'measured')
        AND claim.property IN ('award', 'use', 'exposure')
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
)
SELECT named.* FROM named WHERE named.nth = 1 ORDER BY named.said_at, named.id
