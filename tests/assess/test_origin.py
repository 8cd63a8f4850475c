# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Seat, owners, control, management and manufacture, each apart; what is disputed stays a question."""

from __future__ import annotations

import pytest
from tests.assess.cases import DAY, entry, tie

from herkomst.assess.origin import is_known, missing, originates, ties
from herkomst.assess.subject import Known
from herkomst.catalogue import MakerEntry
from herkomst.catalogue.policies import ORIGIN, criteria

COUNTRIES = criteria()["country_with_offensive_cyber_programme"].at(DAY)


def of(*entries: MakerEntry) -> Known:
    return Known({e.maker.id: e for e in entries})


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (entry("CN"), True),
        (entry("RU"), True),
        (entry("CN", "K"), None),
        (entry("SE"), False),
        (entry("SE", "K"), False),
        (entry(""), None),
        (entry("SE", "A", tie("owned_by", "CN")), True),
        (entry("SE", "A", tie("made_in", "CN")), True),
        (entry("SE", "A", tie("managed_from", "KP")), True),
        (entry("SE", "A", tie("owned_by", "CN", grade="K")), None),
        (entry("SE", "A", tie("owned_by", "CN", stance="disputed")), None),
        (entry("SE", "A", tie("owned_by", "CN"), tie("owned_by", "CN", stance="denies")), None),
        (entry("SE", "A", tie("owned_by", "CN", valid_until="2020-01-01")), False),
        (entry("SE", "A", tie("owned_by", "CN", valid_from="2030-01-01")), False),
        (entry("SE", "A", tie("affiliated_with", "CN")), False),
        (entry("SE", "A", tie("relabels", "CN")), False),
        (entry("SE", "A", tie("owned_by", "US")), False),
    ],
)
def test_one_maker(made: MakerEntry, expected: bool | None) -> None:
    assert originates("x", of(made), COUNTRIES, ORIGIN, DAY) is expected


def test_several_makers_must_all_be_so() -> None:
    known = of(entry("CN", name="a"), entry("IR", name="b"), entry("SE", name="c"))
    assert originates("a|b", known, COUNTRIES, ORIGIN, DAY) is True
    assert originates("a|c", known, COUNTRIES, ORIGIN, DAY) is None
    assert originates("a|nobody", known, COUNTRIES, ORIGIN, DAY) is None
    for nobody in ("", "any", "group:cn"):
        assert not is_known(nobody, known)
        assert originates(nobody, known, COUNTRIES, ORIGIN, DAY) is None


def test_a_country_counts_from_the_day_it_was_named() -> None:
    criterion = criteria()["country_with_offensive_cyber_programme"]
    assert set(criterion.at(DAY)) == {"CN", "RU", "IR", "KP"}
    assert criterion.at("2018-12-31") == {}
    assert set(criterion.at("2020-01-01")) == {"CN", "RU", "IR"}
    assert all(c.sources for c in criterion.countries)


def test_conflicting_ties_are_kept() -> None:
    made = entry("SE", "A", tie("owned_by", "CN"), tie("owned_by", "CN", stance="denies"))
    found = [t for t in ties(made, DAY) if t.how == "owner"]
    assert len(found) == 2 and all(t.disputed for t in found)


def test_what_is_not_recorded_is_listed_in_the_order_of_the_rule() -> None:
    made = entry("CN", "A", tie("owned_by", "CN"), tie("controlled_by", ""))
    assert missing([made], ORIGIN, DAY) == ["controller", "management", "manufacture"]
    assert missing([made, entry("")], ORIGIN, DAY)[0] == "seat"
