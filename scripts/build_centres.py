# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build `catalogue/bodies/centres.csv` from a publisher's boundaries of municipalities.

    python scripts/build_centres.py BOUNDARIES [--code KEY]

BOUNDARIES: TopoJSON or GeoJSON in degrees (WGS84), a feature a municipality, with its four-digit code
(`GM0014`) as id or as the property KEY. Only facts come out: of each municipality a point that lies
inside its largest part, and with which others it shares how much of a border. Dams and bridges give
borders of some metres; they are kept, with their length.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src/herkomst/catalogue/bodies/centres.csv"
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
KM = 111.2  # kilometres in a degree of latitude
DIGITS = 7  # of a degree, a centimetre: points of two neighbours that are nearer are one

Point = tuple[float, float]
Ring = list[Point]
Shapes = dict[str, list[list[Ring]]]  # code -> polygons -> rings


def main() -> None:
    """Read the boundaries and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("boundaries", type=Path)
    parser.add_argument("--code", default="code", help="property that holds the code")
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    shapes = read_shapes(json.loads(chosen.boundaries.read_text(encoding="utf-8")), chosen.code)
    write(chosen.target, shapes)
    print(f"{len(shapes)} municipalities")


def write(target: Path, shapes: Shapes) -> None:
    """A row a municipality: body, lon, lat, and `code:kilometres` of each neighbour."""
    borders = shared_borders(shapes)
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["body", "lon", "lat", "neighbours"])
        for code in sorted(shapes):
            lon, lat = inner_point(shapes[code])
            beside = " ".join(f"{c}:{km:.2f}" for c, km in sorted(borders[code].items()))
            writer.writerow([TOOI + code, f"{lon:.4f}", f"{lat:.4f}", beside])


def read_shapes(data: dict[str, Any], key: str) -> Shapes:
    """The polygons of every municipality, by lower-case code."""
    if data.get("type") == "Topology":
        return dict(_topology(data, key))
    return {
        _code(f, key): _polygons(f["geometry"]["type"], f["geometry"]["coordinates"])
        for f in data["features"]
    }


def _code(feature: dict[str, Any], key: str) -> str:
    code = str(feature.get("properties", {}).get(key) or feature.get("id", "")).lower()
    if len(code) != 6 or not code.startswith("gm"):
        raise SystemExit(f"a feature has no code of a municipality: {code!r}; see --code")
    return code


def _polygons(kind: str, coordinates: list[Any]) -> list[list[Ring]]:
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    return [
        [[(round(x, DIGITS), round(y, DIGITS)) for x, y, *_ in ring] for ring in p]
        for p in polygons
    ]


def _topology(data: dict[str, Any], key: str) -> Iterator[tuple[str, list[list[Ring]]]]:
    """Arcs are stored once and shared; a negative number is an arc run backwards."""
    arcs = _arcs(data)

    def ring(numbers: list[int]) -> Ring:
        points: Ring = []
        for n in numbers:
            points += (arcs[n] if n >= 0 else arcs[~n][::-1])[1 if points else 0 :]
        return points

    for collection in data["objects"].values():
        for shape in collection["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            yield _code(shape, key), [[ring(r) for r in p] for p in polygons]


def _arcs(data: dict[str, Any]) -> list[Ring]:
    (sx, sy), (tx, ty) = (
        (data["transform"]["scale"], data["transform"]["translate"])
        if "transform" in data
        else ((1, 1), (0, 0))
    )
    arcs = []
    for steps in data["arcs"]:
        x = y = 0.0
        arc: Ring = []
        for dx, dy in steps:
            x, y = (x + dx, y + dy) if "transform" in data else (dx, dy)
            arc.append((round(x * sx + tx, DIGITS), round(y * sy + ty, DIGITS)))
        arcs.append(arc)
    return arcs


def shared_borders(shapes: Shapes) -> dict[str, dict[str, float]]:
    """Kilometres of border that two municipalities share: the stretches that both draw alike."""
    drawn: dict[tuple[Point, Point], list[str]] = defaultdict(list)
    for code, polygons in shapes.items():
        for ring in (r for p in polygons for r in p):
            for a, b in itertools.pairwise(ring):
                drawn[(min(a, b), max(a, b))].append(code)
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for (a, b), codes in drawn.items():
        if len(set(codes)) == 2:
            one, other = sorted(set(codes))
            length = math.hypot((b[0] - a[0]) * math.cos(math.radians(a[1])), b[1] - a[1]) * KM
            found[one][other] += length
            found[other][one] += length
    return found


def area(ring: Ring) -> float:
    """Twice the signed area of a ring, in square degrees."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def inner_point(polygons: list[list[Ring]]) -> Point:
    """A point inside the largest part: its centre of gravity where that lies inside, else the middle of
    the widest stretch at that height."""
    rings = max(polygons, key=lambda p: abs(area(p[0])))
    x, y = _gravity(rings[0])
    crossings = sorted(
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for ring in rings
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
        if (a[1] > y) != (b[1] > y)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if any(low <= x <= high for low, high in stretches):
        return x, y
    low, high = max(stretches, key=lambda s: s[1] - s[0])
    return (low + high) / 2, y


def _gravity(ring: Ring) -> Point:
    twice, sum_x, sum_y = area(ring), 0.0, 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        sum_x += (a[0] + b[0]) * cross
        sum_y += (a[1] + b[1]) * cross
    return sum_x / (3 * twice), sum_y / (3 * twice)


if __name__ == "__main__":
    main()
