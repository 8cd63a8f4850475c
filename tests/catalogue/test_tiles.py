# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tiles read, and are those of today's municipalities."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst import catalogue
from herkomst.catalogue import tiles as module
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.catalogue.tiles import tiles
from herkomst.errors import CatalogueError
from herkomst.model import BodyKind


def test_one_tile_a_municipality_in_reading_order() -> None:
    found = tiles()
    municipalities = {
        b.id
        for b in load_public_bodies().bodies.values()
        if b.kind is BodyKind.GEMEENTE and b.active and not b.synthetic
    }
    assert {t.body for t in found} == municipalities and len(found) == 342
    assert len({t.label for t in found}) == 342 and all(len(t.label) == 3 for t in found)
    assert [(t.row, t.column) for t in found] == sorted((t.row, t.column) for t in found)
    assert len({t.province for t in found}) == 12


def test_a_tile_of_nobody_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bodies").mkdir()
    (tmp_path / "bodies/tilemap.csv").write_text("body,column,row,label\nnobody,0,0,NOB\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    tiles.cache_clear()
    try:
        with pytest.raises(CatalogueError, match="nobody") as caught:
            tiles()
        assert caught.value.where == "tilemap.csv:2"
    finally:
        tiles.cache_clear()
    assert tmp_path != catalogue.ROOT
