# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of strangers, CSV or XLSX, row by row: each with its place, in bounded memory.

A formula is never evaluated; a workbook that would unpack to too much is refused.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

from herkomst.collect import RAW_CAP, Quarantined
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.vocabulary import folded

RECORD_CAP = 1 << 20
HEADER_WITHIN = 20  # rows in which the header must stand
BLANK_ROWS_CAP = 10_000  # a row number of a billion would otherwise be as many blank rows
UNPACKED_CAP, MEMBERS_CAP = 512 << 20, 2000
ZIP = b"PK\x03\x04"


@dataclass(slots=True)
class Row:
    """One row under its header: `cells` by column name as written; empty cells are left out."""

    number: int
    locator: str
    offset: int
    length: int
    cells: dict[str, str]
    raw: str
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """An opened table: its header, and its rows as they are read. `broken` and `blank` are of the
    rows passed so far."""

    header: list[str]
    rows: Iterator[Row | Quarantined | None]  # null for a blank row
    notes: list[str] = field(default_factory=list)


Known = Callable[[str], str | None]


def open_table(content: Content, known: Known, wants: str) -> Table:
    """Open a CSV or XLSX. `known` gives our column for a column name as written; the header is the
    first row with at least two known names.

    Errors: `InputError` when there is no such row, or the workbook cannot be read.
    """
    if content.head(4) == ZIP:
        return _workbook(content, known, wants)
    return _text(content, known, wants)


def _no_header(content: Content, seen: Sequence[str], wants: str) -> InputError:
    names = ", ".join(repr(s) for s in seen[:12] if s) or "nothing"
    return InputError(
        f"no row names at least two columns that are known; the first row holds {names}",
        where=content.name,
        follows="Nothing was imported.",
        do=f"A header row is needed, with {wants}.",
    )


# --- CSV -------------------------------------------------------------------------------------------


def _text(content: Content, known: Known, wants: str) -> Table:
    records = _records(content.chunks())
    held: list[tuple[int, bytes]] = []
    encoding, delimiter = "utf-8", ","
    for offset, raw in records:
        held.append((offset, raw))
        text, encoding = _decoded(raw.removeprefix(b"\xef\xbb\xbf"), encoding)
        delimiter = _delimiter(text, known)
        header = _cells(text, delimiter)
        if header is not None and sum(known(h) is not None for h in header) >= 2:
            notes = [] if encoding == "utf-8" else ["the file is not UTF-8; read as Windows-1252"]
            names = _unique(header)
            rows = _csv_rows(records, names, delimiter, encoding, len(held) + 1, notes)
            return Table(names, rows, notes)
        if len(held) >= HEADER_WITHIN:
            break
    first = _decoded(held[0][1], "utf-8")[0] if held else ""
    if first.lstrip().lower().startswith(("<!doctype", "<html")):
        raise InputError("the file is a web page (HTML), not a table", where=content.name)
    raise _no_header(content, _cells(first, _delimiter(first, known)) or [first[:80]], wants)


def _records(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Records with their offset. A line feed within a quoted cell does not end one; a quote opens a
    cell only at its begin, so that an inch mark within text opens nothing. A record over `RECORD_CAP`
    ends at its next line, so that an unclosed quote takes no more than that."""
    held: list[bytes] = []
    size = offset = at = 0
    within = False
    for line in text_lines(chunks):
        if not held:
            offset = at
        at += len(line)
        held.append(line)
        size += len(line)
        within = _within_quotes(line, within)
        if not within or size > RECORD_CAP:
            yield offset, b"".join(held)
            held, size, within = [], 0, False
    if held:
        yield offset, b"".join(held)


def text_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines with their line feed; one without end is cut at four times the cap."""
    held = b""
    for chunk in chunks:
        *whole, held = (held + chunk).split(b"\n")
        for line in whole:
            yield line + b"\n"
        if len(held) > 4 * RECORD_CAP:
            yield held
            held = b""
    if held:
        yield held


_QUOTE = re.compile(rb'""|(?:(?<=^)|(?<=[,;\t|]))"|"(?=[,;\t|\r\n]|$)|"')


def _within_quotes(line: bytes, within: bool) -> bool:
    """Whether a quoted cell is open at the end of a line."""
    if b'"' not in line:
        return within
    for mark in _QUOTE.finditer(line):
        first, last = mark.span()
        opens = first == 0 or line[first - 1 : first] in (b",", b";", b"\t", b"|")
        closes = line[last : last + 1] in (b",", b";", b"\t", b"|", b"\r", b"\n", b"")
        if mark.group() == b'""':
            if not within and opens and not closes:
                within = True  # an opening quote and an escaped one's first half: treat as open
            continue
        if not within and opens:
            within = True
        elif within and closes:
            within = False
    return within


def _decoded(raw: bytes, encoding: str) -> tuple[str, str]:
    try:
        return raw.decode("utf-8"), encoding
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), "cp1252"


def _delimiter(text: str, known: Known) -> str:
    """The delimiter that makes the most known columns of a line."""

    def score(mark: str) -> tuple[int, int]:
        cells = _cells(text, mark) or []
        return sum(known(c) is not None for c in cells), len(cells)

    return max(",;\t|", key=score)


def _cells(text: str, delimiter: str) -> list[str] | None:
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return [c.strip() for c in found[0]] if len(found) == 1 else None


def _csv_rows(
    records: Iterator[tuple[int, bytes]],
    names: list[str],
    delimiter: str,
    encoding: str,
    first: int,
    notes: list[str],
) -> Iterator[Row | Quarantined | None]:
    csv.field_size_limit(RECORD_CAP)
    utf8 = False  # a row with UTF-8 beyond ASCII was seen: what is not UTF-8 after it is broken
    for number, (offset, raw) in enumerate(records, first):
        if not raw.strip(b" \t\r\n,;|"):
            yield None
            continue
        reason = ""
        if b"\0" in raw:
            reason = "holds NUL bytes"
        elif len(raw) > RECORD_CAP:
            reason = f"a record of {len(raw):,} bytes; perhaps a quote that is never closed"
        text, now = _decoded(raw, encoding)
        utf8 = utf8 or (now == "utf-8" and not raw.isascii())
        if utf8 and now != "utf-8" and not reason:
            reason = "not UTF-8, as the rows before it are"
        elif now != encoding and not notes:
            notes.append("some rows are not UTF-8; read as Windows-1252")
        cells = None if reason else _cells(text, delimiter)
        if not reason and cells is None:
            reason = "not a CSV record (quotes do not match)"
        elif cells is not None and len(cells) != len(names):
            reason = f"{len(cells)} cells where the header has {len(names)}"
        if reason or cells is None:
            yield Quarantined(offset, len(raw), f"row {number}: {reason}", raw[:RAW_CAP])
            continue
        filled = {n: c for n, c in zip(names, cells, strict=True) if c}
        yield Row(number, f"{offset}+{len(raw)}", offset, len(raw), filled, text.strip()[:4096])


def _unique(header: Sequence[str]) -> list[str]:
    """Column names, a repeated or empty one numbered."""
    seen: dict[str, int] = {}
    made = []
    for at, name in enumerate(header, 1):
        plain = name or f"column {at}"
        seen[plain] = seen.get(plain, 0) + 1
        made.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return made


# --- XLSX ------------------------------------------------------------------------------------------


def workbook_head(content: Content) -> bytes:
    """The first rows of a workbook's sheets as lines of text, for recognising what it holds.

    Errors: `InputError` when it cannot be read.
    """
    lines = []
    for sheet in _sheets(content):
        for cells in islice(_sheet_rows(sheet, content.name), HEADER_WITHIN):
            lines.append("\t".join(" ".join(c.split()) for c in cells))
    return "\n".join(lines[: HEADER_WITHIN * 8]).encode("utf-8", "replace")


def _sheets(content: Content) -> list[Any]:
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=32 << 20)  # noqa: SIM115
    for chunk in content.chunks():
        spool.write(chunk)
    spool.seek(0)
    _check_archive(spool, content.name)
    try:
        import openpyxl

        book = openpyxl.load_workbook(spool, read_only=True, data_only=False, keep_links=False)
        sheets = list(book.worksheets)
    except Exception as error:  # openpyxl raises what it likes on a damaged workbook
        raise InputError(
            f"this workbook cannot be read ({type(error).__name__})",
            where=content.name,
            do="Open it in a spreadsheet program and save it again as .xlsx or .csv.",
        ) from error
    for sheet in sheets:
        sheet.reset_dimensions()  # what the file says of its own size is not to be trusted
    return sheets


def _workbook(content: Content, known: Known, wants: str) -> Table:
    sheets = _sheets(content)
    seen: list[str] = []
    for sheet in sheets:
        rows = enumerate(_sheet_rows(sheet, content.name), 1)
        for number, cells in rows:
            seen = seen or [c for c in cells if c]
            if sum(known(c) is not None for c in cells) >= 2:
                names = _unique([c.strip() for c in cells])
                others = [s.title for s in sheets if s is not sheet]
                notes = [f"only the sheet {sheet.title!r} was read, not {o!r}" for o in others]
                return Table(names, _xlsx_rows(rows, names), notes)
            if number >= HEADER_WITHIN:
                break
    raise _no_header(content, seen, wants)


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


def _sheet_rows(sheet: Any, name: str) -> Iterator[list[str]]:
    try:
        blank = 0
        for row in sheet.iter_rows(values_only=True):
            cells = [_cell(v) for v in row]
            blank = 0 if any(cells) else blank + 1
            if blank > BLANK_ROWS_CAP:
                return
            yield cells
    except Exception as error:  # a damaged sheet, see above
        raise InputError(
            f"a sheet of this workbook cannot be read ({type(error).__name__})", where=name
        ) from error


def _cell(value: Any) -> str:
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


def _xlsx_rows(
    rows: Iterator[tuple[int, list[str]]], names: list[str]
) -> Iterator[Row | Quarantined | None]:
    for number, cells in rows:
        if not any(cells):
            yield None
            continue
        raw = "\t".join(cells)[:4096]
        if len(cells) > len(names) and any(cells[len(names) :]):
            reason = f"row {number}: cells beyond the {len(names)} columns of the header"
            data = raw.encode("utf-8", "replace")
            yield Quarantined(number, len(data), reason, data)
            continue
        filled = {n: c for n, c in zip(names, cells, strict=False) if c}
        formulas = [n for n, c in filled.items() if c.startswith("=")]
        notes = [
            f"row {number}, column {n}: a formula, kept as text, not evaluated" for n in formulas
        ]
        yield Row(number, f"row {number}", number, len(raw), filled, raw, notes)


def columns_named(head: bytes, known: Known) -> Iterator[set[str]]:
    """The columns that each of the first lines of a text names: what a table is recognised by."""
    for line in head.decode("utf-8", "replace").splitlines()[: HEADER_WITHIN * 8]:
        cells = re.split(r"[,;\t|]", line.strip("\ufeff"))
        found = (known(c.strip().strip('"')) for c in cells)
        yield {name for name in found if name is not None}


def matcher(synonyms: dict[str, str]) -> Known:
    """A function that gives our column for a name as written: exact, then without a plural s."""
    table = {
        folded(word): ours for ours, words in synonyms.items() for word in words.split("|") if word
    }
    table |= {folded(ours): ours for ours in synonyms}

    def known(name: str) -> str | None:
        plain = folded(name[:200])
        return table.get(plain) or table.get(plain.removesuffix("s"))

    return known
