-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What coverage needs of observations tied to no body, per day; `addresses` as `added` in `reduce`.
WITH seen AS (
    SELECT
        coalesce(substr(seen_at, 1, 10), '') AS day, ip, body IS NOT NULL AS tied, maker, grade,
        synthetic
    FROM observation
),
first AS (
    SELECT ip, min(day) AS here, min(day) FILTER (tied) AS tied
    FROM seen
    WHERE ip IS NOT NULL
    GROUP BY ip
),
counted AS (
    SELECT
        day,
        count(*) AS observations,
        0 AS addresses,
        count(*) FILTER (maker IS NOT NULL AND grade = 'possible') AS possible_only,
        count(*) FILTER (maker IS NULL) AS without_maker,
        count(*) FILTER (synthetic) AS synthetic
    FROM seen
    WHERE NOT tied
    GROUP BY day
    UNION ALL
    SELECT here, 0, 1, 0, 0, 0 FROM first WHERE here IS DISTINCT FROM tied
    UNION ALL
    SELECT tied, 0, -1, 0, 0, 0 FROM first WHERE tied IS NOT NULL AND here IS DISTINCT FROM tied
)
SELECT
    nullif(day, '') AS day,
    sum(observations)::BIGINT AS observations,
    sum(addresses)::BIGINT AS addresses,
    sum(possible_only)::BIGINT AS possible_only,
    sum(without_maker)::BIGINT AS without_maker,
    sum(synthetic)::BIGINT AS synthetic
FROM counted
GROUP BY ALL
ORDER BY ALL;
