# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a verdict puts to the judge."""

from __future__ import annotations

import pytest
from tests.assess.cases import BODIES, DAY, policy, verdict

from herkomst.assess.subject import kind_of, of_example, of_verdict, used
from herkomst.model import Answer, Body, BodyKind, Label


@pytest.mark.parametrize(
    ("label", "answer", "expected"),
    [
        ("confirmed", "yes", True),
        ("admitted", "yes", True),
        ("contradicted", "no", True),
        ("seen_not_asked", None, True),
        ("number_conflict", "yes", True),
        ("declared_only", "yes", True),
        ("declared_only", "no", False),
        ("declared_only", None, None),
        ("withheld", "refuses", None),
        ("not_known", "unknown", None),
        ("unanswered", "no_response", None),
        ("disputed", "no", None),
        ("lead_only", None, None),
        ("lead_only", "yes", None),
    ],
)
def test_whether_the_technology_is_there(
    label: str, answer: str | None, expected: bool | None
) -> None:
    said = Answer(answer) if answer else None
    assert used(verdict(label=Label(label), answer=said)) is expected


def test_a_part_is_of_the_kind_of_the_whole() -> None:
    part = Body(id="p", kind=BodyKind.ONDERDEEL, name="dienst", parent="ministerie")
    lost = Body(id="l", kind=BodyKind.ONDERDEEL, name="dienst", parent="nergens")
    bodies = BODIES | {"p": part, "l": lost}
    assert kind_of(part, bodies) is BodyKind.MINISTERIE
    assert kind_of(lost, bodies) is BodyKind.ONDERDEEL
    assert kind_of(None, bodies) is None
    assert of_verdict(verdict("p"), bodies, DAY).body_kind is BodyKind.MINISTERIE


def test_an_example_is_judged_as_of_today_unless_it_says_a_date() -> None:
    dated, undated = (
        next(e for e in policy("abro-2026", "3.3.1").examples if bool(e.day) is with_day)
        for with_day in (True, False)
    )
    assert of_example(dated, DAY).day == dated.day != DAY
    assert of_example(undated, DAY).day == DAY
