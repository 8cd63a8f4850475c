# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of boundaries as SVG: as the tiles are, and inert."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from herkomst.app.places import Area, Drawing
from herkomst.web.areamap import area_svg
from herkomst.web.tilemap import Shade

SVG = "{http://www.w3.org/2000/svg}"
ZEIST, OSS = (f"https://identifier.overheid.nl/tooi/id/gemeente/gm{n}" for n in ("0355", "0828"))
DRAWN = Drawing("s", 800, 900, (Area(ZEIST, "M1 2l3-4 5 6z"), Area(OSS, "M1 2h1v1h-1z")))


def svg(shades: dict[str, Shade], drawn: Drawing = DRAWN) -> str:
    return area_svg(drawn, shades, title="Kaart", description="Wat <hij> toont")


def test_an_area_is_a_link_that_says_its_state_and_one_without_is_blank() -> None:
    root = ElementTree.fromstring(svg({ZEIST: Shade("yes", "gevonden", "/nl/bodies/gm0355")}))
    (link,) = root.findall(f"{SVG}a")
    assert link.get("aria-label") == "gemeente Zeist: gevonden"
    assert link.get("href") == "/nl/bodies/gm0355" and link.get("class") == "tile tile-yes"
    assert root.get("viewBox") == "0 0 800.0 900.0"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in "svg title desc path a".split()
        assert not [k for k in element.attrib if k == "style" or k.startswith("on")]


@pytest.mark.parametrize("path", ['M1 2z"/><script>', "", "M1 2 url(x)"])
def test_what_is_no_path_is_refused(path: str) -> None:
    drawn = Drawing("s", 1, 1, (Area(ZEIST, path),))
    with pytest.raises(ValueError, match="no path"):
        svg({ZEIST: Shade("yes", "x")}, drawn)
