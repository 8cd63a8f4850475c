# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines come from standard input or a file, packed or not; the answers are the same."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.conftest import Run

LINE = '{"id": 1, "http.server": "App-webs/"}\n{"id": 2, "http.server": "nothing known"}'


def test_a_file_or_standard_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(LINE)
    (tmp_path / "x.json.gz").write_bytes(gzip.compress(LINE.encode()))
    answers = [
        run("identify", stdin=LINE).lines,
        run("identify", "-", stdin=LINE).lines,
        run("identify", "x.json").lines,
        run("identify", "x.json.gz").lines,
    ]
    assert [a["maker"] for a in answers[0]] == ["hikvision", None]
    assert all(a == answers[0] for a in answers)


def test_an_absent_file_is_told(run: Run) -> None:
    for verb in (("identify",), ("attribute",), ("bodies", "resolve"), ("vulnerabilities",)):
        got = run(*verb, "absent.json")
        assert got.code == 2 and "Traceback" not in got.err
