# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""masscan: what `-oJ` and `-oD` write. The former is a list that is no JSON: commas stand on lines of
their own or nowhere, the brackets may lack, and old versions end with `{finished: 1}`.

Field names: the tool's own output (github.com/robertdavidgraham/masscan, out-json.c).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from herkomst.collect import Context, Rows, Source
from herkomst.hardware import mac_address
from herkomst.jsonobjects import Objects
from herkomst.model import Basis
from herkomst.observations import NO_ADDRESS, Facts, address, gathered, moment, of_lines, title_of

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="masscan",
    basis=Basis.MEASURED,
    media_types=("application/json",),
    licence="operator's own",
    yields="observations",
    title="masscan scan",
)


class Service(msgspec.Struct, gc=False):
    name: str | None = None
    banner: str | None = None


class Port(msgspec.Struct, gc=False):
    port: int | None = None
    proto: str | None = None
    status: str | None = None
    service: Service | None = None


class Seen(msgspec.Struct, gc=False):
    ip: str | None = None
    mac: str | None = None
    timestamp: str | None = None
    ports: list[Port] | None = None
    # `-oD`: one port a line
    port: int | None = None
    proto: str | None = None
    rec_type: str | None = None
    data: Service | None = None


_TAIL = re.compile(rb"\{?\s*finished\s*:\s*1\s*\}?,?\s*")
_ONE = re.compile(
    rb'\{\s*"ip"\s*:\s*"[0-9a-fA-F.:]+"\s*,(?:\s*"mac"\s*:\s*"[^"]*"\s*,)?\s*"timestamp"'
)


def recognise(head: bytes) -> float:
    """Objects that begin with address and timestamp and hold ports."""
    listed = b'"ports"' in head or b'"rec_type"' in head
    return 0.92 if listed and _ONE.search(head) and b'"proto"' in head else 0.0


def read(content: Content, context: Context) -> Iterator[Rows]:
    """One observation a port in a record."""
    reader = Objects(Seen, ignored=lambda text: _TAIL.fullmatch(text) is not None)
    return gathered(of_lines(reader.blocks(content.chunks()), Seen, _facts), content)


def _facts(seen: Seen) -> list[Facts] | str:
    ip = address(seen.ip)
    if ip is None:
        return NO_ADDRESS
    ports = seen.ports
    if ports is None and seen.port is not None:
        ports = [Port(seen.port, seen.proto, None, seen.data)]
    return [
        {
            "seen_at": moment(seen.timestamp),
            "ip": ip,
            "port": port.port,
            "transport": port.proto,
            "mac": mac_address(seen.mac),
            **_banner(port.service),
        }
        for port in ports or ()
        if port.status != "closed"
    ]


def _banner(service: Service | None) -> Facts:
    """The evidence of a banner: masscan gives parts of a web answer under names of their own."""
    if service is None or service.banner is None:
        return {}
    name, text = (service.name or "").lower(), service.banner
    part = {"http.server": "http.server", "title": "http.title", "ssh": "ssh.banner"}.get(name)
    if part is not None:
        return {part: text}
    if name == "html":
        return {"http.body": text, "http.title": title_of(text)}
    if name == "snmp":
        return {"snmp.sysdescr": text.removeprefix("sysDescr:").strip()}
    if name in ("ssl", "x509"):
        return {}  # a certificate in base64: it stays in the document
    return {"data": text, "module": name, "http.title": title_of(text)}
