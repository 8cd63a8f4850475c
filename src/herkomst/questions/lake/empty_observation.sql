-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- An observation table with no rows: for a lake without parts, and beside parts that lack a column.
SELECT
    0::BIGINT AS "offset", 0 AS length, '' AS seen_at, '' AS ip, 0 AS port, '' AS transport,
    '' AS record, '' AS country, false AS synthetic, '' AS mac, '' AS serial, '' AS serial_seen,
    '' AS "tls.fingerprint", '' AS "ssh.fingerprint", '' AS maker, '' AS kind, '' AS brand,
    '' AS model, '' AS firmware, '' AS grade, 0.0 AS confidence, '' AS rules, '' AS body, '' AS level,
    '' AS device_then, '' AS possible, '' AS why, '' AS attribution_rules
WHERE false
