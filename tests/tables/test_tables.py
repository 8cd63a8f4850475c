# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV and XLSX of strangers: every row kept, blank or quarantined, none lost, no traceback."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from herkomst.collect import Context, Rows, chunks_read
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.sources import statements

NAMES = ["organisatie", "status", "datum", "merk", "soort"]
HEADER = ";".join(NAMES) + "\n"
ROW = ["gemeente A", "gebruikt", "2022-03-01", "Dahua", "camera"]
LINE = ";".join(ROW) + "\n"


def rows_of(path: Path, data: bytes | str) -> list[Rows]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    content = Content(path)
    found = list(chunks_read(statements.read(content, Context(today="2026-01-01"))))
    assert content.sha256
    return found


def counts(found: list[Rows]) -> tuple[int, int, int, int]:
    """Read, kept, quarantined, skipped."""
    return (
        sum(r.read for r in found),
        sum(len(r.said) for r in found),
        sum(len(r.quarantined) for r in found),
        sum(r.skipped for r in found),
    )


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def changed(book: bytes, member: str, pattern: bytes, by: bytes) -> bytes:
    """The workbook with one member edited."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(held, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(
                info.filename, re.sub(pattern, by, data) if info.filename == member else data
            )
    return held.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_and_mark(tmp_path: Path, separator: str) -> None:
    text = "\ufeff" + (HEADER + LINE).replace(";", separator)
    assert counts(rows_of(tmp_path / "f", text)) == (1, 1, 0, 0)


def test_the_locator_is_the_place_in_the_file(tmp_path: Path) -> None:
    data = (HEADER + LINE + LINE.replace(" A", ' "B"')).encode()
    said = [s for r in rows_of(tmp_path / "f", data) for s in r.said]
    for item in said:
        offset, length = map(int, item.locator.split("+"))
        assert data[offset : offset + length].startswith(b"gemeente")
        assert offset == item.document_offset


def test_broken_rows_are_quarantined_and_blank_ones_counted(tmp_path: Path) -> None:
    data = HEADER.encode() + b"a;b\n" + b"\n" + b"gemeente\0A;x;y;z;w\n" + LINE.encode()
    assert counts(rows_of(tmp_path / "f", data)) == (4, 1, 2, 1)


def test_windows_1252(tmp_path: Path) -> None:
    found = rows_of(tmp_path / "f", (HEADER + LINE.replace(" A", " Súdwest")).encode("cp1252"))
    assert found[0].said[0].body_name == "gemeente Súdwest"


def test_windows_1252_is_news(tmp_path: Path) -> None:
    found = rows_of(tmp_path / "f", (HEADER + LINE.replace(" A", " Súdwest")).encode("cp1252"))
    assert any("Windows-1252" in note for note in found[0].notes)


def test_one_broken_row_in_a_utf8_file_is_quarantined(tmp_path: Path) -> None:
    sound = LINE.replace(" A", " Súdwest").encode()
    data = HEADER.encode() + sound * 3 + b"gemeente \xffB;gebruikt;2022-03-01;Dahua;camera\n"
    assert counts(rows_of(tmp_path / "f", data)) == (4, 3, 1, 0)


def test_an_inch_mark_costs_no_other_row(tmp_path: Path) -> None:
    data = HEADER + LINE.replace("camera", '19" monitor') + LINE * 3
    assert counts(rows_of(tmp_path / "f", data))[:2] == (4, 4)


def test_a_huge_cell_is_quarantined(tmp_path: Path) -> None:
    data = HEADER.encode() + b"x" * (3 << 20) + b"\n" + LINE.encode()
    read, kept, quarantined, skipped = counts(rows_of(tmp_path / "f", data))
    assert (kept, skipped) == (1, 0) and read == kept + quarantined


@pytest.mark.parametrize("data", [b"naam;kleur\n1;2\n", b"<html><body>", b"PK\x03\x04xl/broken"])
def test_no_table(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError):
        rows_of(tmp_path / "f", data)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes(tmp_path: Path, data: bytes, headed: bool) -> None:
    try:
        found = rows_of(tmp_path / "f", (HEADER.encode() if headed else b"") + data)
    except InputError:
        return
    read, kept, quarantined, skipped = counts(found)
    assert read == kept + quarantined + skipped


def test_workbook(tmp_path: Path) -> None:
    row: list[object] = [*ROW]
    row[2] = datetime.datetime(2022, 3, 1)
    found = rows_of(tmp_path / "f", workbook([[*NAMES], row, [None] * 5, ["=A1", *ROW[1:]]]))
    said = found[0].said
    assert said[0].claim.said_at == "2022-03-01" and said[0].locator == "row 2"
    assert said[1].body_name == "=A1" and "not evaluated" in said[1].notes[0]
    assert counts(found) == (3, 2, 0, 1)


def test_title_rows_above_the_header(tmp_path: Path) -> None:
    book = workbook([["Overzicht van uitspraken"], [*NAMES], [*ROW]])
    assert counts(rows_of(tmp_path / "f", book))[1] == 1


def test_the_size_a_sheet_declares_need_not_be_true(tmp_path: Path) -> None:
    book = workbook([[*NAMES]] + [[*ROW] for _ in range(9)])
    sheet = "xl/worksheets/sheet1.xml"
    book = changed(book, sheet, rb'<dimension ref="[^"]*"', b'<dimension ref="A1:E3"')
    assert counts(rows_of(tmp_path / "f", book))[1] == 9


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (60 << 20))
    with pytest.raises(InputError, match="bomb"):
        rows_of(tmp_path / "f", held.getvalue())


def test_a_workbook_is_recognised_by_its_first_rows(tmp_path: Path) -> None:
    from herkomst.tables import columns_named, matcher, workbook_head

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Lijst van de gemeente"])
    other = book.create_sheet("twee")
    other.append(["Merk", "Aantal;stuks"])
    other.append(["Dahua", 3])
    book.save(tmp_path / "x.xlsx")
    head = workbook_head(Content(tmp_path / "x.xlsx"))
    known = matcher({"makers": "merk", "quantity": "aantal"})
    assert {"makers", "quantity"} in list(columns_named(head, known))
