# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Column names as people write them."""

from __future__ import annotations

import pytest

from herkomst.tables.columns import matcher, shape_of

KNOWN = matcher(
    {"makers": "merk|merken", "quantity": "aantal", "serial": "serial number|sn", "body": ""}
)


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Merk", "makers"),
        ("Merk(en)", "makers"),
        ("Merk camera", "makers"),
        ("Aantal camera's", "quantity"),
        ("Aantal (stuks)", "quantity"),
        ("Serialnumber", "serial"),
        ("SERIAL_NUMBER", "serial"),
        ("S/N", "serial"),
        ("body", "body"),
        ("Merknaam leverancier", None),
        ("camera", None),
        ("", None),
    ],
)
def test_names(name: str, ours: str | None) -> None:
    assert KNOWN(name) == ours


def test_the_shape_of_a_header() -> None:
    assert shape_of(["Merk", "S/N", ""]) == shape_of(["s n", "MERK"])
    assert shape_of(["Merk"]) != shape_of(["Merk", "S/N"])
