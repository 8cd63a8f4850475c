# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""How what a device says becomes a line: templates in Shodan's published banner schema."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Final

Record = dict[str, Any]

_WHOLE, _PART = re.compile(r'"@@(\w+)@@"'), re.compile(r"@(\w+)@")
SLOTS: Final = 64  # forms of one saying to draw from; most are the full form


@dataclass(frozen=True, slots=True)
class Saying:
    """What a device says at one port, as line templates. `full` has every key; `forms` has, among
    many full ones, some with keys missing or null; `odd` has values of a wrong type."""

    maker: str
    ports: tuple[int, ...]
    full: str
    forms: tuple[str, ...]
    odd: str


def saying(maker: str, port: int | tuple[int, ...], record: Record) -> Saying:
    bare = {k: v for k, v in record.items() if k not in ("os", "opts", "tags", "cpe", "cpe23")}
    nulls = record | {"product": None, "version": None, "hash": None, "cpe": None, "cpe23": None}
    odd = record | {"port": "@port@", "cpe": "cpe:/h:voorbeeld", "tags": "iot"}
    if "http" in record:
        odd["http"] = record["http"] | {"title": [record["http"]["title"]], "robots": False}
    raw = _template(record, ascii_only=False)
    forms = [_template(record)] * (SLOTS - 4) + [_template(bare), _template(nulls), raw, raw]
    ports = (port,) if isinstance(port, int) else port
    return Saying(maker, ports, forms[0], tuple(forms), _template(odd))


def _template(record: Record, ascii_only: bool = True) -> str:
    text = json.dumps(record, ensure_ascii=ascii_only).replace("%", "%%")
    text = _PART.sub(r"%(\1)s", _WHOLE.sub(r"%(\1)s", text))
    return "{%(host)s, %(mac)s" + text[1:] + "\n"


def banner(module: str, data: str, *, transport: str = "tcp", **more: Any) -> Record:
    return {
        "port": "@@port@@",
        "transport": transport,
        "timestamp": "@time@",
        "hash": "@@hash@@",
        "_shodan": {
            "id": "@id@",
            "module": module,
            "crawler": "@crawler@",
            "ptr": True,
            "options": {},
            "region": "eu",
        },
        "opts": {},
        "os": None,
        "product": None,
        "tags": [],
        "herkomst": {"synthetic": True},
        **more,
        "data": data,
    }


def http_banner(
    server: str | None,
    title: str | None = None,
    *,
    page: str = "",
    favicon: int | None = None,
    realm: str = "",
    tls: Record | None = None,
    **more: Any,
) -> Record:
    status = 401 if realm else 200
    head = [f"HTTP/1.1 {status} {'Unauthorized' if realm else 'OK'}"]
    head += [f"Server: {server}"] if server else []
    head += [f"WWW-Authenticate: {realm}"] if realm else []
    head += ["Content-Type: text/html; charset=utf-8", "Connection: close", "X-Nonce: @nonce@"]
    html = _page(title or "", page)
    icon = {"hash": favicon, "data": "AAABAAEAEBAAAAEAIABoBAAA@nonce@", "location": "/favicon.ico"}
    http: Record = {
        "status": status,
        "title": title,
        "server": server,
        "html": html,
        "html_hash": _number(html),
        "host": "@name@",
        "location": "/",
        "robots": None,
        "robots_hash": None,
        "sitemap": None,
        "sitemap_hash": None,
        "securitytxt": None,
        "securitytxt_hash": None,
        "favicon": icon if favicon is not None else None,
        "components": {},
        "redirects": [],
        "headers_hash": _number("".join(head)),
    }
    secure: Record = {"ssl": tls} if tls else {}
    data = "\r\n".join(head) + "\r\n\r\n"
    return banner("https" if tls else "http", data, http=http, **secure, **more)


def _page(title: str, body: str) -> str:
    rows = "".join(
        f'<div class="row r{n}"><span>&nbsp;</span><script src="js/pages/p{n}.js"></script></div>\n'
        for n in range(7)
    )
    head = f'<html>\n<head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
    return f"<!DOCTYPE html>\n{head}{body}\n{rows}</body>\n</html>\n"


def certificate(
    subject: Record | str, issuer: Record | str | None = None, *, own_key: bool = True
) -> Record:
    """A certificate. own_key false: one that came with the firmware and that many devices share."""
    key = "@key@" if own_key else hashlib.sha256(repr(subject).encode()).hexdigest()
    pem = f"-----BEGIN CERTIFICATE-----\n{key}\n" + f"MIID{key[:12] * 5}\n" * 6
    return {
        "cert": {
            "subject": subject,
            "issuer": issuer or subject,
            "fingerprint": {"sha256": key, "sha1": "@sha1@"},
            "expired": False,
            "expires": "20350101000000Z",
            "issued": "20150101000000Z",
            "serial": "@@number@@",
            "version": 2,
            "sig_alg": "sha256WithRSAEncryption",
            "pubkey": {"type": "rsa", "bits": 2048},
            "extensions": [{"name": "basicConstraints", "data": "0\u0000", "critical": True}],
        },
        "cipher": {"version": "TLSv1/SSLv3", "name": "ECDHE-RSA-AES128-GCM-SHA256", "bits": 128},
        "trust": {"revoked": False, "browser": "@@trust@@"},
        "versions": ["-TLSv1", "-SSLv2", "-SSLv3", "TLSv1.1", "TLSv1.2", "-TLSv1.3"],
        "chain": [pem + "-----END CERTIFICATE-----\n"],
        "chain_sha256": [key],
        "jarm": digest(repr(subject))[:62],
        "ja3s": "ccc514751b175866924439bdbb5bba34",
        "dhparams": None,
        "tlsext": [{"id": 65281, "name": "renegotiation_info"}],
        "alpn": ["http/1.1"],
        "acceptable_cas": [],
        "ocsp": {},
    }


def rtsp_banner(realm: str, server: str | None = None, **more: Any) -> Record:
    named = f"Server: {server}\r\n" if server else ""
    auth = f'WWW-Authenticate: Digest realm="{realm}", nonce="@nonce@", stale="FALSE"\r\n'
    lines = (
        "RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n" + named + auth + "Cache-Control: no-cache\r\n"
    )
    return banner("rtsp-tcp", lines + "Date: Mon, Feb 28 2022\r\n\r\n", **more)


def snmp_banner(description: str, objectid: str) -> Record:
    known = {"description": description, "objectid": objectid, "uptime": "1234567"}
    facts = known | {"contact": "", "name": "@name@", "location": "", "services": "72"}
    return banner("snmp", description, transport="udp", snmp=facts)


def ssh_banner(version: str, **more: Any) -> Record:
    facts = {
        "fingerprint": "@ssh@",
        "type": "ssh-rsa",
        "key": "AAAAB3NzaC1yc2EAAAADAQABAAABAQ@key@@key@",
        "hassh": digest(version)[:32],
        "cipher": "aes128-ctr",
        "mac": "hmac-sha2-256",
        "kex": {"kex_algorithms": ["curve25519-sha256"], "languages": [""], "unused": 0},
    }
    return banner("ssh", version + "\nKey type: ssh-rsa\nKey: AAAAB3NzaC1yc2E\n", ssh=facts, **more)


def upnp_banner(model: str, manufacturer: str, server: str) -> Record:
    facts = {"manufacturer": manufacturer, "model_name": model, "friendly_name": model}
    head = f"HTTP/1.1 200 OK\r\nServer: {server}\r\nST: upnp:rootdevice\r\n\r\n"
    more = {"server": server, "udn": "uuid:@id@", "services": []}
    return banner("upnp", head, transport="udp", upnp=facts | more)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _number(text: str) -> int:
    """A signed 32-bit number for a text, as Shodan gives hashes."""
    return int(digest(text)[:8], 16) - (1 << 31)
