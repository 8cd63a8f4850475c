# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV: endless lines, other encodings, errors of spreadsheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tables.test_tables import HEADER, LINE, counts, rows_of

from herkomst.tables.text import first_rows


def test_an_endless_line_is_one_record_with_its_place(tmp_path: Path) -> None:
    long = b"x" * (50 << 20) + b"\n"
    found = rows_of(tmp_path / "f", HEADER.encode() + LINE.encode() + long + LINE.encode())
    assert counts(found) == (3, 2, 1, 0)
    (bad,) = (q for r in found for q in r.quarantined)
    assert (bad.offset, bad.length) == (len(HEADER) + len(LINE), len(long))
    assert bad.place == "row 3" and len(bad.raw) <= 65536


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_text_too(tmp_path: Path, encoding: str) -> None:
    text = HEADER + LINE.replace(" A", " Súdwest")
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    found = rows_of(tmp_path / "f", mark + text.encode(encoding))
    assert found[0].said[0].body_name == "gemeente Súdwest"
    offset, length = map(int, found[0].said[0].locator.split("+"))
    assert text.encode()[offset : offset + length].decode().startswith("gemeente Súdwest")


def test_an_error_of_a_spreadsheet_is_an_empty_cell_and_told(tmp_path: Path) -> None:
    found = rows_of(tmp_path / "f", HEADER + LINE.replace("Dahua", "#N/B"))
    assert found[0].said[0].claim.makers == ()
    assert any("row 2, column merk" in note and "#N/B" in note for note in found[0].said[0].notes)


def test_the_first_rows_by_their_delimiter() -> None:
    head = b"Lijst; van de gemeente, 2024\n\na,b,c\n1,2,3\n4,5,6\n"
    assert first_rows(head)[1:] == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
