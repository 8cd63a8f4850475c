# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device's own coordinates give its municipality; those of an address database never do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import Run, shared
from tests.registers.places import made

from herkomst.app import places
from herkomst.app.bodies import find_body, name_of
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import CatalogueError
from herkomst.model import BodyKind

ZEIST = {"lat": 52.0906, "lon": 5.2333}


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HERKOMST_CATALOGUE", str(tmp_path / "own"))
    places.known.cache_clear()
    yield
    monkeypatch.undo()
    places.known.cache_clear()


def test_the_devices_own_place_and_no_other(run: Run) -> None:
    boundaries = shared("data/bodies/gemeenten_simple.topojson")
    done = run("places", "refresh", boundaries, "--year", 2025, "--json")
    assert done.json["municipalities"] == 342 and done.json["not_of_today"] == []
    given = [
        {"id": n, "ip": "192.0.2.1", "net": {"holder": "KPN B.V.", "class": "access_isp"},
         "place": {**ZEIST, "from": source}}
        for n, source in enumerate(("device", "geoip", "", None))
    ]  # fmt: skip
    got = run("attribute", stdin="\n".join(map(json.dumps, given))).lines
    assert [g["level"] for g in got] == ["located_in", *["country_only"] * 3]
    assert any("Zeist" in i["value"] for i in got[0]["for"])
    assert "Zeist" not in json.dumps(got[1:]), "a default point of a location database is no place"


def test_every_municipality_is_understood_by_the_name_that_is_filled_in() -> None:
    for body in load_public_bodies().bodies.values():
        if body.kind is BodyKind.GEMEENTE and body.active and not body.synthetic:
            assert find_body(name_of(body.id)).id == body.id


def test_what_is_left_alone(run: Run, tmp_path: Path) -> None:
    run("places", "refresh", made.geojson(tmp_path / "x.json"), "--year", 2025)
    for place in (
        {"lat": 52.05, "lon": 5.05, "from": "geoip"},
        {"lat": 52.05, "lon": 5.05, "from": "device", "municipality": "Zeist"},
        {"lat": "52", "lon": 5.05, "from": "device"},
        {"lat": True, "lon": 5.05, "from": "device"},
        {"lat": 52.05, "from": "device"},
        {"lat": 40.0, "lon": 5.0, "from": "device"},
    ):
        assert places.placed({"place": place}) == {"place": place}
    assert places.placed({}) == {} and places.placed({"place": 7}) == {"place": 7}


def test_wrong_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no boundaries")
    for args in (["text", "--year", 2025], ["absent", "--year", 2025]):
        got = run("places", "refresh", *args)
        assert got.code == 2 and got.err.startswith("herkomst: ")
    path = made.geojson(tmp_path / "x.json")
    assert run("places", "refresh", path, "--year", 25).code == 2


def squares(*codes: str) -> list[dict[str, object]]:
    return [
        {
            "type": "Feature",
            "properties": {"statcode": code, "statnaam": code},
            "geometry": {"type": "Polygon", "coordinates": [made.ring(5 + n / 10, 52.0)]},
        }
        for n, code in enumerate(codes)
    ]


def test_the_newest_boundaries_are_drawn_by_the_bodies_of_today(run: Run, tmp_path: Path) -> None:
    assert places.drawing() is None
    first = made.geojson(tmp_path / "a.json", squares("GM0355", "GM0342"))
    run("places", "refresh", first, "--year", 2024)
    old = places.drawing()
    assert old is not None and [a.body[-6:] for a in old.areas] == ["gm0342", "gm0355"]
    # Brielle went up in Voorne aan Zee, Weesp in Amsterdam; nobody has the number 9999.
    second = made.geojson(tmp_path / "b.json", squares("GM0501", "GM0457", "GM9999"))
    run("places", "refresh", second, "--year", 2025)
    new = places.drawing()
    assert new is not None and [a.body[-6:] for a in new.areas] == ["gm0363", "gm1992"]
    assert new.stamp != old.stamp


def test_boundaries_of_nobody_are_not_drawn_and_damage_is_told(run: Run, tmp_path: Path) -> None:
    run("places", "refresh", made.geojson(tmp_path / "x.json"), "--year", 2025)
    assert places.drawing() is None
    (places.folder() / "2026.map").write_text("{")
    with pytest.raises(CatalogueError, match="damaged"):
        places.drawing()
