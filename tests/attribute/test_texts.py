# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device's own words: never more than they are worth."""

from __future__ import annotations

import pytest
from tests.attribute.test_ladder import SMALL

from herkomst.attribute.facts import Facts
from herkomst.attribute.gathered import Gathered
from herkomst.attribute.texts import place, texts

WORLD = SMALL.worlds[False]


def own() -> Gathered:
    return Gathered(named={"registry": ("aa",)}, conditions={"own_network"})


@pytest.mark.parametrize(
    ("text", "noted", "weak"),
    [
        ("Stadhuis entree", {"fits_holder"}, ()),
        ("Camera Aa", {"fits_holder"}, ()),
        ("Gemeente Aa - hal", {"fits_holder"}, ("aa",)),
        ("Gemeente Bee", {"unlike_holder"}, ("bee",)),
        ("Bakkerij Stadhuis", {"private_sign"}, ()),
        ("IPCAM-0031", set(), ()),
        ("  ", set(), ()),
    ],
)
def test_texts(text: str, noted: set[str], weak: tuple[str, ...]) -> None:
    made = own()
    texts(Facts(device_text=text), None, WORLD, SMALL.ladder, made)
    assert (made.conditions - {"own_network"}, made.weak) == (noted, weak)


def test_elsewhere_a_public_word_says_nothing() -> None:
    made = Gathered()
    texts(Facts(device_text="Stadhuis"), None, WORLD, SMALL.ladder, made)
    assert not made.conditions and not made.weak


@pytest.mark.parametrize(
    ("facts", "noted"),
    [
        ({"municipality": "Aa", "place_from": "device"}, {"device_place"}),
        ({"municipality": "Bee", "place_from": "device"}, {"device_place", "unlike_holder"}),
        ({"municipality": "Bee", "place_from": "geoip"}, set()),
        ({"latitude": 52.1, "longitude": 5.2, "place_from": "device"}, {"device_place"}),
        ({"latitude": 12.15, "longitude": -68.27, "place_from": "device"}, {"device_place"}),
        ({"latitude": 0.0, "longitude": 0.0, "place_from": "device"}, set()),
        ({"latitude": 52.1, "place_from": "device"}, set()),
        ({}, set()),
    ],
)
def test_places(facts: dict[str, object], noted: set[str]) -> None:
    made = own()
    place(Facts(**facts), None, WORLD, made)  # type: ignore[arg-type]
    assert made.conditions - {"own_network"} == noted
