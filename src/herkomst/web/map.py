# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national map of a page: one tile a municipality, coloured by what was asked."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from herkomst.app.bodies import code_of
from herkomst.catalogue.tiles import tiles
from herkomst.web.asking import Asked
from herkomst.web.tilemap import Shade, tile_svg
from herkomst.web.words import Words


def national_map(states: Mapping[str, str], colour: str, ask: Asked, tell: Words) -> Markup:
    """The tiles as SVG, each a link to the page of its municipality, its state in words beside its colour."""
    legend = tell.t["home"]["legend"][colour]
    shades = {
        body: Shade(state, legend[state], ask.link(f"/bodies/{code_of(body)}"))
        for body, state in states.items()
    }
    return Markup(
        tile_svg(
            tiles(),
            shades,
            title=f"{tell.t['home']['map']}: {tell.t['home']['colours'][colour]}",
            description=tell.t["home"]["map_help"],
            missing=Shade("no", legend["no"]),
        )
    )
