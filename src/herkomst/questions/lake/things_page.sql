-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What a total counts, page by page: the banners, addresses or devices of one maker (and kind, unless
-- empty) up to a day, after a key; each with what was last seen of it and where that record stands.
WITH seen AS (
    SELECT
        CASE $unit
            WHEN 'banner' THEN (ip, port, transport, seen_at, record)::VARCHAR
            WHEN 'address' THEN ip
            ELSE device
        END AS thing,
        (ip, port, transport, seen_at, record)::VARCHAR AS banner,
        {
            'seen_at': coalesce(seen_at, ''), 'ip': ip, 'port': port, 'device': device,
            'kind': kind_known, 'body': body, 'level': level, 'rules': rules, 'filename': filename,
            'offset': "offset", 'length': length
        } AS last,
        day
    FROM device_hit
    WHERE maker = $maker
        AND ($kind = '' OR kind_known = $kind)
        AND coalesce(synthetic, false) = $synthetic
        AND (day IS NULL OR day <= $as_of)
)
SELECT
    thing,
    count(DISTINCT banner)::BIGINT AS banners,
    min(day) AS first_day,
    max(day) AS last_day,
    max(last) AS last
FROM seen
WHERE thing > $after
GROUP BY thing
ORDER BY thing
LIMIT $many;
