# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of bodies come from the publishers' formats, and always the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.conftest import shared

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_committed_tables_are_what_the_script_makes(tmp_path: Path) -> None:
    polder = shared("data/bodies/raw/polder-organisaties.tar.gz")
    tooi = shared("data/bodies/raw/tooi-gemeenten-compleet-4.json.gz")
    sys.path.insert(0, str(ROOT / "scripts"))
    from build_bodies import build

    counts = build([polder, tooi], tmp_path)
    assert counts["bodies"] > 1000
    for name in ("bodies", "names", "members", "hosts", "events"):
        ours = ROOT / "src/herkomst/catalogue/bodies" / f"{name}.csv"
        assert (tmp_path / f"{name}.csv").read_bytes() == ours.read_bytes(), name
