# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wrong use of `import` ends with 2 and a word on what to do; nothing is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Run


@pytest.mark.parametrize(
    "args",
    [(), ("absent.json",), ("list.csv", "--map", "Merk"), ("list.csv", "--source", "carrots")],
)
def test_wrong_use(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "list.csv").write_text("Merk;Type\nDahua;camera\n")
    got = run("import", *args)
    assert got.code == 2 and got.err.startswith("herkomst: ") and "Traceback" not in got.err
    assert not (tmp_path / "herkomst-data").exists()
