-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The hits at which a body is named, with the device each is of: what measured claims are made from.
SELECT
    body, level, maker, kind_known AS kind, day, device, brand, model, firmware, grade,
    confidence, synthetic, "offset", length, rules, seen_at
FROM device_hit
WHERE body IS NOT NULL AND day IS NOT NULL
ORDER BY body, maker, kind, day, device, "offset";
