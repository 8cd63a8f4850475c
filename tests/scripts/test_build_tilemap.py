# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of tiles: how it is built, and how good the one that we ship is."""

from __future__ import annotations

import csv
import itertools
import re
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
from build_tilemap import build, read_map, rows  # noqa: E402
from tilemap.assignment import assign  # noqa: E402
from tilemap.board import Board, Grid, board_of  # noqa: E402
from tilemap.labels import labels, letters  # noqa: E402
from tilemap.land import BODIES, Land, read_bodies, read_land  # noqa: E402
from tilemap.measure import measures  # noqa: E402

SIDE = 5


@pytest.fixture
def small(tmp_path: Path) -> Land:
    """Twenty-five municipalities in a square, two provinces, and an island to the north."""
    path = tmp_path / "centres.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("body,lon,lat,neighbours\n")
        for at in range(SIDE * SIDE):
            x, y = at % SIDE, at // SIDE
            beside = [
                f"gm{other:04}:5.0"
                for other in range(SIDE * SIDE)
                if abs(other % SIDE - x) + abs(other // SIDE - y) == 1
            ]
            stream.write(f"u/gm{at:04},{5 + x * 0.15},{52 + y * 0.1},{' '.join(beside)}\n")
        stream.write("u/gm0099,5.3,52.7,\n")
    provinces = {f"u/gm{at:04}": "west" if at % SIDE < 2 else "east" for at in range(SIDE * SIDE)}
    return read_land(path, provinces | {"u/gm0099": "west"})


@pytest.fixture(scope="module")
def shipped() -> Board:
    land = read_land(BODIES / "centres.csv", read_bodies()[1])
    return board_of(land, read_map(BODIES / "tilemap.csv"))


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(0, 20), min_size=6, max_size=6), min_size=n, max_size=n
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_the_assignment_is_the_cheapest_of_all(cost: list[list[int]]) -> None:
    found = assign(np.array(cost, dtype=float))
    assert len(set(found)) == len(cost)
    best = min(
        sum(row[column] for row, column in zip(cost, columns, strict=True))
        for columns in itertools.permutations(range(6), len(cost))
    )
    assert sum(row[column] for row, column in zip(cost, found, strict=True)) == best


def test_the_grid_knows_its_neighbours() -> None:
    grid = Grid.around(np.array([[0.0, 0.0], [6.0, 6.0]]))
    for cell, beside in enumerate(grid.beside):
        for other in (b for b in beside if b >= 0):
            assert grid.apart[cell][other] == 1 and cell in grid.beside[other]
            (x, y), (x2, y2) = grid.centre[cell], grid.centre[other]
            assert (x - x2) ** 2 + (y - y2) ** 2 == pytest.approx(1.0)


@pytest.mark.slow
def test_a_small_land_is_laid_out_well_and_alike_each_time(small: Land) -> None:
    names = [f"gemeente Plaats{chr(65 + n)}xyz" for n in range(len(small.ids))]
    first, again = (build(small, 6000, seeds=(3,), rounds=200) for _ in range(2))
    assert rows(first, names) == rows(again, names)
    found = measures(first)
    assert found["tiles"] == 26
    assert found["kept side by side"] > 0.8
    assert found["at most one tile between"] == 1.0
    assert found["pieces they lie in"] == found["regions (provinces, parts over water apart)"] == 3
    island = first.cell[small.ids.index("u/gm0099")]
    assert all(c < 0 or first.holder[c] < 0 for c in first.grid.beside[island])
    laid = {body: (int(c), int(r)) for body, c, r, _ in rows(first, names)}
    assert min(laid.values(), key=lambda at: at[1]) == laid["u/gm0099"]
    assert measures(board_of(small, laid))["kept side by side"] == found["kept side by side"]


def test_settling_keeps_every_tile_on_a_cell_of_its_own(small: Land) -> None:
    board = build(small, 3000, seeds=(5, 6), rounds=50)
    assert len(set(board.cell)) == len(board.cell)
    assert sorted(h for h in board.holder if h >= 0) == list(range(len(board.cell)))
    assert all(board.holder[cell] == who for who, cell in enumerate(board.cell))


def test_labels_are_of_the_name_and_no_two_alike() -> None:
    names = [
        "gemeente Bergen (NH)",
        "gemeente Bergen (L)",
        "gemeente 's-Hertogenbosch",
        "gemeente Ede",
    ]
    made = labels(names)
    assert len(set(made)) == 4 and made[3] == "EDE"
    for label, name in zip(made, names, strict=True):
        assert label in dict(letters(name)) and re.fullmatch("[A-Z]{3}", label)


# --- the map that we ship ---------------------------------------------------------------------------


def test_every_municipality_has_one_tile(shipped: Board) -> None:
    with (BODIES / "bodies.csv").open(encoding="utf-8", newline="") as stream:
        wanted = {
            r["id"]
            for r in csv.DictReader(stream)
            if r["kind"] == "gemeente" and r["active"] == "1"
        }
    placed = read_map(BODIES / "tilemap.csv")
    assert placed.keys() == wanted and len(wanted) == 342
    assert len(set(placed.values())) == 342
    assert min(c for c, _ in placed.values()) == min(r for _, r in placed.values()) == 0


def test_the_map_is_as_good_as_its_page_says(shipped: Board) -> None:
    found = measures(shipped)
    assert found["kept side by side"] >= 0.74
    assert found["at most one tile between"] >= 0.96
    assert found["mean displacement"] <= 1.1
    assert found["touching four or more steps apart"] <= 5
    assert found["pieces they lie in"] == found["regions (provinces, parts over water apart)"]
    assert found["enclosed empty cells"] == 0
    page = (ROOT / "docs/reference/bodies.md").read_text(encoding="utf-8")
    for name in ("kept side by side", "at most one tile between", "mean displacement"):
        assert re.search(rf"\| {name} \| {found[name]} \|", page), name


def test_no_island_touches_the_mainland_and_the_sea_stays_open(shipped: Board) -> None:
    land = shipped.land
    for who, part in enumerate(land.part):
        for cell in shipped.grid.beside[shipped.cell[who]]:
            other = shipped.holder[cell] if cell >= 0 else -1
            if other >= 0 and part:
                assert land.part[other], (land.ids[who], land.ids[other])
    names, _ = read_bodies()
    at = {names[body]: cell for body, cell in zip(land.ids, shipped.cell, strict=True)}
    for one, other in (
        ("gemeente Hollands Kroon", "gemeente Súdwest-Fryslân"),  # the Afsluitdijk
        ("gemeente Enkhuizen", "gemeente Lelystad"),  # the Houtribdijk
    ):
        assert shipped.grid.apart[at[one]][at[other]] >= 3


def test_north_is_up_and_east_is_right(shipped: Board) -> None:
    tiles = np.array([shipped.grid.centre[c] for c in shipped.cell])
    for axis in (0, 1):
        assert np.corrcoef(tiles[:, axis], shipped.land.points[:, axis])[0, 1] > 0.96
