-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The banners at which some devices of one body were seen, as `totals` knows them, each with what tells
-- its measured claim.
SELECT DISTINCT
    (ip, port, transport, seen_at, record)::VARCHAR AS banner,
    device, maker, kind_known AS kind, day
FROM device_hit
WHERE body = $body AND list_contains($devices, device)
ORDER BY banner, device, maker, kind, day;
