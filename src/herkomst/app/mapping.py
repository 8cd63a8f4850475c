# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which column of a stranger's list is which of ours, once somebody has said so: found by the shape of
the header, so that a later list of the same shape is known by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.tables import candidates, listed, shape_of
from herkomst.vocabulary import folded

Remembered = Mapping[str, tuple[str, dict[str, str]]]  # shape of a header -> source, columns


@dataclass(frozen=True, slots=True)
class Mapped:
    """What is known of the columns of one file. `shape` stands for its header, `header` is the header
    in our words, and `source` what read that shape before."""

    columns: Mapping[str, str] = field(default_factory=dict)
    shape: str = ""
    header: tuple[str, ...] = ()
    source: str | None = None


def mapped(
    content: Content, given: Mapping[str, str], remembered: Remembered, source: str | None
) -> Mapped:
    """The mapping of a file's columns: as remembered for its shape (and for `source`, where one is
    named), and over that as given. Errors: `InputError` for a given column that is not there."""
    if not given and not remembered:
        return Mapped()
    rows = candidates(content)
    header = _header(content, rows, given) if given else None
    if header is None:
        header = next((row for row in rows if shape_of(row) in remembered), None)
    if header is None:
        return Mapped()
    shape = shape_of(header)
    known, columns = remembered.get(shape, (None, {}))
    if source not in (None, known):
        known, columns = None, {}
    ours = {folded(name): to for name, to in {**columns, **given}.items()}
    return Mapped({**columns, **given}, shape, tuple(ours.get(folded(c), c) for c in header), known)


def _header(
    content: Content, rows: Sequence[Sequence[str]], given: Mapping[str, str]
) -> Sequence[str]:
    """The row that names all given columns."""
    wanted = {folded(name): name for name in given}

    def named(row: Sequence[str]) -> int:
        return len(wanted.keys() & {folded(c) for c in row})

    best = max(rows, key=named, default=[])
    if named(best) < len(wanted):
        seen = best if named(best) else max(rows, key=lambda r: sum(map(bool, r)), default=[])
        absent = [name for key, name in wanted.items() if key not in {folded(c) for c in seen}]
        raise InputError(
            f"--map: no column is called {absent[0]!r}",
            where=content.name,
            follows="Nothing was imported.",
            do=f"The columns are: {listed(seen)}",
        )
    return best
