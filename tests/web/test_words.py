# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both languages know every word a page can need, and write numbers and days their own way."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest

from herkomst import catalogue
from herkomst.model import (
    STATUS,
    Answer,
    Basis,
    BodyKind,
    Grade,
    Kind,
    Label,
    Level,
    Property,
    Role,
    Unit,
)  # fmt: skip
from herkomst.web.words import LANGUAGES, province_name, short_name, words


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict):
        for name, below in tree.items():
            yield from leaves(below, f"{path}.{name}")
    elif isinstance(tree, list):
        for number, below in enumerate(tree):
            yield from leaves(below, f"{path}.{number}")
    else:
        yield path, tree


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    nl, en = (dict(leaves(words(lang).t)) for lang in ("nl", "en"))
    assert set(nl) == set(en)
    for path, text in nl.items():
        assert isinstance(text, str) and text.strip(), path
        for gap in ("{count}", "{page}", "{pages}", "{date}", "{body}", "{column}", "{rules}"):
            assert (gap in text) == (gap in en[path]), path


VOCABULARIES: dict[str, type[StrEnum]] = {
    "kinds": Kind, "answers": Answer, "bases": Basis, "roles": Role, "units": Unit,
    "grades": Grade, "levels": Level, "body_kinds": BodyKind,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_model_is_known(language: str) -> None:
    tell = words(language)
    for name, vocabulary in VOCABULARIES.items():
        assert set(tell.t[name]) == {str(v) for v in vocabulary}, name
    assert set(tell.t["status"]) == set(STATUS)
    assert set(tell.t["properties"]) == {str(p) for p in Property}
    entries = catalogue.makers().values()
    assert {e.maker.seat for e in entries if e.maker.seat} <= set(tell.t["countries"])
    assert {x.grade for e in entries for x in e.edges if x.grade} <= set(tell.t["tie_grades"])
    for label in Label:
        assert tell.label(label) and tell.when(label) and "{" not in tell.says(label, "de gemeente")
    assert {e.kind for m in catalogue.makers().values() for e in m.edges} <= set(
        tell.t["maker"]["ties"]
    )


def test_numbers_days_and_quantities() -> None:
    nl, en = words("nl"), words("en")
    assert (nl.number(28221), en.number(28221)) == ("28.221", "28,221")
    assert (
        nl.day("2022-03-01T10:00:00Z") == "1 maart 2022" and en.day("2022-03-01") == "1 March 2022"
    )
    assert nl.day(None) == "" and nl.day("2022-99-99") == "2022-99-99"
    assert nl.counted(1, "device") == "1 apparaat" and nl.counted(0, "device") == "0 apparaten"
    for low, high, said in ((134, 142, "134–142 apparaten"), (1, None, "ten minste 1 apparaat"),
                            (25, 25, "25 apparaten"), (None, 9, "9 apparaten"), (None, None, "")):  # fmt: skip
        row = {"count_low": low, "count_high": high, "unit": "device"}
        assert nl.quantity(row) == said
    assert nl.quantity({"count_low": 3, "count_high": 3, "unit": None}) == ""


def test_names_in_a_line_of_text() -> None:
    assert short_name("hikvision") == "Hikvision" and short_name("nobody-knows") == "nobody-knows"
    assert words("nl").maker("dahua|hikvision") == "Dahua of Hikvision"
    assert "," not in "".join(short_name(m) for m in catalogue.makers())
    assert province_name("PV29") == "Zeeland" and province_name("PV99") == "PV99"
    assert words("en").status("policy:unknown") == "policy: does not know"


def test_no_code_stands_where_a_word_is_known() -> None:
    nl, en = words("nl"), words("en")
    assert (nl.country("CN"), en.country("CN"), nl.country("XX"), nl.country(None)) == (
        "China", "China", "XX", "",
    )  # fmt: skip
    assert (nl.status("policy:unknown"), en.status("replacement:no:done")) == (
        "beleid: weet het niet", "replacement: no",
    )  # fmt: skip
    assert nl.party("hikvision", "truvision") == "TruVision"
    assert nl.party("hikvision", "SASAC") == "SASAC"
    told = nl.as_said({"quantities": ["een of meerdere @ 2022-03-01", "5 @ 7 @ 2022-03-02"]})
    assert told == ["een of meerdere (1 maart 2022)", "5 @ 7 (2 maart 2022)"]
