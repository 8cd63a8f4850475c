# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses as text -> numbers: one at a time, or a column of them at once."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
_V4, _V6 = partial(socket.inet_pton, socket.AF_INET), partial(socket.inet_pton, socket.AF_INET6)
_MAPPED = b"\0" * 10 + b"\xff\xff"
FEW = 16  # fewer than this are read one by one sooner
_BREAK, _DOT, _ZERO = 10, 46, 48


def pack(address: str | None) -> bytes:
    """An address as 4 or 16 bytes; IPv4 written as IPv6 as 4; nothing for what is no address."""
    if not address:
        return b""
    try:
        return _V4(address)
    except (OSError, UnicodeError, ValueError, TypeError):
        pass
    try:
        packed = _V6(address)
    except (OSError, UnicodeError, ValueError, TypeError):
        return b""
    return packed[12:] if packed.startswith(_MAPPED) else packed


@dataclass(frozen=True, slots=True)
class Parsed:
    """The addresses of a column by family, each with its row. What is no address is in neither."""

    four: Array  # numbers of 32 bits
    four_rows: Array
    six_high: Array  # numbers of 64 bits
    six_low: Array
    six_rows: Array


def parse(addresses: Sequence[str | None]) -> Parsed:
    """A column of addresses as numbers, as `pack` would have each. Takes some 200 bytes an address
    while it works: give it a part of a long column at a time."""
    if len(addresses) < FEW:
        numbers, good = np.zeros(len(addresses), np.uint32), np.zeros(len(addresses), bool)
    else:
        numbers, good = _dotted(addresses)
    four, rows = [numbers[good]], [np.flatnonzero(good)]
    rest = np.flatnonzero(~good)
    texts = [addresses[i] for i in rest.tolist()]
    try:
        packed = b"".join(map(_V6, texts))
        mixed = _MAPPED in packed
    except (OSError, TypeError, UnicodeError, ValueError):
        packed, mixed = b"", True
    if mixed:  # some are no address, or IPv4 written as IPv6
        each = [pack(t) for t in texts]
        short = [i for i, p in enumerate(each) if len(p) == 4]
        long = [i for i, p in enumerate(each) if len(p) == 16]
        four.append(np.frombuffer(b"".join(each[i] for i in short), ">u4").astype(np.uint32))
        rows.append(rest[short])
        packed, rest = b"".join(each[i] for i in long), rest[long]
    pairs = np.frombuffer(packed, ">u8").reshape(-1, 2)
    return Parsed(np.concatenate(four), np.concatenate(rows), pairs[:, 0], pairs[:, 1], rest)


def _dotted(part: Sequence[str | None]) -> tuple[Array, Array]:
    """Texts of the form a.b.c.d as numbers, and which of them are so, whatever the others hold."""
    value, good = np.zeros(len(part), np.uint32), np.zeros(len(part), bool)
    try:
        joined = "\n".join(part)  # type: ignore[arg-type]
    except TypeError:
        joined = "\n".join(a if isinstance(a, str) else "" for a in part)
    raw = np.frombuffer(f"{joined}\n".encode("ascii", "replace"), np.uint8)
    breaks = np.flatnonzero(raw == _BREAK).astype(np.int32)
    if len(breaks) != len(part):
        return value, good  # a text with a line break in it: the careful way reads them all
    begins = np.concatenate([np.zeros(1, np.int32), breaks[:-1] + 1])
    dots = np.flatnonzero(raw == _DOT).astype(np.int32)
    first_dot = np.searchsorted(dots, begins)  # how many dots lie before each text begins
    good = np.diff(first_dot, append=len(dots)) == 3
    odd = np.flatnonzero((raw - _ZERO > 9) & (raw != _DOT) & (raw != _BREAK))
    good[np.searchsorted(breaks, odd)] = False
    chosen = np.flatnonzero(good)
    first = first_dot[chosen]
    bounds = [begins[chosen] - 1, *(dots[first + n] for n in range(3)), breaks[chosen]]
    fits = np.ones(len(chosen), bool)
    whole = np.zeros(len(chosen), np.uint32)
    padded = np.concatenate([np.zeros(3, np.uint8), raw - _ZERO])
    for before, end in pairwise(bounds):
        length = end - before - 1
        one, ten, hundred = (padded[end + n].astype(np.uint32) for n in (2, 1, 0))
        octet = one + np.where(length > 1, ten * 10, 0) + np.where(length > 2, hundred * 100, 0)
        leading = padded[before + 4] == 0
        fits &= (length >= 1) & (length <= 3) & (octet <= 255) & ~(leading & (length > 1))
        whole = (whole << np.uint32(8)) | octet.astype(np.uint32)
    value[chosen] = whole
    good[chosen[~fits]] = False
    return value, good
