-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Which documents a total of one maker (and kind, unless empty) stands on, with the first and last day
-- seen there and the fingerprints that told. What is left out is left out as in `totals`.
SELECT
    filename,
    min(day) AS first_day,
    max(day) AS last_day,
    list_sort(list_distinct(flatten(list(DISTINCT string_split(coalesce(rules, ''), ' '))))) AS rules
FROM device_hit
WHERE maker = $maker
    AND ($kind = '' OR kind_known = $kind)
    AND coalesce(synthetic, false) = $synthetic
    AND (day IS NULL OR day <= $as_of)
    AND (
        $every
        OR body IS NULL
        OR (
            list_contains($open, body)
            AND level IN ('operated_by', 'confirmed')
            AND NOT list_contains($taken, (ip, port, transport, seen_at, record)::VARCHAR)
        )
    )
GROUP BY filename
ORDER BY filename;
