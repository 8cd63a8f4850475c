# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Points push each other to one tile's width, and neighbours pull."""

from __future__ import annotations

import numpy as np
from tilemap.land import Floats, Land, kilometres

# The IJsselmeer and the Markermeer, as points that hold a tile's room and get none (lon, lat).
WATER = (
    (5.13, 52.53),
    (5.20, 52.68),
    (5.22, 52.82),
    (5.24, 52.95),
    (5.36, 52.62),
    (5.37, 52.74),
    (5.38, 52.87),
    (5.42, 52.97),
    (5.53, 52.79),
)
TILE_KM = 10.3  # how wide a tile is when the points begin to spread


def spread(land: Land, rounds: int = 900) -> Floats:
    """Where each municipality wants its tile, in tile widths; the water's points last."""
    home = np.vstack([land.points, [kilometres(*w) for w in WATER]]) / TILE_KM
    links = np.array([(a, b, want) for a, b, want in land.links if want < 3])
    a, b = links[:, 0], links[:, 1]
    rest = np.where(links[:, 2] == 1, 1.05, 2.0)
    at = home.copy()
    for _ in range(rounds):
        between = at[:, None, :] - at[None, :, :]
        far = np.sqrt((between**2).sum(-1)) + np.eye(len(at)) * 9
        push = (between / far[..., None] * np.clip(1.0 - far, 0, None)[..., None] * 0.5).sum(1)
        towards = at[b] - at[a]
        length = np.sqrt((towards**2).sum(1))
        pull = towards / length[:, None] * np.clip(length - rest, 0, None)[:, None] * 0.06
        np.add.at(push, a, pull)
        np.add.at(push, b, -pull)
        at += np.clip(push + 0.006 * (home - at), -0.3, 0.3)
    return np.round(at, 3)  # so that another processor's last digit changes nothing
