-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- Which rules of the ladder gave the body of one maker and kind on one day: the first word of what is kept.
SELECT DISTINCT string_split(attribution_rules, ' ')[1] AS rule
FROM device_hit
WHERE body = $body AND maker = $maker AND kind_known = $kind AND day = $day
    AND coalesce(attribution_rules, '') <> ''
ORDER BY rule;
