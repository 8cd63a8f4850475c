-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- As `totals`, over all kinds: an address or device that shows two kinds counts once here.
WITH counted AS (
    SELECT
        maker,
        synthetic,
        count(DISTINCT (ip, port, transport, seen_at, record)) AS banners,
        count(DISTINCT ip) AS addresses,
        count(DISTINCT device) AS devices
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
    GROUP BY ALL
    UNION ALL
    SELECT
        maker, synthetic,
        sum(CASE WHEN $every THEN added ELSE alone END) FILTER (unit = 'banner'),
        sum(CASE WHEN $every THEN added ELSE alone END) FILTER (unit = 'address'),
        sum(CASE WHEN $every THEN added ELSE alone END) FILTER (unit = 'device')
    FROM reduced
    WHERE kind IS NULL AND (day IS NULL OR day <= $as_of)
    GROUP BY ALL
)
SELECT
    maker, synthetic,
    sum(banners)::BIGINT AS banners,
    sum(addresses)::BIGINT AS addresses,
    sum(devices)::BIGINT AS devices
FROM counted
GROUP BY ALL
ORDER BY maker, synthetic;
