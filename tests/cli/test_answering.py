# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""An empty register says what to do next; an unknown name is told."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run, banner, write_lines


def test_an_empty_register_says_what_to_do_next(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "x.json", [banner()])
    run("import", "x.json")
    told = run("overview")
    assert told.code == 0 and "herkomst import FILE" in told.err + told.out


def test_unknown_names_are_told(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "x.json", [banner()])
    run("import", "x.json")
    for args in (("body", "nobody at all"), ("maker", "nobody"), ("overview", "--by", "carrots")):
        got = run(*args)
        assert got.code == 2 and "Traceback" not in got.err, args
