# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The user's own table of who holds which addresses: built once from registrations, then mapped into
memory. A look-up gives the number of the most specific registration; its texts are read when asked for.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from herkomst.attribute.ranges import HIDDEN, NONE, Array, Ranges, look_up
from herkomst.errors import CatalogueError

COLUMNS = ("holder", "organisation", "name", "country", "net_class", "body", "guest")
BATCH = 1 << 16


@dataclass(frozen=True, slots=True)
class Registered:
    """One registration: `holder` as it describes itself, `organisation` who was given the addresses, `name`
    the network's own; `within` is the number of the one around it, -1 where there is none; `size` is how
    many addresses it has."""

    holder: str
    organisation: str = ""
    name: str = ""
    country: str = ""
    net_class: str = ""
    body: str = ""
    guest: bool = False
    within: int = NONE
    size: float = 0.0


class Registrations:
    """A saved table; empty where there is none."""

    def __init__(self, folder: Path) -> None:
        """Errors: `CatalogueError` for a damaged table."""
        self._table: Any = None
        self.four = self.six = self.routes_four = self.routes_six = Ranges((), 4)
        self._within: Array = np.empty(0, np.int32)
        self._size: Array = np.empty(0)
        if not folder.exists():
            folder = _old(folder)  # killed while the new table was put in its place
        if not (folder / "registrations.arrow").exists():
            return
        import pyarrow as pa

        try:
            self._table = pa.ipc.open_file(
                pa.memory_map(str(folder / "registrations.arrow"))
            ).read_all()
            self.four, self.six = Ranges.load(folder, "four", 4), Ranges.load(folder, "six", 16)
            self.routes_four = Ranges.load(folder, "routes_four", 4)
            self.routes_six = Ranges.load(folder, "routes_six", 16)
            self._within = np.load(folder / "within.npy", mmap_mode="r")
            self._size = np.load(folder / "size.npy", mmap_mode="r")
        except (OSError, ValueError, pa.ArrowException) as error:
            raise CatalogueError(
                f"the table of networks is damaged: {error}",
                where=str(folder),
                do="Make it again: herkomst networks refresh FILE...",
            ) from error

    def __len__(self) -> int:
        return 0 if self._table is None else int(self._table.num_rows)

    def at(self, addresses: Sequence[str | None]) -> Array:
        """For each address (text) the number of the most specific registration it lies in, else -1."""
        if not len(self.four) and not len(self.six):
            return np.full(len(addresses), NONE, np.int32)
        return look_up(addresses, self.four, self.six)

    def asns(self, addresses: Sequence[str | None]) -> Array:
        """For each address the AS number that announces it, else -1."""
        if not len(self.routes_four) and not len(self.routes_six):
            return np.full(len(addresses), NONE, np.int64)
        found = look_up(addresses, self.routes_four, self.routes_six).astype(np.int64)
        return np.where(found == NONE, NONE, found & 0xFFFFFFFF)

    def sizes(self, numbers: Array) -> Array:
        """How many addresses each registration has."""
        found: Array = self._size[numbers]
        return found

    def __getitem__(self, number: int) -> Registered:
        row = self._table.slice(number, 1).to_pylist()[0]
        return Registered(**row, within=int(self._within[number]), size=float(self._size[number]))


class Builder:
    """Collects registrations and routes in any order, in bounded memory, and writes the table."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made anew; what it held is let go when the table is whole."""
        import pyarrow as pa

        self.folder, self._fresh = folder, folder.with_suffix(".new")
        shutil.rmtree(self._fresh, ignore_errors=True)
        self._fresh.mkdir(parents=True)
        kinds = {"guest": pa.bool_()}
        self._schema = pa.schema([(c, kinds.get(c, pa.string())) for c in COLUMNS])
        self._sink = pa.OSFile(str(self._fresh / "registrations.arrow"), "wb")
        self._writer = pa.ipc.new_file(self._sink, self._schema)
        self._held: list[tuple[Any, ...]] = []
        self.count = 0
        self._spans = {4: _Spans(), 6: _Spans()}
        self._routes = {4: _Spans(), 6: _Spans()}

    def register(self, family: int, first: int, last: int, row: tuple[Any, ...], rank: int) -> None:
        """A registration with its texts in the order of `COLUMNS`; of equal ranges the highest `rank`
        wins."""
        self._spans[family].add(first, last, self.count, rank)
        self.count += 1
        self._held.append(row)
        if len(self._held) == BATCH:
            self._flush()

    def foreign(self, family: int, first: int, last: int) -> None:
        """A registration elsewhere: nothing is known here of these addresses."""
        self._spans[family].add(first, last, HIDDEN, 0)

    def route(self, family: int, first: int, last: int, asn: int) -> None:
        """Addresses that an AS announces."""
        self._routes[family].add(first, last, asn - (1 << 32) if asn >= 1 << 31 else asn, 0)

    def discard(self) -> None:
        """Let go of what was collected; the table that stands is as it was."""
        self._writer.close()
        self._sink.close()
        shutil.rmtree(self._fresh, ignore_errors=True)

    def _flush(self) -> None:
        import pyarrow as pa

        columns = list(zip(*self._held, strict=True)) or [() for _ in COLUMNS]
        arrays = [pa.array(c, f.type) for c, f in zip(columns, self._schema, strict=True)]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))
        self._held = []

    def finish(self) -> dict[str, int]:
        """Write everything and put it in the place of what was there. Gives counts."""
        self._flush()
        self._writer.close()
        self._sink.close()
        within = np.full(self.count, NONE, np.int32)
        size = np.zeros(self.count)
        made: dict[str, int] = {}
        for family, name in ((4, "four"), (6, "six")):
            ranges = self._spans[family].ranges(family, within, size)
            routes = self._routes[family].ranges(family, None, None)
            ranges.save(self._fresh, name)
            routes.save(self._fresh, f"routes_{name}")
            made |= {f"ranges_ipv{family}": len(ranges), f"routes_ipv{family}": len(routes)}
        np.save(self._fresh / "within.npy", within)
        np.save(self._fresh / "size.npy", size)
        old = _old(self.folder)
        if self.folder.exists():
            shutil.rmtree(old, ignore_errors=True)
            self.folder.rename(old)
        self._fresh.rename(self.folder)
        shutil.rmtree(old, ignore_errors=True)
        return {"registrations": self.count, **made}


def _old(folder: Path) -> Path:
    """Where a table stands while another takes its place."""
    return folder.with_suffix(".old")


class _Spans:
    """Ranges of one family while they are collected: 24 to 44 bytes each."""

    def __init__(self) -> None:
        from array import array

        self.first, self.first_low = array("Q"), array("Q")
        self.last, self.last_low = array("Q"), array("Q")
        self.value, self.rank = array("q"), array("b")

    def add(self, first: int, last: int, value: int, rank: int) -> None:
        low = (1 << 64) - 1
        self.first.append(first >> 64)
        self.first_low.append(first & low)
        self.last.append(last >> 64)
        self.last_low.append(last & low)
        self.value.append(value)
        self.rank.append(rank)

    def ranges(self, family: int, within: Array | None, size: Array | None) -> Ranges:
        """Flattened: the most specific on top."""
        columns = [np.array(c) for c in (self.first, self.first_low, self.last, self.last_low)]
        value, rank = np.array(self.value), np.array(self.rank)
        first, first_low, last, last_low = columns
        order = np.lexsort((rank, ~last_low, ~last, first_low, first))
        if size is not None and len(value):
            spans = (last - first).astype(float) * 2.0**64 + (
                last_low.astype(float) - first_low.astype(float)
            )
            known = value >= 0
            size[value[known]] = spans[known] + 1
        parents = _Parents(within)
        return Ranges.of(_numbers(columns, value, order), parents, 4 if family == 4 else 16)


class _Parents:
    """Takes what lies around each registration; of foreign ones and routes nothing is kept."""

    def __init__(self, within: Array | None) -> None:
        self._within = within

    def __setitem__(self, value: int, around: int) -> None:
        if self._within is not None and value >= 0 and around >= 0:
            self._within[value] = around


def _numbers(columns: list[Array], value: Array, order: Array) -> Iterable[tuple[int, int, int]]:
    """The ranges in order, as numbers of any width, a block at a time."""
    for start in range(0, len(order), BATCH):
        some = order[start : start + BATCH]
        parts = [c[some].tolist() for c in columns]
        for high, low, top, top_low, held in zip(*parts, value[some].tolist(), strict=True):
            yield high << 64 | low, top << 64 | top_low, held
