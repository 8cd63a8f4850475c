-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- What every lake question stands on. `observation` and `reduced` are made by the lake itself.

-- A hit: an observation whose evidence proves a maker at grade probable or better.
CREATE TEMP VIEW hit AS
SELECT
    *,
    substr(seen_at, 1, 10) AS day,
    coalesce(kind, 'unknown') AS kind_known,
    CASE
        WHEN coalesce(serial, serial_seen) IS NOT NULL THEN 'serial:' || coalesce(serial, serial_seen)
        WHEN mac IS NOT NULL THEN 'mac:' || mac
        WHEN "tls.fingerprint" IS NOT NULL THEN 'tls:' || "tls.fingerprint"
        WHEN "ssh.fingerprint" IS NOT NULL THEN 'ssh:' || "ssh.fingerprint"
    END AS key,
    CASE
        WHEN coalesce(serial, serial_seen) IS NOT NULL THEN 1
        WHEN mac IS NOT NULL THEN 2
        WHEN "tls.fingerprint" IS NOT NULL THEN 3
        WHEN "ssh.fingerprint" IS NOT NULL THEN 4
    END AS key_class
FROM observation
WHERE maker IS NOT NULL AND grade IN ('confirmed', 'probable');

-- A TLS or SSH key that several addresses show on one day came with the firmware: it tells no
-- devices apart. (One IPv4 and one IPv6 address may well be one device.)
CREATE TEMP VIEW copied_key AS
SELECT DISTINCT key
FROM (
    SELECT key
    FROM hit
    WHERE key_class >= 3
    GROUP BY key, day
    HAVING count(DISTINCT ip) FILTER (ip NOT LIKE '%:%') > 1
        OR count(DISTINCT ip) FILTER (ip LIKE '%:%') > 1
);

-- The surest sort of key seen at one address, and the first key of that sort.
CREATE TEMP VIEW surest_key AS
SELECT maker, ip, min({'class': key_class, 'key': key}) AS surest
FROM hit ANTI JOIN copied_key USING (key)
WHERE key IS NOT NULL
GROUP BY maker, ip;

-- Each hit with its device: told apart at one address by the surest sort of key seen there, else
-- one device for an address and maker. Where retention took what stood beside it, as it was told then.
CREATE TEMP VIEW device_hit AS
SELECT
    hit.*,
    coalesce(hit.device_then, CASE
        WHEN hit.key_class = surest_key.surest.class AND copied_key.key IS NULL THEN hit.key
        ELSE coalesce(surest_key.surest.key, 'at:' || coalesce(hit.ip, '?') || '/' || hit.maker)
    END) AS device
FROM hit
LEFT JOIN copied_key ON copied_key.key = hit.key
LEFT JOIN surest_key ON surest_key.maker = hit.maker AND surest_key.ip = hit.ip;
