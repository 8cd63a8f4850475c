# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of strangers, CSV or XLSX, row by row: each with its place, in bounded memory.

A formula is never evaluated; a workbook that would unpack to too much is refused.
"""

from __future__ import annotations

from herkomst.collect import HEAD
from herkomst.content import Content
from herkomst.tables.columns import columns_named, matcher, shape_of
from herkomst.tables.rows import HEADER_WITHIN, RECORD_CAP, Known, Row, Table, listed
from herkomst.tables.text import first_rows, open_text
from herkomst.tables.workbook import open_workbook, workbook_head, workbook_rows

ZIP = b"PK\x03\x04"


def open_table(content: Content, known: Known, wants: str) -> Table:
    """Open a CSV or XLSX. `known` gives our column for a column name as written; the header is the
    first row with at least two known names.

    Errors: `InputError` when there is no such row, or the workbook cannot be read.
    """
    if content.head(4) == ZIP:
        return open_workbook(content, known, wants)
    return open_text(content, known, wants)


def candidates(content: Content) -> list[list[str]]:
    """The first rows of a table, any of which may be its header."""
    head = content.head(HEAD)
    return workbook_rows(content) if head.startswith(ZIP) else first_rows(head)


__all__ = [
    "HEADER_WITHIN",
    "RECORD_CAP",
    "ZIP",
    "Known",
    "Row",
    "Table",
    "candidates",
    "columns_named",
    "listed",
    "matcher",
    "open_table",
    "shape_of",
    "workbook_head",
]
