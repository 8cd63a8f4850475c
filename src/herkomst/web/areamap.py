# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of boundaries that the user imported, as SVG: a pure function, text out, as `tilemap` is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from herkomst.app.bodies import name_of
from herkomst.app.places import Drawing
from herkomst.web.tilemap import Shade, framed, shaded

_PATH = re.compile(r"[MLlhvz0-9 -]+")


def area_svg(drawn: Drawing, shades: Mapping[str, Shade], *, title: str, description: str) -> str:
    """The map. shades: by body id; an area without one is left blank. title and description: what the map
    shows, read out first.

    Errors: `ValueError` for a path that is none, a state that is no class name, or a link that leaves the
    site.
    """
    inside = "".join(
        shaded(f'<path d="{_path(area.path)}"/>', name_of(area.body), shades[area.body])
        for area in drawn.areas
        if area.body in shades
    )
    return framed(
        inside, drawn.width, drawn.height, title=title, description=description, prefix="areas"
    )


def _path(text: str) -> str:
    if _PATH.fullmatch(text) is None:
        raise ValueError(f"{text[:40]!r} is no path")
    return text
