-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What retention leaves of observations tied to no body, per maker, kind (null: over all kinds), day,
-- area (the country: nothing smaller is known of them) and unit:
--   seen   how many there were that day;
--   added  how many the whole part counts more than what stays of it. A thing counts on the first day it
--          was seen, so that these add up over days without counting any twice; one that is seen first
--          here and later at a body is taken back on that day;
--   alone  the same, but for what is not tied to a body alone.
WITH seen AS (
    SELECT
        maker,
        kind_known AS kind,
        synthetic,
        coalesce(day, '') AS day,
        coalesce(country, '') AS area,
        body IS NOT NULL AS tied,
        (ip, port, transport, seen_at, record)::VARCHAR AS banner,
        ip AS address,
        device
    FROM device_hit
),
thing AS (
    UNPIVOT seen ON banner, address, device INTO NAME unit VALUE thing
),
first AS (
    SELECT
        maker, kind, synthetic, unit, thing,
        min({'day': day, 'area': area}) AS here,
        min({'day': day, 'area': area}) FILTER (tied) AS tied,
        min({'day': day, 'area': area}) FILTER (NOT tied) AS loose
    FROM thing
    GROUP BY GROUPING SETS (
        (maker, kind, synthetic, unit, thing), (maker, synthetic, unit, thing)
    )
),
counted AS (
    SELECT maker, kind, synthetic, unit, day, area, count(DISTINCT thing) AS seen, 0 AS added,
        0 AS alone
    FROM thing
    WHERE NOT tied
    GROUP BY GROUPING SETS (
        (maker, kind, synthetic, unit, day, area), (maker, synthetic, unit, day, area)
    )
    UNION ALL
    SELECT maker, kind, synthetic, unit, here.day, here.area, 0, 1, 0
    FROM first
    WHERE here IS DISTINCT FROM tied
    UNION ALL
    SELECT maker, kind, synthetic, unit, tied.day, tied.area, 0, -1, 0
    FROM first
    WHERE tied IS NOT NULL AND here IS DISTINCT FROM tied
    UNION ALL
    SELECT maker, kind, synthetic, unit, loose.day, loose.area, 0, 0, 1
    FROM first
    WHERE loose IS NOT NULL
)
SELECT
    maker, kind, nullif(day, '') AS day, area, synthetic, unit,
    sum(seen)::BIGINT AS seen,
    sum(added)::BIGINT AS added,
    sum(alone)::BIGINT AS alone
FROM counted
GROUP BY ALL
ORDER BY ALL;
