# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue reads, says where it is wrong, and knows its names."""

from __future__ import annotations

from datetime import date
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


def test_what_makers_say_themselves_has_a_day_a_source_and_a_place() -> None:
    replies = [(m, r) for m, e in catalogue.makers().items() for r in e.replies]
    assert {"hikvision", "dahua", "huawei", "zte", "dji", "tp-link"} <= {m for m, _ in replies}
    for _, reply in replies:
        assert date.fromisoformat(reply["date"]) and reply["source"]
        assert reply["url"].startswith(("https://", "http://"))
        assert 0 < len(reply["nl"]) < 250 and 0 < len(reply["en"]) < 250


def test_a_reply_without_a_place_is_refused(tmp_path: Path) -> None:
    whole = {"date": "2022-01-01", "source": "x", "nl": "x", "en": "x", "url": "https://x.example"}
    assert catalogue._reply(whole, tmp_path)["url"] == "https://x.example"
    for wrong in ({**whole, "url": "javascript:1"}, {k: v for k, v in whole.items() if k != "url"}):
        with pytest.raises(CatalogueError):
            catalogue._reply(wrong, tmp_path)
