# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wrong use of the refreshing verbs ends with 2 and a word on what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Run


@pytest.mark.parametrize(
    "args",
    [
        ("bodies", "refresh"),
        ("bodies", "refresh", "absent.xml"),
        ("bodies", "refresh", "plain.txt"),
        ("bodies", "refresh", "plain.txt", "--date", "yesterday"),
        ("bodies", "changes", "--body", "nobody at all"),
    ],
)
def test_wrong_use(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "plain.txt").write_text("nothing")
    got = run(*args)
    assert got.code == 2 and got.err.startswith("herkomst: ") and "Traceback" not in got.err


def test_no_changes_yet(run: Run) -> None:
    assert run("bodies", "changes", "--json").json == []
