# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""GeoJSON: other systems of coordinates, parts of one municipality, a ring that crosses itself."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from tests.registers.places import made

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.places import read


def feature(code: str, ring: list[list[float]]) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"gemeentecode": code}, "geometry": geometry}


def crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


def test_the_dutch_grid(tmp_path: Path) -> None:
    path = made.geojson(
        tmp_path / "x", [feature("GM9001", made.ring(150_000, 460_000, 10_000))], crs=crs("urn:ogc:def:crs:EPSG::28992")
    )  # fmt: skip
    (found,) = read(Content(path))
    assert found.shape.bounds == pytest.approx((5.314, 52.128, 5.460, 52.218), abs=0.002)


def test_a_system_that_is_not_known(tmp_path: Path) -> None:
    path = made.geojson(tmp_path / "x", [feature("GM9001", made.ring(0, 0))], crs=crs("EPSG:3857"))
    with pytest.raises(InputError, match="3857"):
        read(Content(path))


def test_parts_of_one_municipality_are_one(tmp_path: Path) -> None:
    path = made.geojson(
        tmp_path / "x", [feature("GM9001", made.ring(5, 52)), feature("9001", made.ring(6, 52))]
    )
    (found,) = read(Content(path))
    assert found.shape.area == pytest.approx(0.02)


def test_a_ring_that_crosses_itself_is_mended(tmp_path: Path) -> None:
    bow = [[5.0, 52.0], [5.1, 52.1], [5.1, 52.0], [5.0, 52.1], [5.0, 52.0]]
    (found,) = read(Content(made.geojson(tmp_path / "x", [feature("GM9001", bow)])))
    assert found.shape.is_valid and found.shape.area == pytest.approx(0.005)


@pytest.mark.parametrize("corners", [400, 120_000])
def test_a_tangle_is_refused_and_not_mended_for_hours(tmp_path: Path, corners: int) -> None:
    chance = random.Random(1)
    ring = [[5 + chance.random(), 52 + chance.random()] for _ in range(corners)]
    path = made.geojson(tmp_path / "x", [feature("GM9001", [*ring, ring[0]])])
    with pytest.raises(InputError, match="GM9001 crosses itself too often"):
        read(Content(path))
