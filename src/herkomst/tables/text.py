# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV: any of the usual delimiters, quoted or not, each record with its place in bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from herkomst.collect import RAW_CAP, Quarantined
from herkomst.content import Content, lines
from herkomst.errors import InputError
from herkomst.tables.rows import (
    HEADER_WITHIN,
    RAW_SHOWN,
    RECORD_CAP,
    Known,
    Row,
    Table,
    is_error,
    is_header,
    no_header,
    unique,
)

MARK = b"\xef\xbb\xbf"
Record = tuple[int, int, bytes]  # offset, length, and the bytes as far as they are held


def open_text(content: Content, known: Known, wants: str) -> Table:
    """Open a CSV. Errors: `InputError` when no row is a header."""
    records = _records(content.chunks())
    held: list[Record] = []
    encoding, delimiter = "utf-8", ","
    for record in records:
        held.append(record)
        text, encoding = _decoded(record[2].removeprefix(MARK), encoding)
        delimiter = _delimiter(text, known)
        header = _cells(text, delimiter)
        if header is not None and is_header(header, known):
            notes = [] if encoding == "utf-8" else ["the file is not UTF-8; read as Windows-1252"]
            names = unique(header)
            rows = _rows(records, names, delimiter, encoding, len(held) + 1, notes)
            return Table(names, rows, notes)
        if len(held) >= HEADER_WITHIN:
            break
    first = _decoded(held[0][2], "utf-8")[0] if held else ""
    if first.lstrip().lower().startswith(("<!doctype", "<html")):
        raise InputError("the file is a web page (HTML), not a table", where=content.name)
    raise no_header(content, _cells(first, _delimiter(first, known)) or [first[:80]], wants)


def first_rows(head: bytes) -> list[list[str]]:
    """The cells of the first lines of a text, by the delimiter that parts most of them alike."""
    texts = [_decoded(r[2].removeprefix(MARK), "")[0] for r in _records(iter([head]))]
    texts = [t for t in texts[:HEADER_WITHIN] if t.strip()]

    def rows(mark: str) -> list[list[str]]:
        return [_cells(t, mark) or [] for t in texts]

    def width(mark: str) -> int:
        sizes = [len(r) for r in rows(mark)]
        return max((s * sizes.count(s) for s in sizes if s > 1), default=0)

    return rows(max(";,\t|", key=width))


def _records(chunks: Iterator[bytes]) -> Iterator[Record]:
    """Records with their place. A line feed within a quoted cell does not end one; a quote opens a
    cell only at its begin, so that an inch mark within text opens nothing. A record over `RECORD_CAP`
    ends at its next line, so that an unclosed quote takes no more than that."""
    held: list[bytes] = []
    size = offset = 0
    within = False
    for at, length, line in lines(chunks, RECORD_CAP):
        if not held:
            offset = at
        held.append(line)
        size += length
        within = _within_quotes(line, within)
        if not within or size > RECORD_CAP:
            yield offset, size, b"".join(held)
            held, size, within = [], 0, False
    if held:
        yield offset, size, b"".join(held)


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


def _rows(
    records: Iterator[Record],
    names: list[str],
    delimiter: str,
    encoding: str,
    first: int,
    notes: list[str],
) -> Iterator[Row | Quarantined | None]:
    csv.field_size_limit(RECORD_CAP)
    utf8 = False  # a row with UTF-8 beyond ASCII was seen: what is not UTF-8 after it is broken
    for number, (offset, size, raw) in enumerate(records, first):
        if not raw.strip(b" \t\r\n,;|"):
            yield None
            continue
        reason = ""
        if b"\0" in raw:
            reason = "holds NUL bytes"
        elif size > RECORD_CAP:
            reason = f"a record of {size:,} bytes; perhaps a quote that is never closed"
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
        place = f"row {number}"
        if reason or cells is None:
            yield Quarantined(offset, size, f"{place}: {reason}", raw[:RAW_CAP], place)
            continue
        filled, failed = filled_cells(names, cells, place)
        shown = text.strip()[:RAW_SHOWN]
        yield Row(number, f"{offset}+{size}", offset, size, filled, shown, failed)


def filled_cells(
    names: Sequence[str], cells: Sequence[str], place: str
) -> tuple[dict[str, str], list[str]]:
    """The cells that hold a value, by column; and what is told of those that hold an error."""
    filled = {n: c for n, c in zip(names, cells, strict=False) if c}
    failed = [n for n, c in filled.items() if is_error(c)]
    told = [
        f"{place}, column {n}: an error of the spreadsheet ({filled.pop(n)}); read as empty"
        for n in failed
    ]
    return filled, told
