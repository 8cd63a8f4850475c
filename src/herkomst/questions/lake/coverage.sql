-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What the counts rest on, and what they leave out. `reduced`: of how many observations only totals are
-- left. What those share with another import can no longer be told: such addresses count twice.
WITH counted AS (
    SELECT
        count(*) AS observations,
        count(DISTINCT ip) AS addresses,
        count(*) FILTER (maker IS NOT NULL AND grade = 'possible') AS possible_only,
        count(*) FILTER (maker IS NULL) AS without_maker,
        count(*) FILTER (body IS NOT NULL) AS tied_to_a_body,
        count(*) FILTER (synthetic) AS synthetic,
        0 AS reduced
    FROM observation
    WHERE seen_at IS NULL OR substr(seen_at, 1, 10) <= $as_of
    UNION ALL
    SELECT observations, addresses, possible_only, without_maker, 0, synthetic, observations
    FROM let_go
    WHERE day IS NULL OR day <= $as_of
)
SELECT
    sum(observations)::BIGINT AS observations,
    sum(addresses)::BIGINT AS addresses,
    sum(possible_only)::BIGINT AS possible_only,
    sum(without_maker)::BIGINT AS without_maker,
    sum(tied_to_a_body)::BIGINT AS tied_to_a_body,
    sum(synthetic)::BIGINT AS synthetic,
    sum(reduced)::BIGINT AS reduced
FROM counted;
