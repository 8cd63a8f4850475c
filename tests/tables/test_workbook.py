# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks as people make them: what is shown is read, and nothing is counted twice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula
from tests.tables.test_tables import NAMES, ROW, changed, counts, rows_of

SHEET = "xl/worksheets/sheet1.xml"


def saved(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def book_of(*rows: list[Any], title: str = "Blad1") -> Any:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def notes_of(found: list[Any]) -> str:
    return "\n".join(n for r in found for n in (*r.notes, *(m for s in r.said for m in s.notes)))


def test_the_kept_value_of_a_formula_is_read(tmp_path: Path) -> None:
    data = saved(book_of([*NAMES], [*ROW[:3], '=A1&"x"', "camera"]))
    data = changed(
        data, SHEET, rb'<c r="D2"[^>]*><f>.*?</f><v ?/?>(?:</v>)?</c>',
        b'<c r="D2" t="str"><f>A1</f><v>Dahua</v></c>',
    )  # fmt: skip
    found = rows_of(tmp_path / "f", data)
    assert [s.claim.makers for s in found[0].said] == [("name:Dahua",)]
    assert notes_of(found).count("holds formulas") == 1


def test_an_array_formula_is_no_object(tmp_path: Path) -> None:
    book = book_of([*NAMES], [*ROW])
    book.active["D2"] = ArrayFormula("D2:D2", "=A1")
    found = rows_of(tmp_path / "f", saved(book))
    assert found[0].said[0].claim.makers == ("name:=A1",)
    assert "not evaluated" in notes_of(found)


def test_errors_are_empty_cells(tmp_path: Path) -> None:
    found = rows_of(tmp_path / "f", saved(book_of([*NAMES], [*ROW[:3], "#N/A", "camera"])))
    assert found[0].said[0].claim.makers == () and "#N/A" in notes_of(found)


def test_sheets_of_the_same_columns_are_one_table_and_the_rest_is_told(tmp_path: Path) -> None:
    book = book_of([*NAMES], [*ROW], title="Noord")
    other, totals, hidden = (book.create_sheet(t) for t in ("Zuid", "Totalen", "Oud"))
    for row in ([*NAMES], [*ROW], ["gemeente B", "zomaar", *ROW[2:]]):
        other.append(row)
    totals.append(["merk", "soort", "aantal"])
    totals.append(["Dahua", "camera", 2])
    hidden.append([*NAMES])
    hidden.append([*ROW])
    hidden.sheet_state = "hidden"
    found = rows_of(tmp_path / "f", saved(book))
    assert counts(found) == (3, 2, 1, 0)
    assert [s.locator for s in found[0].said] == ["sheet 'Noord', row 2", "sheet 'Zuid', row 2"]
    assert found[0].quarantined[0].place == "sheet 'Zuid', row 3"
    assert "'Totalen' was not read" in notes_of(
        found
    ) and "'Oud' was not read: it is hidden" in notes_of(found)


def test_a_merged_cell_stands_for_each_of_its_rows(tmp_path: Path) -> None:
    book = book_of([*NAMES, "aantal"], [*ROW, 5], [None, *ROW[1:], None], [*ROW, 1])
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("F2:F3")
    found = rows_of(tmp_path / "f", saved(book))
    assert counts(found) == (3, 1, 2, 0)  # whose number a merged one is, it does not say
    assert all("merged" in q.reason for q in found[0].quarantined)
    book.active.unmerge_cells("F2:F3")
    again = rows_of(tmp_path / "g", saved(book))
    assert [s.body_name for s in again[0].said] == ["gemeente A"] * 3


def test_a_link_behind_words_is_the_link(tmp_path: Path) -> None:
    book = book_of([*NAMES, "bron", "link"], [*ROW, "Krant", "hier"], [*ROW, "Krant", None])
    book.active["G2"].hyperlink = "https://example.nl/a?b=1&c=2"
    book.active["F3"].hyperlink = "https://example.nl/bron"
    said = rows_of(tmp_path / "f", saved(book))[0].said
    assert [s.link for s in said] == ["https://example.nl/a?b=1&c=2", "https://example.nl/bron"]
    assert said[0].citation == "Krant"


def test_far_away_rows_cost_nothing_and_are_read(tmp_path: Path) -> None:
    book = book_of([*NAMES], [*ROW])
    for column, value in enumerate(ROW, 1):
        book.active.cell(900_000, column, value)
    for row in range(900_001, 900_200):
        book.active.cell(row, 1, None)
    read, kept, quarantined, skipped = counts(rows_of(tmp_path / "f", saved(book)))
    assert (kept, quarantined) == (2, 0) and read == kept + skipped <= 10_002


def test_rows_and_columns_beyond_a_sheet_are_refused(tmp_path: Path) -> None:
    import pytest

    from herkomst.errors import InputError

    data = saved(book_of([*NAMES], [*ROW]))
    data = changed(data, SHEET, rb'<row r="2"', b'<row r="2000000000"')
    data = changed(data, SHEET, rb'r="([A-E])2"', rb'r="\g<1>2000000000"')
    with pytest.raises(InputError, match="cannot be read"):
        rows_of(tmp_path / "f", data)
