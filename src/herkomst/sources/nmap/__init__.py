# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""nmap: the XML that `nmap -oX` writes (and masscan's imitation of it), streamed.

A record is one `<port>`, one `<host>`, or one `<script>` that asked the whole network. Kept is what was
seen: a port that answered; a host where a script or the system tells something of the host itself, or
its MAC address is all there is; each device that answered a broadcast. Skipped is what nothing answered.
Element names: nmap's own document type (docs/nmap.dtd in its sources).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from herkomst.collect import RAW_CAP, Context, Quarantined, Rows, Source
from herkomst.hardware import mac_address
from herkomst.markup import Begin, Broken, Element, End, Event, Reader
from herkomst.model import Basis
from herkomst.observations import NO_ADDRESS, Found, address, gathered, joined, moment
from herkomst.sources.nmap.scripts import broadcast, evidence, unescaped

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="nmap",
    basis=Basis.MEASURED,
    media_types=("application/xml", "text/xml"),
    licence="operator's own",
    yields="observations",
    title="nmap scan",
)
Facts = dict[str, Any]  # by the names of observation columns
ROOT = "nmaprun"
LEAVES = frozenset("status address hostname port script osmatch".split())
# Versions 6 wrote where their document type stands; nothing is ever fetched from there.
PUBLIC = (
    r"-//IDN nmap\.org//DTD Nmap XML [\d.]+//EN",
    r"https?://(?:svn\.)?nmap\.org/[\w./-]+\.dtd",
)


def recognise(head: bytes) -> float:
    """Whether an XML document begins as nmap's does; a word of nmap on the terminal may stand before."""
    begins = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"Starting Nmap"))
    return 0.95 if begins and (b"<nmaprun" in head or b"<!DOCTYPE nmaprun" in head) else 0.0


def read(content: Content, context: Context) -> Iterator[Rows]:
    """Records in batches. Errors: `InputError` for a document type with anything in it."""
    reader = Reader(ROOT, "host", LEAVES, PUBLIC, content.name)
    for rows in gathered(_records(reader.events(content.chunks())), content):
        rows.notes, reader.notes = reader.notes, []
        yield rows


@dataclass(slots=True)
class _Host:
    """What is known of a host so far; nmap writes its addresses and names before its ports."""

    seen_at: str | None
    up: bool = True
    ip: str | None = None
    mac: str | None = None
    names: list[str] = field(default_factory=list)
    ports: int = 0
    own: Facts = field(default_factory=dict)  # evidence of the host as a whole

    def facts(self) -> Facts:
        """What every record of the host says."""
        told: Facts = {"ip": self.ip, "mac": self.mac, "seen_at": self.seen_at}
        told["hostname"] = joined(dict.fromkeys(self.names))
        return {k: v for k, v in told.items() if v is not None}

    def itself(self) -> tuple[Facts, ...]:
        """The host as a record of its own, where it says what none of its ports does."""
        if self.ip is None or not self.up or not (self.own or (self.mac and not self.ports)):
            return ()
        return (self.own | self.facts(),)


def _records(events: Iterable[Event]) -> Iterator[Found | Quarantined]:
    start: str | None = None
    host: _Host | None = None
    for event in events:
        if isinstance(event, Begin):
            if event.name == ROOT:
                start = moment(event.attributes.get("start"))
            elif event.name == "host":
                host = _Host(_seen_at(event.attributes) or start)
        elif isinstance(event, Broken):
            who = f"host {host.ip}: " if host and host.ip else ""
            reason = f"{who}{event.reason}; up to the next host nothing of it is read"
            yield Quarantined(event.offset, event.length, reason, event.raw)
            host = None
        elif isinstance(event, End):
            if event.name == "host" and host is not None:
                yield _ended(event, host)
                host = None
        elif event.name == "port":
            yield _port(event, host or _Host(start))
        elif host is not None:
            _learn(event, host)
        elif event.name == "script":
            yield Found(
                event.offset, event.length, [f | {"seen_at": start} for f in broadcast(event)]
            )


def _ended(event: End, host: _Host) -> Found | Quarantined:
    if host.ip is None and (host.ports or host.own):
        return Quarantined(event.offset, event.length, f"a host with {NO_ADDRESS}", b"")
    return Found(event.offset, event.length, host.itself())


def _seen_at(attributes: dict[str, str]) -> str | None:
    """When a host was seen: only at the end of its scan all of it had been."""
    return moment(attributes.get("endtime")) or moment(attributes.get("starttime"))


def _learn(element: Element, host: _Host) -> None:
    """Take what one element tells of the whole host."""
    told = element.attributes
    if element.name == "status":
        host.up = told.get("state") != "down"
    elif element.name == "address":
        if told.get("addrtype") == "mac":
            host.mac = mac_address(told.get("addr"))
        else:
            host.ip = host.ip or address(told.get("addr"))
    elif element.name == "hostname":
        host.names += [unescaped(name) for name in (told.get("name"),) if name]
    elif element.name == "script":
        host.own = evidence(element, host.seen_at) | host.own
    elif element.name == "osmatch" and told.get("accuracy") == "100":
        # Below 100 % nmap guesses, and guesses name no maker.
        host.own.setdefault("os", unescaped(told.get("name") or ""))
        cpes = [c.text for k in element.all("osclass") for c in k.all("cpe")]
        if cpes:
            host.own.setdefault("cpe", "\n".join(dict.fromkeys(cpes)))


def _port(element: Element, host: _Host) -> Found | Quarantined:
    state = element.first("state")
    service = element.first("service")
    found: Facts = _service(service) if service is not None else {}
    name = (service.attributes.get("name") if service is not None else "") or ""
    for script in element.all("script"):
        found = evidence(script, host.seen_at) | found
    answered = state.attributes.get("state", "") if state is not None else ""
    if answered != "open" and not (answered == "open|filtered" and found):
        return Found(element.offset, element.length, ())
    host.ports += 1
    if host.ip is None:
        return Quarantined(element.offset, element.length, f"a port with {NO_ADDRESS}", b"")
    port = element.attributes.get("portid", "")
    facts = {
        "port": int(port) if port.isascii() and port.isdigit() and len(port) < 6 else None,
        "transport": element.attributes.get("protocol"),
        "module": name,
    }
    return Found(element.offset, element.length, (found | host.facts() | facts,))


_MASSCAN = {"title": "http.title", "http.server": "http.server"}


def _service(service: Element) -> Facts:
    """What nmap takes the service for, and its CPE names; a name from the port number alone is none."""
    told = {k: unescaped(v) for k, v in service.attributes.items()}
    made: Facts = {}
    product = told.get("product", "")
    extra = f"({told['extrainfo']})" if told.get("extrainfo") else ""
    if product:
        made["product"] = " ".join(filter(None, (product, told.get("version"), extra)))
    if told.get("name", "").startswith("http") and product and product.split() == [product]:
        # Its script http-server-header writes a header nobody knows as the product.
        made["http.server"] = "/".join(filter(None, (product, told.get("version"))))
    cpes = [c.text for c in service.all("cpe")]
    if cpes:
        made["cpe"] = "\n".join(dict.fromkeys(cpes))
    if told.get("banner"):  # masscan
        made[_MASSCAN.get(told.get("name", ""), "data")] = told["banner"]
    return made


__all__ = ["RAW_CAP", "SOURCE", "read", "recognise"]
