# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Points to municipalities: exactly, and of the right day."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.conftest import shared

from herkomst.attribute.places import TOOI, Areas, Places
from herkomst.catalogue.public_bodies import BodyEvent, PublicBodies
from herkomst.content import Content
from herkomst.errors import CatalogueError
from herkomst.model import Body, BodyKind
from herkomst.registers.places import read


def square(x: float, y: float, size: float = 0.1) -> object:
    import shapely

    return shapely.box(x, y, x + size, y + size)


def test_every_point_as_a_plain_search_finds_it() -> None:
    import shapely

    found = read(Content(shared("data/bodies/gemeenten_simple.topojson")))
    shapes = [b.shape for b in found]
    areas = Areas([b.code for b in found], shapes)
    generator = np.random.default_rng(3)
    x, y = generator.uniform(3.2, 7.4, 60_000), generator.uniform(50.6, 53.7, 60_000)
    points, near = shapely.STRtree(shapes).query(shapely.points(x, y), predicate="intersects")
    plain = np.full(len(x), -1)
    plain[points[::-1]] = near[::-1]
    assert (areas.find(x, y) == plain).all() and (plain >= 0).mean() > 0.3


def test_borders_corners_and_what_is_no_point() -> None:
    areas = Areas(["GM9001", "GM9002"], [square(5.0, 52.0), square(5.1, 52.0)])
    x = np.array([5.0, 5.1, 5.1 + 0.1, 5.05, 5.3, np.nan, np.inf, -1e300])
    y = np.array([52.0, 52.05, 52.0 + 0.1, 52.05, 52.05, 52.0, 52.0, 1e300])
    assert areas.find(x, y).tolist() == [0, 0, 1, 0, -1, -1, -1, -1]


def test_an_area_smaller_than_a_cell() -> None:
    areas = Areas(["GM9001"], [square(5.001, 52.001, 0.002)])
    assert areas.find(np.array([5.002, 5.006]), np.array([52.002, 52.006])).tolist() == [0, -1]


def test_areas_spread_too_wide() -> None:
    with pytest.raises(ValueError, match="too wide"):
        Areas(["GM9001"], [square(-90, -45, 90)])


def body(number: int, **more: object) -> Body:
    return Body(id=f"{TOOI}gm{number}", kind=BodyKind.GEMEENTE, name=f"gemeente {number}", **more)  # type: ignore[arg-type]


def places(folder: Path, *years: int) -> Places:
    """9001 was split over 9002 and 9004 in 2021; 9003 went into 9002 in 2023."""
    for year in years:
        codes = ["GM9001", "GM9002", "GM9003"] if year < 2021 else ["GM9004", "GM9002", "GM9003"]
        shapes = [square(5.0, 52.0), square(5.1, 52.0), square(5.2, 52.0)]
        Areas(codes, shapes).save(folder / f"{year}.npz")
    bodies = {b.id: b for b in map(body, (9001, 9002, 9003, 9004))}
    names = {n: f"{TOOI}gm{n}" for n in (9001, 9002, 9003, 9004)}
    events = (
        BodyEvent("uitbreiding", "2021-01-01", (names[9001],), (names[9002], names[9004])),
        BodyEvent("samenvoeging", "2023-01-01", (names[9003],), (names[9002],)),
    )
    return Places(folder, PublicBodies(bodies, (), (), (), (), {}, events=events))


def at(known: Places, x: float, on: str | None) -> str | None:
    found = known.municipality(52.05, x, on)
    return None if found is None else found[-4:]


def test_boundaries_of_the_day(tmp_path: Path) -> None:
    known = places(tmp_path, 2018, 2022)
    assert at(known, 5.05, "2019-05-01") == "9001"
    assert at(known, 5.05, "2022-05-01") == at(known, 5.05, None) == "9004"
    assert at(known, 5.25, "2022-05-01") == "9003"
    assert at(known, 5.25, "2023-05-01") == "9002", "the merger after the boundaries were drawn"
    assert at(known, 6.0, None) is None


def test_boundaries_of_another_year_name_nobody_where_there_is_doubt(tmp_path: Path) -> None:
    later = places(tmp_path, 2022)
    assert at(later, 5.05, "2019-05-01") is None, "it may have been 9001 then"
    assert at(later, 5.15, "2019-05-01") is None
    assert at(later, 5.25, "2019-05-01") == "9003"
    earlier = places(tmp_path / "x" if (tmp_path / "x").mkdir() is None else tmp_path, 2018)
    assert at(earlier, 5.05, "2022-05-01") is None, "it was split"


def test_no_boundaries_and_damaged_ones(tmp_path: Path) -> None:
    none = Places(tmp_path, PublicBodies({}, (), (), (), (), {}))
    assert not none and none.municipality(52.0, 5.0) is None
    known = places(tmp_path, 2022)
    (tmp_path / "2022.npz").write_bytes(b"broken")
    with pytest.raises(CatalogueError, match="damaged"):
        at(known, 5.05, None)
