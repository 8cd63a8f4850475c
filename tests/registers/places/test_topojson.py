# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""TopoJSON: the real set, in which neighbours share their arcs and do not overlap."""

from __future__ import annotations

from tests.conftest import shared

from herkomst.content import Content
from herkomst.registers.places import read


def test_the_real_set() -> None:
    import shapely

    found = read(Content(shared("data/bodies/gemeenten_simple.topojson")))
    assert len(found) == 342 and all(b.shape.is_valid for b in found)
    whole = shapely.union_all([b.shape for b in found])
    assert abs(whole.area - sum(b.shape.area for b in found)) < 1e-3 * whole.area
