-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- How many of a total only totals are left of.
SELECT coalesce(sum(CASE WHEN $every THEN added ELSE alone END), 0)::BIGINT AS reduced
FROM reduced
WHERE maker = $maker
    AND coalesce(kind, '') = $kind
    AND unit = $unit
    AND coalesce(synthetic, false) = $synthetic
    AND (day IS NULL OR day <= $as_of);
