# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""`kill -9` after every step of a retention, then the same command again: the same as undisturbed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run, banner, write_lines

# After which call the process dies: each is a moment at which half was done.
STEPS = [
    "herkomst.app.keeping._reduce",
    "herkomst.store.lake.Lake.adopt",
    "herkomst.store.documents.Documents.keep_only",
    "os.replace",
    "shutil.rmtree",
]
CODE = """
import os, signal, sys
from pkgutil import resolve_name
name, many = sys.argv[1], int(sys.argv[2])
holder, _, attribute = name.rpartition(".")
owner = resolve_name(holder)
real, calls = getattr(owner, attribute), []
def dying(*a, **k):
    made = real(*a, **k)
    calls.append(1)
    if len(calls) == many:
        os.kill(os.getpid(), signal.SIGKILL)
    return made
setattr(owner, attribute, dying)
sys.argv = ["herkomst", "retain", "--days", "0"]
from herkomst.cli import main
main()
"""


def answers(run: Run) -> tuple[Any, ...]:
    overview = run("overview", "--json").json
    page = run("body", "gemeente Gouda", "--raw", "--json").json
    return overview["totals"], overview["makers"], overview["coverage"], page


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("many", [1, 2])
def test_a_killed_retention_is_finished(run: Run, tmp_path: Path, step: str, many: int) -> None:
    hits = [banner(ip_str=f"198.18.1.{n % 7}", port=n, timestamp=f"2022-02-{n % 9 + 1:02}T01:00:00")
            for n in range(40)]  # fmt: skip
    write_lines(tmp_path / "scan.json", [*hits, banner(ip_str="45.85.148.9"), b"{broken"])
    run("import", "scan.json")
    shutil.copytree(tmp_path / "herkomst-data", tmp_path / "whole")
    before = run("overview", "--json").json["makers"]
    done = subprocess.run(
        [sys.executable, "-c", CODE, step, str(many)], cwd=tmp_path, env=dict(os.environ),
        capture_output=True,
    )  # fmt: skip
    assert done.returncode in (-signal.SIGKILL, 0), done.stderr
    assert run("retain", "--days", "0").code == 0
    assert run("verify").code == 0
    assert run("retain", "--days", "0", "--register", "whole").code == 0
    got = answers(run)
    shutil.rmtree(tmp_path / "herkomst-data")
    (tmp_path / "whole").rename(tmp_path / "herkomst-data")
    assert got == answers(run)
    assert got[1] == before, "an address seen on many days is one address"
    assert len(run("import", "--show-quarantine", "--json").json) == 1
