# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each municipality has its tile on the map of the country: equal areas, neighbours near.

Read from `catalogue/bodies/tilemap.csv`, made by `scripts/build_tilemap.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from herkomst.catalogue import ROOT
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality's hexagon. Columns and rows count from the north-west; odd rows stand half a tile
    to the right. `label` is three letters that no other tile has."""

    body: str
    name: str
    province: str
    column: int
    row: int
    label: str


@cache
def tiles() -> tuple[Tile, ...]:
    """All tiles, row by row. Errors: `CatalogueError` for a body that is not known."""
    return tuple(sorted(_tiles(), key=lambda t: (t.row, t.column)))


def _tiles() -> Iterator[Tile]:
    bodies = load_public_bodies().bodies
    with (ROOT / "bodies/tilemap.csv").open(encoding="utf-8", newline="") as stream:
        for line, row in enumerate(csv.DictReader(stream), 2):
            body = bodies.get(row["body"])
            if body is None:
                raise CatalogueError(
                    f"no body has the id {row['body']!r}",
                    where=f"tilemap.csv:{line}",
                    do="Run scripts/build_tilemap.py again.",
                )
            yield Tile(
                body=body.id,
                name=body.name,
                province=body.province,
                column=int(row["column"]),
                row=int(row["row"]),
                label=row["label"],
            )
