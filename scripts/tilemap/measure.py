# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""How good a map is."""

from __future__ import annotations

import math

import numpy as np
from tilemap.board import Board
from tilemap.land import Floats


def measures(board: Board) -> dict[str, float]:
    """How good the map is. Displacement is in tiles, against the centre points under the shift and scale
    that fit best."""
    land, grid = board.land, board.grid
    apart = [grid.apart[board.cell[a]][board.cell[b]] for a, b in land.pairs]
    tiles = np.array([grid.centre[c] for c in board.cell])
    true, drawn = land.points - land.points.mean(0), tiles - tiles.mean(0)
    shift = np.sqrt(((true * (true * drawn).sum() / (true**2).sum() - drawn) ** 2).sum(1))
    touching = [
        (who, board.holder[c])
        for who, cell in enumerate(board.cell)
        for c in grid.beside[cell][:3]
        if c >= 0 and board.holder[c] >= 0
    ]
    known = set(land.pairs)
    bearings = [
        math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
        for a, b in land.pairs
        for cosine in [_cosine(land.points[b] - land.points[a], tiles[b] - tiles[a])]
    ]
    return {
        "tiles": len(board.cell),
        "neighbour pairs": len(apart),
        "kept side by side": round(sum(d == 1 for d in apart) / len(apart), 3),
        "at most one tile between": round(sum(d <= 2 for d in apart) / len(apart), 3),
        "touching that are neighbours": round(
            sum((min(p), max(p)) in known for p in touching) / len(touching), 3
        ),
        "touching four or more steps apart": sum(land.steps[a][b] >= 4 for a, b in touching),
        "mean displacement": round(float(shift.mean()), 2),
        "largest displacement": round(float(shift.max()), 2),
        "mean turn of bearing, degrees": round(sum(bearings) / len(bearings), 1),
        "regions (provinces, parts over water apart)": len(board.members),
        "pieces they lie in": sum(board.pieces(r) for r in board.members),
        "enclosed empty cells": board.enclosed(),
        "cost": round(board.total(), 1),
    }


def _cosine(one: Floats, other: Floats) -> float:
    return float((one * other).sum() / (np.hypot(*one) * np.hypot(*other)))
