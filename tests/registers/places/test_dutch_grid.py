# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Dutch grid: known points of the land register within a metre."""

from __future__ import annotations

import numpy as np
import pytest

from herkomst.registers.places.dutch_grid import to_degrees


@pytest.mark.parametrize(
    ("x", "y", "longitude", "latitude"),
    [
        (155_000.0, 463_000.0, 5.38720621, 52.15517440),  # Amersfoort, the origin
        (120_700.723, 487_525.501, 4.88352559, 52.37453253),  # Amsterdam, Westertoren
        (233_883.131, 582_065.167, 6.56820053, 53.21938317),  # Groningen, Martinitoren
    ],
)
def test_known_points(x: float, y: float, longitude: float, latitude: float) -> None:
    got = to_degrees(np.array([[x, y]]))[0]
    assert got[0] == pytest.approx(longitude, abs=1.5e-5)
    assert got[1] == pytest.approx(latitude, abs=1e-5)
