-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The imports that left something in the lake: the hash of its files then, the hash now (after the last
-- erasure that touched them; null when nothing is left), and whether the import was undone.
SELECT
    log.id AS part,
    log.document,
    log.body,
    log.recorded_at,
    log.lake_sha256 AS imported,
    CASE WHEN sealed.sequence IS NULL THEN log.lake_sha256 ELSE seal.lake_sha256 END AS lake_sha256,
    EXISTS (
        SELECT 1 FROM decision
        WHERE decision.target = log.id
            AND decision.kind = 'undo_import'
            AND decision.recorded_at <= :known_at
    ) AS undone
FROM log
LEFT JOIN (
    SELECT id, max(sequence) AS sequence FROM log WHERE kind = 'seal' GROUP BY id
) AS sealed ON sealed.id = log.id
LEFT JOIN log AS seal ON seal.sequence = sealed.sequence
WHERE log.kind = 'import' AND log.lake_sha256 IS NOT NULL AND log.recorded_at <= :known_at
ORDER BY log.sequence
