-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The observations tied to a body: these stay whole, each with the device it was of among all others.
SELECT
    * EXCLUDE (day, kind_known, key, key_class, device, device_then), device AS device_then
FROM device_hit
WHERE body IS NOT NULL
UNION ALL BY NAME
SELECT *
FROM observation
WHERE body IS NOT NULL AND (maker IS NULL OR grade IS NULL OR grade NOT IN ('confirmed', 'probable'))
ORDER BY "offset", ip, port, record;
