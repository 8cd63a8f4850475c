# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses -> who holds them: nested prefixes flattened once to disjoint ranges, found by bisection.

IPv4 addresses are searched as integers below 2**32, IPv6 as pairs of 64 bits.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from herkomst.catalogue.public_bodies import Network

Array = np.ndarray[Any, Any]


def packed(address: str) -> bytes | None:
    """The 4 or 16 bytes of an address; null when it is none."""
    try:
        if ":" in address:
            raw = socket.inet_pton(socket.AF_INET6, address)
            return raw[12:] if raw[:12] == b"\0" * 10 + b"\xff\xff" else raw
        return socket.inet_pton(socket.AF_INET, address)
    except (OSError, ValueError, UnicodeError):
        return None


def flatten(ranges: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Disjoint (first, last, number) from nested ones: the narrowest that holds an address wins."""
    made: list[tuple[int, int, int]] = []
    stack: list[tuple[int, int, int]] = []
    at = 0

    def emit(first: int, last: int, number: int) -> None:
        if first <= last:
            made.append((first, last, number))

    for first, last, number in sorted(ranges, key=lambda r: (r[0], -r[1])):
        while stack and stack[-1][1] < first:
            emit(at, stack[-1][1], stack[-1][2])
            at = stack.pop()[1] + 1
        if stack:
            emit(at, first - 1, stack[-1][2])
        stack.append((first, last, number))
        at = first
    while stack:
        emit(at, stack[-1][1], stack[-1][2])
        at = max(at, stack.pop()[1] + 1)
    return made


class Networks:
    """A table of prefixes that answers for many addresses at once."""

    def __init__(self, networks: Sequence[Network]) -> None:
        self.networks = networks
        by_version: dict[int, list[tuple[int, int, int]]] = {4: [], 6: []}
        for number, network in enumerate(networks):
            prefix = ipaddress.ip_network(network.prefix)
            by_version[prefix.version].append(
                (int(prefix.network_address), int(prefix.broadcast_address), number)
            )
        self._flat = {v: flatten(r) for v, r in by_version.items()}
        self._first4 = np.array([r[0] for r in self._flat[4]], np.uint32)
        self._last4 = np.array([r[1] for r in self._flat[4]], np.uint32)
        self._number4 = np.array([r[2] for r in self._flat[4]], np.int32)
        self._first6 = [r[0] for r in self._flat[6]]

    def find(self, addresses: Sequence[str | None]) -> Array:
        """The place in `networks` of what holds each address; -1 where nothing does."""
        found = np.full(len(addresses), -1, np.int32)
        raw = [packed(a) if a else None for a in addresses]
        at4 = [i for i, r in enumerate(raw) if r is not None and len(r) == 4]
        if at4 and len(self._first4):
            numbers = np.frombuffer(b"".join(raw[i] or b"" for i in at4), ">u4").astype(np.uint32)
            place = np.searchsorted(self._first4, numbers, "right") - 1
            inside = (place >= 0) & (numbers <= self._last4[np.maximum(place, 0)])
            found[np.array(at4)[inside]] = self._number4[place[inside]]
        for i, r in enumerate(raw):
            if r is not None and len(r) == 16:
                found[i] = self._find6(int.from_bytes(r, "big"))
        return found

    def _find6(self, number: int) -> int:
        from bisect import bisect_right

        at = bisect_right(self._first6, number) - 1
        if at >= 0 and number <= self._flat[6][at][1]:
            return self._flat[6][at][2]
        return -1
