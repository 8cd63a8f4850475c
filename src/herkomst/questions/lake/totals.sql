-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Banners, addresses and devices per maker and kind, up to a day. A banner is what one scan saw at one
-- address, port and moment: the same record in two exports counts once. What retention reduced is
-- added as it was counted then, up to that day. Unless `every` is asked for, what is tied to a body
-- counts only where that body is one of `open`, is known to operate it, and does not dispute it (`taken`).
WITH seen AS (
    SELECT *
    FROM device_hit
    WHERE (day IS NULL OR day <= $as_of)
        AND (
            $every
            OR body IS NULL
            OR (
                list_contains($open, body)
                AND level IN ('operated_by', 'confirmed')
                AND NOT list_contains($taken, (ip, port, transport, seen_at, record)::VARCHAR)
            )
        )
),
counted AS (
    SELECT
        maker,
        kind_known AS kind,
        synthetic,
        count(DISTINCT (ip, port, transport, seen_at, record)) AS banners,
        count(DISTINCT ip) AS addresses,
        count(DISTINCT device) AS devices
    FROM seen
    GROUP BY ALL
    UNION ALL
    SELECT
        maker, kind, synthetic,
        sum(CASE WHEN $every THEN added ELSE alone END) FILTER (unit = 'banner'),
        sum(CASE WHEN $every THEN added ELSE alone END) FILTER (unit = 'address'),
        sum(CASE WHEN $every THEN added ELSE alone END) FILTER (unit = 'device')
    FROM reduced
    WHERE kind IS NOT NULL AND (day IS NULL OR day <= $as_of)
    GROUP BY ALL
)
SELECT
    maker, kind, synthetic,
    sum(banners)::BIGINT AS banners,
    sum(addresses)::BIGINT AS addresses,
    sum(devices)::BIGINT AS devices
FROM counted
GROUP BY ALL
ORDER BY maker, kind, synthetic;
