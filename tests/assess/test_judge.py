# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One policy over one case."""

from __future__ import annotations

import pytest
from tests.assess.cases import KNOWN, case, policy

from herkomst.assess.judge import both, judge, kind_matches, scope_of
from herkomst.assess.subject import Truth
from herkomst.catalogue.policies import Kinds
from herkomst.model import BodyKind, Kind, Moment, RuleLevel, RuleScope

CAMERAS = Kinds(("x",), (Kind.CAMERA,), (Kind.SENSOR,))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), True),
        ((True, True), True),
        ((True, None), None),
        ((None, False), False),
        ((False, True), False),
    ],
)
def test_unknown_is_neither_true_nor_false(parts: tuple[Truth, ...], expected: Truth) -> None:
    assert both(*parts) is expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.CAMERA, True),
        (Kind.ANPR_CAMERA, True),
        (Kind.SURVEILLANCE, None),
        (Kind.EQUIPMENT, None),
        (Kind.SENSOR, None),
        (Kind.UNKNOWN, None),
        (Kind.RECORDER, False),
        (Kind.SWITCH, False),
    ],
)
def test_a_wider_kind_may_hold_what_is_meant(kind: Kind, expected: Truth) -> None:
    assert kind_matches(CAMERAS, kind) is expected
    assert kind_matches(Kinds(), kind) is True


def test_whom_a_rule_binds() -> None:
    abro, foreign = policy("abro-2026", "3.3.1"), policy("ndaa-889", "889")
    for kind, scope in (
        (BodyKind.POLITIE, RuleScope.INSIDE),
        (BodyKind.GEMEENTE, RuleScope.OUTSIDE),
        (BodyKind.ZBO, RuleScope.UNVERIFIED),
        (None, RuleScope.UNVERIFIED),
    ):
        assert scope_of(abro, case(body_kind=kind)) is scope
        assert scope_of(foreign, case(body_kind=kind)) is RuleScope.OUTSIDE


@pytest.mark.parametrize(
    ("changes", "level", "conditional"),
    [
        ({}, "excluded", True),
        ({"serves": True}, "excluded", False),
        ({"serves": False}, "reference", False),
        ({"used": None}, "risk_check", True),
        ({"kind": Kind.SURVEILLANCE}, "excluded", True),
        ({"kind": Kind.EQUIPMENT}, "risk_check", True),
        ({"maker": "any"}, "risk_check", True),
        ({"maker": "any", "serves": True}, "risk_check", False),
        ({"body_kind": BodyKind.GEMEENTE, "serves": True}, "reference", False),
        ({"moment": Moment.PURCHASE}, "excluded", True),
    ],
)
def test_how_far_the_rule_on_security_systems_goes(
    changes: dict[str, object], level: str, conditional: bool
) -> None:
    said = judge(policy("abro-2026", "3.3.1"), case(**changes), KNOWN)
    assert said is not None
    assert (said.level, bool(said.condition)) == (level, conditional)


def test_what_is_not_there_and_what_the_rule_is_not_about_gets_no_judgement() -> None:
    abro = policy("abro-2026", "3.3.1")
    for changes in ({"used": False}, {"kind": Kind.SWITCH}, {"kind": Kind.PARTNERSHIP}):
        assert judge(abro, case(**changes), KNOWN) is None
    assert judge(abro, case(day="2025-12-31"), KNOWN) is None
    assert judge(abro, case(body_kind=BodyKind.GEMEENTE, maker="axis"), KNOWN) is None


def test_a_softer_level_says_that_it_is_still_open() -> None:
    said = judge(policy("abro-2026", "3.3.27"), case(), KNOWN)
    assert said is not None and said.level is RuleLevel.RISK_CHECK
    assert "Nog te beoordelen" in said.reason.nl
    assert any("compartiment" in u.nl for u in said.unknown)
    serving = judge(policy("abro-2026", "3.3.1"), case(serves=False), KNOWN)
    assert serving is not None and "geldt hier dan niet" in serving.reason.nl


def test_before_a_purchase_other_measures_speak_than_in_use() -> None:
    for article, moment in (("5.21.02", Moment.PURCHASE), ("5.21.04", Moment.USE)):
        rule = policy("bio2", article)
        for at in Moment:
            said = judge(rule, case(body_kind=BodyKind.GEMEENTE, moment=at), KNOWN)
            assert (said is not None) == (at is moment)
