# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of strangers' tables as claims: what the sources of statements, answers and awards share.

A column nobody knows is news, a value that decides and is not understood puts its row in quarantine, one
that does not decide gives a note; nothing is dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from herkomst import vocabulary as words
from herkomst.collect import Context, Quarantined, Rows, Said
from herkomst.errors import InputError
from herkomst.model import Kind, MakersOp, Unit, kind_includes
from herkomst.tables import Row, Table, matcher, open_table

if TYPE_CHECKING:
    from herkomst.content import Content

BATCH = 1000
Values = dict[str, str]  # of one row, by our column


class Unreadable(Exception):
    """A value that cannot be read, with the column it stands in."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


@dataclass(slots=True)
class Cells:
    """One row by our columns, and what was odd about it."""

    values: Values
    row: Row
    context: Context
    notes: list[str] = field(default_factory=list)
    merged: frozenset[str] = frozenset()  # our columns in which one cell stands for several rows
    links: Mapping[str, str] = field(default_factory=dict)  # the web addresses behind cells

    def get(self, column: str) -> str | None:
        """The cell of a column of ours; null when it is empty."""
        return self.values.get(column)

    def note(self, column: str, text: str) -> None:
        """Say what was odd, by row."""
        self.notes.append(f"{self.row.place}, column {column}: {text}")


Take = Callable[[Cells], Said | str]  # a claim, or why its row is left out


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a source knows: ours by name, with the other names of each. `hidden` are known, but
    not named to users. `settle` decides where a name means one thing beside another; `told` says what
    each column is read as."""

    known: Mapping[str, str]
    wants: str
    hidden: Sequence[str] = ()
    settle: Callable[[dict[str, str | None]], dict[str, str | None]] = dict
    told: bool = False

    def read(self, content: Content, context: Context, take: Take) -> Iterator[Rows]:
        """The rows of a table as claims, in batches. Errors: `InputError` without a header, or for a
        mapping to a column there is not."""
        named = matcher(dict(self.known))
        given = {words.folded(name): ours for name, ours in context.mapping.items()}
        wrong = sorted(set(given.values()) - set(self.known))
        if wrong:
            raise InputError(
                f"--map: {wrong[0]!r} is no column of this source",
                where=content.name,
                follows="Nothing was imported.",
                do=f"Known: {self._listed()}",
            )

        def known(name: str) -> str | None:
            return given.get(words.folded(name)) or named(name)

        table = open_table(content, known, self.wants)
        columns = self.settle({name: named(name) for name in table.header})
        columns |= {n: given[words.folded(n)] for n in columns if words.folded(n) in given}
        return batches(content, table, self._news(columns), _taking(columns, context, take))

    def _listed(self) -> str:
        return ", ".join(c for c in self.known if c not in self.hidden)

    def _news(self, columns: Mapping[str, str | None]) -> list[str]:
        read = ", ".join(f"{name!r} = {ours}" for name, ours in columns.items() if ours)
        made = [f"columns read as: {read}"] if self.told else []
        made += [
            f"column {name!r} is not known; its values stay in the raw row only; --map can name it"
            + ("" if self.told else f" (known: {self._listed()})")
            for name, ours in columns.items()
            if ours is None
        ]
        first: dict[str, str] = {}
        for name, ours in columns.items():
            if ours is not None and first.setdefault(ours, name) != name:
                made.append(
                    f"columns {first[ours]!r} and {name!r} are both read as {ours}; of each row the "
                    "first that is filled"
                )
        return made


def _taking(
    columns: Mapping[str, str | None], context: Context, take: Take
) -> Callable[[Row], Said | Quarantined | str]:
    def taking(row: Row) -> Said | Quarantined | str:
        values: Values = {}
        for name, cell in row.cells.items():
            ours = columns[name]
            if ours is None:
                continue
            if ours not in DECIDING and words.folded(cell) in NOTHING:
                row.notes.append(f"{row.place}, column {ours}: {cell!r} is read as empty")
                continue
            values.setdefault(ours, cell)
        if _is_total(row):
            return f"{row.place}: a total, left out"
        merged = frozenset(ours for n in row.merged if (ours := columns[n]))
        links = {ours: url for n, url in row.links.items() if (ours := columns[n])}
        try:
            return take(Cells(values, row, context, list(row.notes), merged, links))
        except Unreadable as error:
            return row.refused(f", column {error.column}: {error.reason}")

    return taking


# Words for an empty cell, but where the cell is what the row says: there they are to be understood or refused.
NOTHING = frozenset(
    ("", "nvt", "n v t", "n a", "niet van toepassing", "not applicable", "leeg", "null")
)
DECIDING = frozenset(("body", "status", "answer"))
_TOTALS = frozenset("totaal totalen total totals subtotaal subtotal eindtotaal".split())


def _is_total(row: Row) -> bool:
    """Whether a row adds others up: the first that stands in it says so."""
    first = words.folded(next(iter(row.cells.values()), "")[:80]).split()
    return bool(first) and (first[0] in _TOTALS or first[:2] == ["grand", "total"])


def batches(
    content: Content,
    table: Table,
    notes: Sequence[str],
    take: Callable[[Row], Said | Quarantined | str],
) -> Iterator[Rows]:
    """The rows of a table in batches in which read = kept + quarantined + skipped holds. `take` gives
    a row's claim, its quarantine, or a note why it is left out."""
    told = len(table.notes)
    made = Rows(notes=[*table.notes, *notes])
    for row in table.rows:
        made.read += 1
        taken = take(row) if isinstance(row, Row) else row
        if isinstance(taken, Said):
            made.said.append(taken)
        elif isinstance(taken, Quarantined):
            made.quarantined.append(taken)
        else:
            made.skipped += 1
            made.notes += [taken] if taken else []
        if made.read >= BATCH:
            yield made
            made = Rows()
    made.notes += table.notes[told:]
    made.bytes_done = content.size
    yield made


def shown(values: Values, personal: Sequence[str] = ()) -> str:
    """What a claim's evidence quotes of its row; what may name people stays in the document."""
    return "; ".join(f"{n}: {v}" for n, v in values.items() if n not in personal)[:4096]


# --- one cell ---------------------------------------------------------------------------------------


def word(cells: Cells, column: str, read: Callable[[str], Any], known: Any) -> Any:
    """A cell as a word of one of our vocabularies; null when it is empty."""
    text = cells.get(column)
    if not text:
        return None
    found = read(text)
    if found is None:
        raise Unreadable(column, f"{text[:60]!r} is not known; known: {', '.join(known)}")
    return found


def kind(cells: Cells) -> Kind:
    """What sort of thing it is about; unknown, with a note, for a word nobody knows."""
    text = cells.get("kind")
    if not text:
        return Kind.UNKNOWN
    found = words.kind_of(text)
    if found is None:
        cells.note("kind", f"{text!r} is no kind we know; kept as unknown")
    elif ";" in text:
        cells.note("kind", f"{text!r} is read as {found}")
    return found or Kind.UNKNOWN


def web_address(cells: Cells, column: str, beside: str = "source") -> str | None:
    """A link that may stand on a page: http or https, nothing else. In a workbook it may stand behind
    the words of a cell, also of the one that names the source."""
    text = cells.get(column)
    if not text or column in cells.links:
        text = cells.links.get(column) or cells.links.get(beside) or text
    if text and not re.match(r"https?://[^\s<>\"']{1,2000}$", text):
        cells.note(column, "no web address; kept in the raw row only")
        return None
    return text or None


def whole(cells: Cells, column: str) -> int | None:
    """A cell that is a whole number; null when it is empty."""
    text = (cells.get(column) or "").strip()
    if not text:
        return None
    number = words.whole_number(text)
    if number is None:
        raise Unreadable(column, f"{text[:40]!r} is no whole number")
    return number


def order(cells: Cells) -> int:
    """The order within a day: as given, else that of the rows."""
    given = whole(cells, "follows")
    return cells.row.number if given is None else given


def day(cells: Cells, column: str) -> str | None:
    """The first day of a date as written; null when it is empty."""
    text = cells.get(column)
    if not text:
        return None
    said = _period(text)
    if said is None or said[0] is None:
        raise Unreadable(column, f"{text[:40]!r} is no date (write 2022-03-01)")
    if cells.context.now and said[0] > cells.context.now:
        raise Unreadable(column, f"{text[:40]!r} lies in the future: nobody has said that yet")
    if said[0] != said[1] or "~" in text or text.isdigit():
        cells.notes.append(f"{cells.row.place}: {column} {text!r} is read as {said[0]}")
    return said[0]


def period(cells: Cells, column: str) -> tuple[str | None, str | None]:
    """First and last day of a period as written."""
    text = cells.get(column)
    if not text:
        return None, None
    found = _period(text)
    if found is None:
        raise Unreadable(
            column, f"{text[:40]!r} is no date (write 2022-03-01, 2022-03 or 2020~2021)"
        )
    return found


def _period(text: str) -> tuple[str | None, str | None] | None:
    """A period as written, or the day number a spreadsheet leaves where a date lost its format."""
    number = words.day_number(text)
    return words.period_of(text) if number is None else (number, number)


def event(cells: Cells) -> dict[str, Any]:
    """From when until when the thing itself was, as far as the row says."""
    whole_of = period(cells, "event")
    first, last = period(cells, "event_from")[0], period(cells, "event_until")[1]
    return {"event_from": first or whole_of[0], "event_until": last or whole_of[1]}


# --- makers -----------------------------------------------------------------------------------------

_EQUAL = ("gelijkwaardig", "gelijkwaardige", "equivalent", "soortgelijk", "soortgelijke", "equal")
_CHINESE = ("cn any", "chinees", "chinese", "chinese merken", "chinese makelij")
_ANY = (
    "",
    "n v t",
    "weet niet",
    "niet bekend",
    "any",
    "alle",
    "alle merken",
    "geen",
    "onbekend",
    "unknown",
    "elk merk",
)


def makers(cells: Cells) -> tuple[tuple[str, ...], MakersOp]:
    """The makers a cell names, by id, `name:` and the word as written where nobody knows it, or a group;
    and how they hang together. Where an equal make is allowed no maker is certain: `any`."""
    text = " ".join((cells.get("makers") or "")[:500].split())
    op = word(cells, "makers_op", words.makers_op_of, MakersOp)
    plain = words.folded(text)
    if plain in _ANY:
        return (), MakersOp.ANY
    if text.startswith("group:"):
        return (text,), MakersOp.ANY
    if plain in _CHINESE:
        return ("group:cn",), MakersOp.ANY
    found: list[str] = []
    for name in maker_names(text, cells.context):
        if words.folded(name) in _EQUAL:
            cells.note("makers", f"{text!r}: an equal make is allowed")
            op = MakersOp.ONE if op in (None, MakersOp.OR) and len(found) == 1 else op
            continue
        maker = cells.context.maker_id(name)
        if maker is None:
            cells.note("makers", f"{name!r} is no maker we know; kept as written")
        found.append(maker or f"name:{name}")
    if op is None:
        both = re.search(r"\b(?:en|and)\b", text) and not re.search(r"\b(?:of|or)\b", text)
        op = MakersOp.ONE if len(found) == 1 else MakersOp.AND if both else MakersOp.OR
    return tuple(dict.fromkeys(found)), op


def maker_names(text: str, context: Context) -> list[str]:
    """The names in a cell. A comma may belong to a name (Co., Ltd.): it parts names only where each
    part is one we know."""
    if context.maker_id(text) is not None:
        return [text]
    made: list[str] = []
    for part in re.split(r" ?(?:[;/|]|\ben/of\b|\ben\b|\bof\b|\band\b|\bor\b) ?", text):
        pieces = [p.strip() for p in part.split(",") if p.strip()]
        if len(pieces) > 1 and all(context.maker_id(p) is not None for p in pieces):
            made += pieces
        elif part.strip():
            made.append(part.strip())
    return made


# --- quantities -------------------------------------------------------------------------------------

_IN_WORDS = {"<~": "bijna", ">~": "ruim", ">=": "ten minste", ">": "meer dan", "~": "ongeveer"}


def quantity(cells: Cells, about: Kind) -> dict[str, Any]:
    """The columns of a number in a claim: its bounds, its unit, and the words it was said in."""
    values = cells.values
    if values.get("quantity") and "quantity" in cells.merged:
        raise Unreadable(
            "quantity", "one merged cell for several rows: whose number it is is not told"
        )
    said = values.get("quantity_as_said") or values.get("quantity")
    low, high = whole(cells, "quantity_low"), whole(cells, "quantity_high")
    unit: Unit | None = None
    if low is None and high is None and values.get("quantity"):
        low, high, unit = _read(cells, values["quantity"], values.get("quantity_op", "").strip())
        sign = values.get("quantity_op", "").strip()
        if sign in _IN_WORDS and not values.get("quantity_as_said"):
            said = f"{_IN_WORDS[sign]} {values['quantity']}"
    unit_text = values.get("unit", "")
    unit = words.unit_of(unit_text) if unit_text else unit
    if unit_text and unit is None:
        cells.note("unit", f"{unit_text!r} is no unit we count in; kept in words")
        said = f"{said or ''} {unit_text}".strip()
    if unit is None and not unit_text and low is not None and countable(about):
        unit = Unit.DEVICE
    if said and low is not None and low == high and said.isdecimal():
        said = None if unit is not None else said
    return {"quantity_low": low, "quantity_high": high, "quantity_as_said": said, "unit": unit}


def _read(cells: Cells, text: str, sign: str) -> tuple[int | None, int | None, Unit | None]:
    """Bounds and unit of a quantity. A text that holds more than one number, a year, an amount of money or
    a unit nobody knows is no quantity: it is kept in words, and that is told."""
    if sign and words.whole_number(text) is not None:
        return (*words.quantity_of(text, sign), None)
    found = words.quantity_alone(text)
    if found is None:
        cells.note("quantity", f"{text[:80]!r} is no number we can count with; kept in words")
        return None, None, None
    return found


def countable(about: Kind) -> bool:
    """Whether a number without a unit counts devices: of a kind of equipment it can mean nothing else."""
    return kind_includes(Kind.EQUIPMENT, about)
