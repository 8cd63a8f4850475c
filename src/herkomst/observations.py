# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every source of observations shares: from facts by name to the columns of the lake, in batches
of bounded size, and the evidence that a plain banner carries.

A source gives `Found` (the place of a record and the facts of each thing seen in it) or `Quarantined`;
`gathered` makes batches of them in which read = kept + quarantined + skipped holds.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from herkomst import catalogue
from herkomst.collect import RAW_CAP, Context, Quarantined, Rows
from herkomst.content import lines
from herkomst.errors import InputError
from herkomst.jsonlines import Lines, fitted
from herkomst.schema import observation_schema
from herkomst.tables import Row, Table

if TYPE_CHECKING:
    import polars as pl

    from herkomst.content import Content

BATCH_ROWS, BATCH_BYTES = 5000, 24 << 20
NO_ADDRESS = "no IP address"
BASE = "seen_at ip port transport record org isp asn country city synthetic".split()
NUMBERS = ("port", "asn")
MOST = 2**32  # no port and no network has a higher number; a stranger may write any
LAST_PORT = 65535
EARLIEST = (
    "1995"  # no scan, lease or table of today is older: an earlier day is a clock that was not set
)

Facts = Mapping[str, Any]  # by the names of observation columns, and `data` and `module`
Record = TypeVar("Record", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Found:
    """One record: its place in the content, and the facts of each thing seen in it. None: skipped.
    Several share the record's place and count as that many records."""

    offset: int
    length: int
    facts: Sequence[Facts]


def gathered(found: Iterable[Found | Quarantined], content: Content) -> Iterator[Rows]:
    """Batches of observations."""
    made, rows, places, size = Rows(), list[Facts](), list[tuple[int, int]](), 0
    for item in found:
        made.read += 1
        size += item.length
        if isinstance(item, Quarantined):
            made.quarantined.append(item)
        elif not item.facts:
            made.skipped += 1
        else:
            made.read += len(item.facts) - 1
            rows += item.facts
            made.without_port += without_port(f.get("port") for f in item.facts)
            places += [(item.offset, item.length)] * len(item.facts)
        if len(rows) >= BATCH_ROWS or size >= BATCH_BYTES or len(made.quarantined) >= BATCH_ROWS:
            made.batch = frame(rows, places) if rows else None
            yield made
            made, rows, places, size = Rows(), [], [], 0
    made.batch = frame(rows, places) if rows else None
    made.bytes_done = content.size
    yield made


def of_lines(
    blocks: Iterable[Lines[Record]],
    shape: type[Record],
    facts: Callable[[Record], Sequence[Facts] | str],
) -> Iterator[Found | Quarantined]:
    """Records of JSON as found things; `facts` gives those of one record, or why it is none."""
    for block in blocks:
        yield from block.quarantined
        yield from (Found(0, 0, ()) for _ in range(block.skipped))
        sound = zip(block.offsets, block.lengths, block.records, strict=True)
        odd = ((o, n, fitted(value, shape)) for o, n, value in block.odd)
        for offset, length, record in sorted((*sound, *odd), key=lambda item: item[0]):
            told = facts(record)
            if isinstance(told, str):
                raw = msgspec.json.encode(record)[:RAW_CAP]
                yield Quarantined(offset, length, told, raw)
            else:
                yield Found(offset, length, told)


def of_table(
    table: Table, facts: Callable[[dict[str, str]], Facts | str | None]
) -> Iterator[Found | Quarantined]:
    """Rows of a table as found things; `facts` gives those of one row by column name as written, null
    to skip it, or why it is none."""
    for row in table.rows:
        if not isinstance(row, Row):
            yield row or Found(0, 0, ())
            continue
        told = facts(row.cells)
        if isinstance(told, str):
            yield row.refused(f": {told}")
        else:
            yield Found(row.offset, row.length, () if told is None else (told,))


LINE_CAP = 4096  # bytes; no line of a table of addresses is longer


def of_text(
    content: Content, facts: Callable[[str], Facts | str | None]
) -> Iterator[Found | Quarantined]:
    """Lines of a text as found things; `facts` as for `of_table`."""
    for number, (offset, size, raw) in enumerate(placed_lines(content), 1):
        line = raw.rstrip(b"\r\n")
        length = len(line) if size == len(raw) else size
        told = facts(decoded(line)) if length <= LINE_CAP and b"\0" not in line else _NO_TEXT
        if isinstance(told, str):
            yield Quarantined(offset, length, told, line[:RAW_CAP], f"line {number}")
        else:
            yield Found(offset, length, () if told is None else (told,))


_NO_TEXT = f"holds NUL bytes, or is longer than {LINE_CAP:,} bytes"


def placed_lines(content: Content) -> Iterator[tuple[int, int, bytes]]:
    """Lines of a text with their offset, length and line feed; one that is far too long is cut."""
    return lines(content.chunks(), RAW_CAP)


def decoded(raw: bytes) -> str:
    """Text of a stranger's tool: UTF-8, else Windows-1252."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def own_network(content: Content, context: Context) -> str:
    """The moment to write beside what carries none. Errors: `InputError` where nobody said whose
    network it is: private addresses say nothing by themselves."""
    if context.body is None:
        raise InputError(
            "the addresses in this file are those of somebody's own network",
            where=content.name,
            follows="Nothing was imported.",
            do="Say whose it is: herkomst import --body NAME FILE",
        )
    return f"{context.today}T00:00:00Z" if context.today else ""


# --- columns --------------------------------------------------------------------------------------


def frame(rows: Sequence[Facts], places: Sequence[tuple[int, int]]) -> pl.DataFrame:
    """Facts as columns of observations."""
    import polars as pl

    values: dict[str, list[Any]] = {name: [None] * len(rows) for name in (*BASE, "data", "module")}
    for at, row in enumerate(rows):
        for name, value in row.items():
            if value is not None and not (name in NUMBERS and not 0 <= value < MOST):
                column = values.get(name)
                if column is None:
                    column = values[name] = [None] * len(rows)
                column[at] = value
    columns: dict[str, pl.Series] = {
        "offset": pl.Series([o for o, _ in places], dtype=pl.Int64),
        "length": pl.Series([n for _, n in places], dtype=pl.Int32),
        "synthetic": pl.Series([bool(v) for v in values.pop("synthetic")], dtype=pl.Boolean),
    }
    for name, column in values.items():
        columns[name] = pl.Series(column, dtype=pl.Int64 if name in NUMBERS else pl.String)
    return observed(pl.DataFrame(columns).with_columns(module=pl.col("module").fill_null("")))


def observed(flat: pl.DataFrame) -> pl.DataFrame:
    """The columns of `observation_schema`, ordered by place. `flat` has the base columns, `data` (a
    banner as text), `module` (what the scanner asked) and any evidence columns it has at hand."""
    import polars as pl

    caps = {name: field.cap for name, field in catalogue.fields().items()}
    told = banner_evidence()
    evidence: dict[str, pl.Expr] = {}
    for name in caps:
        given = [pl.col(name)] if name in flat.columns else []
        given += [told[name]] if name in told else []
        evidence[name] = pl.coalesce(given) if given else pl.lit(None, pl.String)
    port = pl.col("port").cast(pl.Int32, strict=False)
    made = flat.with_columns(banner_headers()).with_columns(port, **evidence)
    made = made.select(observation_schema(tuple(caps)).names)
    longest = made.select(pl.col(list(caps)).str.len_bytes().max()).row(0, named=True)
    long = [name for name, cap in caps.items() if (longest[name] or 0) > cap]
    made = made.with_columns(pl.col(name).str.head(caps[name]) for name in long)
    return made if made["offset"].is_sorted() else made.sort("offset", maintain_order=True)


# A moment in the form of the lake, on a day of every year; any other is looked at by itself.
_MONTH_DAY = (
    r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|"
    r"02-(?:0[1-9]|1\d|2[0-8]))"
)
_ISO = r"^\d{4}-" + _MONTH_DAY + r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$"


def believable(frame: pl.DataFrame, now: str) -> tuple[pl.DataFrame, int]:
    """The frame without moments and ports that cannot be, and how many records are without a moment:
    where it is no date, or lies before there was anything to see or after `now` (a day is left for clocks
    that differ). The records stay; of those without a day no claim is made."""
    import polars as pl

    seen = frame["seen_at"]
    iso = seen.str.contains(_ISO).fill_null(True)
    if not iso.all():
        odd = seen.filter(~iso).unique()
        made = pl.Series([moment(text) for text in odd], dtype=pl.String)
        seen = seen.replace_strict(odd, made, default=seen, return_dtype=pl.String)
    wrong = ((seen < EARLIEST) | (seen >= _after_next(now))).fill_null(False)
    undated = int((wrong | seen.is_null()).sum())
    if wrong.any() or not iso.all():
        frame = frame.with_columns(seen_at=pl.when(~wrong).then(seen))
    if not frame["port"].is_between(1, LAST_PORT).all():
        frame = frame.with_columns(
            port=pl.when(pl.col("port").is_between(1, LAST_PORT)).then(pl.col("port"))
        )
    return frame, undated


def without_port(numbers: Iterable[int | None]) -> int:
    """How many of these name a port that is none. A record is kept without it."""
    return sum(n is not None and not 0 < n <= LAST_PORT for n in numbers)


def _after_next(day: str) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=2)).isoformat()


HEADERS = ("Server", "WWW-Authenticate")


def banner_headers() -> list[pl.Expr]:
    """The headers makers write their name in, as columns `header NAME`: looked for once, in texts that can
    have one."""
    import polars as pl

    web, rtsp, upnp = (_is_answer(name) for name in ("HTTP", "RTSP", "UPnP"))
    text = pl.when(web | rtsp | upnp).then(pl.col("data"))
    return [
        text.str.extract(rf"(?i)\n{name}:[ \t]*([^\r\n]{{1,1024}})").alias(f"header {name}")
        for name in HEADERS
    ]


def _is_answer(protocol: str) -> pl.Expr:
    """Whether a banner is the answer of a protocol with headers."""
    import polars as pl

    if protocol != "UPnP":
        return pl.col("data").str.starts_with(f"{protocol}/")
    module = pl.col("module")
    asked = module.str.starts_with("upnp") | module.str.starts_with("ssdp")
    return asked | (pl.col("port") == 1900)


def banner_evidence() -> dict[str, pl.Expr]:
    """Each evidence column that a banner carries: header values (`banner_headers`) stand in `data`;
    `module` says what the scanner asked, and the text itself says the protocol."""
    import polars as pl

    data, module, port = pl.col("data"), pl.col("module"), pl.col("port")
    server, authenticate = (pl.col(f"header {name}") for name in HEADERS)
    web, rtsp, upnp = (_is_answer(name) for name in ("HTTP", "RTSP", "UPnP"))
    greeting = data.str.starts_with("220")
    mail = port.is_in([25, 465, 587, 2525]) | module.str.starts_with("smtp")
    discovery = data.str.contains("DHDiscover", literal=True) | module.str.starts_with("dahua")
    return {
        "http.server": pl.when(web).then(server),
        "http.www_authenticate": pl.when(web).then(authenticate),
        "rtsp.server": pl.when(rtsp).then(server),
        "rtsp.realm": pl.when(rtsp).then(authenticate),
        "onvif.scopes": pl.when(data.str.contains("onvif://", literal=True)).then(data),
        "ssh.banner": pl.when(data.str.starts_with("SSH-")).then(data.str.extract(r"^([^\r\n]+)")),
        "telnet.banner": pl.when(module.str.starts_with("telnet") | (port == 23)).then(data),
        "ftp.banner": pl.when((module == "ftp") | (greeting & ~mail)).then(data),
        "smtp.banner": pl.when(mail & greeting).then(data),
        "snmp.sysdescr": pl.when(module.str.starts_with("snmp")).then(data),
        "upnp.server": pl.when(upnp).then(server),
        "sadp.xml": pl.when(data.str.contains("<ProbeMatch", literal=True)).then(data),
        "dhip.json": pl.when(discovery).then(data),
        "proprietary_port": pl.when(
            port.is_in([8000, 34567, 37777, 37810, 9530, 4370]) & ~web
        ).then(pl.concat_str([port.cast(pl.String), pl.lit("/"), "transport", pl.lit(" "), data])),
    }


# --- values of strangers --------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def address(text: str | None) -> str | None:
    """An IP address in its usual form; null when it is none. A zone (`%eth0`) is left out."""
    try:
        return str(ipaddress.ip_address((text or "").strip().partition("%")[0]))
    except ValueError:
        return None


_MOMENT = re.compile(
    r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,](\d{1,9}))?)?"
    r"\s*(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d))?"
)
# Seconds since 1970, with a fraction or not, or milli-, micro- or nanoseconds.
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d*|\d{3}|\d{6}|\d{9})?")


@lru_cache(maxsize=8192)
def moment(text: str | int | None) -> str | None:
    """A moment as UTC ISO text from what scanners write: ISO, with or without zone (then UTC), or
    seconds since 1970 or thousandths of them; null when it is none."""
    plain = str(text if text is not None else "").strip()
    epoch = _EPOCH.fullmatch(plain)
    if epoch is not None:
        return _utc(float(epoch[1]))
    found = _MOMENT.fullmatch(plain)
    if found is None:
        return None
    year, month, day, hour, minute, second, part, sign, hours, minutes = found.groups()
    micro = int((part or "0")[:6].ljust(6, "0"))
    clock = (int(hour or 0), int(minute or 0), min(int(second or 0), 59), micro)
    try:
        when = datetime(int(year), int(month), int(day), *clock, tzinfo=UTC)
    except ValueError:
        return None
    shift = (int(hours) * 3600 + int(minutes) * 60) * (1 if sign == "+" else -1) if sign else 0
    return _utc(when.timestamp() - shift)


def _utc(seconds: float) -> str:
    when = datetime.fromtimestamp(seconds, UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ" if when.microsecond else "%Y-%m-%dT%H:%M:%SZ")


NAME_KEYS = ("CN", "OU", "O", "L", "ST", "C", "emailAddress")


def distinguished_name(parts: Mapping[str, str | None]) -> str | None:
    """`CN=...,OU=...,O=...` of the parts that are there; null when none is."""
    told = [f"{key}={parts[key]}" for key in NAME_KEYS if parts.get(key) is not None]
    return ",".join(told) or None


def joined(values: Iterable[Any] | None) -> str | None:
    """Texts of a list, one a line; null when there is none."""
    return "\n".join(str(v) for v in values or () if v not in (None, "")) or None


def header(headers: dict[str, Any] | None, name: str) -> str | None:
    """A header's first value; scanners write `WWW-Authenticate` with `-` or `_`, in any case, and its
    values as a list, in newer data inside an object."""
    for key, value in (headers or {}).items():
        if key.replace("_", "-").casefold() != name:
            continue
        if isinstance(value, dict):
            value = value.get("headers")
        if isinstance(value, list):
            value = next((v for v in value if isinstance(v, str)), None)
        return value if isinstance(value, str) else None
    return None


_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,512})", re.IGNORECASE)


def title_of(page: str | None) -> str | None:
    """The title of a web page, of its first 64 kB."""
    found = _TITLE.search((page or "")[:65536])
    return " ".join(found[1].split()) or None if found else None
