# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries in each format give the same areas; what is none is refused in plain words."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from tests.registers.places import made

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.places import coded, formats, read


def test_each_format_is_found_by_itself() -> None:
    assert {m.FORMAT for m in formats()} == {"GeoJSON", "GeoPackage", "TopoJSON"}


@pytest.mark.parametrize("form", ["geojson", "geopackage", "topojson"])
def test_the_same_areas_in_each_format(tmp_path: Path, form: str) -> None:
    found = read(Content(getattr(made, form)(tmp_path / "x")))
    assert [b.code for b in found] == ["GM9001", "GM9002"]
    hole = 0.0004 if form == "topojson" else 0.0
    assert found[0].shape.area == pytest.approx(0.01 - hole)
    assert found[1].shape.bounds == pytest.approx((5.1, 52.0, 5.2, 52.1))


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"text", b"SQLite format 3\0" + b"x" * 2000, b'{"type": "FeatureCollection", "features": 7}',
        b'{"type": "FeatureCollection", "features": [{"properties": {"code": "GM0001"}, "geometry": {"type": "Polygon"}}]}',
        b'{"type": "FeatureCollection", "features": [{"properties": {"name": "no number"}}]}',
        b'{"type": "Topology", "arcs": [[[0, 0]]], "objects": {"a": {"geometries": [{"type": "Polygon", "id": "GM0001", "arcs": [[7]]}]}}}',
        b'{"type": "Topology"', b'{"type": "FeatureCollection", ', b"\x1f\x8b\x08\0broken",
    ],
)  # fmt: skip
def test_what_is_no_boundary(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x").write_bytes(raw)
    with pytest.raises(InputError, match=r"."):
        read(Content(tmp_path / "x"))


def test_who_a_record_is_about() -> None:
    assert coded({"statcode": "GM0355", "statnaam": "Zeist"}) == ("GM0355", "Zeist")
    assert coded({"Gemeentecode": "0355"}) == ("GM0355", "")
    assert coded({"gemeentecode": "GM0355", "water": "JA"}) is None
    assert coded({"statcode": "PV26"}) is None and coded({}) is None


def test_without_the_library_for_areas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made.geojson(tmp_path / "x")
    plain = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == "shapely":
            raise ImportError(name)
        return plain(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match="need the library shapely") as caught:
        read(Content(path))
    assert "herkomst[places]" in str(caught.value)
