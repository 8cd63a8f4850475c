# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulated annealing: tiles trade places, and rows of tiles shift into gaps."""

from __future__ import annotations

import math
import random

from tilemap.board import HOLE, PIECE, Board

HOT, COLD = 0.9, 0.03


def settle(board: Board, steps: int, seed: int) -> None:
    """Anneal: trade and shift tiles, ever more choosy."""
    chance = random.Random(seed)
    for step in range(steps):
        moved = _proposal(board, chance)
        if not moved:
            continue
        heat = HOT * (COLD / HOT) ** (step / steps)
        most = -heat * math.log(1 - chance.random())
        back = [(who, board.cell[who]) for who, _ in moved]
        names = [who for who, _ in moved]
        cells = {c for _, c in (*moved, *back)}
        change = -board.cost(names) - board.gaps(cells)
        board.place(moved)
        change += board.cost(names) + board.gaps(cells)
        if change <= most:  # only now what takes longer to reckon
            change += _whole(board, names)
            board.place(back)
            change -= _whole(board, names)
            if change <= most:
                board.place(moved)
        else:
            board.place(back)


def _whole(board: Board, names: list[int]) -> float:
    """What the pieces of the regions of some tiles cost, and the holes in the land."""
    regions = {board.land.regions[who] for who in names}
    return PIECE * sum(board.pieces(r) for r in regions) + HOLE * board.enclosed()


def _proposal(board: Board, chance: random.Random) -> list[tuple[int, int]]:
    """Two tiles that trade places, or a row of tiles that shifts by one into a gap."""
    who = chance.randrange(len(board.cell))
    if chance.random() < 0.5:
        return _trade(board, chance, who)
    direction = chance.randrange(6)
    gap = board.grid.beside[board.cell[who]][(direction + 3) % 6]
    if gap < 0 or board.holder[gap] >= 0:
        return []
    moved = []
    cell = board.cell[who]
    for _ in range(chance.randint(1, 14)):
        other = board.holder[cell] if cell >= 0 else -1
        if other < 0:
            break
        moved.append((other, gap))
        gap, cell = cell, board.grid.beside[cell][direction]
    return moved


def _trade(board: Board, chance: random.Random, who: int) -> list[tuple[int, int]]:
    around = board.cell[who]
    if board.links[who] and chance.random() < 0.6:
        around = board.cell[chance.choice(board.links[who])[0]]
    cell = chance.choice(board.grid.beside[around])
    if cell < 0 or cell == board.cell[who]:
        return []
    other = board.holder[cell]
    return [(who, cell)] if other < 0 else [(who, cell), (other, board.cell[who])]
