# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A scan export that nobody made: lines as `shodan download` writes them, about invented bodies.

Only reserved addresses, private AS numbers and names under `.example` occur, so nobody real is ever
named; every record says `"herkomst": {"synthetic": true}`. The same seed and size give the same
bytes. The manifest says what an importer must find.

Field names: Shodan's published banner schema. What devices say: `catalogue/fingerprints`.
"""

from __future__ import annotations

import csv
import hashlib
import ipaddress
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from herkomst.catalogue import ROOT
from herkomst.errors import InputError

CAMERAS: Final = {"hikvision": 28_221, "dahua": 10_431}  # banners in the demo, as counted in 2022
DEMO_LINES: Final = sum(CAMERAS.values()) * 5 // 2  # with them 60 % of all lines are of others
MALFORMED: Final = 0.001  # of all lines
EMPTY_EVERY: Final = 30_000  # lines from one empty line to the next; an empty line is not malformed
ODD_EVERY: Final = 3_989  # records from one with values of a wrong type to the next
WINDOW: Final = 2_048  # lines shuffled together: an export is in no order of address

Record = dict[str, Any]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Manifest:
    """What an export holds, exactly.

    lines: all of the file. malformed: physical lines that must be quarantined. banners, addresses,
    devices: by maker id; `unproven` are banners whose maker nothing in them proves (relabelled
    devices), `noise` are of no maker the product knows. attributable: body -> maker -> banners that
    the address space or a CA-signed certificate ties to an invented body. guests: the same on a
    body's guest network, where anybody's device may be. bytes: of the content, before compression.
    """

    seed: int
    lines: int = 0
    malformed: int = 0
    empty: int = 0
    bytes: int = 0
    banners: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)
    devices: dict[str, int] = field(default_factory=dict)
    attributable: dict[str, dict[str, int]] = field(default_factory=dict)
    guests: dict[str, dict[str, int]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For `--json` and for tests."""
        return asdict(self)


def write_export(
    path: Path,
    *,
    size: int | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Manifest:
    """Write an export; compressed when the name ends in `.gz` or `.zst`.

    size: bytes of content, passed by less than one household; None is the demo's own size.
    progress: called with (done, total), in bytes with a size and in lines without.
    Errors: `InputError` when the file cannot be written there or the size is not positive.
    """
    if size is not None and size <= 0:
        raise InputError("the size of an export must be more than 0 bytes", where=path.name)
    export = _Export(seed, size, progress)
    try:
        with _opened(path) as stream:
            for block in export.blocks():
                stream.write(block)
    except OSError as error:
        raise InputError(
            f"the export cannot be written: {error.strerror or error}", where=str(path)
        ) from error
    return export.manifest


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file, compressed by its name. No name or time goes into the gzip header."""
    with path.open("wb") as raw:
        if path.suffix == ".gz":
            from isal import igzip

            opener: Any = igzip.IGzipFile
            with opener(filename="", fileobj=raw, mode="wb", compresslevel=2, mtime=0) as stream:
                yield stream
        elif path.suffix == ".zst":
            import zstandard

            with zstandard.ZstdCompressor(level=3).stream_writer(raw, closefd=False) as stream:
                yield stream
        else:
            yield raw


# --- how a record becomes a line ------------------------------------------------------------------

_WHOLE, _PART = re.compile(r'"@@(\w+)@@"'), re.compile(r"@(\w+)@")
_SLOTS: Final = 64  # forms of one saying to draw from; most are the full form


@dataclass(frozen=True, slots=True)
class Saying:
    """What a device says at one port, as line templates. `full` has every key; `forms` has, among
    many full ones, some with keys missing or null; `odd` has values of a wrong type."""

    maker: str
    ports: tuple[int, ...]
    full: str
    forms: tuple[str, ...]
    odd: str


def _saying(maker: str, port: int | tuple[int, ...], record: Record) -> Saying:
    bare = {k: v for k, v in record.items() if k not in ("os", "opts", "tags", "cpe", "cpe23")}
    nulls = record | {"product": None, "version": None, "hash": None, "cpe": None, "cpe23": None}
    odd = record | {"port": "@port@", "cpe": "cpe:/h:voorbeeld", "tags": "iot"}
    if "http" in record:
        odd["http"] = record["http"] | {"title": [record["http"]["title"]], "robots": False}
    raw = _template(record, ascii_only=False)
    forms = [_template(record)] * (_SLOTS - 4) + [_template(bare), _template(nulls), raw, raw]
    ports = (port,) if isinstance(port, int) else port
    return Saying(maker, ports, forms[0], tuple(forms), _template(odd))


def _template(record: Record, ascii_only: bool = True) -> str:
    text = json.dumps(record, ensure_ascii=ascii_only).replace("%", "%%")
    text = _PART.sub(r"%(\1)s", _WHOLE.sub(r"%(\1)s", text))
    return "{%(host)s, %(mac)s" + text[1:] + "\n"


def _record(module: str, data: str, *, transport: str = "tcp", **more: Any) -> Record:
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


def _http(
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
    return _record("https" if tls else "http", data, http=http, **secure, **more)


def _page(title: str, body: str) -> str:
    rows = "".join(
        f'<div class="row r{n}"><span>&nbsp;</span><script src="js/pages/p{n}.js"></script></div>\n'
        for n in range(7)
    )
    head = f'<html>\n<head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
    return f"<!DOCTYPE html>\n{head}{body}\n{rows}</body>\n</html>\n"


def _tls(
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
        "jarm": _digest(repr(subject))[:62],
        "ja3s": "ccc514751b175866924439bdbb5bba34",
        "dhparams": None,
        "tlsext": [{"id": 65281, "name": "renegotiation_info"}],
        "alpn": ["http/1.1"],
        "acceptable_cas": [],
        "ocsp": {},
    }


def _rtsp(realm: str, server: str | None = None, **more: Any) -> Record:
    named = f"Server: {server}\r\n" if server else ""
    auth = f'WWW-Authenticate: Digest realm="{realm}", nonce="@nonce@", stale="FALSE"\r\n'
    lines = (
        "RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n" + named + auth + "Cache-Control: no-cache\r\n"
    )
    return _record("rtsp-tcp", lines + "Date: Mon, Feb 28 2022\r\n\r\n", **more)


def _snmp(description: str, objectid: str) -> Record:
    known = {"description": description, "objectid": objectid, "uptime": "1234567"}
    facts = known | {"contact": "", "name": "@name@", "location": "", "services": "72"}
    return _record("snmp", description, transport="udp", snmp=facts)


def _ssh(banner: str, **more: Any) -> Record:
    facts = {
        "fingerprint": "@ssh@",
        "type": "ssh-rsa",
        "key": "AAAAB3NzaC1yc2EAAAADAQABAAABAQ@key@@key@",
        "hassh": _digest(banner)[:32],
        "cipher": "aes128-ctr",
        "mac": "hmac-sha2-256",
        "kex": {"kex_algorithms": ["curve25519-sha256"], "languages": [""], "unused": 0},
    }
    return _record("ssh", banner + "\nKey type: ssh-rsa\nKey: AAAAB3NzaC1yc2E\n", ssh=facts, **more)


def _upnp(model: str, manufacturer: str, server: str) -> Record:
    facts = {"manufacturer": manufacturer, "model_name": model, "friendly_name": model}
    head = f"HTTP/1.1 200 OK\r\nServer: {server}\r\nST: upnp:rootdevice\r\n\r\n"
    more = {"server": server, "udn": "uuid:@id@", "services": []}
    return _record("upnp", head, transport="udp", upnp=facts | more)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _number(text: str) -> int:
    """A signed 32-bit number for a text, as Shodan gives hashes."""
    return int(_digest(text)[:8], 16) - (1 << 31)


# --- what devices say -----------------------------------------------------------------------------


def _says(maker: str, **records: tuple[int | tuple[int, ...], Record]) -> dict[str, Saying]:
    return {name: _saying(maker, port, record) for name, (port, record) in records.items()}


_WEB, _TLS, _RTSP, _SDK = (
    (80, 81, 82, 8081),
    (443, 8443, 4443, 9443),
    (554, 1554, 10554, 8554),
    8000,
)
_NAMED = "@@subject@@"  # the names of the certificate are filled in line by line
_HIK_NAME = {"C": "CN", "ST": "ZheJiang", "L": "HangZhou", "O": "HIKVISION", "OU": "DVRNVR"}
_HIK_NAME |= {"CN": "www.hikvision.com"}
_HIK_PAGE = '<script>window.location.href = "/doc/page/login.asp?_" + new Date();</script>'
_HIK_CPE: Record = {"cpe": ["cpe:/h:hikvision"], "cpe23": ["cpe:2.3:h:hikvision"]}
_HIK_XML = (
    '<DeviceInfo version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">'
    "<deviceName>Caméra entrée</deviceName><model>{}</model>"
    "<firmwareVersion>V5.6.3</firmwareVersion></DeviceInfo>"
).format
_ONVIF = "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/Profile/Streaming "
_HIK_SCOPES = "onvif://www.onvif.org/name/HIKVISION%20DS-2CD2143G0-I "
_HIK_SCOPES += "onvif://www.onvif.org/hardware/DS-2CD2143G0-I"
_DAHUA_SCOPES = "onvif://www.onvif.org/name/Dahua "
_DAHUA_SCOPES += "onvif://www.onvif.org/hardware/IPC-HFW2228M-I1-V2"
_DHIP = (
    '{"mac":"3c:ef:8c:00:00:00","method":"client.notifyDevInfo","params":{"deviceInfo":'
    '{"DeviceType":"IPC-HDW5421S","Vendor":"Dahua","SerialNo":"@serial@","Version":"2.800.0.0"}}}'
)
_VULNS = {"CVE-2021-36260": {"verified": False, "cvss": 9.3, "references": []}}

HIKVISION: Final = _says(
    "hikvision",
    web=(
        _WEB,
        _http("Hikvision-Webs", "index", page=_HIK_PAGE, favicon=999357577, **_HIK_CPE),
    ),
    app=(_WEB, _http("App-webs/", "index", page=_HIK_PAGE, product="Hikvision IP Camera")),
    dvr=(_WEB, _http("DNVRS-Webs", "Netwerkvideorecorder", vulns=_VULNS)),
    tls=(_TLS, _http("DVRDVS-Webs", "index", tls=_tls(_HIK_NAME))),
    shared=(_TLS, _http("App-webs/", "index", tls=_tls(_HIK_NAME, own_key=False))),
    named=(_TLS, _http("App-webs/", "Toegang", tls=_tls(_NAMED, "@@issuer@@"))),
    rtsp=(_RTSP, _rtsp("Hikvision")),
    sdk=(_SDK, _http("App-webs/", "index", realm='Digest realm="Hikvision", nonce="@nonce@"')),
    info=(_WEB, _http("App-webs/", None, page=_HIK_XML("DS-2CD2143G0-I"))),
    recorder=(_WEB, _http("DNVRS-Webs", None, page=_HIK_XML("DS-7608NI-K2"))),
    plates=(_WEB, _http("App-webs/", None, page=_HIK_XML("DS-TCG227-A"))),
    door=(_WEB, _http("App-webs/", None, page=_HIK_XML("DS-KV8113-WME1"))),
    scopes=(3702, _record("ws-discovery", _ONVIF + _HIK_SCOPES, transport="udp")),
    snmp=(161, _snmp("Hikvision company products", "1.3.6.1.4.1.39165.1.1")),
    telnet=(23, _record("telnet", "\r\n192.0.0.64 login: ")),
)
DAHUA: Final = _says(
    "dahua",
    web=(_WEB, _http(None, "WEB SERVICE", favicon=2019488876)),
    tls=(_TLS, _http(None, "WEB SERVICE", favicon=2019488876, tls=_tls({"CN": "@serial@"}))),
    named=(_TLS, _http(None, "WEB SERVICE", favicon=2019488876, tls=_tls(_NAMED, "@@issuer@@"))),
    rtsp=(_RTSP, _rtsp("device", "Dahua Rtsp Server")),
    login=(_RTSP, _rtsp("Login to @serial@", "Dahua Rtsp Server", product="Dahua RTSP server")),
    lorex=(_RTSP, _rtsp("Login to ND0210@serial9@", "Dahua Rtsp Server")),
    dhip=(37810, _record("dahua-dvr-udp", _DHIP, transport="udp")),
    scopes=(3702, _record("ws-discovery", _ONVIF + _DAHUA_SCOPES, transport="udp")),
    snmp=(161, _snmp("DH-IPC-HFW2431S", "1.3.6.1.4.1.1004849.2.1")),
)
# Which of a maker's sayings one device lets be seen. A named certificate is never among them.
SEEN: Final = {
    "hikvision": "web,rtsp|app,rtsp|app,rtsp,sdk|web,shared,rtsp,sdk|tls,rtsp|dvr,tls|dvr|app|web"
    "|app,shared|info|recorder|plates|door|scopes,app|snmp,dvr|telnet,rtsp|sdk|rtsp",
    "dahua": "web,login|web|login|tls,login|web,tls,rtsp|dhip,web|scopes,login|snmp,web|lorex",
}
# Sayings that hold no serial number, for several devices behind one address.
TOGETHER: Final = {"hikvision": "web,rtsp|app,tls,rtsp|tls", "dahua": "web,rtsp|rtsp|web"}
OUI: Final = {"hikvision": ("44:47:CC", "58:03:FB", "BC:AD:28"), "dahua": ("3C:EF:8C", "14:A7:8B")}

_SSH_PORT, _AXIS = (22, 2222), "AXIS_ACCC8E@hex6@"
OTHERS: Final = (
    _saying("axis", _WEB, _http(None, None, realm=f'Digest realm="{_AXIS}", nonce="@nonce@"')),
    _saying("axis", _RTSP, _rtsp(_AXIS, "GStreamer RTSP server")),
    _saying("hanwha", _WEB, _http("lighttpd", "Wisenet WAVE")),
    _saying("hanwha", _RTSP, _rtsp("iPOLiS_00166C@hex6@")),
    _saying("bosch", _TLS, _http(None, "Bosch", tls=_tls({"CN": "local.myboschcam.net"}))),
    _saying("mobotix", _WEB, _http(None, "MOBOTIX M16 mx10-@hex6@")),
    _saying("avigilon", _TLS, _http(None, tls=_tls({"CN": "AVIGILON-CAMERA-2.0C-H4A-1234567"}))),
    _saying("vivotek", _WEB, _http("Vivotek Network Camera", "Network Camera")),
    _saying("cisco", _SSH_PORT, _ssh("SSH-2.0-Cisco-1.25")),
    _saying("cisco", 161, _snmp("Cisco IOS Software, C2960 Software", "1.3.6.1.4.1.9.1.716")),
    _saying("ubiquiti", _TLS, _http("nginx", "UniFi Network", tls=_tls({"CN": "unifi.local"}))),
    _saying("mikrotik", _WEB, _http(None, "RouterOS router configuration page")),
    _saying("mikrotik", _SSH_PORT, _ssh("SSH-2.0-ROSSSH")),
    _saying("synology", (5000, 5001), _http("nginx", "Synology DiskStation")),
    _saying("avm", _TLS, _http(None, "FRITZ!Box 7590", tls=_tls({"CN": "fritz.box"}))),
    _saying("avm", 1900, _upnp("FRITZ!Box 7590", "AVM Berlin", "AVM FRITZ!Box 7590 UPnP/1.0")),
    _saying("huawei", _SSH_PORT, _ssh("SSH-2.0-HUAWEI-1.5")),
    _saying("huawei", _WEB, _http(None, "HUAWEI Home Gateway HG658d")),
    _saying("zte", _WEB, _http("Mini web server 1.0 ZTE corp 2005.", "F680")),
    _saying("tp-link", _WEB, _http("TP-LINK HTTPD/1.0", "Router")),
    _saying("xiongmai", _WEB, _http("uc-httpd 1.0.0", "NETSurveillance WEB")),
    _saying("unproven", _RTSP, _rtsp("H264DVR", "H264DVR 1.0")),
    _saying("uniview", _WEB, _http(None, "NVR301-04-P4", favicon=-1240222446)),
    _saying("unproven", _WEB, _http("MWS 0.01", "ANNKE")),
    _saying("unproven", _WEB, _http(None, "Amcrest", page="Amcrest Technologies LDAPUser")),
    _saying("unproven", _WEB, _http(None, "HEN08144")),
)
_SHOP = "<p>Camera's van Dahua en Hikvision te koop. Wij monteren ook Axis.</p>"
_CRASH = "\x03\x00\x00\x13\x0e\xd0\x00\x00\x124\x00\x02\x1f\x08\x00\x02\x00\x00\x00"
NOISE: Final = (
    _saying("noise", _WEB, _http("nginx", "Welcome to nginx!", product="nginx")),
    _saying("noise", _WEB, _http("nginx/1.18.0 (Ubuntu)", "Bakkerij Het Gouden Ei: café & lunch")),
    _saying("noise", _WEB, _http("Apache/2.4.41 (Ubuntu)", "Camerawinkel", page=_SHOP)),
    _saying("noise", _TLS, _http("Apache", "Één moment…", tls=_tls({"CN": "localhost"}))),
    _saying("noise", _WEB, _http("Microsoft-IIS/10.0", "IIS Windows Server")),
    _saying("noise", _WEB, _http("GoAhead-Webs", "IPCamera Login")),
    _saying("noise", _WEB, _http("Boa/0.94.13", "网络视频监控", realm='Basic realm="DVR"')),
    _saying("noise", _WEB, _http("mini_httpd/1.19 19dec2003", None, realm='Basic realm="."')),
    _saying("noise", _RTSP, _rtsp("Streaming Server", "Hipcam RealServer/V1.0")),
    _saying("noise", _SSH_PORT, _ssh("SSH-2.0-OpenSSH_8.2p1 Ubuntu-4ubuntu0.4", product="OpenSSH")),
    _saying("noise", (25, 587), _record("smtp", "220 @name@ ESMTP Postfix (Debian/GNU)\r\n")),
    _saying("noise", 23, _record("telnet", "\r\nBusyBox login: \xff\xfd\x01")),
    _saying("noise", 3389, _record("rdp", _CRASH)),
    _saying("noise", 7547, _record("auto", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")),
)


# --- where devices stand --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Site:
    """An address, and what the export says of it. `body`: whose every banner there is, or whose
    guest it is; `lone`: only one saying stands here, under a certificate with these names."""

    host: str
    name: str
    body: str = ""
    guest: bool = False
    lone: str = ""
    subject: str = "{}"
    issuer: str = "{}"
    trusted: bool = False


def _table(name: str) -> list[dict[str, str]]:
    path = ROOT / "bodies" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


_TOWNS = ("Voorbeeldstad", "Fictiedam", "Schijnhoven", "Nergenshuizen", "Sint-Denkbeeldingen", None)
_LOCATIONS = [
    json.dumps(
        {
            "city": town,
            "region_code": "NL" if town else None,
            "area_code": None,
            "longitude": 5.0,
            "latitude": 52.0,
            "country_code": "NL",
            "country_name": "Netherlands",
            "postal_code": None,
            "dma_code": None,
        }
    )
    for town in _TOWNS
]
_CA = '{"C": "NL", "O": "Voorbeeld Vertrouwen B.V.", "CN": "Voorbeeld Vertrouwen OV CA 2"}'
_STRANGERS = ("Protestantse Gemeente Voorbeeldstad", "Hotel Fictiedam B.V.", "Stichting Kringloop")


def _host(address: str, name: str, holder: str, asn: str, town: int, mess: float) -> str:
    """The part of a line that says where; with `mess` near 0 some keys are missing or null."""
    domain = ".".join(name.split(".")[-2:])
    names = f'["{name}"]' if name else "null" if mess < 0.3 else "[]"
    number = f'"ip": {int(ipaddress.ip_address(address))}'
    if ":" in address:
        number = f'"ipv6": "{address}"'
    known = f'{number}, "ip_str": "{address}", "hostnames": {names}, "org": "{holder}"'
    place = f', "isp": "{holder}", "location": {_LOCATIONS[town]}'
    if mess < 0.01:
        return known + place
    domains = f'["{domain}"]' if name else "[]"
    return f'{known}{place}, "domains": {domains}, "asn": "AS{asn}"'


class _Sites:
    """Hands out addresses, each once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given = {"low": 0, "high": 0, "ipv6": 0}
        self._shift = rng.getrandbits(40)
        self._providers = _table("demo_providers")
        self._access = [p for p in self._providers if p["net_class"] == "access_isp"]
        self._names = {b["id"]: b["name"] for b in _table("demo")}
        self._domains = {h["body"]: h["host"] for h in _table("demo_hosts")}
        self._bodies = [b for b in self._domains if b != "demo:ssc-bedenksel"]
        self._pool = self._public_addresses()
        rng.shuffle(self._pool)

    def _public_addresses(self) -> list[tuple[str, dict[str, str]]]:
        pool = []
        for row in _table("demo_networks"):
            network = ipaddress.ip_network(row["prefix"])
            count = min(network.num_addresses - 2, 254)
            pool += [(str(network[n + 1]), row) for n in range(count)]
        return pool

    def site(self, *, public: float, certificates: float) -> _Site:
        """The next site. public, certificates: the share on body networks, or elsewhere but under a
        certificate or name of a body or of somebody with a similar name."""
        drawn = self._rng.random()
        if drawn < public and self._pool:
            return self._public()
        if public <= drawn < public + certificates:
            return self._elsewhere()
        return self._consumer()

    def _public(self) -> _Site:
        address, row = self._pool.pop()
        town = int(self._rng.random() * 4)
        body = row["body"] or "demo:ssc-bedenksel"
        guest = row["guest"] == "1"
        label = f"gast-{len(self._pool)}.wifi" if guest else f"cam{len(self._pool)}"
        name = f"{label}.{self._domains[body]}"
        host = _host(address, name, row["holder"], row["asn"], town, 1.0)
        return _Site(host, name, body, guest)

    def _elsewhere(self) -> _Site:
        """On the line of a provider: a body's own certificate (proof), its name in a reverse record
        or a self-signed certificate (none), and people with a name like a body's (none)."""
        body = self._rng.choice(self._bodies)
        domain, organisation = self._domains[body], self._names[body]
        organisation = organisation[0].upper() + organisation[1:]
        drawn = self._rng.random()
        if drawn < 0.25:
            return self._consumer(f"camera.{domain}")
        if drawn < 0.55:
            organisation, body = self._rng.choice(_STRANGERS), ""
            domain = organisation.lower().replace(" ", "-").replace(".", "") + ".example"
        subject = f'{{"C": "NL", "O": "{organisation}", "CN": "sporthal.{domain}"}}'
        own = 0.55 <= drawn < 0.7
        place = self._consumer(access=True)
        issuer = subject if own else _CA
        body = "" if own else body
        return _Site(place.host, place.name, body, False, "named", subject, issuer, not own)

    def _consumer(self, name: str | None = None, *, access: bool = False) -> _Site:
        """A line; `access`: at an access provider, as a name at a hoster proves little."""
        drawn = self._rng.random()
        providers = self._access if access else self._providers
        provider = providers[int(drawn * drawn * len(providers))]
        address = self._next(drawn * 97 % 1)
        if name is None:
            label = provider["name"].lower().replace(" ", "-")
            place = address.replace(".", "-").replace(":", "-")
            name = "" if drawn * 31 % 1 < 0.4 else f"x-{place}.fixed.{label}.example"
        town = int(drawn * 1009 % 1 * len(_TOWNS))
        asn = provider["asns"].split()[0]
        return _Site(_host(address, name, provider["name"], asn, town, drawn * 53 % 1), name)

    def _next(self, drawn: float) -> str:
        """An address of 198.18.0.0/15, 241.0.0.0-254.255.255.255 or 2001:db8:8000::/33, once."""
        kind = "ipv6" if drawn < 0.03 else "low" if drawn < 0.25 else "high"
        count = self._given[kind]
        if kind == "low" and count >= 1 << 17:
            kind, count = "high", self._given["high"]
        self._given[kind] += 1
        if kind == "low":
            number = 0xC6120000 + (count * 48_271 + self._shift) % (1 << 17)
        elif kind == "high":
            number = 0xF1000000 + (count * 69_621 + self._shift) % (14 << 24)
        else:
            low = (count * 40_503 + self._shift) % (1 << 24)
            return str(ipaddress.IPv6Address((0x20010DB880000000 + low << 64) + count % 97 + 1))
        return f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


# --- the export -----------------------------------------------------------------------------------

_BEGIN: Final = int(datetime(2022, 2, 1, tzinfo=UTC).timestamp())
_SPAN: Final = 28 * 86_400 * 1_000_000  # microseconds
_STRIDE: Final = 1_495_147_825_463  # shares no divisor with the span: no microsecond comes twice
_CRAWLERS: Final = tuple(_digest(f"crawler {n}")[:40] for n in range(12))
_TRUSTED = '{"mozilla": true, "apple": true, "microsoft": true}'
_DISTRUSTED = '{"mozilla": false, "apple": false, "microsoft": false}'
_BREAKS: Final = ("cut", "latin", "split", "two", "null", "nul", "html", "number")


class _Export:
    """One export: households of devices until the wanted size or number of lines is there."""

    def __init__(self, seed: int, size: int | None, progress: Progress | None) -> None:
        self.manifest = Manifest(seed)
        self._rng = Random(f"herkomst {seed}")
        self._size, self._progress = size, progress
        self._sites = _Sites(self._rng)
        self._shift = self._rng.getrandbits(41)
        self._records = self._macs = 0
        self._pending: list[bytes] = []
        self._breaks = 0
        broken, empty = round(DEMO_LINES * MALFORMED), DEMO_LINES // EMPTY_EVERY
        others = DEMO_LINES - sum(CAMERAS.values()) - broken - empty
        self._goal = CAMERAS | {"others": others}
        self._made = dict.fromkeys(self._goal, 0)
        self._seen = {m: _combinations(s, SEEN[m]) for m, s in _CAMERA_SAYINGS.items()}
        self._together = {m: _combinations(s, TOGETHER[m]) for m, s in _CAMERA_SAYINGS.items()}

    def blocks(self) -> Iterator[bytes]:
        """The content, in blocks of some thousand lines."""
        while not self._done():
            self._household(min(self._made, key=lambda c: self._made[c] / self._goal[c]))
            self._disturb()
            if len(self._pending) >= WINDOW:
                yield self._flush()
        if self._pending:
            yield self._flush()

    def _done(self) -> bool:
        if self._size is not None:
            return self.manifest.bytes >= self._size
        return self.manifest.lines >= DEMO_LINES

    def _flush(self) -> bytes:
        self._rng.shuffle(self._pending)
        block = b"".join(self._pending)
        self._pending.clear()
        if self._progress is not None:
            if self._size is not None:
                self._progress(min(self.manifest.bytes, self._size), self._size)
            else:
                self._progress(self.manifest.lines, DEMO_LINES)
        return block

    def _add(self, line: bytes, lines: int = 1) -> None:
        self._pending.append(line)
        self.manifest.lines += lines
        self.manifest.bytes += len(line)

    # households

    def _household(self, category: str) -> None:
        """One address and what stands behind it."""
        room = self._goal[category] - self._made[category] if self._size is None else 1 << 30
        if category == "others":
            self._others(min(room, 1 + int(self._rng.random() * 2)))
            return
        site = self._sites.site(public=0.010, certificates=0.006)
        if site.lone:
            self._device(site, [_CAMERA_SAYINGS[category][site.lone]], 0, False)
        elif self._rng.random() < 0.04:
            for number in range(min(2 + int(self._rng.random() * 2), room)):
                sayings = self._pick(self._together[category])[: max(room, 0)]
                room -= len(sayings)
                if sayings:
                    self._device(site, sayings, number, True)
        else:
            sayings = self._pick(self._seen[category])[:room]
            self._device(site, sayings, 0, self._rng.random() < 0.06)
        _count(self.manifest.addresses, category)

    def _others(self, count: int) -> None:
        site = self._sites.site(public=0.003, certificates=0.0)
        sayings: dict[int, Saying] = {}
        for _ in range(count):
            saying = self._pick(OTHERS if self._rng.random() < 0.45 else NOISE)
            sayings.setdefault(saying.ports[0], saying)
        makers = {s.maker for s in sayings.values()}
        for maker in sorted(makers):
            self._device(site, [s for s in sayings.values() if s.maker == maker], 0, False)
            _count(self.manifest.addresses, maker)

    def _pick(self, choices: Any) -> Any:
        return choices[int(self._rng.random() * len(choices))]

    def _device(self, site: _Site, sayings: list[Saying], number: int, with_mac: bool) -> None:
        """The banners of one device; `number`: which behind its address, and so at which ports."""
        maker = sayings[0].maker
        values = self._identity(maker, site, with_mac)
        for saying in sayings:
            line = self._line(saying, number, values)
            self._add(line.encode())
            category = maker if maker in self._made else "others"
            self._made[category] += 1
            _count(self.manifest.banners, maker)
            if site.body and maker not in ("noise", "unproven"):
                tied = self.manifest.guests if site.guest else self.manifest.attributable
                _count(tied.setdefault(site.body, {}), maker)
        _count(self.manifest.devices, maker)

    def _identity(self, maker: str, site: _Site, with_mac: bool) -> dict[str, Any]:
        """What all banners of one device have in common."""
        key = f"{self._rng.getrandbits(256):064x}"
        mac = ""
        if with_mac:
            oui = self._pick(OUI[maker])
            self._macs += 1
            number = f"{(self._macs * 69_621 + self._shift) % (1 << 24):06X}"
            tail = f"{number[:2]}:{number[2:4]}:{number[4:]}"
            mac = f'"mac": {{"{oui}:{tail}": {{"assignment": "{oui}", "org": "{maker}"}}}}, '
        return {
            "host": site.host,
            "name": site.name,
            "mac": mac,
            "key": key,
            "sha1": key[20:60],
            "number": int(key[:30], 16),
            "ssh": ":".join(key[n : n + 2] for n in range(0, 32, 2)),
            "hex6": key[:6].upper(),
            "serial": f"DEM{key[:4]}PAG{key[4:10]}".upper(),
            "serial9": f"{int(key[:9], 16) % 10**8:08d}",
            "subject": site.subject,
            "issuer": site.issuer,
            "trust": _TRUSTED if site.trusted else _DISTRUSTED,
        }

    def _line(self, saying: Saying, number: int, values: dict[str, Any]) -> str:
        bits = f"{self._rng.getrandbits(192):048x}"
        count = self._records = self._records + 1
        values["port"] = saying.ports[number % len(saying.ports)]
        values["time"] = self._moment(count)
        values["hash"] = int(bits[:8], 16) - (1 << 31)
        values["id"] = f"{bits[:8]}-{bits[8:12]}-4{bits[13:16]}-a{bits[17:20]}-{bits[20:32]}"
        values["crawler"] = _CRAWLERS[int(bits[32:36], 16) % len(_CRAWLERS)]
        values["nonce"] = bits[16:48]
        if count % ODD_EVERY == 0:
            return saying.odd % values
        return saying.forms[int(bits[36:40], 16) % _SLOTS] % values

    def _moment(self, count: int) -> str:
        """A moment of February 2022 that no other record has."""
        seconds, micro = divmod((self._shift + count * _STRIDE) % _SPAN, 1_000_000)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        day, hour = divmod(hours, 24)
        return f"2022-02-{day + 1:02d}T{hour:02d}:{minute:02d}:{second:02d}.{micro:06d}"

    # what is broken

    def _disturb(self) -> None:
        """Empty and malformed lines, in their share of the lines so far (of the whole demo)."""
        lines = self.manifest.lines
        if lines >= EMPTY_EVERY * (self.manifest.empty + 1) and self._room(1):
            self._add(b"\n")
            self.manifest.empty += 1
        due = round(lines * MALFORMED)
        if self._size is None and self._done_with_banners():
            due = round(DEMO_LINES * MALFORMED)
        while self.manifest.malformed < due:
            kind = _BREAKS[self._breaks % len(_BREAKS)]
            self._breaks += 1
            if kind == "split" and not (self._room(2) and self.manifest.malformed + 2 <= due + 1):
                continue
            self._malformed(kind)

    def _room(self, lines: int) -> bool:
        return self._size is not None or self.manifest.lines + lines <= DEMO_LINES

    def _done_with_banners(self) -> bool:
        return all(self._made[c] >= self._goal[c] for c in self._goal)

    def _malformed(self, kind: str) -> None:
        site = self._sites.site(public=0.0, certificates=0.0)
        line = self._line(NOISE[0], 0, self._identity("noise", site, False)).encode()
        mark = b'"org": "'
        made = {
            "cut": line[: len(line) * 2 // 3] + b"\n",
            "latin": line.replace(mark, mark + b"Caf\xe9 \xff\xfe "),
            "split": line.replace(b', "port"', b',\n"port"', 1),
            "two": line[:-1] + line,
            "null": b"null\n",
            "nul": line.replace(mark, mark + b"\0\0\0"),
            "html": b"<html><head><title>502 Bad Gateway</title></head></html>\n",
            "number": b'{"a":1\n',
        }[kind]
        lines = made.count(b"\n")
        self._add(made, lines)
        self.manifest.malformed += lines


_CAMERA_SAYINGS: Final = {"hikvision": HIKVISION, "dahua": DAHUA}


def _combinations(sayings: dict[str, Saying], text: str) -> list[list[Saying]]:
    return [[sayings[name] for name in one.split(",")] for one in text.split("|")]


def _count(counts: dict[str, int], key: str) -> None:
    counts[key] = counts.get(key, 0) + 1


__all__ = ["Manifest", "write_export"]
