# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries in either format give the same facts."""

from __future__ import annotations

import csv
import math
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import shared

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from build_centres import (
    TARGET,
    inner_point,
    read_shapes,
    shared_borders,
    write,
)

LEFT = [[4.0, 52.0], [4.1, 52.0], [4.1, 52.1], [4.0, 52.1], [4.0, 52.0]]
RIGHT = [[4.1, 52.0], [4.2, 52.0], [4.2, 52.1], [4.1, 52.1], [4.1, 52.0]]
ISLAND = [[4.0, 53.0], [4.01, 53.0], [4.01, 53.01], [4.0, 53.0]]
GEOJSON: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "id": "GM0001",
            "properties": {},
            "geometry": {"type": "MultiPolygon", "coordinates": [[ISLAND], [LEFT]]},
        },
        {
            "properties": {"code": "GM0002"},
            "geometry": {"type": "Polygon", "coordinates": [RIGHT]},
        },
    ],
}
TOPOJSON: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [4.0, 52.0]},
    "arcs": [
        [[1, 0], [0, 1]],  # the border between the two
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 1], [1, 0], [0, -1], [-1, 0]],
    ],
    "objects": {
        "x": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "GM0001", "arcs": [[0, 1]]},
                {"type": "Polygon", "properties": {"code": "GM0002"}, "arcs": [[-1, -3]]},
            ],
        }
    },
}


@pytest.mark.parametrize("data", [GEOJSON, TOPOJSON])
def test_a_point_inside_and_the_border_between(data: dict[str, Any]) -> None:
    shapes = read_shapes(data, "code")
    assert set(shapes) == {"gm0001", "gm0002"}
    lon, lat = inner_point(shapes["gm0001"])
    assert (round(lon, 3), round(lat, 3)) == (4.05, 52.05)
    borders = shared_borders(shapes)
    assert borders["gm0001"]["gm0002"] == pytest.approx(11.12, abs=0.01)
    assert borders["gm0002"].keys() == {"gm0001"}


def test_the_point_lies_inside_a_bent_shape_and_outside_its_lake() -> None:
    bent = [
        (0.0, 0.0),
        (4.0, 0.0),
        (4.0, 4.0),
        (0.0, 4.0),
        (0.0, 3.0),
        (3.0, 3.0),
        (3.0, 1.0),
        (0.0, 1.0),
    ]
    x, y = inner_point([[bent]])
    assert 3 < x < 4 and 1 < y < 3
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    lake = [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)]
    x, y = inner_point([[square, lake]])
    assert x < 1 or x > 3


def test_a_feature_without_a_code_stops_the_work() -> None:
    with pytest.raises(SystemExit, match="no code"):
        read_shapes({"features": [{"properties": {}, "geometry": {}}]}, "code")


def test_the_table_is_that_of_the_boundaries(tmp_path: Path) -> None:
    import json

    data = json.loads(shared("data/bodies/gemeenten_simple.topojson").read_text(encoding="utf-8"))
    write(tmp_path / "centres.csv", read_shapes(data, "code"))
    assert (tmp_path / "centres.csv").read_bytes() == TARGET.read_bytes()


def test_the_points_are_near_those_of_another_reckoning() -> None:
    with shared("data/bodies/gemeenten.csv").open(encoding="utf-8") as stream:
        other = {r["tooi"]: (float(r["lon"]), float(r["lat"])) for r in csv.DictReader(stream)}
    with TARGET.open(encoding="utf-8") as stream:
        ours = {r["body"]: (float(r["lon"]), float(r["lat"])) for r in csv.DictReader(stream)}
    assert ours.keys() == other.keys()
    apart = [
        math.hypot((ours[b][0] - other[b][0]) * 68, (ours[b][1] - other[b][1]) * 111) for b in ours
    ]
    assert max(apart) < 15 and sum(apart) / len(apart) < 1.5
