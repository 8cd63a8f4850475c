-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What retention leaves of observations tied to no body: maker, kind, day and the total of the area
-- (the country: nothing smaller is known of them).
SELECT
    maker, kind_known AS kind, day, coalesce(country, '') AS area, synthetic,
    count(DISTINCT (ip, port, transport, seen_at, record))::BIGINT AS banners,
    count(DISTINCT ip)::BIGINT AS addresses,
    count(DISTINCT device)::BIGINT AS devices
FROM device_hit
WHERE body IS NULL
GROUP BY ALL
ORDER BY ALL;
