# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of tiles as SVG: a pure function, text out.

No style and no script in it, so that a strict Content-Security-Policy holds: the page's style sheet colours
it by class. Colour never stands alone: each tile's link says its state in words. The same content belongs
beside it as a table.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from herkomst.catalogue.tiles import Tile

WIDE = 20.0  # a tile, in units of the drawing
TALL = WIDE * 2 / math.sqrt(3)
ROW = TALL * 3 / 4
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_LOCAL = re.compile(r"(?:[/?#](?![/\\])|[A-Za-z0-9_.-]+(?![^/?#]))[^\s\x00-\x1f\\]*")


@dataclass(frozen=True, slots=True)
class Shade:
    """How one tile is shown: the class that colours it, its state in the words of the page, and where it
    leads ("": nowhere)."""

    state: str
    words: str
    href: str = ""


def tile_svg(
    tiles: Sequence[Tile],
    shades: Mapping[str, Shade],
    *,
    title: str,
    description: str,
    missing: Shade,
    labels: bool = True,
    prefix: str = "tiles",
) -> str:
    """The map. shades: by body id; a tile without one gets `missing`. title and description: what the map
    shows, read out first. labels: draw the three letters. prefix: begins the ids, for two maps on one page.

    Errors: `ValueError` for a state that is no class name, or a link that leaves the site.
    """
    _checked(_NAME, prefix, "prefix")
    width = max((_centre(t)[0] for t in tiles), default=0) + WIDE
    height = max((_centre(t)[1] for t in tiles), default=0) + TALL
    drawn = "".join(_tile(t, shades.get(t.body, missing), labels, prefix) for t in tiles)
    inside = (
        f'<defs><path id="{prefix}-tile" d="{_hexagon()}"/></defs>{drawn}'
        f'<path class="tile-borders" aria-hidden="true" fill="none" d="{_borders(tiles)}"/>'
    )
    return framed(inside, width, height, title=title, description=description, prefix=prefix)


def framed(
    inside: str, width: float, height: float, *, title: str, description: str, prefix: str
) -> str:
    """A map around what is drawn in it, with what is read out of it first."""
    return (
        f'<svg class="tilemap" viewBox="0 0 {width:.1f} {height:.1f}" role="group" '
        f'aria-labelledby="{prefix}-title {prefix}-description" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-description">{escape(description)}</desc>'
        f"{inside}</svg>\n"
    )


def _checked(form: re.Pattern[str], text: str, what: str) -> str:
    if form.fullmatch(text) is None:
        raise ValueError(f"{text!r} is no {what}")
    return text


def _tile(tile: Tile, shade: Shade, labels: bool, prefix: str) -> str:
    x, y = _centre(tile)
    text = (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" dominant-baseline="central" '
        f'aria-hidden="true">{escape(tile.label)}</text>'
        if labels and tile.label
        else ""
    )
    inside = f'<use href="#{prefix}-tile" x="{x:.1f}" y="{y:.1f}"/>{text}'
    return shaded(inside, tile.name, shade, seen=tile.label if text else "")


def shaded(inside: str, name: str, shade: Shade, *, seen: str = "") -> str:
    """What is drawn of one municipality, coloured, named and linked. seen: the text that stands in it."""
    state = _checked(_NAME, shade.state, "state")
    said = escape(f"{name}: {shade.words}")
    inside = f"<title>{said}</title>{inside}"
    if not shade.href:
        return f'<g class="tile tile-{state}" role="img" aria-label="{said}">{inside}</g>'
    href = escape(_checked(_LOCAL, shade.href, "link within the site"))
    # What is read out begins with what is seen, so that who speaks to the page can name it.
    label = f"{escape(seen)} {said}" if seen else said
    return f'<a class="tile tile-{state}" href="{href}" aria-label="{label}">{inside}</a>'


def _centre(tile: Tile) -> tuple[float, float]:
    return (tile.column + 0.5 + tile.row % 2 / 2) * WIDE + WIDE / 4, (tile.row * ROW) + TALL * 0.6


def _corners(x: float, y: float) -> list[tuple[float, float]]:
    """Clockwise from the top."""
    half = WIDE / 2
    return [
        (x, y - TALL / 2),
        (x + half, y - TALL / 4),
        (x + half, y + TALL / 4),
        (x, y + TALL / 2),
        (x - half, y + TALL / 4),
        (x - half, y - TALL / 4),
    ]


def _hexagon() -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in _corners(0, 0)) + "Z"


def _borders(tiles: Iterable[Tile]) -> str:
    """The lines between tiles of different provinces."""
    at = {(t.column, t.row): t for t in tiles}
    return "".join(_lines(at))


def _lines(at: Mapping[tuple[int, int], Tile]) -> Iterator[str]:
    for (column, row), tile in at.items():
        odd = row % 2
        corners = _corners(*_centre(tile))
        for there, side in (
            ((column + 1, row), (1, 2)),
            ((column + odd, row + 1), (2, 3)),
            ((column - 1 + odd, row + 1), (3, 4)),
        ):
            other = at.get(there)
            if other is not None and other.province != tile.province:
                (x1, y1), (x2, y2) = corners[side[0]], corners[side[1]]
                yield f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
