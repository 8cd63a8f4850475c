# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, and being the one writer."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.errors import BusyError, StoreError
from herkomst.settings import Settings
from herkomst.store import now, open_store


def test_a_missing_register_is_told_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no register"):
        open_store(Settings(tmp_path / "r", "", 30, 1))
    assert not (tmp_path / "r").exists()


def test_a_second_writer_is_told(sqlite_settings: Settings) -> None:
    store = open_store(sqlite_settings, create=True)
    impatient = open_store(Settings(sqlite_settings.register, "", 30, 0.1))
    told = []
    with store.writing(), pytest.raises(BusyError), impatient.writing(lambda: told.append(1)):
        pass
    assert told == [1]
    with impatient.writing():
        pass


def test_what_a_killed_writer_left_is_cleared(sqlite_settings: Settings) -> None:
    store = open_store(sqlite_settings, create=True)
    (store.root / "staging").mkdir()
    (store.root / "staging/half").write_text("x")
    with store.writing() as staging:
        assert list(staging.folder.iterdir()) == []
    assert not (store.root / "staging").exists()


def test_moments_sort_as_text() -> None:
    assert now() < now() and now().endswith("Z") and len(now()) == 27
