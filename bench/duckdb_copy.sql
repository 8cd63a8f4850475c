-- SPDX-FileCopyrightText: 2026 The Herkomst contributors
-- SPDX-License-Identifier: EUPL-1.2
-- The yardstick of the import: the same columns as the lake's, from the same file, as zstd Parquet. It
-- identifies nothing, attributes nothing, keeps no document, and drops a broken line without a word.
COPY (
    SELECT
        ip_str, ipv6, port, transport, "timestamp", _shodan.id AS record, org, isp, asn,
        location.country_code AS country, location.city AS city, herkomst.synthetic AS synthetic,
        coalesce(http.server, CASE WHEN web THEN regexp_extract(data, '(?i)\nServer:[ \t]*([^\r\n]{1,1000})', 1) END)[:512] AS "http.server",
        http.title[:512] AS "http.title",
        CASE WHEN web THEN regexp_extract(data, '(?i)\nWWW-Authenticate:[ \t]*([^\r\n]{1,1000})', 1) END AS "http.www_authenticate",
        http.html[:4096] AS "http.body",
        http.favicon.hash::VARCHAR AS "http.favicon_mmh3",
        CASE WHEN rtsp THEN regexp_extract(data, '(?i)\nServer:[ \t]*([^\r\n]{1,1000})', 1) END AS "rtsp.server",
        CASE WHEN rtsp THEN regexp_extract(data, '(?i)\nWWW-Authenticate:[ \t]*([^\r\n]{1,1000})', 1) END AS "rtsp.realm",
        CASE WHEN contains(data, 'onvif://') THEN data[:4096] END AS "onvif.scopes",
        concat_ws(',', 'CN=' || subject.CN, 'OU=' || subject.OU, 'O=' || subject.O, 'L=' || subject.L, 'ST=' || subject.ST, 'C=' || subject.C) AS "tls.subject",
        concat_ws(',', 'CN=' || issuer.CN, 'OU=' || issuer.OU, 'O=' || issuer.O, 'L=' || issuer.L, 'ST=' || issuer.ST, 'C=' || issuer.C) AS "tls.issuer",
        CASE WHEN subject IS NULL THEN NULL WHEN subject = issuer THEN 'self-signed' WHEN ssl.cert.expired THEN 'expired' WHEN ssl.trust.browser.mozilla THEN 'trusted' ELSE 'unknown' END AS "tls.trust",
        ssl.cert.fingerprint.sha256 AS "tls.fingerprint",
        CASE WHEN starts_with(data, 'SSH-') THEN regexp_extract(data, '^([^\r\n]+)', 1) END AS "ssh.banner",
        ssh.fingerprint AS "ssh.fingerprint",
        CASE WHEN starts_with(_shodan.module, 'telnet') OR port = 23 THEN data[:1024] END AS "telnet.banner",
        CASE WHEN _shodan.module = 'ftp' OR starts_with(data, '220') THEN data[:1024] END AS "ftp.banner",
        CASE WHEN starts_with(data, '220') AND port IN (25, 465, 587, 2525) THEN data[:1024] END AS "smtp.banner",
        coalesce(snmp.description, CASE WHEN starts_with(_shodan.module, 'snmp') THEN data END)[:1024] AS "snmp.sysdescr",
        snmp.objectid AS "snmp.sysobjectid",
        coalesce(upnp.server, CASE WHEN port = 1900 THEN regexp_extract(data, '(?i)\nServer:[ \t]*([^\r\n]{1,1000})', 1) END) AS "upnp.server",
        concat_ws(chr(10), upnp.manufacturer, upnp.model_name, upnp.friendly_name) AS "upnp.description",
        CASE WHEN contains(data, '<ProbeMatch') THEN data[:4096] END AS "sadp.xml",
        CASE WHEN contains(data, 'DHDiscover') OR starts_with(_shodan.module, 'dahua') THEN data[:4096] END AS "dhip.json",
        map_keys(mac)[1] AS mac,
        CASE WHEN port IN (8000, 34567, 37777, 37810, 9530, 4370) AND NOT web THEN concat(port, '/', transport, ' ', data)[:512] END AS proprietary_port,
        array_to_string(hostnames, chr(10)) AS hostname, product, array_to_string(coalesce(cpe23, cpe), chr(10)) AS cpe
    FROM (
        SELECT *, ssl.cert.subject AS subject, ssl.cert.issuer AS issuer, starts_with(data, 'HTTP/') AS web, starts_with(data, 'RTSP/') AS rtsp
        FROM read_json($source, format = 'newline_delimited', ignore_errors = true, maximum_object_size = 67108864, columns = {
            ip_str: 'VARCHAR', ipv6: 'VARCHAR', port: 'BIGINT', transport: 'VARCHAR', "timestamp": 'VARCHAR', org: 'VARCHAR', isp: 'VARCHAR', asn: 'VARCHAR', data: 'VARCHAR', product: 'VARCHAR',
            _shodan: 'STRUCT(id VARCHAR, module VARCHAR)', location: 'STRUCT(city VARCHAR, country_code VARCHAR)', herkomst: 'STRUCT(synthetic BOOLEAN)', hostnames: 'VARCHAR[]', cpe: 'VARCHAR[]', cpe23: 'VARCHAR[]',
            http: 'STRUCT(server VARCHAR, title VARCHAR, html VARCHAR, favicon STRUCT(hash BIGINT))', ssh: 'STRUCT(fingerprint VARCHAR)', snmp: 'STRUCT(description VARCHAR, objectid VARCHAR)',
            upnp: 'STRUCT(manufacturer VARCHAR, model_name VARCHAR, friendly_name VARCHAR, server VARCHAR)', mac: 'MAP(VARCHAR, JSON)',
            ssl: 'STRUCT(cert STRUCT(subject STRUCT(CN VARCHAR, OU VARCHAR, O VARCHAR, L VARCHAR, ST VARCHAR, C VARCHAR), issuer STRUCT(CN VARCHAR, OU VARCHAR, O VARCHAR, L VARCHAR, ST VARCHAR, C VARCHAR), fingerprint STRUCT(sha256 VARCHAR), expired BOOLEAN), trust STRUCT(browser STRUCT(mozilla BOOLEAN)))'
        })
    )
) TO $target (FORMAT parquet, COMPRESSION zstd)
