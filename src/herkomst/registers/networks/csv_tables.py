# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Networks as CSV: `prefix,holder,class` (with `body`, `guest`, `asn` where known), as somebody keeps them by
hand; or first address, last address, AS number and name without a head, as tables of routes are published."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from herkomst.content import Content
from herkomst.registers.networks import Noun, Registration, Route, Tally
from herkomst.registers.networks.ripe import as_number, span

FORMAT = "CSV: prefix,holder,class; or first,last,asn,name"
_SAID = {"prefix": "prefix", "network": "prefix", "holder": "holder", "class": "class", "net_class": "class",
         "body": "body", "guest": "guest"}  # fmt: skip
_TRUE = ("1", "true", "yes", "ja")


def recognise(head: bytes) -> float:
    """A first line that names prefix and holder, or begins with two addresses and a number."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("latin-1")
    cells = _cells(first)
    names = [c.strip().lower() for c in cells]
    if "prefix" in names or "network" in names:
        return 0.8 if "holder" in names else 0.0
    try:
        span(f"{cells[0]} - {cells[1]}")
        as_number(cells[2])
    except (ValueError, IndexError):
        return 0.0
    return 0.8


def _cells(line: str) -> list[str]:
    mark = max(",;\t", key=line.count)
    try:
        return next(csv.reader([line.strip()], delimiter=mark), [])
    except csv.Error:
        return []


def read(content: Content, tally: Tally) -> Iterator[Noun]:
    """The rows of a file."""
    head = content.head(1 << 14).removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("latin-1")
    names = [_SAID.get(c.strip().lower(), "") for c in _cells(head)]
    mark = max(",;\t", key=head.count)
    titled = "prefix" in names
    for number, line in enumerate(_lines(content), 1):
        if (number == 1 and titled) or not line.strip():
            continue
        tally.read += 1
        try:
            cells = next(csv.reader([line], delimiter=mark))
            yield _registration(dict(zip(names, cells, strict=False))) if titled else _route(cells)
        except (ValueError, KeyError, IndexError, StopIteration, csv.Error) as error:
            tally.fault(f"{content.name}:{number}", str(error) or "no row")


def _lines(content: Content) -> Iterator[str]:
    held = b""
    for block in content.chunks():
        *whole, held = (held + block).split(b"\n")
        yield from (w.decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r") for w in whole)
        if len(held) > 1 << 20:
            held = b""
    yield held.decode("utf-8", "replace").removeprefix("\ufeff")


def _registration(row: dict[str, str]) -> Registration:
    family, first, last = span(row["prefix"].strip())
    holder = row.get("holder", "").strip()[:200]
    if not holder:
        raise ValueError("a network without a holder")
    return Registration(
        family,
        first,
        last,
        holder,
        net_class=row.get("class", "").strip()[:40],
        body=row.get("body", "").strip()[:200],
        guest=row.get("guest", "").strip().lower() in _TRUE,
    )


def _route(cells: list[str]) -> Route:
    family, first, last = span(f"{cells[0].strip()} - {cells[1].strip()}")
    name = cells[3].strip()[:200] if len(cells) > 3 else ""
    return Route(family, first, last, as_number(cells[2]), name)
