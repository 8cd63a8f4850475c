# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Offices without an entry of their own: units of the police and of the public prosecution."""

from __future__ import annotations

import pytest

from herkomst.attribute.offices import police_unit, prosecution
from herkomst.attribute.spelling import bare, fold


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Politie Eenheid Den Haag", "eenheid den haag"),
        ("Politie Zeeland - West-Brabant", "eenheid zeeland west brabant"),
        ("Regiopolitie Gelderland-Zuid", "eenheid gelderland zuid"),
        ("korps Limburg-Zuid", "eenheid limburg zuid"),
        ("Politie Antwerpen", None),
        ("Politiezone Limburg", None),
        ("Lokale Politie Limburg", None),
    ],
)
def test_units_of_the_police(text: str, unit: str | None) -> None:
    assert police_unit(bare(fold(text))) == unit


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Arrondissementsparket Rotterdam", True),
        ("Ressortsparket Amsterdam", True),
        ("Functioneel Parket", True),
        ("OM Oost-Nederland", True),
        ("OM", False),
        ("Parket Vloeren", False),
    ],
)
def test_offices_of_the_prosecution(text: str, is_one: bool) -> None:
    assert prosecution(bare(fold(text))) is is_one
