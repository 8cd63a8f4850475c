# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public bodies as facts: who they are, what they are called, where they live on the network.

Read from `catalogue/bodies/*.csv`: made from the publishers' formats by `scripts/build_bodies.py` and
`scripts/build_networks.py`, and keyed by hand where no publisher has the fact (`own*.csv`, `providers.csv`).
Tables that the user refreshed (`herkomst bodies refresh`) stand in the place of those that are shipped.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from herkomst.errors import CatalogueError
from herkomst.model import Body, BodyKind
from herkomst.settings import user_catalogue


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a body. how: official | short | abbreviation | former | department | english."""

    text: str
    body: str
    how: str
    valid_from: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class HostRule:
    """A host name of a body. `exact` false: everything below it as well (longest suffix wins).
    `valid_from` and `valid_until` (its last day) are null where nobody recorded them."""

    host: str
    body: str
    exact: bool
    source: str = ""
    valid_from: str | None = None
    valid_until: str | None = None

    def stood(self, on: str) -> bool:
        """Whether the body had this name on a day, as far as is known."""
        return (self.valid_from or "") <= on <= (self.valid_until or "9999")


@dataclass(frozen=True, slots=True)
class Network:
    """Address space and who holds it. net_class: public_body | access_isp | mobile | hosting |
    cloud | education | business | shared_service | vendor_cloud; `body` only for public_body."""

    prefix: str
    holder: str
    net_class: str
    body: str = ""
    asn: int | None = None
    guest: bool = False
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """The class of a network holder that is no public body, by AS number or by its name."""

    name: str
    net_class: str
    asns: tuple[int, ...] = ()
    match: tuple[str, ...] = ()  # lower-case words that a holder's name starts with
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class BodyEvent:
    """A merger, enlargement or rearrangement: which bodies ended that day, and which came after."""

    kind: str  # samenvoeging | uitbreiding | herschikking
    date: str
    ended: tuple[str, ...]
    after: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class PublicBodies:
    """All tables, read once."""

    bodies: dict[str, Body]
    aliases: tuple[Alias, ...]
    hosts: tuple[HostRule, ...]
    networks: tuple[Network, ...]
    providers: tuple[Provider, ...]
    members: dict[str, tuple[str, ...]]  # joint arrangement -> the bodies that take part
    vendor_hosts: tuple[str, ...] = ()  # makers' own dynamic DNS: evidence against a body
    events: tuple[BodyEvent, ...] = ()
    private_law: tuple[str, ...] = ()  # institutions that look public and are not, lower case
    _after: dict[str, tuple[str, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for event in self.events:
            for body in event.ended:
                came = (*self._after.get(body, ()), *event.after)
                self._after[body] = tuple(a for a in dict.fromkeys(came) if a != body)

    def after(self, body: str) -> tuple[str, ...]:
        """Who came directly after a body that ended; of one without an event on record, who answers
        for it today."""
        known = self.bodies.get(body)
        if known is None or known.active:
            return ()
        return self._after.get(body) or known.successors


TABLES = Path(__file__).parent / "bodies"
REFRESHED = ("bodies", "names", "members", "hosts", "events")


@cache
def load_public_bodies() -> PublicBodies:
    """All tables of `catalogue/bodies`. Errors: `CatalogueError` for a name no body has."""
    bodies = {row["id"]: _body(row) for name in _BODIES for row in _rows(name)}
    by_name = _by_name(bodies)
    return PublicBodies(
        bodies=bodies,
        aliases=tuple(a for a in _aliases(by_name) if a.body in bodies),
        hosts=tuple(h for h in _hosts(by_name) if h.body in bodies),
        networks=tuple(_networks(by_name)),
        providers=tuple(_provider(r, name) for name in _PROVIDERS for r in _rows(name)),
        members=_members(),
        vendor_hosts=tuple(r["host"] for r in _rows("vendor_hosts")),
        events=tuple(
            BodyEvent(
                r["kind"],
                r["date"],
                tuple(r["ended"].split()),
                tuple(r["after"].split()),
                r["source"],
            )
            for r in _rows("events")
        ),
        private_law=tuple(r["name"].casefold() for r in _rows("private_law")),
    )


_BODIES = ("bodies", "own", "groups", "demo")
_PROVIDERS = ("providers", "demo_providers")


def tables_in_force() -> Path:
    """The folder of the tables that a refresh replaces: the user's, else the shipped one."""
    own = user_catalogue() / "bodies"
    return own if (own / "bodies.csv").exists() else TABLES


def _by_name(bodies: dict[str, Body]) -> dict[str, str]:
    """Bodies by name, else by abbreviation, the living ones before those that ended; and by the name the
    shipped table has for them, so that facts keyed by hand outlive a new name."""
    found: dict[str, str] = {}
    for body in sorted(bodies.values(), key=lambda b: b.active):
        found[body.name.casefold()] = body.id
    found = {b.abbreviation.casefold(): b.id for b in bodies.values() if b.active} | found
    if tables_in_force() == TABLES:
        return found
    shipped = {r["name"].casefold(): r["id"] for r in _table(TABLES, "bodies")}
    return {name: body for name, body in shipped.items() if body in bodies} | found


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from _table(tables_in_force() if name in REFRESHED else TABLES, name)


def _table(folder: Path, name: str) -> Iterator[dict[str, str]]:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _body(row: dict[str, str]) -> Body:
    return Body(
        id=row["id"],
        kind=BodyKind(row["kind"]),
        name=row["name"],
        abbreviation=row["abbreviation"],
        tooi=row["tooi"],
        roo=row["roo"],
        oin=row["oin"],
        kvk=row["kvk"],
        parent=row["parent"],
        province=row["province"],
        active=row["active"] == "1",
        valid_from=row["valid_from"] or None,
        valid_until=row["valid_until"] or None,
        successors=tuple(row["successors"].split()),
        synthetic=row["synthetic"] == "1",
    )


def _aliases(by_name: dict[str, str]) -> Iterator[Alias]:
    for r in _rows("names"):
        yield Alias(
            r["text"], r["body"], r["how"], r["valid_from"] or None, r["valid_until"] or None
        )
    for name in ("own", "groups", "demo"):
        for r in _rows(name):
            yield Alias(r["name"], r["id"], "official")
            if r["abbreviation"]:
                yield Alias(r["abbreviation"], r["id"], "abbreviation")
    for name in ("own_names", "other_names"):
        for line, r in enumerate(_rows(name), 2):
            yield Alias(r["text"], _named(r, by_name, f"{name}.csv:{line}"), r["how"])


def _hosts(by_name: dict[str, str]) -> Iterator[HostRule]:
    for name in ("hosts", "demo_hosts"):
        for r in _rows(name):
            days = (r.get("valid_from") or None, r.get("valid_until") or None)
            yield HostRule(r["host"], r["body"], r["exact"] == "1", r["source"], *days)
    for line, r in enumerate(_rows("own_hosts"), 2):
        yield HostRule(r["host"], _named(r, by_name, f"own_hosts.csv:{line}"), False, r["source"])


def _named(row: dict[str, str], by_name: dict[str, str], place: str) -> str:
    """The body that a fact keyed by hand is about; nobody where a refreshed register has it no more."""
    found = by_name.get(row["body_name"].casefold(), "")
    if not found and tables_in_force() == TABLES:
        raise CatalogueError(f"no body is called {row['body_name']!r}", where=place)
    return found


def _networks(by_name: dict[str, str]) -> Iterator[Network]:
    for line, r in enumerate(_rows("networks"), 2):
        body = _named(r, by_name, f"networks.csv:{line}") if r["body_name"] else ""
        if r["body_name"] and not body:
            continue
        yield Network(
            r["prefix"], r["holder"], r["net_class"], body, int(r["asn"]), r["guest"] == "1"
        )
    for r in _rows("demo_networks"):
        yield Network(
            r["prefix"],
            r["holder"],
            r["net_class"],
            r["body"],
            int(r["asn"]),
            r["guest"] == "1",
            synthetic=True,
        )


def _provider(row: dict[str, str], table: str) -> Provider:
    return Provider(
        row["name"],
        row["net_class"],
        tuple(int(n) for n in row["asns"].split()),
        tuple(m for m in row["match"].split(";") if m),
        synthetic=table.startswith("demo"),
    )


def _members() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in ("members", "demo_members"):
        for r in _rows(name):
            found.setdefault(r["arrangement"], []).append(r["member"])
    return {k: tuple(v) for k, v in found.items()}
