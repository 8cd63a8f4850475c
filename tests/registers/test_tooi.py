# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The TOOI register: municipalities and what became of them."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import shared
from tests.registers import made

from herkomst.registers import tooi


def test_the_real_register() -> None:
    got = tooi.read(shared("data/bodies/raw/tooi-gemeenten-compleet-4.json.gz"), made.quiet)
    assert len(got.municipalities) == 605 and len(got.events) == 128
    assert sum(not m.valid_until for m in got.municipalities) == 342
    assert {e.kind for e in got.events} == {"samenvoeging", "uitbreiding", "herschikking"}
    haaren = next(e for e in got.events if any(x.endswith("gm0788") for x in e.ended))
    assert len(haaren.after) == 4 and haaren.date == "2021-01-01"


def test_a_broken_node_is_counted(tmp_path: Path) -> None:
    path = made.tooi(tmp_path / "t.json", [*made.some_towns(), "text", {"@type": [made.TOOI + "def/ont/Gemeente"]}])  # fmt: skip
    got = tooi.read(path, made.quiet)
    assert got.read == got.kept + got.skipped + len(got.faults) == 9
    assert len(got.faults) == 2 and got.skipped == 1


def test_a_graph_in_an_object(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    import json

    path.write_text(json.dumps({"@graph": made.some_towns()}))
    assert tooi.recognise(path) > 0 and len(tooi.read(path, made.quiet).municipalities) == 4
