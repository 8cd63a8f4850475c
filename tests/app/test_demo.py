# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo leaves a register of one's own alone."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run, banner, write_lines


def test_it_is_not_mixed_into_other_imports(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "x.json", [banner()])
    run("import", "x.json")
    done = run("demo", "--no-serve")
    assert done.code == 2 and "imports of its own" in done.err


def test_it_can_be_made_twice_and_synthetic_is_marked(run: Run) -> None:
    first = run("demo", "--no-serve", "--json").json["imports"]
    again = run("demo", "--no-serve", "--json").json["imports"]
    assert [i["already_imported"] for i in again] == [True, True]
    assert [i["synthetic"] for i in first] == [False, True]
    rows = run("overview", "--json").json["rows"]
    assert all(r["synthetic"] == r["body"].startswith("demo:") for r in rows)
    assert {r["body_name"] for r in rows if not r["synthetic"]} >= {
        "gemeente Zeist",
        "gemeente Oss",
        "Politie",
    }
    labels = {(r["body_name"], r["label"]) for r in rows}
    assert ("gemeente Zeist", "admitted") in labels and (
        "gemeente Den Haag",
        "number_conflict",
    ) in labels


def test_sizes_are_understood_or_told(run: Run, tmp_path: Path) -> None:
    done = run("demo", "--export", "x.json", "--bytes", "300K", "--json")
    assert done.json["bytes"] == (tmp_path / "x.json").stat().st_size
    for size in ("viel", "-5", "0"):
        assert run("demo", "--export", "x.json", f"--bytes={size}").code == 2
    assert "goes with --export" in run("demo", "--bytes", "5M").err
