# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shodan: the JSON lines that `shodan download` writes, and host objects of its API.

One line is one banner; a host object holds several under ``data`` and counts as that many records.
Field names: Shodan's published banner schema (datapedia.shodan.io).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from herkomst import catalogue, jsonlines
from herkomst.collect import RAW_CAP, Context, Quarantined, Rows, Source
from herkomst.model import Basis
from herkomst.schema import observation_schema

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

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
NO_ADDRESS = "an object without an address: no banner"
HOST_OBJECT_CAP = 64 << 20  # a host object printed over several lines is read whole, up to here
NAME_KEYS = ("CN", "OU", "O", "L", "ST", "C", "emailAddress")


class Name(msgspec.Struct):
    CN: str | None = None
    OU: str | None = None
    O: str | None = None  # noqa: E741
    L: str | None = None
    ST: str | None = None
    C: str | None = None
    emailAddress: str | None = None


class Fingerprint(msgspec.Struct):
    sha256: str | None = None


class Certificate(msgspec.Struct):
    subject: Name | None = None
    issuer: Name | None = None
    fingerprint: Fingerprint | None = None
    expired: bool | None = None


class Browsers(msgspec.Struct):
    mozilla: bool | None = None
    microsoft: bool | None = None
    apple: bool | None = None


class Trust(msgspec.Struct):
    revoked: bool | None = None
    browser: Browsers | None = None


class Tls(msgspec.Struct):
    cert: Certificate | None = None
    trust: Trust | None = None


class Favicon(msgspec.Struct):
    hash: int | None = None


class Http(msgspec.Struct):
    server: str | None = None
    title: str | None = None
    html: str | None = None
    favicon: Favicon | None = None


class Location(msgspec.Struct):
    city: str | None = None
    country_code: str | None = None


class Module(msgspec.Struct):
    id: str | None = None
    module: str | None = None


class Ssh(msgspec.Struct):
    fingerprint: str | None = None


class Snmp(msgspec.Struct):
    name: str | None = None
    description: str | None = None
    objectid: str | None = None


class Upnp(msgspec.Struct):
    manufacturer: str | None = None
    model_name: str | None = None
    friendly_name: str | None = None
    server: str | None = None


class Own(msgspec.Struct):
    """The mark of the generator in this package; no other export has it."""

    synthetic: bool | None = None


class Banner(msgspec.Struct):
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
    herkomst: Own | None = None


_MAC = re.compile(rb'"mac": ?\{"([0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5})"')
_KEYS = ("ip_str", "port", "timestamp", "_shodan", "transport", "hostnames", "data", "org")


def recognise(head: bytes) -> float:
    """Whether lines of the head are banner or host objects."""
    if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b"\n{" not in head:
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
    if _is_one_host_object(content):
        yield _host_document(content)
        return
    reader = jsonlines.Reader(Banner)
    held: list[jsonlines.Lines] = []
    size = done = 0
    for lines in reader.blocks(content.chunks()):
        held.append(lines)
        size += len(lines.raw)
        done += len(lines.raw)
        _without_address(lines)
        lines.raw = _macs(lines)
        if size >= BATCH:
            yield _rows(held, done)
            held, size = [], 0
    if held:
        yield _rows(held, content.size)


def _is_one_host_object(content: Content) -> bool:
    """Whether the file is one object printed over several lines (the first line is not whole)."""
    head = content.head(4096).lstrip(b"\xef\xbb\xbf \r\n\t")
    line = head.split(b"\n", 1)[0].strip()
    return line in (b"{", b'{"') or (
        head.startswith(b"{") and b"\n" in head and line.endswith((b",", b"{", b"["))
    )


def _host_document(content: Content) -> Rows:
    taken = bytearray()
    for chunk in content.chunks():
        if len(taken) <= HOST_OBJECT_CAP:
            taken += chunk
    text = bytes(taken)
    start = len(text) - len(text.lstrip(b"\xef\xbb\xbf \r\n\t"))
    lines = jsonlines.Lines(read=1)
    try:
        value = msgspec.json.decode(text[start:])
        lines.odd = [(start, len(text) - start, value)]
        return _rows([lines], len(text))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    made = Rows(bytes_done=content.size)
    for lines in jsonlines.Reader(Banner).blocks([text]):
        part = _rows([lines], 0)
        made.read += part.read
        made.skipped += part.skipped
        made.quarantined += part.quarantined
    return made


def _without_address(lines: jsonlines.Lines) -> None:
    """Take rows without an address text out of the table: an object with a numeric address is read
    singly, one with none is no banner."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = lines.table
    if table is None or not table["ip_str"].null_count:
        return
    missing = pc.and_(pc.is_null(table["ip_str"]), pc.is_null(table["ipv6"])).to_numpy()
    if not missing.any():
        return
    for row in np.flatnonzero(missing).tolist():
        offset, length = int(lines.offsets[row]), int(lines.lengths[row])
        text = lines.raw[offset - lines.start : offset - lines.start + length]
        value = msgspec.json.decode(text)
        if isinstance(value.get("ip"), int):
            lines.odd.append((offset, length, value))
        else:
            lines.quarantined.append(Quarantined(offset, length, NO_ADDRESS, text[:RAW_CAP]))
    kept = ~missing
    lines.table = table.filter(pa.array(kept))
    lines.offsets, lines.lengths = lines.offsets[kept], lines.lengths[kept]


def _macs(lines: jsonlines.Lines) -> bytes:
    """Keep the raw block only while MAC addresses must still be read from it."""
    raw = lines.raw
    return raw if b'"mac": {' in raw or b'"mac":{' in raw else b""


def _rows(blocks: list[jsonlines.Lines], done: int) -> Rows:
    """Several blocks as one batch of observations."""
    import polars as pl
    import pyarrow as pa

    made = Rows(bytes_done=done)
    tables, offsets, lengths = [], [], []
    for block in blocks:
        made.read += block.read
        made.skipped += block.skipped
        made.quarantined += block.quarantined
        if block.table is not None:
            tables.append(_with_mac(block))
            offsets.append(block.offsets)
            lengths.append(block.lengths)
        banners = []
        for offset, length, value in block.odd:
            extra = _banners_of(value)
            if not extra:
                made.quarantined.append(
                    Quarantined(offset, length, NO_ADDRESS, msgspec.json.encode(value)[:RAW_CAP])
                )
                continue
            made.read += len(extra) - 1
            banners += [(offset, length, banner) for banner in extra]
        if banners:
            tables.append(_tolerant_table([b for _, _, b in banners]))
            offsets.append(np.array([o for o, _, _ in banners], np.int64))
            lengths.append(np.array([n for _, n, _ in banners], np.int32))
    if tables:
        frame = pl.from_arrow(pa.concat_tables(tables))
        assert isinstance(frame, pl.DataFrame)
        made.batch = _observations(frame, np.concatenate(offsets), np.concatenate(lengths))
    return made


def _with_mac(block: jsonlines.Lines) -> pa.Table:
    """The table with a `mac` column. In the export the addresses are the keys of an object, which
    no columnar reader can name; so they are found in the text of the block."""
    import pyarrow as pa

    table = block.table
    assert table is not None
    if not block.raw:
        return table.append_column("mac", pa.nulls(table.num_rows, pa.string()))
    found: list[str | None] = [None] * table.num_rows
    for match in _MAC.finditer(block.raw):
        place = match.start() + block.start
        row = int(np.searchsorted(block.offsets, place, "right")) - 1
        if row >= 0 and place < block.offsets[row] + block.lengths[row]:
            found[row] = match.group(1).decode().upper().replace("-", ":")
    return table.append_column("mac", pa.array(found, pa.string()))


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
    return [shared | banner for banner in data if isinstance(banner, dict)]


def _tolerant_table(values: list[dict[str, Any]]) -> pa.Table:
    """Objects of an unexpected shape as a table: what fits is read, what does not is null."""
    import pyarrow as pa

    schema = jsonlines.arrow_schema(Banner).append(pa.field("mac", pa.string()))
    rows = []
    for value in values:
        mac = value.get("mac")
        address = (
            str(next(iter(mac))).upper().replace("-", ":")
            if isinstance(mac, dict) and mac
            else None
        )
        row = _fitted(value | {"mac": address}, schema)
        if row.get("ip_str") is None and isinstance(value.get("ip"), int):
            row["ip_str"] = _dotted(value["ip"])
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=schema)


def _fitted(value: dict[str, Any], fields: Any) -> dict[str, Any]:
    return {f.name: _fit(value.get(f.name), f.type) for f in fields}


def _fit(value: Any, kind: pa.DataType) -> Any:
    """A value as the type wanted, or null: a text in a list, a list as its first text."""
    import pyarrow as pa

    if value is None:
        return None
    if pa.types.is_struct(kind):
        return _fitted(value, kind) if isinstance(value, dict) else None
    if pa.types.is_list(kind):
        items = value if isinstance(value, list) else [value]
        return [str(v) for v in items if isinstance(v, str | int)]
    if pa.types.is_string(kind):
        if isinstance(value, list):
            value = next((v for v in value if isinstance(v, str)), None)
        return str(value) if isinstance(value, str | int | float) else None
    if pa.types.is_boolean(kind):
        return value if isinstance(value, bool) else None
    if isinstance(value, str) and value.lstrip("-").isdigit():
        value = int(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and -(2**63) <= value < 2**63 else None


def _dotted(number: int) -> str | None:
    import ipaddress

    return str(ipaddress.ip_address(number)) if 0 <= number < 2**32 else None


# --- columns --------------------------------------------------------------------------------------


def _observations(
    frame: pl.DataFrame, offsets: np.ndarray[Any, Any], lengths: np.ndarray[Any, Any]
) -> pa.RecordBatch:
    """The columns of `observation_schema` from a table of banners, ordered by place."""
    import polars as pl

    evidence = catalogue.fields()
    place = pl.DataFrame({"offset": offsets, "length": lengths})
    flat = frame.select(_flat())
    columns = flat.select(
        seen_at=pl.col("timestamp").str.replace(r"^([^Z+]{19,})$", "${1}Z"),
        ip=pl.coalesce("ip_str", "ipv6"),
        port=pl.col("port").cast(pl.Int32, strict=False),
        transport="transport",
        record="record",
        org="org",
        isp="isp",
        asn=pl.col("asn").str.strip_prefix("AS").cast(pl.Int64, strict=False),
        country="country",
        city="city",
        synthetic=pl.col("synthetic").fill_null(False),
        **_evidence(),
    )
    capped = [
        pl.when(pl.col(n).str.len_bytes() > f.cap)
        .then(pl.col(n).str.head(f.cap))
        .otherwise(pl.col(n))
        .alias(n)
        for n, f in evidence.items()
        if n in columns.columns
    ]
    missing = [pl.lit(None, pl.String).alias(n) for n in evidence if n not in columns.columns]
    schema = observation_schema(tuple(evidence))
    made = pl.concat([place, columns.with_columns(capped + missing)], how="horizontal")
    if (offsets[1:] < offsets[:-1]).any():
        made = made.sort("offset", maintain_order=True)
    table = made.select(schema.names).to_arrow().cast(schema).combine_chunks()
    return table.to_batches()[0]


def _flat() -> list[pl.Expr]:
    import polars as pl

    ssl, http = pl.col("ssl").struct, pl.col("http").struct
    cert = ssl.field("cert").struct
    browser = ssl.field("trust").struct.field("browser").struct
    return [
        *(pl.col(n) for n in "ip_str ipv6 port transport timestamp org isp asn mac data".split()),
        pl.col("_shodan").struct.field("id").alias("record"),
        pl.col("_shodan").struct.field("module").fill_null("").alias("module"),
        pl.col("hostnames").list.join("\n").alias("hostname"),
        pl.col("location").struct.field("city"),
        pl.col("location").struct.field("country_code").alias("country"),
        pl.col("product"),
        pl.coalesce("cpe23", "cpe").list.join("\n").alias("cpe"),
        http.field("server").alias("server"),
        http.field("title").alias("title"),
        http.field("html").alias("html"),
        http.field("favicon").struct.field("hash").cast(pl.String).alias("favicon"),
        _distinguished_name(cert.field("subject")).alias("subject"),
        _distinguished_name(cert.field("issuer")).alias("issuer"),
        cert.field("fingerprint").struct.field("sha256").alias("tls_key"),
        cert.field("expired").fill_null(False).alias("expired"),
        browser.field("mozilla").fill_null(False).alias("trusted"),
        pl.col("ssh").struct.field("fingerprint").alias("ssh_key"),
        pl.col("snmp").struct.field("description").alias("sysdescr"),
        pl.col("snmp").struct.field("objectid").alias("sysobjectid"),
        pl.concat_str(
            [
                pl.col("upnp").struct.field(n)
                for n in ("manufacturer", "model_name", "friendly_name")
            ],
            separator="\n",
            ignore_nulls=True,
        ).alias("upnp_text"),
        pl.col("upnp").struct.field("server").alias("upnp_server"),
        pl.col("herkomst").struct.field("synthetic").alias("synthetic"),
    ]


def _distinguished_name(name: pl.Expr) -> pl.Expr:
    """`CN=...,OU=...,O=...` of the parts that are there; null when none is."""
    import polars as pl

    parts = [pl.lit(f"{key}=") + name.struct.field(key) for key in NAME_KEYS]
    text = pl.concat_str(parts, separator=",", ignore_nulls=True)
    return pl.when(text != "").then(text)


def _evidence() -> dict[str, pl.Expr]:
    """Each evidence column from the banner. Header values stand in ``data``; Shodan gives the module
    that asked, and the text itself says the protocol."""
    import polars as pl

    data, module, port = pl.col("data"), pl.col("module"), pl.col("port")
    web, rtsp = data.str.starts_with("HTTP/"), data.str.starts_with("RTSP/")
    greeting = data.str.starts_with("220")
    mail = port.is_in([25, 465, 587, 2525]) | module.str.starts_with("smtp")
    self_signed = pl.col("subject") == pl.col("issuer")
    upnp = module.str.starts_with("upnp") | module.str.starts_with("ssdp") | (port == 1900)
    discovery = data.str.contains("DHDiscover", literal=True) | module.str.starts_with("dahua")
    return {
        "http.server": pl.coalesce("server", pl.when(web).then(_header("Server"))),
        "http.title": pl.col("title"),
        "http.www_authenticate": pl.when(web).then(_header("WWW-Authenticate")),
        "http.body": pl.col("html"),
        "http.favicon_mmh3": pl.col("favicon"),
        "rtsp.server": pl.when(rtsp).then(_header("Server")),
        "rtsp.realm": pl.when(rtsp).then(_header("WWW-Authenticate")),
        "onvif.scopes": pl.when(data.str.contains("onvif://", literal=True)).then(data),
        "tls.subject": pl.col("subject"),
        "tls.issuer": pl.col("issuer"),
        "tls.trust": pl.when(pl.col("subject").is_null())
        .then(None)
        .when(self_signed)
        .then(pl.lit("self-signed"))
        .when(pl.col("expired"))
        .then(pl.lit("expired"))
        .when(pl.col("trusted"))
        .then(pl.lit("trusted"))
        .otherwise(pl.lit("unknown")),
        "tls.fingerprint": pl.col("tls_key"),
        "ssh.banner": pl.when(data.str.starts_with("SSH-")).then(data.str.extract(r"^([^\r\n]+)")),
        "ssh.fingerprint": pl.col("ssh_key"),
        "telnet.banner": pl.when(module.str.starts_with("telnet") | (port == 23)).then(data),
        "ftp.banner": pl.when((module == "ftp") | (greeting & ~mail)).then(data),
        "smtp.banner": pl.when(mail & greeting).then(data),
        "snmp.sysdescr": pl.coalesce(
            "sysdescr", pl.when(module.str.starts_with("snmp")).then(data)
        ),
        "snmp.sysobjectid": pl.col("sysobjectid"),
        "upnp.server": pl.coalesce("upnp_server", pl.when(upnp).then(_header("Server"))),
        "upnp.description": pl.when(pl.col("upnp_text") != "").then(pl.col("upnp_text")),
        "sadp.xml": pl.when(data.str.contains("<ProbeMatch", literal=True)).then(data),
        "dhip.json": pl.when(discovery).then(data),
        "mac": pl.col("mac"),
        "proprietary_port": pl.when(
            port.is_in([8000, 34567, 37777, 37810, 9530, 4370]) & ~web
        ).then(pl.concat_str([port.cast(pl.String), pl.lit("/"), "transport", pl.lit(" "), data])),
        "hostname": pl.when(pl.col("hostname") != "").then(pl.col("hostname")),
        "product": pl.col("product"),
        "cpe": pl.when(pl.col("cpe") != "").then(pl.col("cpe")),
    }


def _header(name: str) -> pl.Expr:
    import polars as pl

    return pl.col("data").str.extract(rf"(?i)\n{name}:[ \t]*([^\r\n]{{1,1024}})")


__all__ = ["RAW_CAP", "SOURCE", "read", "recognise"]
