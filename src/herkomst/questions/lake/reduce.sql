-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What retention leaves of observations tied to no body: maker, kind, day and the total of the area
-- (the country: nothing smaller is known of them). Beside those (`scope` day) the totals of the whole
-- part, for each kind and over all kinds: an address seen on ten days is one address, and no sum of
-- days says so. `until` is the last day of the part: from then on its whole is asked, before it its days.
WITH loose AS (
    SELECT *, coalesce(max(day) OVER (), '') AS until FROM device_hit WHERE body IS NULL
)
SELECT
    CASE grouping(day, kind_known) WHEN 0 THEN 'day' WHEN 2 THEN 'kind' ELSE 'maker' END AS scope,
    maker,
    coalesce(kind_known, '') AS kind,
    day,
    coalesce(area, '') AS area,
    synthetic,
    until,
    count(DISTINCT (ip, port, transport, seen_at, record))::BIGINT AS banners,
    count(DISTINCT ip)::BIGINT AS addresses,
    count(DISTINCT device)::BIGINT AS devices
FROM (SELECT *, coalesce(country, '') AS area FROM loose)
GROUP BY GROUPING SETS (
    (maker, synthetic, until, kind_known, day, area),
    (maker, synthetic, until, kind_known),
    (maker, synthetic, until)
)
ORDER BY ALL;
