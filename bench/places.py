# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A million points to their municipality, beside a plain shapely STRtree over the same boundaries.

The boundaries are made up: cells around random points in a box of the size of the Netherlands, with
borders of as many corners as those of municipalities have. Both answer the same, else there is no figure.
"""

from __future__ import annotations

from time import process_time
from typing import Any

import numpy as np

from bench.measure import best
from herkomst.attribute.places import Areas

POINTS = 1_000_000
TOWNS = 342
BOX = (3.4, 50.8, 7.2, 53.5)


def run(points: int = POINTS) -> dict[str, Any]:
    """Figures in points per CPU second."""
    import shapely

    generator = np.random.default_rng(2)
    shapes = towns(generator)
    start = process_time()
    areas = Areas([f"GM{n:04}" for n in range(len(shapes))], shapes)
    build = process_time() - start
    x, y = generator.uniform(BOX[0], BOX[2], points), generator.uniform(BOX[1], BOX[3], points)
    tree = shapely.STRtree(shapes)

    def plain() -> Any:
        return tree.query(shapely.points(x, y), predicate="intersects")

    found, near = plain()
    theirs = np.full(points, -1)
    theirs[found[::-1]] = near[::-1]
    made: dict[str, Any] = {
        "points": points,
        "areas": len(shapes),
        "corners": int(shapely.get_num_coordinates(shapes).sum()),
        "build_cpu_s": round(build, 2),
        "per_cpu_s": round(points / best(lambda: areas.find(x, y))),
        "plain_strtree_per_cpu_s": round(points / best(plain)),
        "differences": int((areas.find(x, y) != theirs).sum()),
    }
    made["ratio"] = round(made["per_cpu_s"] / made["plain_strtree_per_cpu_s"], 1)
    return made


def towns(generator: np.random.Generator) -> list[Any]:
    """Areas that share their borders, each border bent at many corners."""
    import shapely

    centres = shapely.MultiPoint(
        np.column_stack(
            [generator.uniform(BOX[0], BOX[2], TOWNS), generator.uniform(BOX[1], BOX[3], TOWNS)]
        )
    )
    cells = shapely.voronoi_polygons(centres, extend_to=shapely.box(*BOX))
    clipped = [shapely.intersection(c, shapely.box(*BOX)) for c in cells.geoms]
    lengths = shapely.segmentize(np.array(clipped, object), 0.006)
    return [shapely.transform(c, _bent) for c in lengths]


def _bent(points: Any) -> Any:
    """The same bend for the same point, so that neighbours still meet."""
    x, y = points[:, 0], points[:, 1]
    return np.column_stack([x + 0.002 * np.sin(900 * y), y + 0.002 * np.sin(1100 * x)])
