# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""DHCP leases of a body's own network: ISC `dhcpd.leases`, dnsmasq, Kea's CSV, and the CSV that Windows
writes (`Get-DhcpServerv4Lease | Export-Csv`, or the console's own export).

Formats: dhcpd.leases(5), dnsmasq(8), the Kea administrator's manual, Microsoft's DhcpServer module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from herkomst.collect import RAW_CAP, Context, Quarantined, Rows, Source
from herkomst.hardware import mac_address
from herkomst.model import Basis
from herkomst.observations import (
    NO_ADDRESS,
    Facts,
    Found,
    address,
    decoded,
    gathered,
    moment,
    of_table,
    of_text,
    own_network,
    placed_lines,
)
from herkomst.tables import matcher, open_table

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="dhcp",
    basis=Basis.MEASURED,
    media_types=("text/plain", "text/csv"),
    licence="the body's own",
    yields="observations",
    title="DHCP leases",
    own_list=True,
)
COLUMNS = {
    "ip": "address|ipaddress|client ip address|ip adres van client|ip adres|leased ip",
    "mac": "hwaddr|clientid|unique id|unieke id|mac address|macaddress|hardware address",
    "hostname": "hostname|host name|name|naam|client name",
    "vendor": "vendor class|vendorclass|vendor class identifier|vendor class id",
    "lifetime": "valid lifetime",
    "expire": "expire|leaseexpirytime|lease expiration|verloopdatum lease|lease verloopt",
    "state": "addressstate|state",
}
_known = matcher(COLUMNS)
BLOCK_CAP = 65536  # bytes of one lease; a real one has a few hundred

_LEASE = re.compile(rb"(?m)^\s*lease\s+[0-9a-fA-F.:]+\s*\{")
_DNSMASQ = re.compile(
    r"(\d{1,12})\s+(?:\d{1,3}-)?([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5,19})\s+(\S+)\s+(\S+)(?:\s+(\S+))?\s*"
)
_DNSMASQ_OTHER = re.compile(r"duid\s+\S+\s*|\d{1,12}\s+T?\d+\s+\S+\s+\S+(?:\s+\S+)?\s*")


def recognise(head: bytes) -> float:
    """Lease blocks, dnsmasq's lines, or a header of Kea or Windows."""
    if _LEASE.search(head):
        return 0.95
    lines = decoded(head).splitlines()[:20]
    told = [line for line in lines if line.strip() and not line.startswith("#")]
    leases = sum(_DNSMASQ.fullmatch(t) is not None for t in told)
    if leases and 2 * sum(_is_dnsmasq(t) for t in told) > len(told):
        return 0.9
    for line in lines[:5]:
        cells = {_known(c.strip().strip('"')) for c in re.split(r"[,;\t]", line)}
        if {"ip", "mac"} <= cells and cells & {"expire", "lifetime", "state"}:
            return 0.95
    return 0.0


def read(content: Content, context: Context) -> Iterator[Rows]:
    """One observation a lease. Errors: `InputError` where nobody said whose network it is."""
    seen_at = own_network(content, context)
    head = content.head(65536)
    if _LEASE.search(head):
        return gathered(_isc(content, seen_at), content)
    if any(_DNSMASQ.fullmatch(t) for t in decoded(head).splitlines()[:20]):
        return gathered(of_text(content, lambda line: _dnsmasq(line, seen_at)), content)
    table = open_table(content, _known, "an address and a hardware address")
    columns = {name: ours for name in table.header if (ours := _known(name)) is not None}
    return gathered(of_table(table, lambda cells: _row(cells, columns, seen_at)), content)


def _lease(
    ip: str | None, mac: str | None, hostname: str | None, seen_at: str | None, vendor: str | None
) -> Facts:
    return {
        "seen_at": seen_at,
        "ip": ip,
        "mac": mac,
        "hostname": hostname,
        "dhcp.vendor_class": vendor,
    }


# --- ISC ------------------------------------------------------------------------------------------


def _isc(content: Content, today: str) -> Iterator[Found | Quarantined]:
    """Blocks from `lease X {` to `}`; what else the file holds (duids, failover states) is skipped."""
    held, begin, size = list[bytes](), 0, 0
    for offset, length, raw in placed_lines(content):
        text = raw.split(b"#", 1)[0].strip() if not held or b'"' not in raw else raw.strip()
        starts = _LEASE.match(raw) is not None
        if held and (starts or size > BLOCK_CAP):
            yield _broken(begin, size, held, "the lease does not end")
            held, size = [], 0
        if held or text.endswith(b"{") or starts:
            if not held:
                begin = offset
            held.append(raw)
            size += length
            if text.endswith(b"}"):
                yield _block(begin, b"".join(held), today)
                held, size = [], 0
        elif text and b'"' not in text and not text.endswith((b";", b"}")):
            yield Quarantined(offset, length, "neither a lease nor a statement", raw[:RAW_CAP])
    if held:
        yield _broken(begin, size, held, "cut off: the lease does not end")


def _broken(begin: int, size: int, held: list[bytes], reason: str) -> Quarantined:
    return Quarantined(begin, size, reason, b"".join(held)[:RAW_CAP])


_IP = re.compile(r"\s*lease\s+(\S+)\s*\{")
_HARDWARE = re.compile(r"hardware\s+\S+\s+([0-9A-Fa-f:]+)\s*;")
_QUOTED = r'\s*=?\s*"((?:[^"\\]|\\.){0,512})"\s*;'
_HOSTNAME = re.compile(r"client-hostname" + _QUOTED)
_VENDOR = re.compile(
    r"(?:set|option)\s+(?:dhcp-)?vendor-(?:class-identifier|string|class)" + _QUOTED
)
_TIME = re.compile(r"(cltt|starts)\s+(?:\d\s+(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d)|epoch\s+(\d+))\s*;")


def _block(begin: int, raw: bytes, today: str) -> Found | Quarantined:
    text = decoded(raw)
    named = _IP.match(text)
    if named is None:
        return Found(begin, len(raw), ())  # a failover state, a host declaration, a v6 association
    ip = address(named[1])
    if ip is None:
        return Quarantined(begin, len(raw), f"{named[1]!r} is no address", raw[:RAW_CAP])
    hardware, name, vendor = _HARDWARE.search(text), _HOSTNAME.search(text), _VENDOR.search(text)
    mac = mac_address(hardware[1]) if hardware else None
    if mac is None and vendor is None:
        return Found(begin, len(raw), ())  # a free address
    times = {kind: day or epoch for kind, day, epoch in _TIME.findall(text)}
    seen = moment(times.get("cltt") or times.get("starts")) or today
    told = _lease(ip, mac, _unescaped(name), seen, _unescaped(vendor))
    return Found(begin, len(raw), (told,))


def _unescaped(found: re.Match[str] | None) -> str | None:
    r"""A quoted string of dhcpd: `\"` and octal `\001`."""
    if found is None:
        return None
    return re.sub(
        r"\\([0-7]{3}|.)",
        lambda m: chr(int(m[1], 8)) if len(m[1]) == 3 else m[1],
        found[1],
    )


# --- dnsmasq, Kea, Windows --------------------------------------------------------------------------


def _is_dnsmasq(line: str) -> bool:
    return bool(_DNSMASQ.fullmatch(line) or _DNSMASQ_OTHER.fullmatch(line))


def _dnsmasq(line: str, today: str) -> Facts | str | None:
    found = _DNSMASQ.fullmatch(line)
    if found is None:
        known = not line.strip() or _DNSMASQ_OTHER.fullmatch(line)
        return None if known else "not a lease line of dnsmasq"
    _, hardware, where, name, _ = found.groups()
    ip, mac = address(where), mac_address(hardware)
    if ip is None:
        return f"{where!r} is no address"
    return _lease(ip, mac, None if name == "*" else name, today, None) if mac else None


def _row(cells: dict[str, str], columns: dict[str, str], today: str) -> Facts | str | None:
    values: dict[str, str] = {}
    for name, cell in cells.items():
        if name in columns:
            values.setdefault(columns[name], cell)
    ip = address(values.get("ip"))
    if ip is None:
        return NO_ADDRESS
    mac = _hardware(values.get("mac", ""))
    lifetime, expire = values.get("lifetime", ""), values.get("expire", "")
    if mac is None or lifetime == "0":
        return None  # an address without a device, or Kea's mark of a lease that was taken back
    seen: str | None = today
    if expire.isdigit() and lifetime.isdigit() and len(expire) < 12 and len(lifetime) < 12:
        infinite = int(lifetime) >= 2**32 - 1
        seen = today if infinite else moment(str(int(expire) - int(lifetime))) or today
    hostname = values.get("hostname", "").replace("&#x2c", ",") or None
    return _lease(ip, mac, hostname, seen, values.get("vendor"))


def _hardware(text: str) -> str | None:
    """A hardware address, or the client id that holds one after its type (01)."""
    return mac_address(text) or mac_address(re.sub(r"^01[:-]?(?=.{12,17}$)", "", text.strip()))
