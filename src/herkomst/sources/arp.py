# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""ARP tables of hosts and routers and MAC address tables of switches in a body's own network: what
`arp -a`, `ip neigh`, `show arp`, `show mac address-table`, `display mac-address` and their like print, or a CSV
with a MAC column. A line counts when it holds a MAC address of one device.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from herkomst.collect import Context, Rows, Source
from herkomst.hardware import mac_address
from herkomst.model import Basis
from herkomst.observations import Facts, address, decoded, gathered, of_table, of_text, own_network
from herkomst.tables import matcher, open_table

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="arp",
    basis=Basis.MEASURED,
    media_types=("text/plain", "text/csv"),
    licence="the body's own",
    yields="observations",
    title="ARP or MAC address table",
    own_list=True,
)
COLUMNS = {
    "mac": "mac address|macaddress|mac adres|macadres|hardware address|hwaddr|physical address|lladdr",
    "ip": "ip address|ipaddress|address|ip adres|ipadres|internet address|ipv4",
    "hostname": "host|host name|naam|name",
    "port": "interface|poort|switchport|switch port|ifname|device",
    "vlan": "vlan id|vlanid",
    "age": "type|state|leeftijd|last seen",
}
_known = matcher(COLUMNS)
_OTHER_LIST = re.compile(
    r"\b(?:merk|brand|manufacturer|fabrikant|model|vendor|serial|expire|lease)", re.I
)
_HEADING = re.compile(
    r"mac[ -]?add|physical address|fysiek adres|hw ?addr|hardware addr|lladdr|\barp\b", re.I
)
_MAC = re.compile(
    r"(?<![\w.:-])(?:[0-9a-f]{1,2}([:-])(?:[0-9a-f]{1,2}\1){4}[0-9a-f]{1,2}"
    r"|[0-9a-f]{4}([.:-])[0-9a-f]{4}\2[0-9a-f]{4}|[0-9a-f]{6}[-:][0-9a-f]{6}|[0-9a-f]{12})(?![\w.:-])",
    re.IGNORECASE,
)
_IP = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w.:])", re.I
)


def recognise(head: bytes) -> float:
    """Lines with a MAC address beside an IP address, or under a heading that says so; or a CSV with a
    MAC column that is no asset list."""
    if head.lstrip()[:1] in (b"{", b"[", b"<"):
        return 0.0
    lines = [t for t in decoded(head[:16384]).splitlines()[:100] if t.strip()]
    if not lines:
        return 0.0
    for line in lines[:5]:
        cells = [c.strip().strip('"') for c in re.split(r"[,;\t]", line)]
        names = {_known(c) for c in cells} - {None}
        if "mac" in names and len(names) > 1 and len(cells) > 1 and not _MAC.search(line):
            return 0.0 if any(_OTHER_LIST.search(c) for c in cells) else 0.6
    held = [line for line in lines if _MAC.search(line)]
    if _HEADING.search("\n".join(lines)):
        return 0.55 if len(held) * 6 >= len(lines) else 0.0
    beside = sum(_first_ip(line) is not None for line in held)
    return 0.5 if held and len(held) * 3 >= len(lines) and beside * 2 >= len(held) else 0.0


def read(content: Content, context: Context) -> Iterator[Rows]:
    """One observation a line with a device. Errors: `InputError` where nobody said whose network."""
    seen_at = own_network(content, context)
    lines = decoded(content.head(16384)).splitlines()[:20]
    if any(len(c := re.split(r"[,;\t]", t)) > 1 and sum(map(_is_column, c)) >= 2 for t in lines):
        table = open_table(content, _known, "a MAC address and one more")
        columns = {name: ours for name in table.header if (ours := _known(name)) is not None}
        return gathered(of_table(table, lambda cells: _row(cells, columns, seen_at)), content)
    return gathered(of_text(content, lambda line: _line(line, seen_at)), content)


def _is_column(cell: str) -> bool:
    return _known(cell.strip().strip('"')) is not None


def _line(line: str, seen_at: str) -> Facts | None:
    """A line of a table; headings, incomplete entries and groups of devices are none."""
    found = _MAC.search(line)
    mac = mac_address(found.group()) if found else None
    if found is None or mac is None:
        return None
    rest = line[: found.start()] + " " + line[found.end() :]
    return {"seen_at": seen_at, "mac": mac, "ip": _first_ip(rest)}


def _first_ip(text: str) -> str | None:
    return next((ip for m in _IP.finditer(text) if (ip := address(m.group())) is not None), None)


def _row(cells: dict[str, str], columns: dict[str, str], seen_at: str) -> Facts | str | None:
    values: dict[str, str] = {}
    for name, cell in cells.items():
        if name in columns:
            values.setdefault(columns[name], cell)
    given = values.get("mac", "")
    mac = mac_address(given)
    if mac is None:
        return None if not given or _MAC.fullmatch(given) else f"{given[:64]!r} is no MAC address"
    return {
        "seen_at": seen_at,
        "mac": mac,
        "ip": address(values.get("ip")),
        "hostname": values.get("hostname"),
    }
