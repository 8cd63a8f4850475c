# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""XLSX: what a workbook shows, row by row. Of a formula the value is read that the workbook keeps of it;
nothing is evaluated. A cell merged over several rows stands for each of them.
"""

from __future__ import annotations

import html
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

from herkomst.collect import Quarantined
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.tables.rows import (
    HEADER_WITHIN,
    RAW_SHOWN,
    RECORD_CAP,
    Known,
    Row,
    Table,
    is_header,
    no_header,
    unique,
)
from herkomst.tables.text import filled_cells

UNPACKED_CAP, MEMBERS_CAP = 512 << 20, 2000
BLANK_ROWS_CAP = 10_000  # blank rows counted of one gap: a row number may leave out a million
ROWS, COLUMNS = 1 << 20, 1 << 14  # of a sheet, by the format
TAIL_CAP = 32 << 20  # of what follows the rows: merged cells and links


@dataclass(slots=True)
class _Line:
    """One row as it stands: its cells as text; `kept` are columns of formulas whose value the workbook
    keeps, `bare` of those without; `merged` columns with a cell that stands for several rows."""

    number: int
    cells: list[str]
    kept: list[int] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    links: dict[int, str] = field(default_factory=dict)


def open_workbook(content: Content, known: Known, wants: str) -> Table:
    """Open the sheets of a workbook that hold the table: the first one with a header, and those with
    the same columns. Hidden ones only where no other has a header; which were left out is told.

    Errors: `InputError` when no sheet has a header, or the workbook cannot be read.
    """
    sheets = _sheets(content)
    seen: list[str] = []
    found: list[tuple[Any, list[str], Iterator[_Line]]] = []
    left: dict[str, str] = {}
    wanted: set[str | None] = set()
    for sheet in sorted(sheets, key=_is_hidden):
        if found and _is_hidden(sheet):
            left[sheet.title] = "it is hidden"
            continue
        rows = _lines(sheet, content.name)
        header = None
        for line in islice(rows, HEADER_WITHIN):
            seen = seen or [c for c in line.cells if c]
            if is_header(line.cells, known):
                header = [c.strip() for c in line.cells]
                break
        columns = {known(c) for c in header or ()} - {None}
        if header is None:
            left[sheet.title] = "no row of it is a header that is known"
        elif found and columns != wanted:
            left[sheet.title] = f"its columns are others than those of {found[0][0].title!r}"
        else:
            wanted = wanted or columns
            found.append((sheet, unique(header), rows))
    if not found:
        raise no_header(content, seen, wants)
    notes = [f"the sheet {title!r} was not read: {why}" for title, why in left.items()]
    if len(found) > 1:
        notes.append("read were the sheets " + ", ".join(repr(s.title) for s, _, _ in found))
    names = list(dict.fromkeys(n for _, header, _ in found for n in header))
    return Table(names, _all_rows(found, notes), notes)


def _all_rows(
    found: list[tuple[Any, list[str], Iterator[_Line]]], notes: list[str]
) -> Iterator[Row | Quarantined | None]:
    told: set[str] = set()
    for sheet, names, lines in found:
        within = f"sheet {sheet.title!r}, " if len(found) > 1 else ""
        for line in lines:
            yield _row(line, names, within) if any(line.cells) else None
            for name in (names[c] for c in line.kept if c < len(names)):
                if name not in told:
                    told.add(name)
                    notes.append(
                        f"column {name!r} holds formulas: read is the value the workbook keeps of each"
                    )


def _row(line: _Line, names: list[str], within: str) -> Row | Quarantined:
    number, cells = line.number, line.cells
    place = f"{within}row {number}"
    raw = "\t".join(cells)[:RAW_SHOWN]
    if any(cells[len(names) :]):
        reason = f"{place}: cells beyond the {len(names)} columns of the header"
        data = raw.encode("utf-8", "replace")
        return Quarantined(number, len(data), reason, data, place)
    filled, notes = filled_cells(names, cells, place)
    notes += [
        f"{place}, column {names[c]}: a formula without a kept value, kept as text, not evaluated"
        for c in line.bare
        if c < len(names)
    ]
    return Row(
        number,
        place,
        number,
        len(raw),
        filled,
        raw,
        notes,
        place,
        frozenset(names[c] for c in line.merged if c < len(names)),
        {names[c]: url for c, url in line.links.items() if c < len(names)},
    )


def workbook_head(content: Content) -> bytes:
    """The first rows of a workbook's sheets as lines of text, for recognising what it holds.

    Errors: `InputError` when it cannot be read.
    """
    lines = ["\t".join(" ".join(c.split()) for c in cells) for cells in workbook_rows(content)]
    return "\n".join(lines[: HEADER_WITHIN * 8]).encode("utf-8", "replace")


def workbook_rows(content: Content) -> list[list[str]]:
    """The cells of the first rows of each sheet, the visible ones first."""
    return [
        line.cells
        for sheet in sorted(_sheets(content), key=_is_hidden)
        for line in islice(_lines(sheet, content.name), HEADER_WITHIN)
    ]


def _is_hidden(sheet: Any) -> bool:
    return bool(sheet.sheet_state != "visible")


def _sheets(content: Content) -> list[Any]:
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=32 << 20)  # noqa: SIM115
    for chunk in content.chunks():
        spool.write(chunk)
    spool.seek(0)
    _check_archive(spool, content.name)
    try:
        import openpyxl

        book = openpyxl.load_workbook(spool, read_only=True, data_only=True, keep_links=False)
        return list(book.worksheets)
    except Exception as error:  # openpyxl raises what it likes on a damaged workbook
        raise InputError(
            f"this workbook cannot be read ({type(error).__name__})",
            where=content.name,
            do="Open it in a spreadsheet program and save it again as .xlsx or .csv.",
        ) from error


def _check_archive(spool: IO[bytes], name: str) -> None:
    try:
        with zipfile.ZipFile(spool) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError("this workbook is cut off or damaged", where=name) from error
    spool.seek(0)
    total = sum(m.file_size for m in members)
    heavy = any(
        m.file_size > (50 << 20) and m.file_size > 200 * max(m.compress_size, 1) for m in members
    )
    if total > UNPACKED_CAP or len(members) > MEMBERS_CAP or heavy:
        raise InputError(
            f"this workbook unpacks to {total:,} bytes in {len(members)} parts",
            where=name,
            follows="It was taken for a decompression bomb; nothing was imported.",
        )


# --- one sheet --------------------------------------------------------------------------------------


def _lines(sheet: Any, name: str) -> Iterator[_Line]:
    """The rows of a sheet, without the blank ones after the last. Errors: `InputError`."""
    try:
        spans, links = _beside_the_rows(sheet)
        open_spans: dict[int, tuple[int, str]] = {}  # column -> last row, and what stands there
        last = 0
        for number, cells in _parsed(sheet):
            line = _line(number, cells)
            if not any(line.cells):
                continue
            yield from (_Line(n, []) for n in range(last + 1, min(number, last + BLANK_ROWS_CAP)))
            last = number
            _fill(line, spans, open_spans)
            line.links |= links.get(number, {})
            yield line
    except InputError:
        raise
    except Exception as error:  # a damaged sheet, see above
        raise InputError(
            f"a sheet of this workbook cannot be read ({type(error).__name__})", where=name
        ) from error


def _parsed(sheet: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Rows with their number as they stand in the file: the size a sheet declares need not be true, nor
    are rows made that are not there. A cell's `formula` stands beside the value kept of it."""
    from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        plain = parser.parse_cell

        def parse_cell(element: Any) -> dict[str, Any]:
            made: dict[str, Any] = plain(element)
            formula = element.find(FORMULA_TAG)
            if formula is not None:
                made["formula"] = "=" + (formula.text or "")
                value = element.find(VALUE_TAG)
                text = value is not None and (value.text or element.get("t") == "str")
                made["kept"] = bool(text)
            return made

        parser.parse_cell = parse_cell
        for number, cells in parser.parse():
            if number > ROWS or any(c["column"] > COLUMNS for c in cells):
                raise ValueError("beyond the last row or column of a sheet")
            yield number, cells


_LINK = re.compile(r'=HYPERLINK\(\s*"(https?://[^"\s]{1,2000})"', re.IGNORECASE)


def _line(number: int, cells: list[dict[str, Any]]) -> _Line:
    made = _Line(number, [""] * max((c["column"] for c in cells), default=0))
    for cell in cells:
        at, formula = cell["column"] - 1, cell.get("formula")
        text = _text(cell["value"])
        if formula is not None:
            (made.kept if cell["kept"] else made.bare).append(at)
            text = text if cell["kept"] else formula
            link = _LINK.match(formula)
            if link:
                made.links[at] = link[1]
        made.cells[at] = text
    return made


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        text = repr(value)
        # Three decimals must not be taken for Dutch thousands.
        return f"{text}0" if len(text.rpartition(".")[2]) == 3 else text
    return str(value).strip()[:RECORD_CAP]


def _fill(
    line: _Line, spans: dict[tuple[int, int], int], open_spans: dict[int, tuple[int, str]]
) -> None:
    """Put what stands in a merged cell in each of its rows."""
    for column in [c for c, (until, _) in open_spans.items() if until < line.number]:
        del open_spans[column]
    for column, text in enumerate(line.cells):
        until = spans.get((line.number, column))
        if until is not None and text:
            open_spans[column] = (until, text)
    for column, (_, text) in open_spans.items():
        line.cells += [""] * (column + 1 - len(line.cells))
        line.cells[column] = line.cells[column] or text
        line.merged.append(column)


_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"'
)
_HYPERLINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")


def _beside_the_rows(
    sheet: Any,
) -> tuple[dict[tuple[int, int], int], dict[int, dict[int, str]]]:
    """What a sheet says after its rows: the cells merged over several rows, as (row, column) -> last
    row, and the web addresses behind cells, by row and column."""
    tail = _tail(sheet)
    spans = {
        (int(first), _column(letters)): int(last)
        for letters, first, last in _MERGED.findall(tail)
        if int(last) > int(first)
    }
    links: dict[int, dict[int, str]] = {}
    targets = _targets(sheet) if b"hyperlink" in tail else {}
    for tag in _HYPERLINK.findall(tail):
        cell = re.search(rb'\bref="([A-Z]{1,3})(\d{1,7})', tag)
        url = targets.get(_attribute(tag, rb"\w+:id"))
        if cell and url:
            links.setdefault(int(cell[2]), {})[_column(cell[1])] = url
    return spans, links


def _tail(sheet: Any) -> bytes:
    held = b""
    ended = False
    with sheet._get_source() as source:
        while chunk := source.read(1 << 20):
            held += chunk
            end = None if ended else _ROWS_END.search(held)
            if end:
                held, ended = held[end.end() :], True
            elif not ended:
                held = held[-64:]
            if len(held) > TAIL_CAP:
                break
    return held if ended else b""


def _targets(sheet: Any) -> dict[bytes, str]:
    """The web addresses a sheet refers to, by the id of the relation."""
    folder, _, name = sheet._worksheet_path.lstrip("/").rpartition("/")
    try:
        relations = sheet.parent._archive.read(f"{folder}/_rels/{name}.rels")
    except KeyError:
        return {}
    found = {}
    for tag in _RELATION.findall(relations[:TAIL_CAP]):
        url = html.unescape(_attribute(tag, rb"Target").decode("utf-8", "replace"))
        if url.startswith(("http://", "https://")):
            found[_attribute(tag, rb"Id")] = url
    return found


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"\s" + name + rb'\s*=\s*"([^"]*)"', tag)
    return found[1] if found else b""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
