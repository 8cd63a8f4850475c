# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue reads, says where it is wrong, and knows its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst import catalogue
from herkomst.errors import CatalogueError


def test_makers_and_brands_are_found_by_any_of_their_names() -> None:
    for name in (
        "Hikvision",
        "HIKVISION",
        "hikvision",
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
    ):
        assert catalogue.maker_id(name) == "hikvision"
    assert catalogue.maker_id("Zomaar Iets") is None


def test_a_name_two_makers_claim_stands_for_neither() -> None:
    names = catalogue.maker_names()
    assert all(owner in catalogue.makers() for owner in names.values())


def test_every_maker_and_rule_has_a_source() -> None:
    assert all(e.maker.source for e in catalogue.makers().values())
    assert all(r.source for r in catalogue.rules())
    assert len(catalogue.makers()) >= 20


def test_contradicting_edges_are_kept() -> None:
    edges = [e for m in catalogue.makers().values() for e in m.edges]
    assert {e.stance for e in edges} >= {"asserts"}
    assert all(e.source for e in edges)


def test_broken_yaml_tells_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\nb: [\n")
    with pytest.raises(CatalogueError) as caught:
        catalogue.read_yaml(path)
    assert caught.value.where.startswith(f"{path}:")


def test_a_rule_that_misses_a_key_tells_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("# c\n- id: a\n  field: http.server\n")
    with pytest.raises(CatalogueError, match="proves") as caught:
        list(catalogue.rules_of(tmp_path))
    assert caught.value.where == "x.yaml:2"
