# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""CONTRIBUTING by the letter: each extension it shows is one file, and works as it stands there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def shown(heading: str) -> str:
    """The first block of code under a heading."""
    section = (ROOT / "CONTRIBUTING.md").read_text().split(f"## {heading}\n")[1]
    found = re.search(r"```\w+\n(.*?)```", section, re.S)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the three files beside the others."""
    copy = tmp_path_factory.mktemp("house") / "herkomst"
    shutil.copytree(ROOT / "src/herkomst", copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "sources/example.py").write_text(shown("A source"))
    (copy / "catalogue/fingerprints/example.yaml").write_text(shown("A fingerprint"))
    (copy / "catalogue/policies/example.yaml").write_text(shown("A policy"))
    return copy.parent


def herkomst(house: Path, *words: str, given: str = "") -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "herkomst", *words],
        env={**os.environ, "PYTHONPATH": str(house), "XDG_CACHE_HOME": str(house / "cache")},
        input=given,
        capture_output=True,
        text=True,
        cwd=house,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_fingerprint_and_a_policy(house: Path) -> None:
    checked = herkomst(house, "catalogue", "check", "--json")
    assert checked["failures"] == []
    rules = herkomst(house, "catalogue", "rules", "--json")
    assert "example-rtsp-server" in {r["id"] for r in rules}
    policies = herkomst(house, "catalogue", "policies", "--json")
    assert "example-policy" in {p["policy"] for p in policies}


def test_a_source(house: Path) -> None:
    (house / "scan.txt").write_text(
        '{"example_version": 1, "ip": "192.0.2.1", "port": 80, "at": "2022-01-01", "server": "App-webs/"}\n'
        '{"example_version": 1, "ip": "nowhere"}\n\n'
    )
    done = herkomst(house, "import", "scan.txt", "--register", "r", "--json")
    counts = {k: done["files"][0][k] for k in ("source", "read", "kept", "quarantined", "skipped")}
    assert counts == {"source": "example", "read": 3, "kept": 1, "quarantined": 1, "skipped": 1}
    totals = herkomst(house, "overview", "--register", "r", "--json")["totals"]
    assert {(t["maker"], t["unit"], t["count"]) for t in totals} >= {("hikvision", "device", 1)}
