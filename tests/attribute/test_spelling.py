# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names in one form, the ways to read them, and whose word an owner's is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.attribute.spelling import fold, foreign, forms, owner, readings, run_together, split
from herkomst.model import BodyKind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Capelle a/d IJssel", "capelle aan den Ijssel"),
        ("CAPELLE-AAN-DEN-YSSEL", "Capelle aan de IJssel"),
        ("Nuenen c.a.", "nuenen cum annexis"),
        ("'s-Gravenhage", "’s Gravenhage"),
        ("Súdwest-Fryslân", "SUDWEST FRYSLAN"),
        ("Kaag & Braassem", "kaag en braassem"),
        ("Kaag &amp; Braassem", "kaag en braassem"),
        ("St. Michielsgestel", "Sint-Michielsgestel"),
        ("Rb. Den Haag", "rechtbank den haag"),
        ("SÃºdwest", "súdwest"),
        ("Wijk b/d Duurstede", "Wijk bij Duurstede"),
    ],
)
def test_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Gemeente Zeist", BodyKind.GEMEENTE, "zeist"),
        ("de gemeente Zeist", BodyKind.GEMEENTE, "zeist"),
        ("Zeist, gemeente", BodyKind.GEMEENTE, "zeist"),
        ("Bilt, gemeente De", BodyKind.GEMEENTE, "de bilt"),
        ("B&W van Zeist", BodyKind.GEMEENTE, "zeist"),
        ("Gedeputeerde Staten van Drenthe", BodyKind.PROVINCIE, "drenthe"),
        ("Brandweer Haaglanden", BodyKind.VEILIGHEIDSREGIO, "haaglanden"),
        ("Protestantse Gemeente Zeist", None, "protestantse gemeente zeist"),
        ("gemeentelijk vervoerbedrijf", None, "gemeentelyk vervoerbedryf"),
    ],
)
def test_the_word_for_the_sort(text: str, kind: BodyKind | None, rest: str) -> None:
    assert split(fold(text)) == (kind, rest)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Bakkerij Gouda", "private"),
        ("Dorpskerk Zeist", "private"),
        ("Gemeente Ridderkerk", ""),
        ("Gemeente Zeist B.V.", "company"),
        ("Zeist Beheer bv", "company"),
        ("Gemeente Zeist", ""),
        ("College van B&W Oss", ""),
    ],
)
def test_owners(text: str, whose: str) -> None:
    assert owner(fold(text), frozenset(["ridderkerk"])) == whose


def test_abroad() -> None:
    assert foreign(fold("Provincie Limburg (België)")) and foreign("gemeente stein am rhein")
    assert not foreign("gemeente stein")


def test_forms_of_a_name() -> None:
    assert {"de bilt", "bilt"} <= set(forms("de bilt")) and "gilze rijen" in forms("gilze en rijen")
    assert "alphenaandenryn" in run_together("alphen ad ryn") and run_together("oss") == ()


def test_departments_are_cut_off_and_owners_are_not() -> None:
    cut = {(r.text, r.department) for r in readings(fold("Gemeente Oss, afd. Inkoop"))}
    assert ("gemeente oss", "inkoop") in cut
    assert all(r.department is None for r in readings(fold("Gemeente Zeist (PKN)")))


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    folded = fold(text)
    assert fold(folded) is not None and list(readings(folded)) and isinstance(owner(folded), str)
