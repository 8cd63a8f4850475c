# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A body's last word counts; on an address that changes hands it expires."""

from __future__ import annotations

import pytest
from tests.attribute.test_ladder import SMALL

from herkomst.attribute.facts import Facts, Statement
from herkomst.attribute.gathered import Gathered
from herkomst.attribute.statements import _date, said


def words(*statements: Statement, **facts: object) -> Gathered:
    made = Gathered()
    whole = Facts(statements=statements, **facts)  # type: ignore[arg-type]
    said(whole, None, SMALL.worlds[False], SMALL.ladder, made)
    return made


YES, NO = Statement("confirmation", "aa", True), Statement("dispute", "aa", True)


@pytest.mark.parametrize(
    ("dates", "stated", "disputing"),
    [
        (("2022-01-01", "2022-02-01"), (), ("aa",)),
        (("2022-02-01", "2022-01-01"), ("aa",), ()),
        (("2022-02-01", "2022-02-01"), (), ("aa",)),  # on one day the dispute is the last word
        (("", "2022-02-01"), ("aa",), ()),
        (("", ""), (), ("aa",)),
    ],
)
def test_the_last_word(dates: tuple[str, str], stated: tuple[str], disputing: tuple[str]) -> None:
    yes, no = (Statement(s.kind, s.by, True, d) for s, d in zip((YES, NO), dates, strict=True))
    for order in ((yes, no), (no, yes)):
        made = words(*order)
        assert (made.stated, made.disputing) == (stated, disputing)


@pytest.mark.parametrize(
    ("date", "facts", "holds"),
    [
        ("2022-03-01", {"seen_at": "2022-03-31"}, True),
        ("2022-03-01", {"seen_at": "2022-04-01"}, False),
        ("2022-05-01", {"seen_at": "2022-04-01T10:00:00Z"}, True),
        ("", {"seen_at": "2022-04-01"}, False),
        ("2020", {"seen_at": "2020-01-20"}, True),
        ("2019-01-01", {}, False),
        ("2019-01-01", {"age_days": 10}, False),
        ("2022-02-31", {"seen_at": "2022-02-28"}, False),
    ],
)
def test_the_term_on_an_address_that_changes_hands(
    date: str, facts: dict[str, object], holds: bool
) -> None:
    made = words(Statement("inventory", "aa", True, date), dynamic=True, **facts)
    assert made.stated == (("aa",) if holds else ())
    assert holds or made.weak == ("aa",)


def test_dates() -> None:
    assert str(_date("2022")) == "2022-01-01" and str(_date("2022-03")) == "2022-03-01"
    assert _date("") is None and _date("soon") is None


def test_who_is_not_known_or_not_verified() -> None:
    made = words(Statement("inventory", "Kerk", True), Statement("inventory", "aa"))
    assert (made.stated, made.weak) == ((), ("aa",))
    assert [i.rule for i in made.against] == ["unknown-sender"]
