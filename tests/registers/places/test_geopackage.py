# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""GeoPackage: the layer of municipalities is found, open water left out, nothing is ever written."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
from tests.registers.places import made

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.places import read


@pytest.mark.parametrize("envelope", [False, True])
def test_the_head_of_a_geometry(tmp_path: Path, envelope: bool) -> None:
    path = made.geopackage(tmp_path / "x.gpkg", envelope=envelope)
    before = path.read_bytes()
    assert [b.code for b in read(Content(path))] == ["GM9001", "GM9002"]
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_the_dutch_grid(tmp_path: Path) -> None:
    corners = {"GM9001": (150_000, 460_000)}
    path = made.geopackage(tmp_path / "x.gpkg", system=28992, corners=corners)
    (found,) = read(Content(path))
    assert found.shape.bounds == pytest.approx((5.314, 52.128, 5.460, 52.218), abs=0.002)


def test_a_packed_one_and_one_of_something_else(tmp_path: Path) -> None:
    path = made.geopackage(tmp_path / "x.gpkg")
    packed = tmp_path / "x.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    other = tmp_path / "other.db"
    sqlite3.connect(other).executescript("CREATE TABLE a (b); INSERT INTO a VALUES (1);")
    for bad in (packed, other):
        with pytest.raises(InputError, match="GeoPackage"):
            read(Content(bad))


def test_a_view_in_the_place_of_a_layer_is_not_run(tmp_path: Path) -> None:
    path = made.geopackage(tmp_path / "x.gpkg")
    base = sqlite3.connect(path)
    base.executescript(
        "DROP TABLE gemeenten; CREATE VIEW gemeenten AS WITH RECURSIVE c(x) AS "
        "(SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS geom, 'GM0001' AS code FROM c;"
    )
    base.close()
    with pytest.raises(InputError, match="no municipality"):
        read(Content(path))
