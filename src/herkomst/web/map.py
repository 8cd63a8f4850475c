# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national map of a page: the municipalities, coloured by what was asked."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from herkomst.app.bodies import code_of
from herkomst.app.places import Drawing
from herkomst.catalogue.tiles import tiles
from herkomst.web.areamap import area_svg
from herkomst.web.asking import Asked
from herkomst.web.tilemap import Shade, tile_svg
from herkomst.web.words import Words


def national_map(
    states: Mapping[str, str], colour: str, ask: Asked, tell: Words, drawn: Drawing | None = None
) -> Markup:
    """The map as SVG, each municipality a link to its page, its state in words beside its colour: as tiles,
    or by its own boundaries where they are given."""
    legend = tell.t["home"]["legend"][colour]
    shades = {
        body: Shade(state, legend[state], ask.link(f"/bodies/{code_of(body)}"))
        for body, state in states.items()
    }
    words = {
        "title": f"{tell.t['home']['map']}: {tell.t['home']['colours'][colour]}",
        "description": tell.t["home"]["areas_help" if drawn else "map_help"],
    }
    if drawn is not None:
        return Markup(area_svg(drawn, shades, **words))
    return Markup(tile_svg(tiles(), shades, missing=Shade("no", legend["no"]), **words))
