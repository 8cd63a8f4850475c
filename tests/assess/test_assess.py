# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scope comes before the article, and what is unknown never passes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.cases import BODIES, KNOWN, assessed, verdict

from herkomst.assess.subject import NO_TECHNOLOGY, used
from herkomst.catalogue.policies import policies
from herkomst.model import Answer, Assessment, BodyKind, Kind, Label, RuleLevel, RuleScope, Verdict

OUTSIDE_ABRO = [
    BodyKind.GEMEENTE,
    BodyKind.PROVINCIE,
    BodyKind.WATERSCHAP,
    BodyKind.VEILIGHEIDSREGIO,
    BodyKind.GR,
    BodyKind.OPENBAAR_LICHAAM,
    BodyKind.ONDERWIJS,
]
UNKNOWN_MAKERS = ["", "any", "group:cn", "een merk dat niemand kent", "hikvision|nobody", "nobody"]
makers = st.one_of(
    st.sampled_from(sorted(KNOWN.makers)),
    st.sampled_from(UNKNOWN_MAKERS),
    st.lists(st.sampled_from(sorted(KNOWN.makers)), min_size=2, max_size=3, unique=True).map(
        lambda names: "|".join(sorted(names))
    ),
)
verdicts = st.builds(
    verdict,
    st.sampled_from([*BODIES, "een orgaan dat niemand kent"]),
    maker=makers,
    kind=st.sampled_from(Kind),
    label=st.sampled_from(Label),
    answer=st.sampled_from([*Answer, None]),
)
days = st.dates().map(str)


def level_of(made: list[Assessment], policy: str, article: str) -> RuleLevel | None:
    return next((a.level for a in made if (a.policy, a.article) == (policy, article)), None)


@given(verdicts, days)
@settings(max_examples=150, deadline=None)
def test_who_is_outside_abro_never_gets_an_exclusion(one: Verdict, day: str) -> None:
    made = assessed(one, day=day)
    inside = {"ministerie", "agentschap", "inspectie", "politie"}
    for found in made:
        if found.policy == "abro-2026" and one.body not in inside:
            assert found.level is RuleLevel.REFERENCE
        if one.body == "gemeente":
            assert found.level is not RuleLevel.EXCLUDED
        if found.level is RuleLevel.EXCLUDED:
            assert found.scope is RuleScope.INSIDE
            assert found.condition_en == "if this serves a special contract"


@given(verdicts, st.sampled_from(UNKNOWN_MAKERS), days)
@settings(max_examples=150, deadline=None)
def test_an_unknown_maker_is_a_question_and_never_a_pass(
    one: Verdict, maker: str, day: str
) -> None:
    import dataclasses

    one = dataclasses.replace(one, maker=maker)
    made = assessed(one, day=day)
    assert bool(made) == (used(one) is not False and one.kind not in NO_TECHNOLOGY)
    assert not [a for a in made if a.level in (RuleLevel.NO_RULE, RuleLevel.EXCLUDED)]
    assert not made or any(a.unknown_nl for a in made)
    of_origin = [a for a in made if a.policy == "abro-2026" and a.article in ("3.3.1", "4.5.8")]
    assert all(any("maker" in u for u in a.unknown_en) for a in of_origin)


@given(verdicts, days)
@settings(max_examples=150, deadline=None)
def test_every_assessment_says_why_in_both_languages(one: Verdict, day: str) -> None:
    for found in assessed(one, day=day):
        for name in ("title", "scope", "condition", "reason"):
            dutch, english = getattr(found, f"{name}_nl"), getattr(found, f"{name}_en")
            assert bool(dutch) == bool(english)
        assert found.reason_nl and found.reason_en
        assert len(found.unknown_nl) == len(found.unknown_en)
        assert len(found.facts_nl) == len(found.facts_en)
        if found.policy:
            assert found.law and found.article and found.checked and found.source
        text = " ".join(
            [found.reason_nl, found.reason_en, found.scope_nl, found.scope_en, *found.facts_en]
        )
        assert not re.search(r"\bChine(se|es)", text)


@given(verdicts)
@settings(max_examples=150, deadline=None)
def test_a_lead_a_refusal_and_silence_are_no_use(one: Verdict) -> None:
    if used(one) is None:
        made = assessed(one)
        assert RuleLevel.EXCLUDED not in {a.level for a in made}
        if any(a.policy for a in made):
            assert any("in use" in u for a in made for u in a.unknown_en)


@pytest.mark.parametrize("kind", OUTSIDE_ABRO)
def test_a_camera_at_a_body_that_abro_does_not_bind(kind: BodyKind) -> None:
    made = assessed(verdict(str(kind)))
    found = next(a for a in made if a.article == "3.3.1")
    assert (found.level, found.scope) == (RuleLevel.REFERENCE, RuleScope.OUTSIDE)
    assert "bindt dit orgaan niet" in found.scope_nl and not found.condition_nl


def test_a_camera_at_a_ministry() -> None:
    made = assessed(verdict("ministerie"))
    found = next(a for a in made if a.article == "3.3.1")
    assert found.level is RuleLevel.EXCLUDED
    assert found.condition_nl == "als dit een bijzondere opdracht dient"
    assert (
        "de maker's control" not in found.unknown_en and "the maker's control" in found.unknown_en
    )
    assert any("seat China" in f and "IEEE" in f for f in found.facts_en)
    assert any("2019-04" in f and "no list in law" in f for f in found.facts_en)
    assert made[0] is found or made[0].level is RuleLevel.EXCLUDED


def test_seat_known_and_owner_unknown_is_said_and_is_no_approval() -> None:
    found = next(a for a in assessed(verdict("ministerie", maker="axis")) if a.article == "3.3.1")
    assert found.level is RuleLevel.NO_RULE
    assert {"the maker's owner", "the maker's place of manufacture"} <= set(found.unknown_en)
    assert any("seat SE, not verified" in f for f in found.facts_en)
    assert "no approval" in found.reason_en


def test_five_makers_exactly_stand_in_the_foreign_law() -> None:
    named = {
        maker
        for maker in KNOWN.makers
        if level_of(assessed(verdict(maker=maker, kind=Kind.EQUIPMENT)), "ndaa-889", "889")
    }
    assert named == {"huawei", "zte", "hytera", "hikvision", "dahua"}


def test_nothing_is_judged_by_a_rule_that_was_not_there_yet() -> None:
    made = assessed(verdict("ministerie"), day="2022-03-01")
    assert {a.policy for a in made} == {"ndaa-889"}
    assert assessed(verdict("ministerie", maker="axis"), day="2010-01-01")[0].policy == ""


def test_who_says_no_and_was_not_seen_is_not_assessed() -> None:
    assert assessed(verdict(label=Label.DECLARED_ONLY, answer=Answer.NO)) == []
    assert assessed(verdict(kind=Kind.TRADE_MISSION)) == []


def test_where_no_rule_speaks_that_is_said() -> None:
    only = assessed(verdict(kind=Kind.NETWORK_TRAFFIC))
    assert [(a.policy, a.level) for a in only] == [("", RuleLevel.NO_RULE)]
    assert "geen goedkeuring" in only[0].reason_nl
    unknown = assessed(verdict(kind=Kind.NETWORK_TRAFFIC, maker="any"))
    assert [a.level for a in unknown] == [RuleLevel.RISK_CHECK]


def test_the_same_verdicts_in_another_order_give_the_same() -> None:
    one, other = verdict("ministerie"), verdict("gemeente", maker="dahua", kind=Kind.RECORDER)
    assert assessed(one, other) == assessed(other, one)


def test_every_policy_has_a_case_of_a_body_it_does_not_bind_or_binds_all() -> None:
    for policy in policies():
        levels = {e.level for e in policy.examples}
        assert policy.level in levels, policy.law.article
        if policy.level is RuleLevel.EXCLUDED:
            assert {RuleLevel.REFERENCE, RuleLevel.NO_RULE, RuleLevel.RISK_CHECK} & levels
