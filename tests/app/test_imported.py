# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands is listed, what could not be read is shown, and an import is taken back by a decision."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run

STATEMENT = "body;said_at;makers;kind;status\ngemeente Oss;2022-03-01;Dahua;camera;uses\nZomaar;2022-03-01;Dahua;camera;uses\n"


def test_taken_back_and_imported_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENT)
    part = run("import", "s.csv", "--json").json["files"][0]["part"]
    assert len(run("compare", "--json").json) == 1
    assert run("import", "--undo", part, "--json").json == {"undone": part, "bodies": 1}
    assert run("compare", "--json").json == []
    assert run("import", "--list", "--json").json == []
    again = run("import", "s.csv", "--json").json["files"][0]
    assert again["kept"] == 1 and again["part"] != part
    assert len(run("compare", "--json").json) == 1
    assert run("verify").code == 0


def test_an_unknown_body_is_quarantined_with_the_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENT)
    total = run("import", "s.csv", "--json").json["total"]
    assert (total["read"], total["kept"], total["quarantined"]) == (2, 1, 1)
    (row,) = run("import", "--show-quarantine", "--json").json
    assert "Zomaar" in row["reason"] and row["file"] == "s.csv"
