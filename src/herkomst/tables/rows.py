# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a table of a stranger is, whatever file it came in: a header, and rows with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from herkomst.collect import RAW_CAP, Quarantined
from herkomst.content import Content
from herkomst.errors import InputError

RECORD_CAP = 1 << 20
HEADER_WITHIN = 20  # rows in which the header must stand
RAW_SHOWN = 4096

Known = Callable[[str], str | None]  # our column for a column name as written


@dataclass(slots=True)
class Row:
    """One row under its header: `cells` by column name as written; empty cells are left out. `place` is
    where a user finds it; `merged` are the columns in which one cell stands for several rows, `links` the
    web addresses behind cells."""

    number: int
    locator: str
    offset: int
    length: int
    cells: dict[str, str]
    raw: str
    notes: list[str] = field(default_factory=list)
    place: str = ""
    merged: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = self.place or f"row {self.number}"

    def refused(self, reason: str) -> Quarantined:
        """This row in quarantine; `reason` goes on after its place."""
        data = self.raw.encode("utf-8", "replace")
        return Quarantined(
            self.offset, self.length, f"{self.place}{reason}", data[:RAW_CAP], self.place
        )


@dataclass(slots=True)
class Table:
    """An opened table: its header, and its rows as they are read. `notes` grow with them."""

    header: list[str]
    rows: Iterator[Row | Quarantined | None]  # null for a blank row
    notes: list[str] = field(default_factory=list)


def no_header(content: Content, seen: Sequence[str], wants: str) -> InputError:
    """The error for a table in which no row names what is looked for."""
    return InputError(
        f"no row names at least two columns that are known; the first row holds {listed(seen)}",
        where=content.name,
        follows="Nothing was imported.",
        do=f"A header row is needed, with {wants}.",
    )


def listed(names: Sequence[str]) -> str:
    """Column names as seen, for an error."""
    return ", ".join(repr(n[:60]) for n in names[:20] if n) or "nothing"


def is_header(cells: Sequence[str], known: Known) -> bool:
    """Whether a row names at least two columns that are known."""
    return sum(known(c) is not None for c in cells) >= 2


def unique(header: Sequence[str]) -> list[str]:
    """Column names, a repeated or empty one numbered."""
    seen: dict[str, int] = {}
    made = []
    for at, name in enumerate(header, 1):
        plain = name or f"column {at}"
        seen[plain] = seen.get(plain, 0) + 1
        made.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return made


# What a spreadsheet shows where a formula failed, in English and in Dutch.
_ERROR = re.compile(
    r"#(?:N/A|N/B|REF!|VERW!|VALUE!|WAARDE!|DIV/0!|DEEL/0!|NAME\?|NAAM\?|NULL!|LEEG!|NUM!|GETAL!|SPILL!|CALC!)"
)


def is_error(cell: str) -> bool:
    """Whether a cell is an error of a spreadsheet, and so no value."""
    return cell.startswith("#") and _ERROR.fullmatch(cell) is not None
