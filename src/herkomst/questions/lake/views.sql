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

-- Each hit with its device: told apart at one address by the surest sort of key seen there, else
-- one device for an address and maker.
CREATE TEMP VIEW device_hit AS
WITH keyed AS (
    SELECT
        hit.* EXCLUDE (key, key_class),
        CASE WHEN copied_key.key IS NULL THEN hit.key END AS key,
        CASE WHEN copied_key.key IS NULL THEN hit.key_class END AS key_class
    FROM hit LEFT JOIN copied_key USING (key)
),
surest AS (
    SELECT maker, ip, min(key_class) AS surest_class
    FROM keyed GROUP BY maker, ip
),
first_key AS (
    SELECT keyed.maker, keyed.ip, min(keyed.key) AS first_key
    FROM keyed JOIN surest ON surest.maker = keyed.maker AND surest.ip = keyed.ip
    WHERE keyed.key_class = surest.surest_class
    GROUP BY keyed.maker, keyed.ip
)
SELECT
    keyed.*,
    CASE
        WHEN keyed.key_class = surest.surest_class THEN keyed.key
        WHEN first_key.first_key IS NOT NULL THEN first_key.first_key
        ELSE 'at:' || coalesce(keyed.ip, '?') || '/' || keyed.maker
    END AS device
FROM keyed
LEFT JOIN surest ON surest.maker = keyed.maker AND surest.ip = keyed.ip
LEFT JOIN first_key ON first_key.maker = keyed.maker AND first_key.ip = keyed.ip;
