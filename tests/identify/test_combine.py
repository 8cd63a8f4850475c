# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Channels count once; a component is not the maker; a tie names nobody."""

from __future__ import annotations

from dataclasses import replace

from herkomst import catalogue
from herkomst.catalogue import Rule
from herkomst.identify.combine import Identification, combine, weights
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


def said(rules: list[Rule], numbers: list[int]) -> Identification:
    return combine(rules.__getitem__, numbers)


def test_two_rules_of_one_channel_count_once() -> None:
    rules = [BASE, replace(BASE, field="http.title"), replace(BASE, field="rtsp.server")]
    assert catalogue.fields()["http.title"].channel == catalogue.fields()["http.server"].channel
    one = said(rules, [0]).confidence
    assert said(rules, [0, 1]).confidence == one
    assert (said(rules, [0, 2]).confidence or 0) > (one or 0)


def test_two_makers_with_equal_evidence_name_nobody() -> None:
    found = said([BASE, replace(BASE, maker="axis", field="rtsp.server")], [0, 1])
    assert found.maker is None and found.rules_against == (0, 1)


def test_stronger_evidence_wins_and_the_rest_stands_against() -> None:
    rules = [
        replace(BASE, grade=Grade.CONFIRMED),
        replace(BASE, maker="axis", field="rtsp.server", grade=Grade.POSSIBLE),
    ]
    found = said(rules, [0, 1])
    assert (found.maker, found.grade, found.rules_against) == ("hikvision", Grade.CONFIRMED, (1,))


def test_a_component_never_makes_the_device_theirs() -> None:
    found = said([replace(BASE, maker=None, component="quectel")], [0])
    assert (found.maker, found.component) == (None, "quectel")


def test_weak_evidence_alone_is_no_more_than_possible() -> None:
    assert said([replace(BASE, grade=Grade.POSSIBLE)], [0]).grade is Grade.POSSIBLE


def test_the_device_itself_beats_its_label() -> None:
    """A Lorex that answers the discovery of Dahua: the brand is Lorex, the maker Dahua, all that is said
    about who builds for Lorex is shown."""
    protocol = replace(BASE, maker="dahua", platform="dahua", field="dhip.json")
    label = replace(BASE, maker=None, brand="lorex", field="onvif.scopes")
    found = said([protocol, label], [0, 1])
    assert (found.brand, found.maker, found.platform) == ("lorex", "dahua", "dahua")
    assert {e.source_of for e in found.edges_for} == {"dahua"}
    assert all(e.source_of != "dahua" for e in found.edges_against)


def test_a_maker_whose_name_is_but_the_label_stands_behind_who_built_it() -> None:
    protocol = replace(BASE, maker="dahua", platform="dahua", field="dhip.json")
    label = replace(BASE, maker="honeywell", brand="honeywell", field="onvif.scopes")
    found = said([protocol, label], [0, 1])
    assert (found.brand, found.maker) == ("honeywell", "dahua")
    assert found.rules_against == ()


def test_a_label_alone_names_a_maker_only_where_all_agree() -> None:
    def label(brand: str) -> Identification:
        return said([replace(BASE, maker=None, brand=brand)], [0])

    agreed, contested = label("amcrest"), label("annke")
    assert (agreed.maker, agreed.grade) == ("dahua", Grade.POSSIBLE)
    assert (contested.maker, contested.brand) == (None, "annke")
    assert {e.source_of for e in contested.edges_against} >= {"dahua", "hikvision"}


def test_a_makers_own_name_is_but_a_label_where_others_are_said_to_build_for_it() -> None:
    own = replace(BASE, maker="honeywell", brand="honeywell", grade=Grade.CONFIRMED)
    camera = said([replace(own, field="onvif.deviceinfo")], [0])
    assert (camera.maker, camera.grade) == ("honeywell", Grade.POSSIBLE)
    assert {e.source_of for e in camera.edges_against} == {"dahua", "hikvision"}
    controller = said([replace(own, field="ics.identity")], [0])
    assert controller.grade is Grade.CONFIRMED
    assert (camera.confidence or 1) < (controller.confidence or 0)


def test_a_label_or_component_alone_still_tells_the_kind() -> None:
    for proves in ({"brand": "annke"}, {"component": "hisilicon"}):
        found = said([replace(BASE, maker=None, **proves)], [0])  # type: ignore[arg-type]
        assert (found.maker, found.kind) == (None, Kind.CAMERA)
    assert said([replace(BASE, maker=None)], [0]) == Identification()


def test_confidence_grows_with_odds_and_is_never_certain() -> None:
    values = [weights().confidence(odds) for odds in (-2.5, 0, 2.5, 4.5, 40)]
    assert values == sorted(values) and values[0] > 0 and values[-2] < 1


def test_evidence_against_lowers_the_confidence() -> None:
    strong = replace(BASE, grade=Grade.CONFIRMED)
    other = replace(BASE, maker="axis", field="rtsp.server", grade=Grade.POSSIBLE)
    alone, contested = said([strong], [0]), said([strong, other], [0, 1])
    assert (contested.confidence or 0) < (alone.confidence or 0)
