# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two languages, and doubt said out loud."""

from __future__ import annotations

from herkomst.assess import words
from herkomst.assess.origin import Tie
from herkomst.catalogue.marked import Words
from herkomst.catalogue.policies import TIES, Country
from herkomst.model import BodyKind, RuleScope

COUNTRY = Country("CN", Words("China", "China"), "2019-04", ("first report", "last report"))


def test_every_kind_of_body_and_tie_has_its_words() -> None:
    for kind in (*BodyKind, None):
        for scope in RuleScope:
            said = words.scope(scope, kind)
            assert said.nl and said.en and said.nl != said.en
    assert set(words.HOW) == set(TIES)


def test_a_rule_through_contracts_says_so() -> None:
    said = words.scope(RuleScope.INSIDE, BodyKind.POLITIE, "special_contract")
    assert "bijzondere opdracht" in said.nl
    assert "bijzondere" not in words.scope(RuleScope.INSIDE, BodyKind.POLITIE).nl


def test_doubt_stands_beside_the_fact() -> None:
    for read, disputed, doubt in ((True, True, "omstreden"), (False, False, "niet nagegaan")):
        tie = Tie("owner", "Holding", "CN", read, disputed, "a report")
        assert doubt in words.fact("X", tie, {"CN": COUNTRY}).nl
    sure = words.fact("X", Tie("owner", "Holding", "CN", True, False, "a report"), {"CN": COUNTRY})
    assert sure.nl == "X: eigenaar Holding, China (a report)"
    assert "SE" in words.fact("X", Tie("seat", "", "SE", True, False, "r"), {}).en


def test_a_named_country_says_since_when_and_where() -> None:
    said = words.named_since(COUNTRY, Words("iets", "something"))
    assert "2019-04" in said.en and "first report; last report" in said.en
