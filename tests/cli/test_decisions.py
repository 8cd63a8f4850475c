# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs by which people decide say what they did, and what to do next."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_heard_and_taken_back(run: Run, tmp_path: Path) -> None:
    run("demo", "--no-serve", "--json")
    said = run("heard", "gemeente Zeist", "--until", "2999-01-01")
    assert said.code == 0 and "Take it back" in said.err
    (row,) = run("decisions", "--json").json
    assert (row["kind"], row["until"], row["stands"]) == ("heard", "2999-01-01", True)
    assert "heard" in run("decisions").out
    done = run("decisions", "--undo", row["id"], "--reason", "wrong body")
    assert done.code == 0 and "Nothing was removed" in done.err


def test_nothing_decided(run: Run) -> None:
    run("demo", "--no-serve", "--json")
    assert "Nothing was decided" in run("decisions").err
