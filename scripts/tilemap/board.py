# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tiles on a hexagonal grid, and what it costs that they lie where they lie."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from tilemap.land import Floats, Land

# What it costs. Found by looking at the outcome; only their proportions matter.
# Neighbours, by tiles from each other; each tile further 0.8 more.
APART = (0.0, 0.0, 1.0, 1.9, 2.7)
STRANGERS = (0.0, 0.0, 0.15, 0.5)  # side by side, by steps over land; four and more: 1 and up
OVER_WATER, BOTH_ISLANDS = 5.0, 0.4  # side by side with no way over land
BEARING, PLACE, SAME_PROVINCE, PIECE, HOLE = 0.35, 0.05, 0.25, 9.0, 4.0
STRAIT = 3.0  # how much more the bearing and distance of an island count
GAP = (0.0, 0.0, 0.05, 0.3, 1.2, 3.0, 6.0)  # an empty cell, by tiles around it
BAY, BAY_FROM = 0.2, 9  # and for each tile over so many among the eighteen around it

# Six directions of a hexagonal grid in axial steps (q, r); r counts rows southwards.
STEPS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
ROW = math.sqrt(3) / 2  # height of a row in tile widths


@dataclass(frozen=True)
class Grid:
    """Cells of a hexagonal grid, points up, in rows; tables so that settling need not reckon."""

    axial: list[tuple[int, int]]
    centre: list[tuple[float, float]]
    beside: list[list[int]]  # six, in the order of STEPS; -1 outside
    apart: list[list[int]]  # cells from one to another

    @classmethod
    def around(cls, points: Floats, margin: int = 3) -> Grid:
        """The cells around some points."""
        low, high = points.min(0) - margin, points.max(0) + margin
        axial = [
            (q, r)
            for r in range(int(low[1] / ROW) - 1, int(high[1] / ROW) + 2)
            for q in range(int(low[0] - r / 2) - 1, int(high[0] - r / 2) + 2)
        ]
        number = {cell: n for n, cell in enumerate(axial)}
        q, r = np.array(axial).T
        dq, dr = q[:, None] - q[None, :], r[:, None] - r[None, :]
        apart = np.maximum(np.maximum(abs(dq), abs(dr)), abs(dq + dr))
        return cls(
            axial,
            [(q + r / 2, r * ROW) for q, r in axial],
            [[number.get((q + dq, r + dr), -1) for dq, dr in STEPS] for q, r in axial],
            apart.tolist(),
        )


@dataclass
class Board:
    """Who is where, and what that costs."""

    land: Land
    grid: Grid
    wanted: Floats
    cell: list[int]
    holder: list[int] = field(default_factory=list)
    links: list[list[tuple[int, int, float, float]]] = field(default_factory=list)
    strange: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.holder = [-1] * len(self.grid.axial)
        for who, cell in enumerate(self.cell):
            self.holder[cell] = who
        self.links = [[] for _ in self.cell]
        for a, b, want in self.land.links:
            x, y = self.land.points[b] - self.land.points[a]
            length = math.hypot(x, y)
            self.links[a].append((b, want, x / length, y / length))
            self.links[b].append((a, want, -x / length, -y / length))
        count = range(len(self.cell))
        self.strange = [[self._strange(a, b) for b in count] for a in count]
        self.members: dict[str, list[int]] = {}
        for who, region in enumerate(self.land.regions):
            self.members.setdefault(region, []).append(who)

    def _strange(self, a: int, b: int) -> float:
        steps, part = self.land.steps[a][b], self.land.part
        same = -SAME_PROVINCE if self.land.provinces[a] == self.land.provinces[b] else 0.0
        if steps == len(self.cell):
            return same + (BOTH_ISLANDS if part[a] and part[b] else OVER_WATER)
        return same + (STRANGERS[steps] if steps < 4 else 1.0 + 0.25 * min(steps - 4, 8))

    def cost(self, some: Sequence[int]) -> float:
        """What these tiles cost, what is between two of them counted once."""
        total = 0.0
        among = set(some)
        for who in some:
            here = self.cell[who]
            x, y = self.grid.centre[here]
            for other, want, dx, dy in self.links[who]:
                there = self.cell[other]
                far = self.grid.apart[here][there]
                x2, y2 = self.grid.centre[there]
                cost = BEARING * (1 - (dx * (x2 - x) + dy * (y2 - y)) / math.hypot(x2 - x, y2 - y))
                if want == 1:
                    cost += APART[far] if far < 5 else APART[4] + 0.8 * (far - 4)
                elif want == 2:
                    cost = STRAIT * (cost + abs(far - want))
                else:
                    cost += abs(far - want) * 0.5
                total += cost / 2 if other in among else cost
            strange = self.strange[who]
            for cell in self.grid.beside[here]:
                other = self.holder[cell] if cell >= 0 else -1
                if other >= 0:
                    total += strange[other] / 2 if other in among else strange[other]
            total += PLACE * ((x - self.wanted[who][0]) ** 2 + (y - self.wanted[who][1]) ** 2)
        return total

    def gaps(self, cells: Iterable[int]) -> float:
        """What the empty cells at and around some cells cost: those in a bay of tiles, the narrower the more."""
        beside, holder = self.grid.beside, self.holder
        first = {n for c in cells for n in (c, *beside[c]) if n >= 0}
        near = {n for c in first for n in (c, *beside[c]) if n >= 0}
        total = 0.0
        for cell in near:
            if holder[cell] < 0:
                ring = beside[cell]
                total += GAP[sum(b >= 0 and holder[b] >= 0 for b in ring)]
                wide = {n for b in ring if b >= 0 for n in beside[b] if n >= 0}
                total += BAY * max(0, sum(holder[n] >= 0 for n in wide) - BAY_FROM)
        return total

    def pieces(self, region: str) -> int:
        """In how many pieces a region lies."""
        left = {self.cell[who] for who in self.members[region]}
        count = 0
        while left:
            count += 1
            pending = [left.pop()]
            while pending:
                for cell in self.grid.beside[pending.pop()]:
                    if cell in left:
                        left.remove(cell)
                        pending.append(cell)
        return count

    def enclosed(self) -> int:
        """How many empty cells have tiles all around, however far."""
        beside, holder = self.grid.beside, self.holder
        seen = {0}
        pending = [0]
        while pending:
            for cell in beside[pending.pop()]:
                if cell >= 0 and holder[cell] < 0 and cell not in seen:
                    seen.add(cell)
                    pending.append(cell)
        return len(holder) - len(self.cell) - len(seen)

    def total(self) -> float:
        """What all of it costs."""
        cells = {n for c in self.cell for n in (c, *self.grid.beside[c])}
        whole = PIECE * sum(self.pieces(r) for r in self.members) + HOLE * self.enclosed()
        return self.cost(range(len(self.cell))) + self.gaps(cells) + whole

    def place(self, moved: Sequence[tuple[int, int]]) -> None:
        """Put tiles on cells."""
        for who, _ in moved:
            self.holder[self.cell[who]] = -1
        for who, cell in moved:
            self.cell[who], self.holder[cell] = cell, who


def board_of(land: Land, placed: dict[str, tuple[int, int]]) -> Board:
    """The board of a map as it stands: body -> column and row."""
    axial = [(c - (r - r % 2) // 2, r) for c, r in (placed[body] for body in land.ids)]
    wanted = np.array([(q + r / 2, r * ROW) for q, r in axial])
    grid = Grid.around(wanted)
    number = {cell: n for n, cell in enumerate(grid.axial)}
    return Board(land, grid, wanted, [number[cell] for cell in axial])
