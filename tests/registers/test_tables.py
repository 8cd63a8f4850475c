# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""From registers to tables, with the traps of the registers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.registers import made

from herkomst import registers
from herkomst.registers import tables

NOTHING: tables.Tables = {name: [] for name in tables.COLUMNS}


def built(tmp_path: Path, *, towns: bool = True, present: tables.Tables = NOTHING) -> tables.Tables:
    paths = [made.polder(tmp_path / "a.tgz", made.some_entries())]
    if towns:
        paths.append(made.tooi(tmp_path / "t.json", made.some_towns()))
    said = tables.Said.of([registers.read(p, made.quiet) for p in paths], "2026-01-01")
    return tables.build(said, present)


def test_traps_of_the_register(tmp_path: Path) -> None:
    rows = {r["roo"]: r for r in built(tmp_path)["bodies"] if r.get("roo")}
    assert rows["4"]["active"] == 1, "an end date ends no province"
    assert rows["5"]["active"] == 1, "nor a water board with a site and no successor"
    assert rows["6"]["active"] == 0 and rows["6"]["successors"] == "5"
    assert "7" not in rows and rows["8"]["name"] == "Samen", "of an arrangement only the body"
    assert "3" not in rows, "a part of a city is no municipality"


def test_a_split_leads_to_all_who_answer_now(tmp_path: Path) -> None:
    got = built(tmp_path)
    rows = {r["id"]: r for r in got["bodies"]}
    both = f"{made.TOWN}9001 {made.TOWN}9002"
    assert rows[made.TOWN + "9003"]["successors"] == rows[made.TOWN + "9004"]["successors"] == both
    assert [e["kind"] for e in got["events"]] == ["uitbreiding", "samenvoeging"]
    assert rows[made.TOWN + "9001"]["province"] == "PV30"


def test_members_belong_to_the_body(tmp_path: Path) -> None:
    got = {(r["arrangement"], r["member"]) for r in built(tmp_path)["members"]}
    assert got == {("8", made.TOWN + "9001"), ("8", made.TOWN + "9002")}


def test_written_and_read_again(tmp_path: Path) -> None:
    got = built(tmp_path)
    tables.write(tmp_path / "out", got)
    again = tables.read(tmp_path / "out")
    for name, columns in tables.COLUMNS.items():
        assert tables.ordered(again[name], columns) == tables.ordered(got[name], columns)


@pytest.mark.parametrize("part", ["bodies", "towns"])
def test_a_part_alone_changes_nothing_of_the_rest(tmp_path: Path, part: str) -> None:
    whole = built(tmp_path)
    tables.write(tmp_path / "out", whole)
    present = tables.read(tmp_path / "out")
    if part == "bodies":
        got = built(tmp_path, towns=False, present=present)
    else:
        towns = registers.read(tmp_path / "t.json", made.quiet)
        got = tables.build(tables.Said.of([towns], "2026-01-01"), present)
    for name, columns in tables.COLUMNS.items():
        assert tables.ordered(got[name], columns) == tables.ordered(whole[name], columns), name


def test_the_register_of_municipalities_alone_brings_a_merger(tmp_path: Path) -> None:
    tables.write(tmp_path / "out", built(tmp_path))
    nodes = [n for n in made.some_towns() if not n["@id"].endswith("9002")]
    nodes += [made.town(9002, "Bee", "2026-01-31"), made.town(9005, "Aabee")]
    nodes += [made.event("Samenvoeging", "2026-02-01", [9002], generated=[9005])]
    towns = registers.read(made.tooi(tmp_path / "u.json", nodes), made.quiet)
    said = tables.Said.of([towns], "2026-03-01")
    rows = {r["id"]: r for r in tables.build(said, tables.read(tmp_path / "out"))["bodies"]}
    assert rows[made.TOWN + "9002"]["successors"] == made.TOWN + "9005"
    assert rows[made.TOWN + "9002"]["roo"] == "2", "what the other register said stays"
    assert rows[made.TOWN + "9005"]["name"] == "gemeente Aabee"


def test_the_first_of_two_registers_is_believed(tmp_path: Path) -> None:
    one = registers.read(made.polder(tmp_path / "a.tgz", made.some_entries()), made.quiet)
    other = [dict(made.some_entries()[0], names=[{"value": "Gemeente Wrong"}])]
    two = registers.read(made.polder(tmp_path / "b.tgz", other), made.quiet)
    said = tables.Said.of([one, two], "2026-01-01")
    assert len(said.entries) == 8 and "Wrong" not in repr(said.entries)
