-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What may be a body's and is not proved to be: below operated_by, with why, and its newest record.
SELECT
    body, possible, level, maker, kind_known AS kind, device, why, attribution_rules,
    min(day) AS first_day,
    max(day) AS last_day,
    count(*)::BIGINT AS banners,
    bool_or(synthetic) AS synthetic,
    max_by("offset", seen_at) AS "offset",
    max_by(length, seen_at) AS length,
    max_by(ip, seen_at) AS ip
FROM device_hit
WHERE level IN ('candidate', 'website_only', 'network_of')
    AND (body IS NOT NULL OR possible IS NOT NULL)
    AND day IS NOT NULL
    AND day <= $as_of
GROUP BY body, possible, level, maker, kind_known, device, why, attribution_rules
ORDER BY body, possible, maker, kind, device, level, why, attribution_rules;
