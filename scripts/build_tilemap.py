# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build `catalogue/bodies/tilemap.csv`: one hexagon of equal area for each municipality.

    python scripts/build_tilemap.py [--steps N] [--tries N] [--measure]

From the centre points and shared borders of `centres.csv`, in three steps, each deterministic:

1. *spread*: points push each other to one tile's width and neighbours pull, so that the crowded west
   gets room and the wide north gives it; points in the IJsselmeer hold its place open;
2. *assign*: each point gets a cell of a hexagonal grid, at the least total squared distance;
3. *settle*: tiles trade places, and rows of tiles shift into gaps, under simulated annealing. What it
   costs: neighbours apart, strangers side by side (the more so, the further apart they are over
   land: that keeps the water open), wrong bearings, gaps, provinces in pieces.

The measures of the outcome are printed, and stand in docs/reference/bodies.md.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tilemap.assignment import assign
from tilemap.board import Board, Grid, board_of
from tilemap.labels import labels
from tilemap.land import BODIES, Land, read_bodies, read_land
from tilemap.measure import measures
from tilemap.settle import settle
from tilemap.spread import spread


def rows(board: Board, names: Sequence[str]) -> list[list[str]]:
    """Body, column and row from the north-west, label; odd rows stand half a tile to the right."""
    axial = [board.grid.axial[c] for c in board.cell]
    top = min(r for _, r in axial)
    down = [(q, r - top) for q, r in axial]
    placed = [(q + (row - row % 2) // 2, row) for q, row in down]
    left = min(column for column, _ in placed)
    return [
        [body, str(column - left), str(row), label]
        for body, (column, row), label in zip(board.land.ids, placed, labels(names), strict=True)
    ]


def build(land: Land, steps: int, seeds: Sequence[int], rounds: int = 900) -> Board:
    """The board of a land, settled: of several tries the one that costs least."""
    wanted = spread(land, rounds)
    grid = Grid.around(wanted)
    cost = ((wanted[:, None, :] - np.array(grid.centre)[None, :, :]) ** 2).sum(-1)
    first = assign(cost)[: len(land.ids)]
    boards = [Board(land, grid, wanted, list(first)) for _ in seeds]
    for board, seed in zip(boards, seeds, strict=True):
        settle(board, steps, seed)
    return min(boards, key=lambda board: board.total())


def read_map(path: Path) -> dict[str, tuple[int, int]]:
    """A map that was written: body -> column and row."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {r["body"]: (int(r["column"]), int(r["row"])) for r in csv.DictReader(stream)}


def main() -> None:
    """Build the map, write it and print its measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=600_000, help="of each try")
    parser.add_argument("--tries", type=int, default=6)
    parser.add_argument("--measure", action="store_true", help="only measure the map as it stands")
    parser.add_argument("--target", type=Path, default=BODIES / "tilemap.csv")
    chosen = parser.parse_args()
    names, provinces = read_bodies()
    land = read_land(BODIES / "centres.csv", provinces)
    if chosen.measure:
        board = board_of(land, read_map(chosen.target))
    else:
        board = build(land, chosen.steps, range(1, chosen.tries + 1))
        with chosen.target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["body", "column", "row", "label"])
            writer.writerows(rows(board, [names[body] for body in land.ids]))
    for name, value in measures(board).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
