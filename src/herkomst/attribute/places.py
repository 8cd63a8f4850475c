# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coordinates that a device gives of itself -> the municipality it stands in, on that day.

A grid of cells answers for most points at once: a cell lies wholly inside one municipality, or outside
all. Only in cells that a border crosses is the point tested against the borders themselves, so the answer
is exact. Boundaries have a year; where a merger between that year and the day leaves doubt, nobody is
named.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from herkomst.catalogue.public_bodies import PublicBodies
from herkomst.errors import CatalogueError

Array = np.ndarray[Any, Any]
STEP = 0.01  # degrees: some 700 by 1,100 metres
NOBODY, BORDER = -1, -2
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
MOST_CELLS = 4_000_000


class Areas:
    """The municipalities of one year."""

    def __init__(self, codes: Sequence[str], shapes: Sequence[Any]) -> None:
        """`codes`: GM and four digits; `shapes`: shapely areas in degrees. Errors: `ValueError` for
        areas that are spread too wide."""
        import shapely

        self.codes = list(codes)
        self._shapes = np.array(shapes, object)
        bounds = shapely.bounds(self._shapes)
        self.west, self.south = (np.floor(bounds[:, :2].min(axis=0) / STEP) * STEP).tolist()
        columns, rows = (
            np.ceil((bounds[:, 2:].max(axis=0) - [self.west, self.south]) / STEP).astype(int) + 1
        )
        if columns * rows > MOST_CELLS:
            raise ValueError("these areas are spread too wide for municipalities of one country")
        self.grid = np.full((rows, columns), NOBODY, np.int16)
        crossed: list[tuple[int, int]] = []
        for number, shape in enumerate(self._shapes):
            crossed += self._lay(number, shape, bounds[number])
        self._index(crossed)

    def _lay(self, number: int, shape: Any, bounds: Array) -> list[tuple[int, int]]:
        """Mark the cells inside one area; gives those its border crosses."""
        import shapely

        shapely.prepare(shape)
        (left, low), (right, top) = (self._cells(*bounds[i : i + 2]) for i in (0, 2))
        column, row = (
            a.ravel() for a in np.meshgrid(np.arange(left, right + 1), np.arange(low, top + 1))
        )
        x, y = self.west + column * STEP, self.south + row * STEP
        # A hair wider than the cell: a point that rounding puts in it is in the box for sure.
        boxes = shapely.box(x - 1e-9, y - 1e-9, x + STEP + 1e-9, y + STEP + 1e-9)
        inside = shapely.contains_properly(shape, boxes)
        self.grid[row[inside], column[inside]] = number
        near = ~inside
        near[near] = shapely.intersects(shape, boxes[near])
        cells = row[near] * self.grid.shape[1] + column[near]
        return [(int(c), number) for c in cells]

    def _cells(self, x: float, y: float) -> tuple[int, int]:
        return int((x - self.west) / STEP), int((y - self.south) / STEP)

    def _index(self, crossed: list[tuple[int, int]]) -> None:
        pairs = np.array(sorted(crossed), np.int64).reshape(-1, 2)
        self.cells, self.starts = np.unique(pairs[:, 0], return_index=True)
        self.starts = np.append(self.starts, len(pairs))
        self.near = pairs[:, 1].astype(np.int16)
        self.grid.ravel()[self.cells] = BORDER

    def find(self, longitudes: Array, latitudes: Array) -> Array:
        """For each point the place in `codes` of the area it lies in, else -1. On a border between two,
        the first of them."""
        with np.errstate(invalid="ignore"):
            column = np.floor((longitudes - self.west) / STEP)
            row = np.floor((latitudes - self.south) / STEP)
            rows, columns = self.grid.shape
            within = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        found = np.full(len(longitudes), NOBODY, np.int16)
        at = row[within].astype(np.int64) * columns + column[within].astype(np.int64)
        found[within] = self.grid.ravel()[at]
        open_ = np.flatnonzero(found == BORDER)
        if len(open_):
            cells = row[open_].astype(np.int64) * columns + column[open_].astype(np.int64)
            found[open_] = self._exactly(longitudes[open_], latitudes[open_], cells)
        return found

    def _exactly(self, x: Array, y: Array, cells: Array) -> Array:
        """Points in cells that a border crosses, against each area near them."""
        import shapely

        slot = np.searchsorted(self.cells, cells)
        count = self.starts[slot + 1] - self.starts[slot]
        point = np.repeat(np.arange(len(x)), count)
        first = np.repeat(self.starts[slot] - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
        area = self.near[first + np.arange(len(point))]
        order = np.argsort(area, kind="stable")
        found = np.full(len(x), NOBODY, np.int16)
        edges = np.flatnonzero(np.diff(area[order], prepend=-1, append=-1))
        for begin, end in zip(edges[::-1][1:], edges[::-1], strict=False):
            some = point[order[begin:end]]
            number = area[order[begin]]
            shape = self._shapes[number]
            shapely.prepare(shape)
            inside = shapely.intersects_xy(shape, x[some], y[some])
            found[some[inside]] = number
        return found

    def save(self, path: Path) -> None:
        """One file, whole or not at all."""
        import shapely

        blobs = shapely.to_wkb(self._shapes)
        fresh = path.with_suffix(".new")
        with fresh.open("wb") as stream:
            np.savez(
                stream,
                codes=np.array(self.codes, "U6"),
                grid=self.grid,
                corner=np.array([self.west, self.south]),
                cells=self.cells,
                starts=self.starts,
                near=self.near,
                blobs=np.frombuffer(b"".join(blobs), np.uint8),
                ends=np.cumsum([len(b) for b in blobs]),
            )
        fresh.replace(path)

    @classmethod
    def load(cls, path: Path) -> Areas:
        """Errors: `CatalogueError` for a damaged file."""
        import zipfile

        import shapely

        made = cls.__new__(cls)
        try:
            with np.load(path, allow_pickle=False) as held:
                made.codes = [str(c) for c in held["codes"]]
                made.grid, made.cells = held["grid"], held["cells"]
                made.starts, made.near = held["starts"], held["near"]
                made.west, made.south = held["corner"].tolist()
                raw, ends = held["blobs"].tobytes(), held["ends"].tolist()
            parts = [raw[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]
            made._shapes = shapely.from_wkb(np.array(parts, object))
        except (
            OSError,
            ValueError,
            KeyError,
            zipfile.BadZipFile,
            shapely.errors.ShapelyError,
        ) as error:
            raise CatalogueError(
                f"these boundaries are damaged: {error}",
                where=str(path),
                do="Make them again: herkomst places refresh FILE.",
            ) from error
        return made


class Places:
    """The boundaries of all years that the user has."""

    def __init__(self, folder: Path, bodies: PublicBodies) -> None:
        """`folder` holds a file a year, `2025.npz`; it need not exist."""
        self._bodies = bodies
        self._files = {p.stem: p for p in sorted(folder.glob("[12][0-9][0-9][0-9].npz"))}
        self._areas: dict[str, Areas] = {}

    def __bool__(self) -> bool:
        return bool(self._files)

    def municipality(self, latitude: float, longitude: float, on: str | None = None) -> str | None:
        """The id of the municipality a point lies in on a day (default: today), or null: outside all
        of them, or not to be told from boundaries of another year."""
        year = self._year(on)
        if year is None:
            return None
        if year not in self._areas:
            self._areas[year] = Areas.load(self._files[year])
        areas = self._areas[year]
        at = int(areas.find(np.array([longitude], float), np.array([latitude], float))[0])
        return None if at < 0 else self._on(TOOI + areas.codes[at].lower(), f"{year}-01-01", on)

    def _year(self, on: str | None) -> str | None:
        """The newest boundaries that are not after a day, else the oldest."""
        years = list(self._files)
        before = [y for y in years if on is None or f"{y}-01-01" <= on]
        return before[-1] if before else years[0] if years else None

    def _on(self, body: str, drawn: str, on: str | None) -> str | None:
        """Who stood on a day where `body` stood when the boundaries were drawn."""
        day = on or "9999"
        for event in sorted(self._bodies.events, key=lambda e: e.date):
            if drawn < event.date <= day and body in event.ended:
                if len(event.after) != 1:
                    return None
                (body,) = event.after
            elif day < event.date <= drawn and body in (*event.ended, *event.after):
                return None
        known = self._bodies.bodies.get(body)
        return body if known is not None else None
