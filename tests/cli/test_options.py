# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the shared options open."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.cli.options import question_of, store_of
from herkomst.errors import HerkomstError
from herkomst.model import View


def test_a_register_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(HerkomstError):
        store_of(tmp_path / "none")


def test_a_question() -> None:
    asked = question_of("2022-03-01", "2022-04-01", View.PUBLIC)
    assert (asked.as_of, asked.known_at[:10], asked.asked_on) == (
        "2022-03-01", "2022-04-01", "2022-04-01",
    )  # fmt: skip
