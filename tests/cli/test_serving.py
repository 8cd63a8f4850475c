# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `demo` takes for a size, and that it writes the same bytes for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Run


@pytest.mark.parametrize("size", ["", "x", "-1", "0", "nan", "inf", "1T"])
def test_what_is_no_size_is_told(run: Run, tmp_path: Path, size: str) -> None:
    got = run("demo", "--export", "x.json", "--bytes", size)
    assert got.code == 2 and "size" in got.err
    assert not (tmp_path / "x.json").exists()


def test_a_size_goes_with_an_export(run: Run) -> None:
    assert run("demo", "--no-serve", "--bytes", "1M").code == 2


def test_the_same_seed_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        assert run("demo", "--export", name, "--bytes", "200K", "--seed", "7").code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
