# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses -> who holds the network they lie in, and what sort of network it is.

Nested prefixes are flattened once into ranges that do not overlap, the most specific on top; a
look-up is then one binary search, for one address or for a column of them.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from herkomst.catalogue.public_bodies import Network, PublicBodies
from herkomst.errors import CatalogueError

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
_V4, _V6 = partial(socket.inet_pton, socket.AF_INET), partial(socket.inet_pton, socket.AF_INET6)
_MAPPED = b"\0" * 10 + b"\xff\xff"


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a network. `body` is a body's id where the table names it; `named` says that the
    holder's name stands for a body. `via`: table, holder, provider, given; empty when not known."""

    net_class: str = ""
    holder: str = ""
    body: str = ""
    guest: bool = False
    via: str = ""


NOWHERE = Holding()


def net_class(text: str) -> str:
    """A network class in our vocabulary; empty when not known."""
    name = text.strip().lower().replace(" ", "_").replace("-", "_")
    name = _SAME.get(name, name)
    return name if name in CLASSES else ""


class Ranges:
    """Prefixes as disjoint ranges of one address family, as bytes of `width` (4 or 16)."""

    def __init__(self, prefixes: Iterable[tuple[int, int, int]], width: int) -> None:
        """`prefixes`: first address, last address, value; more specific ones win."""
        flat = _flattened(sorted(prefixes, key=lambda p: (p[0], -p[1])))
        self._dtype = ">u4" if width == 4 else "S16"
        self.first = self._packed([f for f, _, _ in flat], width)
        self.last = self._packed([n for _, n, _ in flat], width)
        self.value = np.array([v for _, _, v in flat], np.int32)

    def _packed(self, numbers: Sequence[int], width: int) -> np.ndarray[Any, Any]:
        raw = b"".join(n.to_bytes(width, "big") for n in numbers)
        found: np.ndarray[Any, Any] = np.frombuffer(raw, self._dtype)
        return found.astype(np.uint32) if width == 4 else found

    def find(self, packed: bytes) -> np.ndarray[Any, Any]:
        """The value for each address of a run of packed addresses; -1 where there is none."""
        wanted = np.frombuffer(packed, self._dtype)
        if wanted.dtype != self.first.dtype:
            wanted = wanted.astype(self.first.dtype)
        if not len(self.first):
            return np.full(len(wanted), -1, np.int32)
        at = np.searchsorted(self.first, wanted, "right") - 1
        inside = (at >= 0) & (wanted <= self.last[at])
        return np.where(inside, self.value[at], np.int32(-1)).astype(np.int32)


def _flattened(nested: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Nested ranges, sorted by start and then widest first, as disjoint ones."""
    flat: list[tuple[int, int, int]] = []
    open_: list[tuple[int, int]] = []  # (last, value) of the ranges that are still running
    at = 0

    def close_until(limit: int) -> None:
        nonlocal at
        while open_ and open_[-1][0] < limit:
            last, value = open_.pop()
            if at <= last:
                flat.append((at, last, value))
                at = last + 1

    for first, last, value in nested:
        close_until(first)
        if open_ and at < first:
            flat.append((at, first - 1, open_[-1][1]))
        at = max(at, first)
        open_.append((last, value))
    close_until(1 << 129)
    return flat


class Networks:
    """The networks and providers of one world: the real one, or the invented one."""

    def __init__(
        self,
        bodies: PublicBodies,
        stands_for_body: Callable[[str], bool],
        *,
        synthetic: bool = False,
    ) -> None:
        """`stands_for_body(holder)`: whether a holder's name surely stands for a body."""
        self._stands_for_body = stands_for_body
        chosen = [n for n in bodies.networks if n.synthetic is synthetic]
        self.holdings = [Holding(n.net_class, n.holder, n.body, n.guest, "table") for n in chosen]
        self._four = Ranges(_ranges(chosen, 4), 4)
        self._six = Ranges(_ranges(chosen, 6), 16)
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

    def at(self, addresses: Sequence[str | None]) -> np.ndarray[Any, Any]:
        """For each address (text) the place in `holdings` of the network it lies in, else -1."""
        try:
            return self._four.find(b"".join(map(_V4, addresses)))
        except (OSError, TypeError, UnicodeError, ValueError):
            pass  # not all of them are IPv4
        packed = [pack(a) for a in addresses]
        found = np.full(len(packed), -1, np.int32)
        for width, ranges in ((4, self._four), (16, self._six)):
            rows = [i for i, p in enumerate(packed) if len(p) == width]
            found[rows] = ranges.find(b"".join(packed[i] for i in rows))
        return found

    def by_name(self, text: str | None) -> Holding | None:
        """What a holder's name says: a body, or a provider whose class is known."""
        if not text:
            return None
        provider = self._provider(text)
        if provider is not None:
            return provider
        if self._stands_for_body(text):
            return Holding("public_body", text, via="holder")
        return Holding("hosting", text, via="provider") if _HOSTER.search(text[:300]) else None

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

    def find(self, ip: str | None, org: str | None, isp: str | None, asn: int | None) -> Holding:
        """The table first, then the holder's name, the provider's name, the AS number."""
        at = int(self.at([ip])[0]) if ip else -1
        if at >= 0:
            return self.holdings[at]
        return self.by_name(org) or self.provider_only(isp) or self.by_asn(asn) or NOWHERE

    def provider_only(self, isp: str | None) -> Holding | None:
        """What a carrier's name says: its class, never that the address is a body's own."""
        return self._provider(isp) if isp else None


def pack(address: str | None) -> bytes:
    """An address as 4 or 16 bytes; IPv4 written as IPv6 as 4; nothing for what is no address."""
    if not address:
        return b""
    try:
        return _V4(address)
    except (OSError, UnicodeError, ValueError):
        pass
    try:
        packed = _V6(address)
    except (OSError, UnicodeError, ValueError):
        return b""
    return packed[12:] if packed.startswith(_MAPPED) else packed


def _ranges(networks: list[Network], family: int) -> list[tuple[int, int, int]]:
    made = []
    for at, network in enumerate(networks):
        try:
            prefix = ipaddress.ip_network(network.prefix, strict=False)
        except ValueError as error:
            raise CatalogueError(
                f"{network.prefix!r} is no network", where="catalogue/bodies/networks.csv"
            ) from error
        if prefix.version == (4 if family == 4 else 6):
            made.append((int(prefix.network_address), int(prefix.broadcast_address), at))
    return made
