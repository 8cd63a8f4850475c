# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nested address ranges, flattened once into ranges that do not overlap; a look-up is one search.

IPv4 addresses are numbers of 32 bits, IPv6 addresses pairs of 64 bits (high, low). The arrays can be
saved and mapped into memory; a batch of queries is sorted first, so that the search walks the table
once instead of jumping through it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from herkomst.attribute.addresses import parse

Array = np.ndarray[Any, Any]
NONE = -1
HIDDEN = -2  # a value that hides what lies around it and is then left out
CHUNK = 1 << 18  # queries that are sorted at once: bounds the memory of a look-up
TEXTS = 1 << 16  # addresses as text that are read at once
_SORTED = 4096  # from so many queries on sorting pays
_LOW = (1 << 64) - 1


class Ranges:
    """Disjoint ranges of one family: `width` 4 or 16 bytes. Arrays of equal length, by first address;
    `value` is what a range stands for."""

    def __init__(self, prefixes: Iterable[tuple[int, int, int]], width: int) -> None:
        """`prefixes`: first address, last address, value; more specific ones win, of equal ones the
        last given."""
        ordered = sorted(prefixes, key=lambda p: (p[0], -p[1]))
        flat = flattened(ordered, {})
        self._take(*_columns(flat, width), width)

    def _take(self, first: list[Array], last: list[Array], value: Array, width: int) -> None:
        self.first, self.last, self.value, self.width = first, last, value, width

    @classmethod
    def of(cls, ordered: Iterable[tuple[int, int, int]], parents: Any, width: int) -> Ranges:
        """From ranges that are sorted already; `parents[value]` becomes the value around each."""
        made = cls.__new__(cls)
        made._take(*_columns(flattened(ordered, parents), width), width)
        return made

    def __len__(self) -> int:
        return len(self.value)

    def save(self, folder: Path, name: str) -> None:
        """As `.npy` files."""
        for part, columns in (("first", self.first), ("last", self.last)):
            for number, column in enumerate(columns):
                np.save(folder / f"{name}.{part}{number}.npy", column)
        np.save(folder / f"{name}.value.npy", self.value)

    @classmethod
    def load(cls, folder: Path, name: str, width: int) -> Ranges:
        """Mapped into memory, not read. Errors: `OSError`, `ValueError` for damaged files."""
        made = cls.__new__(cls)
        columns = range(1 if width == 4 else 2)
        first, last = (
            [np.load(folder / f"{name}.{part}{n}.npy", mmap_mode="r") for n in columns]
            for part in ("first", "last")
        )
        value = np.load(folder / f"{name}.value.npy", mmap_mode="r")
        if len({len(c) for c in (*first, *last, value)}) != 1:
            raise ValueError(f"{name}: columns of different length")
        made._take(first, last, value, width)
        return made

    def find(self, packed: bytes) -> Array:
        """The value for each address of a run of packed addresses; -1 where there is none."""
        if self.width == 4:
            return self.find_four(np.frombuffer(packed, ">u4"))
        pairs = np.frombuffer(packed, ">u8").reshape(-1, 2)
        return self.find_six(pairs[:, 0], pairs[:, 1])

    def find_four(self, wanted: Array) -> Array:
        """The value for each IPv4 address (number of 32 bits); -1 where there is none."""
        out = np.full(len(wanted), NONE, np.int32)
        if not len(self.value):
            return out
        first, last = self.first[0], self.last[0]
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK].astype(np.uint32)
            if len(part) < _SORTED:
                at = np.searchsorted(first, part, "right") - 1
                inside = (at >= 0) & (part <= last[at])
                out[start : start + CHUNK] = np.where(inside, self.value[at], NONE)
                continue
            # One number holds address and place: sorting it needs no second array of indices.
            keyed = part.astype(np.uint64) << np.uint64(32) | np.arange(len(part), dtype=np.uint64)
            keyed.sort()
            place = keyed.astype(np.uint32)
            part = (keyed >> np.uint64(32)).astype(np.uint32)
            at = np.searchsorted(first, part, "right") - 1
            inside = (at >= 0) & (part <= last[at])
            out[start + place] = np.where(inside, self.value[at], NONE)
        return out

    def find_six(self, high: Array, low: Array) -> Array:
        """The value for each IPv6 address (two numbers of 64 bits); -1 where there is none."""
        out = np.full(len(high), NONE, np.int32)
        if not len(self.value):
            return out
        for start in range(0, len(high), CHUNK):
            some_high = high[start : start + CHUNK].astype(np.uint64)
            some_low = low[start : start + CHUNK].astype(np.uint64)
            place = np.argsort(some_high) if len(some_high) >= _SORTED else slice(None)
            found = self._six(some_high[place], some_low[place])
            out[start : start + CHUNK][place] = found
        return out

    def _six(self, high: Array, low: Array) -> Array:
        (first_high, first_low), (last_high, last_low) = self.first, self.last
        at = np.searchsorted(first_high, high, "right") - 1
        # Where ranges begin with the same high half, the low half decides among them.
        same = np.flatnonzero((at >= 0) & (first_high[at] == high) & (first_low[at] > low))
        if len(same):
            begin = np.searchsorted(first_high, high[same], "left")
            at[same] = _last_not_above(first_low, low[same], begin, at[same])
        top = last_high[at]
        inside = (at >= 0) & ((high < top) | ((high == top) & (low <= last_low[at])))
        found: Array = np.where(inside, self.value[at], NONE)
        return found


def _last_not_above(column: Array, wanted: Array, begin: Array, end: Array) -> Array:
    """For each the last place in [begin, end] whose value is not above the wanted one; begin - 1 where
    there is none. A binary search of all rows at once."""
    low, high = begin - 1, end.copy()
    while (open_ := low < high).any():
        middle = (low + high + 1) // 2
        fits = column[middle] <= wanted
        low = np.where(open_ & fits, middle, low)
        high = np.where(open_ & ~fits, middle - 1, high)
    return low


def _columns(
    flat: Iterable[tuple[int, int, int]], width: int
) -> tuple[list[Array], list[Array], Array]:
    """Flat ranges as arrays; neighbours of one value are one range."""
    code = "I" if width == 4 else "Q"
    first, last = ([array(code) for _ in range(1 if width == 4 else 2)] for _ in "fl")
    value = array("i")
    end, held = -2, NONE
    for begin, until, number in flat:
        if number == HIDDEN:
            continue
        if begin == end + 1 and number == held:
            _put(last, until, replace=True)
        else:
            _put(first, begin)
            _put(last, until)
            value.append(number)
        end, held = until, number
    kind = np.uint32 if width == 4 else np.uint64
    made = [
        [np.frombuffer(c, kind) if len(c) else np.empty(0, kind) for c in p] for p in (first, last)
    ]
    return made[0], made[1], np.array(value, np.int32)


def _put(columns: list[Any], number: int, *, replace: bool = False) -> None:
    parts = [number] if len(columns) == 1 else [number >> 64, number & _LOW]
    for column, part in zip(columns, parts, strict=True):
        if replace:
            column[-1] = part
        else:
            column.append(part)


def flattened(
    nested: Iterable[tuple[int, int, int]], parents: Any
) -> Iterator[tuple[int, int, int]]:
    """Ranges sorted by start and then widest first, as disjoint ones: the innermost wins. `parents` is
    filled with the value of the range around each value."""
    open_: list[tuple[int, int]] = []  # (last, value) of the ranges that are still running
    at = 0
    for first, last, value in nested:
        while open_ and open_[-1][0] < first:
            end, held = open_.pop()
            if at <= end:
                yield at, end, held
                at = end + 1
        if open_:
            if at < first:
                yield at, first - 1, open_[-1][1]
            parents[value] = open_[-1][1]
        at = max(at, first)
        open_.append((last, value))
    while open_:
        end, held = open_.pop()
        if at <= end:
            yield at, end, held
            at = end + 1


def look_up(addresses: Sequence[str | None], four: Ranges, six: Ranges) -> Array:
    """The value for each address as text, in the table of its family; -1 where there is none."""
    found = np.full(len(addresses), NONE, np.int32)
    for start in range(0, len(addresses), TEXTS):
        parsed = parse(addresses[start : start + TEXTS])
        part = found[start : start + TEXTS]
        part[parsed.four_rows] = four.find_four(parsed.four)
        part[parsed.six_rows] = six.find_six(parsed.six_high, parsed.six_low)
    return found
