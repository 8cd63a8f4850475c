# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Offices of bodies that are organised by region and whose offices stand in no register: units of the police,
old and new, and of the public prosecution. Texts are folded names (`spelling.fold`)."""

from __future__ import annotations

import re

from herkomst.attribute.spelling import words

_POLICE = re.compile(
    r"(?:de )?(?:(?:regio)?politie(?:korps)?(?: eenheid| regio)?|(?:regionale )?eenheid|korps)\s+(?P<unit>.+)"
)
POLICE_UNITS = frozenset(
    "amsterdam|noord holland|oost brabant|oost nederland|noord nederland|midden nederland|den haag|"
    "rotterdam|zeeland west brabant|limburg|landelyke eenheid|landelyk|landelyke expertise en operaties|"
    "landelyke opsporing en interventies".split("|")
)
_PROSECUTION = re.compile(
    r"(?:arrondissements|ressorts)parket .+|(?:functioneel|landelyk) parket|parket centrale verwerking .+|"
    r"om (?:noord|oost|midden|amsterdam|den haag|rotterdam|limburg|zeeland)[a-z ]*"
)


def police_unit(plain: str) -> str | None:
    """The unit of the police that a name stands for, or null."""
    match = _POLICE.fullmatch(plain)
    if match is None or match["unit"] not in POLICE_UNITS | words().former_police:
        return None
    return f"eenheid {match['unit']}"


def prosecution(plain: str) -> bool:
    """Whether a name is that of an office of the public prosecution."""
    return bool(_PROSECUTION.fullmatch(plain))
