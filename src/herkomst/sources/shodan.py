# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shodan: the JSON lines that `shodan download` writes, and host objects of its API.

One line is one banner; a host object holds several under ``data`` and counts as that many records.
Field names: Shodan's published banner schema (datapedia.shodan.io).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from herkomst import jsonlines, jsonobjects
from herkomst.collect import RAW_CAP, Context, Quarantined, Rows, Source
from herkomst.hardware import mac_address
from herkomst.model import Basis
from herkomst.observations import MOST, address, distinguished_name, observed, without_port

if TYPE_CHECKING:
    import polars as pl

    from herkomst.content import Content

SOURCE = Source(
    id="shodan",
    basis=Basis.MEASURED,
    media_types=("application/x-ndjson", "application/json"),
    licence="Shodan terms of use; results stay with the licence holder",
    yields="observations",
    title="Shodan export",
)
BATCH = 24 << 20  # bytes of lines turned into columns at once
NO_BANNER = "an entry of a host object that is no banner"
NO_ADDRESS = "an object without an address: no banner"
RECORDS = 100_000  # records of a batch, however short they are


class Name(msgspec.Struct, gc=False):
    CN: str | None = None
    OU: str | None = None
    O: str | None = None  # noqa: E741
    L: str | None = None
    ST: str | None = None
    C: str | None = None
    emailAddress: str | None = None


class Fingerprint(msgspec.Struct, gc=False):
    sha256: str | None = None


class Certificate(msgspec.Struct, gc=False):
    subject: Name | None = None
    issuer: Name | None = None
    fingerprint: Fingerprint | None = None
    expired: bool | None = None


class Browsers(msgspec.Struct, gc=False):
    mozilla: bool | None = None
    microsoft: bool | None = None
    apple: bool | None = None


class Trust(msgspec.Struct, gc=False):
    revoked: bool | None = None
    browser: Browsers | None = None


class Tls(msgspec.Struct, gc=False):
    cert: Certificate | None = None
    trust: Trust | None = None


class Favicon(msgspec.Struct, gc=False):
    hash: int | None = None


class Http(msgspec.Struct, gc=False):
    server: str | None = None
    title: str | None = None
    html: str | None = None
    favicon: Favicon | None = None


class Location(msgspec.Struct, gc=False):
    city: str | None = None
    country_code: str | None = None


class Module(msgspec.Struct, gc=False):
    id: str | None = None
    module: str | None = None


class Ssh(msgspec.Struct, gc=False):
    fingerprint: str | None = None


class Snmp(msgspec.Struct, gc=False):
    name: str | None = None
    description: str | None = None
    objectid: str | None = None


class Upnp(msgspec.Struct, gc=False):
    manufacturer: str | None = None
    model_name: str | None = None
    friendly_name: str | None = None
    server: str | None = None


class Own(msgspec.Struct, gc=False):
    """The mark of the generator in this package; no other export has it."""

    synthetic: bool | None = None


class Banner(msgspec.Struct, gc=False):
    """What is read of a banner; everything else stays in the document."""

    shodan: Module | None = msgspec.field(default=None, name="_shodan")
    ip_str: str | None = None
    ipv6: str | None = None
    port: int | None = None
    transport: str | None = None
    timestamp: str | None = None
    hash: int | None = None
    org: str | None = None
    isp: str | None = None
    asn: str | None = None
    hostnames: list[str] | None = None
    location: Location | None = None
    data: str | None = None
    product: str | None = None
    cpe: list[str] | None = None
    cpe23: list[str] | None = None
    http: Http | None = None
    ssl: Tls | None = None
    ssh: Ssh | None = None
    snmp: Snmp | None = None
    upnp: Upnp | None = None
    mac: dict[str, msgspec.Raw] | None = None  # its keys are the addresses
    ip: int | None = None
    herkomst: Own | None = None


_KEYS = ("ip_str", "port", "timestamp", "_shodan", "transport", "hostnames", "data", "org")


def recognise(head: bytes) -> float:
    """Whether lines of the head are banner or host objects."""
    plain = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if plain.startswith(b"[") or (not plain.startswith(b"{") and b"\n{" not in head):
        return 0.0
    seen = max((_keys_in(line) for line in head.split(b"\n")[:50]), default=0)
    if seen < 3 and b"\n" in head:
        seen = _keys_in(head) - 1  # an object printed over several lines
    return 0.95 if seen >= 4 else 0.6 if seen == 3 else 0.0


def _keys_in(text: bytes) -> int:
    found = sum(b'"%s"' % key.encode() in text for key in _KEYS)
    return found if b'"ip_str"' in text or b'"_shodan"' in text else 0


def read(content: Content, context: Context) -> Iterator[Rows]:
    """Banners in batches of about `BATCH` bytes."""
    reader: jsonlines.Reader[Banner] | jsonobjects.Objects[Banner] = jsonlines.Reader(Banner)
    if _is_printed(content):
        reader = jsonobjects.Objects(Banner)
    yield from _batches(reader.blocks(content.chunks()))


def _batches(blocks: Iterable[jsonlines.Lines[Banner]]) -> Iterator[Rows]:
    batch, done = _Batch(), 0
    for lines in blocks:
        batch.add(lines)
        done += lines.size
        if batch.size >= BATCH or batch.rows.read >= RECORDS:
            yield batch.made(done)
            batch = _Batch()
    if batch.size:
        yield batch.made(done)


def _is_printed(content: Content) -> bool:
    """Whether the first object is printed over several lines."""
    head = content.head(4096).lstrip(b"\xef\xbb\xbf \r\n\t")
    line = head.split(b"\n", 1)[0].strip()
    return line in (b"{", b'{"') or (
        head.startswith(b"{") and b"\n" in head and line.endswith((b",", b"{", b"["))
    )


class _Batch:
    """Banners on their way to columns. The records of a block are opened as soon as they are read and let
    go: held until there are enough of them, they would have left the processor's cache."""

    def __init__(self) -> None:
        self.rows = Rows()
        self.size = 0  # bytes of lines
        self._columns: dict[str, list[Any]] = {}

    def add(self, block: jsonlines.Lines[Banner]) -> None:
        """Take a block."""
        self.size += block.size
        self.rows.read += block.read
        self.rows.skipped += block.skipped
        self.rows.quarantined += block.quarantined
        self._take(block.records, block.offsets, block.lengths)
        for offset, length, value in block.odd:
            banners = _banners_of(value)
            if not banners:
                self._refuse(offset, length, NO_ADDRESS, value)
                continue
            wrong = _no_banners(value)
            self.rows.read += len(banners) - 1 + len(wrong)
            for raw in wrong:
                self._refuse(offset, length, NO_BANNER, raw)
            records = [jsonlines.fitted(b, Banner) for b in banners]
            self._take(records, [offset] * len(records), [length] * len(records))

    def _take(self, records: list[Banner], offsets: list[int], lengths: list[int]) -> None:
        """Open records; those without an address are no banners."""
        odd = [at for at, r in enumerate(records) if not r.ip_str or not _V4.fullmatch(r.ip_str)]
        reasons = {at: why for at in odd if (why := _without_address(records[at]))}
        for at, why in reasons.items():
            self._refuse(offsets[at], lengths[at], why, records[at])
        if reasons:
            sound = [at for at in range(len(records)) if at not in reasons]
            records = [records[at] for at in sound]
            offsets, lengths = [offsets[at] for at in sound], [lengths[at] for at in sound]
        self.rows.without_port += without_port(r.port for r in records)
        opened = {**_opened(records), "offset": offsets, "length": lengths}
        for name, values in opened.items():
            self._columns.setdefault(name, []).extend(values)

    def _refuse(self, offset: int, length: int, reason: str, record: object) -> None:
        raw = msgspec.json.encode(record)[:RAW_CAP]
        self.rows.quarantined.append(Quarantined(offset, length, reason, raw))

    def made(self, done: int) -> Rows:
        """What was taken, as observations; `done` bytes of the content are read."""
        self.rows.bytes_done = done
        if self._columns.get("offset"):
            self.rows.batch = _observations(self._columns)
        return self.rows


_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_V4 = re.compile(rf"(?:{_OCTET}\.){{3}}{_OCTET}", re.ASCII)


def _without_address(record: Banner) -> str:
    """Why a record is no banner of an address, or nothing. Its address is put in its usual form."""
    written = record.ip_str or record.ipv6
    found = address(written) if written else _dotted(record.ip)
    if found is not None:
        record.ip_str = found
        return ""
    return f"{written[:64]!r} is no IP address" if written else NO_ADDRESS


def _banners_of(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The banners of one object: itself, or those a host object holds, with the host's own facts."""
    data = value.get("data")
    if not isinstance(data, list):
        return [value] if any(k in value for k in ("ip_str", "ip", "ipv6")) else []
    shared: dict[str, Any] = {
        k: value[k] for k in ("ip_str", "org", "isp", "asn", "hostnames") if k in value
    }
    if "city" in value or "country_code" in value:
        shared["location"] = {k: value.get(k) for k in ("city", "country_code")}
    told = ({k: v for k, v in b.items() if v is not None} for b in data if isinstance(b, dict))
    return [shared | banner for banner in told]


def _no_banners(value: dict[str, Any]) -> list[Any]:
    """What stands among the banners of a host object and is none."""
    data = value.get("data")
    return [b for b in data if not isinstance(b, dict)] if isinstance(data, list) else []


def _dotted(number: int | None) -> str | None:
    import ipaddress

    if number is None or not 0 <= number < 2**32:
        return None
    return str(ipaddress.ip_address(number))


# --- columns --------------------------------------------------------------------------------------


def _observations(columns: dict[str, list[Any]]) -> pl.DataFrame:
    """The columns of `observation_schema` from opened banners, ordered by place. Empties `columns`."""
    import polars as pl

    types = {"port": pl.Int64, "offset": pl.Int64, "length": pl.Int32, "synthetic": pl.Boolean}
    flat = pl.DataFrame(
        [pl.Series(n, columns.pop(n), types.get(n, pl.String)) for n in tuple(columns)]
    )
    return observed(
        flat.with_columns(
            seen_at=pl.col("seen_at").str.replace(r"^(\d{4}-[^Z+]{14,})$", "${1}Z"),
            asn=pl.col("asn").str.strip_prefix("AS").cast(pl.Int64, strict=False),
        )
    )


_NO_HTTP, _NO_LOCATION, _NO_MODULE = Http(), Location(), Module()


def _opened(records: list[Banner]) -> dict[str, list[Any]]:
    """One column a plain field, nested ones opened."""
    web = [r.http or _NO_HTTP for r in records]
    where = [r.location or _NO_LOCATION for r in records]
    module = [r.shodan or _NO_MODULE for r in records]
    tls = [_tls(r.ssl) if r.ssl is not None else _NO_TLS for r in records]
    return {
        "ip": [r.ip_str for r in records],
        "transport": [r.transport for r in records],
        "seen_at": [r.timestamp for r in records],
        "org": [r.org for r in records],
        "isp": [r.isp for r in records],
        "asn": [r.asn for r in records],
        "data": [r.data for r in records],
        "record": [m.id for m in module],
        "module": [m.module or "" for m in module],
        "hostname": ["\n".join(r.hostnames) if r.hostnames else None for r in records],
        "city": [w.city for w in where],
        "country": [w.country_code for w in where],
        "product": [r.product for r in records],
        "cpe": ["\n".join(r.cpe23 or r.cpe or ()) or None for r in records],
        "http.server": [h.server for h in web],
        "http.title": [h.title for h in web],
        "http.body": [h.html for h in web],
        "http.favicon_mmh3": [
            str(h.favicon.hash) if h.favicon and h.favicon.hash is not None else None for h in web
        ],
        "tls.subject": [t[0] for t in tls],
        "tls.issuer": [t[1] for t in tls],
        "tls.fingerprint": [t[2] for t in tls],
        "tls.trust": [t[3] for t in tls],
        "ssh.fingerprint": [r.ssh.fingerprint if r.ssh else None for r in records],
        "snmp.sysdescr": [r.snmp.description if r.snmp else None for r in records],
        "snmp.sysobjectid": [r.snmp.objectid if r.snmp else None for r in records],
        "upnp.description": [_upnp(r.upnp) if r.upnp else None for r in records],
        "upnp.server": [r.upnp.server if r.upnp else None for r in records],
        "mac": [
            next(filter(None, map(mac_address, r.mac)), None) if r.mac else None for r in records
        ],
        "port": [r.port if r.port is not None and 0 <= r.port < MOST else None for r in records],
        "synthetic": [bool(r.herkomst and r.herkomst.synthetic) for r in records],
    }


_NO_TLS: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None)


def _tls(tls: Tls) -> tuple[str | None, str | None, str | None, str | None]:
    """Subject, issuer, key and trust of a certificate."""
    cert = tls.cert
    if cert is None:
        return _NO_TLS
    subject, issuer = _distinguished_name(cert.subject), _distinguished_name(cert.issuer)
    key = cert.fingerprint.sha256 if cert.fingerprint else None
    browser = tls.trust.browser if tls.trust else None
    if subject is None:
        return None, issuer, key, None
    if subject == issuer:
        return subject, issuer, key, "self-signed"
    if cert.expired:
        return subject, issuer, key, "expired"
    return subject, issuer, key, "trusted" if browser and browser.mozilla else "unknown"


def _distinguished_name(name: Name | None) -> str | None:
    """`CN=...,OU=...,O=...` of the parts that are there; null when none is."""
    if name is None:
        return None
    return distinguished_name(msgspec.structs.asdict(name))


def _upnp(told: Upnp) -> str | None:
    return "\n".join(filter(None, (told.manufacturer, told.model_name, told.friendly_name))) or None


__all__ = ["RAW_CAP", "SOURCE", "read", "recognise"]
