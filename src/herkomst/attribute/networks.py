# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses -> who holds the network they lie in, and what sort of network it is.

Two tables are looked up: the shipped one, of what bodies announce themselves, and the user's own, of what
is registered (`registrations`). The most specific wins; of equal ones the registration.
"""

from __future__ import annotations

import ipaddress
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from herkomst.attribute.ladder import ladder
from herkomst.attribute.ranges import NONE, Array, Ranges, look_up
from herkomst.attribute.registrations import Registered, Registrations
from herkomst.catalogue.public_bodies import Network, PublicBodies
from herkomst.errors import CatalogueError
from herkomst.model import BodyKind

CLASSES = frozenset(
    [
        "public_body",
        "access_isp",
        "mobile",
        "hosting",
        "cloud",
        "education",
        "business",
        "shared_service",
        "vendor_cloud",
    ]
)
_SAME = {"cdn": "hosting", "isp": "access_isp", "access": "access_isp"}
# Only ever lowers what may be said, so a generous pattern does no harm.
_HOSTER = re.compile(r"hosting|hoster|data ?cent|\bcloud|\bvps\b|colocation|\bcdn\b", re.I)
# Who carries the addresses of others: that such a system announces them speaks against nobody.
_CARRIERS = ("access_isp", "mobile", "business", "education", "shared_service")
_OWNED = ("public_body", "shared_service")
_TOP = 1 << 129
_DEEP = 4  # registrations around one another that are looked at for a class


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a network. `body` is a body's id where the table names it. `via`: table, registered,
    holder, provider, given; empty when not known. `within` is who holds the registration around it;
    `routing_agrees` whether who announces it fits who holds it, null where that is not known."""

    net_class: str = ""
    holder: str = ""
    body: str = ""
    guest: bool = False
    via: str = ""
    within: str = ""
    routing_agrees: bool | None = None


NOWHERE = Holding()


def net_class(text: str) -> str:
    """A network class in our vocabulary; empty when not known."""
    name = text.strip().lower().replace(" ", "_").replace("-", "_")
    name = _SAME.get(name, name)
    return name if name in CLASSES else ""


class Networks:
    """The networks and providers of one world: the real one, or the invented one."""

    def __init__(
        self,
        bodies: PublicBodies,
        stands_for_body: Callable[[str], bool],
        *,
        synthetic: bool = False,
        registrations: Registrations | None = None,
        body_of: Callable[[str], str] = lambda name: "",
    ) -> None:
        """`stands_for_body(holder)`: whether a holder's name surely stands for a body, `body_of` which
        one. The invented world has no registrations."""
        self._body_of = body_of
        self._stands_for_body = stands_for_body
        self._private = frozenset(bodies.private_law)
        self._arrangements = frozenset(
            a for a in bodies.members if a in bodies.bodies and bodies.bodies[a].kind is BodyKind.GR
        )
        chosen = [n for n in bodies.networks if n.synthetic is synthetic]
        table = [Holding(n.net_class, n.holder, n.body, n.guest, "table") for n in chosen]
        self._sizes = np.array([_size(n) for n in chosen])
        self._registered = registrations if registrations and not synthetic else None
        self.registered = lru_cache(maxsize=1 << 16)(self._holding)
        self.holdings = Holdings(table, self.registered, len(self._registered or ()))
        four, six = _ranges(chosen, 4), _ranges(chosen, 6)
        self._four, self._six = Ranges(four, 4), Ranges(six, 16)
        self._shipped = {4: _outermost(four), 6: _outermost(six)}
        self._announced = {n.asn: n for n in chosen if n.asn is not None}
        self._by_asn: dict[int, Holding] = {}
        self._by_word: dict[str, list[tuple[str, Holding]]] = {}
        for provider in bodies.providers:
            if provider.synthetic is not synthetic:
                continue
            held = Holding(provider.net_class, provider.name, via="provider")
            for asn in provider.asns:
                self._by_asn.setdefault(asn, held)
            for text in sorted(provider.match, key=len, reverse=True):
                self._by_word.setdefault(text.split()[0].split(".")[0], []).append((text, held))
        for entries in self._by_word.values():
            entries.sort(key=lambda e: -len(e[0]))

    def at(self, addresses: Sequence[str | None]) -> Array:
        """For each address (text) the place in `holdings` of the network it lies in, else -1."""
        found = look_up(addresses, self._four, self._six)
        if self._registered is None:
            return found
        own = self._registered.at(addresses)
        both = np.flatnonzero((own >= 0) & (found >= 0))
        wider = self._registered.sizes(own[both]) > self._sizes[found[both]]
        own[both[wider]] = NONE
        return np.where(own >= 0, own + len(self.holdings.table), found).astype(np.int32)

    def asns(self, addresses: Sequence[str | None]) -> Array:
        """For each address the AS number that announces it by the user's table of routes, else -1."""
        if self._registered is None:
            return np.full(len(addresses), NONE, np.int64)
        return self._registered.asns(addresses)

    def _holding(self, number: int) -> Holding:
        """What a registration says: its own class, else what its description or its organisation stands
        for, else the class of the provider around it. A body around it lends it nothing: it is
        somebody else's."""
        assert self._registered is not None
        row = self._registered[number]
        said = row.holder or row.organisation or row.name
        within = self._around(row, said)
        guest = row.guest or ladder().says("guest", f"{row.name} {row.holder}")
        if row.net_class:
            return Holding(row.net_class, said, row.body, guest, "registered", within)
        for text in (row.holder, row.organisation):
            named = self.by_name(text)
            if named is not None:
                return Holding(named.net_class, text, "", guest, "registered", within)
        provider = self._provider(row.name.replace("-", " "))
        kind = provider.net_class if provider else self._class_around(row.within)
        return Holding(kind, said, "", guest, "registered", within)

    def _around(self, row: Registered, said: str) -> str:
        if row.within < 0 or self._registered is None:
            return ""
        around = self._registered[row.within]
        text = around.organisation or around.holder or around.name
        return text if text != said else ""

    def _class_around(self, number: int) -> str:
        """The class of the nearest provider around a registration, if no body lies between."""
        for _ in range(_DEEP):
            if number < 0 or self._registered is None:
                break
            row = self._registered[number]
            named = Holding(row.net_class) if row.net_class else None
            named = named or self.by_name(row.holder) or self.by_name(row.organisation)
            if named is not None:
                return named.net_class if named.net_class not in _OWNED else ""
            number = row.within
        return ""

    def hides(self, family: int, first: int, last: int) -> bool:
        """Whether a range lies inside a shipped network and is narrower: then it is somebody else's."""
        outer = self._shipped[family]
        at = bisect_right(outer, (first, _TOP)) - 1
        return at >= 0 and last <= outer[at][1] and (first, last) != outer[at]

    def routed(self, held: Holding, asn: int | None) -> Holding:
        """A registered holding with whether the system that announces it fits: its own, one of a
        carrier, or that of who holds the registration around it."""
        if asn is None or held.via != "registered" or held.net_class not in _OWNED:
            return held
        own, carrier = self._announced.get(asn), self._by_asn.get(asn)
        agrees: bool | None = None
        if own is not None:
            agrees = own.net_class in _CARRIERS or self._same(own, held)
        elif carrier is not None:
            around = self._provider(held.within) if held.within else None
            agrees = carrier.net_class in _CARRIERS or around == carrier
        return replace(held, routing_agrees=agrees)

    def by_name(self, text: str | None) -> Holding | None:
        """What a holder's name says: a body, or a provider whose class is known."""
        if not text:
            return None
        provider = self._provider(text)
        if provider is not None:
            return provider
        if owned := self.owned(text):
            return Holding(owned, text, via="holder")
        if text.strip().casefold() in self._private:
            return Holding("business", text, via="provider")
        return Holding("hosting", text, via="provider") if _HOSTER.search(text[:300]) else None

    def owned(self, text: str) -> str:
        """The class of a network held under a name: of a body's own, of a joint arrangement's with
        members on record (its network is theirs as well), or nothing."""
        if not self._stands_for_body(text):
            return ""
        return "shared_service" if self._body_of(text) in self._arrangements else "public_body"

    def _provider(self, text: str) -> Holding | None:
        name = text[:300].strip().casefold()
        first = re.split(r"[\s./,]", name, maxsplit=1)[0]
        for start, held in self._by_word.get(first, ()):
            if name.startswith(start) and not name[len(start) : len(start) + 1].isalnum():
                return held
        return None

    def by_asn(self, asn: int | None) -> Holding | None:
        """The provider of an AS number."""
        return self._by_asn.get(asn) if asn is not None else None

    def _same(self, own: Network, held: Holding) -> bool:
        """Whether an AS and a registration are one holder's, by body or by name."""
        body = held.body or self._body_of(held.holder)
        return bool(body and body == own.body) or own.holder.casefold() == held.holder.casefold()

    def find(self, ip: str | None, org: str | None, isp: str | None, asn: int | None) -> Holding:
        """The tables first, then the holder's name, the provider's name, the AS number."""
        at = int(self.at([ip])[0]) if ip else -1
        if at >= 0:
            if asn is None:
                announced = int(self.asns([ip])[0])
                asn = announced if announced >= 0 else None
            held = self.routed(self.holdings[at], asn)
            carrier = self.carrier(held, isp, asn)
            return replace(held, net_class=carrier.net_class) if carrier else held
        return self.by_name(org) or self.provider_only(isp) or self.by_asn(asn) or NOWHERE

    def carrier(self, held: Holding, isp: str | None, asn: int | None) -> Holding | None:
        """The provider whose class a registered network of unknown sort has."""
        if held.net_class or held.via != "registered":
            return None
        return self.provider_only(isp) or self.by_asn(asn)

    def provider_only(self, isp: str | None) -> Holding | None:
        """What a carrier's name says: its class, never that the address is a body's own."""
        return self._provider(isp) if isp else None


class Holdings(Sequence[Holding]):
    """The holdings of the shipped table, and after them those of the registrations, read when asked."""

    def __init__(
        self, table: list[Holding], registered: Callable[[int], Holding], count: int
    ) -> None:
        self.table, self._registered, self._count = table, registered, count

    def __len__(self) -> int:
        return len(self.table) + self._count

    def __getitem__(self, at: Any) -> Any:
        if at < len(self.table):
            return self.table[at]
        if at >= len(self):
            raise IndexError(at)
        return self._registered(int(at) - len(self.table))


def _outermost(ranges: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last, _ in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if not found or first > found[-1][1]:
            found.append((first, last))
    return found


def _size(network: Network) -> float:
    try:
        return float(ipaddress.ip_network(network.prefix, strict=False).num_addresses)
    except ValueError as error:
        raise CatalogueError(
            f"{network.prefix!r} is no network", where="catalogue/bodies/networks.csv"
        ) from error


def _ranges(networks: list[Network], family: int) -> list[tuple[int, int, int]]:
    made = []
    for at, network in enumerate(networks):
        prefix = ipaddress.ip_network(network.prefix, strict=False)
        if prefix.version == (4 if family == 4 else 6):
            made.append((int(prefix.network_address), int(prefix.broadcast_address), at))
    return made
