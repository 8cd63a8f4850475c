# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map has a tile for every municipality, each a link that says its state in words."""

from __future__ import annotations

import re

from defusedxml import ElementTree

from herkomst.app.picture import COLOURS, municipalities
from herkomst.app.places import Area, Drawing
from herkomst.app.question import Question
from herkomst.web.asking import Asked
from herkomst.web.map import national_map
from herkomst.web.words import LANGUAGES, words

ZEIST = "https://identifier.overheid.nl/tooi/id/gemeente/gm0355"


def test_every_municipality_is_a_link_that_keeps_the_day() -> None:
    for language in LANGUAGES:
        ask = Asked(language, f"/{language}/", Question("2022-01-01"), {"as_of": "2022-01-01"})
        for colour in COLOURS:
            states = dict.fromkeys(municipalities(), "no") | {ZEIST: "yes"}
            drawn = str(national_map(states, colour, ask, words(language)))
            ElementTree.fromstring(drawn)
            assert (
                len(re.findall(rf'href="/{language}/bodies/gm\d+\?as_of=2022-01-01"', drawn)) == 342
            )
            said = words(language).t["home"]["legend"][colour]["yes"]
            assert f"gemeente Zeist: {said}" in drawn


def test_boundaries_are_drawn_where_they_are_given() -> None:
    ask = Asked("nl", "/nl/", Question("2022-01-01"), {"as_of": "2022-01-01"})
    given = Drawing("s", 800, 900, (Area(ZEIST, "M1 2l3-4 5 6z"),))
    drawn = str(national_map({ZEIST: "yes"}, "found", ask, words("nl"), given))
    assert 'href="/nl/bodies/gm0355?as_of=2022-01-01"' in drawn and "M1 2l3-4 5 6z" in drawn
    assert words("nl").t["home"]["areas_help"] in drawn and "<use" not in drawn
