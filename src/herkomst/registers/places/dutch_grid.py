# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coordinates of the Dutch national grid (RD, EPSG 28992) -> degrees (EPSG 4326).

The approximation of Schreutelkamp and Strang van Hees (2001): within half a metre in the Netherlands.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_X, _Y, _LATITUDE, _LONGITUDE = 155_000.0, 463_000.0, 52.15517440, 5.38720621
_NORTH = {
    (0, 1): 3235.65389, (2, 0): -32.58297, (0, 2): -0.24750, (2, 1): -0.84978, (0, 3): -0.06550,
    (2, 2): -0.01709, (1, 0): -0.00738, (4, 0): 0.00530, (2, 3): -0.00039, (4, 1): 0.00033, (1, 1): -0.00012,
}  # fmt: skip
_EAST = {
    (1, 0): 5260.52916, (1, 1): 105.94684, (1, 2): 2.45656, (3, 0): -0.81885, (1, 3): 0.05594,
    (3, 1): -0.05607, (0, 1): 0.01199, (3, 2): -0.00256, (1, 4): 0.00128, (0, 2): 0.00022, (2, 0): -0.00022,
    (5, 0): 0.00026,
}  # fmt: skip


def to_degrees(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Rows of x, y in metres -> rows of longitude, latitude in degrees."""
    x, y = (points[:, 0] - _X) * 1e-5, (points[:, 1] - _Y) * 1e-5
    north = sum(k * x**p * y**q for (p, q), k in _NORTH.items())
    east = sum(k * x**p * y**q for (p, q), k in _EAST.items())
    return np.column_stack([_LONGITUDE + east / 3600, _LATITUDE + north / 3600])
