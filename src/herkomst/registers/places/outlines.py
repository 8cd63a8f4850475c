# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries made small enough to be drawn on a page: neighbours keep one border, nobody disappears."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from herkomst.registers.places import Boundary

WIDE = 800  # units of the drawing, across the country
HEAVIEST = 36_000  # bytes compressed: a page with it stays under a hundred kilobytes
_COARSER = 1.5
_LEAST = 2.0  # square units: smaller islands are left out, but for the largest part of each
Array = np.ndarray[Any, Any]


def outlines(boundaries: Sequence[Boundary]) -> dict[str, Any]:
    """`width` and `height` of a drawing, north up, and its `areas`: of each municipality `code`, `name`
    and `path`, the data of an SVG path in whole units. As exact as fits in `HEAVIEST` bytes."""
    import shapely

    shapes = np.array([_area_only(b.shape) for b in boundaries], object)
    left, low, right, top = shapely.total_bounds(shapes)
    narrow = math.cos(math.radians((low + top) / 2))  # a degree east beside a degree north
    scale = WIDE / max((right - left) * narrow, 1e-9)

    def flat(points: Array) -> Array:
        return np.column_stack(
            [(points[:, 0] - left) * narrow * scale, (top - points[:, 1]) * scale]
        )

    drawn = np.array([_large_enough(s) for s in shapely.transform(shapes, flat)], object)
    tolerance = 0.5
    while True:
        drawn = shapely.coverage_simplify(drawn, tolerance)
        paths = [_path(s) for s in drawn]
        if len(gzip.compress("".join(paths).encode())) <= HEAVIEST:
            break
        tolerance *= _COARSER
    return {
        "width": WIDE,
        "height": max(1, round((top - low) * scale)),
        "areas": [
            {"code": b.code, "name": b.name, "path": path}
            for b, path in zip(boundaries, paths, strict=True)
        ],
    }


def _area_only(shape: Any) -> Any:
    """The polygons of a shape: mending one may have left lines beside them."""
    import shapely

    parts = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.multipolygons([q for p in parts for q in shapely.get_parts(p)])


def _large_enough(shape: Any) -> Any:
    """The parts of a shape that can be seen, and the largest in any case."""
    import shapely

    parts = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    return shapely.multipolygons([p for n, p in enumerate(parts) if n == 0 or p.area >= _LEAST])


def _path(shape: Any) -> str:
    import shapely

    rings = [r for p in shapely.get_parts(shape) for r in (p.exterior, *p.interiors)]
    drawn = "".join(_ring(np.rint(shapely.get_coordinates(r))) for r in rings)
    if drawn:
        return drawn
    x, y = np.rint(shapely.get_coordinates(shape)[0]).astype(int)
    return f"M{x} {y}h1v1h-1z"  # smaller than a unit, and still there


def _ring(points: Array) -> str:
    """One ring, from its first corner by steps; nothing where rounding left no area."""
    steps = np.diff(points, axis=0)[:-1].astype(int)
    moved = [(x, y) for x, y in steps.tolist() if x or y]
    if len(moved) < 2:
        return ""
    x, y = points[0].astype(int)
    return f"M{x} {y}l{''.join(_numbers(moved))}z"


def _numbers(steps: list[tuple[int, int]]) -> Iterator[str]:
    """Numbers with a space between them only where no minus parts them."""
    for at, number in enumerate(n for step in steps for n in step):
        yield f"{'' if at == 0 or number < 0 else ' '}{number}"
