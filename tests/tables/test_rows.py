# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row of a stranger's table is."""

from __future__ import annotations

import pytest

from herkomst.tables.rows import Row, is_error, unique


def test_a_refused_row_says_its_place() -> None:
    row = Row(3, "10+5", 10, 5, {}, "x;y")
    bad = row.refused(", column merk: empty")
    assert (bad.place, bad.reason) == ("row 3", "row 3, column merk: empty")
    assert (bad.offset, bad.length, bad.raw) == (10, 5, b"x;y")


def test_names_are_told_apart() -> None:
    assert unique(["a", "", "a"]) == ["a", "column 2", "a (2)"]


@pytest.mark.parametrize("cell", ["#N/A", "#N/B", "#VERW!", "#DIV/0!", "#NAAM?"])
def test_errors_of_spreadsheets(cell: str) -> None:
    assert is_error(cell)


@pytest.mark.parametrize("cell", ["#1", "N/A", "", "#", "#N/A x"])
def test_no_errors(cell: str) -> None:
    assert not is_error(cell)
