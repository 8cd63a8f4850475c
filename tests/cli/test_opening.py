# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verb that opens a number, in the terminal; what it answers is tried in tests/cases."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run, banner, write_lines


def test_lists_in_the_terminal(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "scan.json", [banner(ip_str=f"45.85.148.{n}") for n in range(1, 13)])
    run("import", "scan.json", "--body", "gemeente Gouda")
    told = run("evidence", "hikvision", "--unit", "address").out
    assert "12 address, measured" in told and told.count("45.85.14") == 12
    cell = ("hikvision", "--kind", "camera", "--body", "gemeente Gouda")
    assert "devices: 12" in run("evidence", *cell, "--of", "devices").out
    assert "claims: 12" in run("evidence", *cell).out
    assert (
        "1 body, verdict"
        in run("evidence", "hikvision", "--unit", "body", "--basis", "verdict").out
    )
    hidden = run("evidence", "hikvision", "--view", "public")
    assert hidden.code == 2 and "no such total" in hidden.err
