# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Channels count once; a component is not the maker; a tie names nobody."""

from __future__ import annotations

from dataclasses import replace

from herkomst import catalogue
from herkomst.catalogue import Rule
from herkomst.identify.combine import combine
from herkomst.model import Grade, Kind

BASE = Rule(
    id="r",
    field="http.server",
    grade=Grade.PROBABLE,
    maker="hikvision",
    brand=None,
    platform=None,
    component=None,
    kind=Kind.CAMERA,
    pattern="x",
    values=(),
    prefixes=(),
    examples=(),
    counter_examples=(),
    source="",
    place="",
)


def test_two_rules_of_one_channel_count_once() -> None:
    rules = [BASE, replace(BASE, field="http.title"), replace(BASE, field="rtsp.server")]
    assert catalogue.fields()["http.title"].channel == catalogue.fields()["http.server"].channel
    one = combine(rules, [0]).confidence
    assert combine(rules, [0, 1]).confidence == one
    assert (combine(rules, [0, 2]).confidence or 0) > (one or 0)


def test_two_makers_with_equal_evidence_name_nobody() -> None:
    found = combine([BASE, replace(BASE, maker="axis", field="rtsp.server")], [0, 1])
    assert found.maker is None and found.rules_against == (0, 1)


def test_stronger_evidence_wins_and_the_rest_stands_against() -> None:
    rules = [
        replace(BASE, grade=Grade.CONFIRMED),
        replace(BASE, maker="axis", field="rtsp.server", grade=Grade.POSSIBLE),
    ]
    found = combine(rules, [0, 1])
    assert (found.maker, found.grade, found.rules_against) == ("hikvision", Grade.CONFIRMED, (1,))


def test_a_component_never_makes_the_device_theirs() -> None:
    found = combine([replace(BASE, maker=None, component="quectel")], [0])
    assert (found.maker, found.component) == (None, "quectel")


def test_weak_evidence_alone_is_no_more_than_possible() -> None:
    assert combine([replace(BASE, grade=Grade.POSSIBLE)], [0]).grade is Grade.POSSIBLE
