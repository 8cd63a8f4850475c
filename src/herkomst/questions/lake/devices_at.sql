-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The devices of one body that were seen at one address.
SELECT DISTINCT device FROM device_hit WHERE ip = $ip AND body = $body ORDER BY device;
