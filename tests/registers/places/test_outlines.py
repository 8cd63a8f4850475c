# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries small enough to draw: within their weight, neighbours on one border, nobody gone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from tests.conftest import shared

from herkomst.content import Content
from herkomst.registers import places
from herkomst.registers.places import Boundary
from herkomst.registers.places import outlines as drawing
from herkomst.registers.places.outlines import outlines

shapely = pytest.importorskip("shapely")


def points(path: str) -> list[list[tuple[int, int]]]:
    """The corners of each ring of a path."""
    found = []
    for ring in re.findall(r"M(-?\d+) (-?\d+)l([0-9 -]+)z", path):
        x, y, steps = int(ring[0]), int(ring[1]), [int(n) for n in re.findall(r"-?\d+", ring[2])]
        corners = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            corners.append((corners[-1][0] + dx, corners[-1][1] + dy))
        found.append(corners)
    return found


def test_squares_stand_where_they_are() -> None:
    made = outlines(
        [
            Boundary("GM9001", "West", shapely.box(5.0, 0.0, 5.1, 0.1)),
            Boundary("GM9002", "East", shapely.box(5.1, 0.0, 5.2, 0.1)),
        ]
    )
    assert (made["width"], made["height"]) == (800, 400)
    west, east = (set(points(a["path"])[0]) for a in made["areas"])
    assert west == {(0, 0), (400, 0), (400, 400), (0, 400)}
    assert east == {(400, 0), (800, 0), (800, 400), (400, 400)}
    assert [a["name"] for a in made["areas"]] == ["West", "East"]


def test_holes_stay_small_islands_go_and_lines_are_no_area() -> None:
    holed = shapely.Polygon(shapely.box(0, 0, 10, 10).exterior, [shapely.box(4, 4, 6, 6).exterior])
    speck = shapely.box(11, 11, 11.001, 11.001)
    line = shapely.LineString([(0, 0), (10, 10)])
    made = outlines(
        [
            Boundary("GM9001", "a", shapely.GeometryCollection([holed, speck, line])),
            Boundary("GM9002", "b", shapely.box(20, 0, 20.0001, 0.0001)),
        ]
    )
    first, second = (a["path"] for a in made["areas"])
    assert len(points(first)) == 2
    assert re.fullmatch(r"M\d+ \d+h1v1h-1z", second), "too small for a unit, and still there"


def test_the_country_stays_within_its_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    found = places.read(Content(Path(shared("data/bodies/gemeenten_simple.topojson"))))
    for heaviest in (drawing.HEAVIEST, 20_000):
        monkeypatch.setattr(drawing, "HEAVIEST", heaviest)
        made = outlines(found)
        paths = [a["path"] for a in made["areas"]]
        assert len(paths) == 342 and all(paths)
        assert len(gzip.compress("".join(paths).encode())) <= heaviest
        at = [p for path in paths for ring in points(path) for p in ring]
        assert all(0 <= x <= 800 and 0 <= y <= made["height"] for x, y in at)
        shared_corners = len(at) - len(set(at))
        assert shared_corners > len(at) / 3, "neighbours are drawn by one border"
