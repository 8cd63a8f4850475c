# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table of registrations: built, mapped, asked; equal ranges by rank, foreign ones only hide."""

from __future__ import annotations

from pathlib import Path

from herkomst.attribute.registrations import Builder, Registrations


def row(holder: str) -> tuple[object, ...]:
    return (holder, "", "", "NL", "", "", False)


def test_built_and_asked(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "networks")
    wide = int.from_bytes(bytes([10, 0, 0, 0]), "big")
    builder.register(4, wide + 256, wide + 511, row("first"), 1)
    builder.register(4, wide + 256, wide + 511, row("second"), 0)
    builder.register(4, wide, wide + (1 << 24) - 1, row("around"), 0)
    builder.foreign(4, wide + 300, wide + 310)
    builder.register(6, 1 << 64, (1 << 65) - 1, row("six"), 0)
    builder.route(4, wide, wide + 255, 4_200_000_000)
    counts = builder.finish()
    assert counts["registrations"] == 4 and counts["routes_ipv4"] == 1
    table = Registrations(tmp_path / "networks")
    numbers = table.at(["10.0.1.1", "10.0.1.50", "10.9.9.9", "0:0:0:1::5", "11.0.0.0", None])
    names = [table[int(n)].holder if n >= 0 else None for n in numbers]
    assert names == ["first", None, "around", "six", None, None]
    first = table[int(numbers[0])]
    assert table[first.within].holder in ("second", "around") and first.size == 256
    assert table.asns(["10.0.0.9", "10.0.1.1"]).tolist() == [4_200_000_000, -1]


def test_no_table(tmp_path: Path) -> None:
    table = Registrations(tmp_path)
    assert len(table) == 0 and table.at(["10.0.0.1"]).tolist() == [-1]
    assert table.asns(["10.0.0.1"]).tolist() == [-1]


def test_a_build_that_stopped_leaves_what_was_there(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "networks")
    builder.register(4, 1, 2, row("old"), 0)
    builder.finish()
    Builder(tmp_path / "networks").register(4, 1, 2, row("new"), 0)
    assert Registrations(tmp_path / "networks")[0].holder == "old"


def test_killed_while_the_new_table_is_put_in_its_place(tmp_path: Path) -> None:
    """Between the two renames there is no table by its name: the one that stood before is used."""
    builder = Builder(tmp_path / "networks")
    builder.register(4, 1, 2, row("old"), 0)
    builder.finish()
    (tmp_path / "networks").rename(tmp_path / "networks.old")
    assert Registrations(tmp_path / "networks")[0].holder == "old"
    again = Builder(tmp_path / "networks")
    again.register(4, 1, 2, row("new"), 0)
    again.finish()
    assert Registrations(tmp_path / "networks")[0].holder == "new"


def test_what_was_collected_can_be_let_go(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "networks")
    builder.register(4, 1, 2, row("new"), 0)
    builder.discard()
    assert list(tmp_path.iterdir()) == []
