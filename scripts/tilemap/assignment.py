# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A place of its own for each, at the least total cost."""

from __future__ import annotations

import numpy as np
from tilemap.land import Floats


def assign(cost: Floats) -> list[int]:
    """For each row a column of its own, at the least total cost (shortest augmenting paths; Jonker and
    Volgenant 1987). Rows at most columns."""
    rows, columns = cost.shape
    padded = np.zeros((rows + 1, columns + 1))
    padded[1:, 1:] = cost
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    holder = np.zeros(columns + 1, dtype=int)
    came = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        holder[0], column = row, 0
        least = np.full(columns + 1, np.inf)
        used = np.zeros(columns + 1, dtype=bool)
        while True:
            used[column] = True
            here = holder[column]
            now = padded[here] - of_row[here] - of_column
            better = (now < least) & ~used
            least[better], came[better] = now[better], column
            open_ = np.where(used, np.inf, least)
            open_[0] = np.inf
            following = int(open_.argmin())
            step = open_[following]
            of_row[holder[used]] += step
            of_column[used] -= step
            least[~used] -= step
            column = following
            if holder[column] == 0:
                break
        while column:
            before = int(came[column])
            holder[column], column = holder[before], before
    found = [0] * rows
    for column in range(1, columns + 1):
        if holder[column]:
            found[holder[column] - 1] = column - 1
    return found
