# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""An answer holds until the register changes; readers who ask the same at once share it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.conftest import banner, write_lines

from herkomst.app.importing import Options, import_file
from herkomst.app.remembered import Remembered
from herkomst.errors import StoreError
from herkomst.settings import Settings
from herkomst.store import open_store


def test_it_is_made_once_until_something_is_imported(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    store = open_store(sqlite_settings, create=True)
    remembered, made = Remembered(store), []
    for _ in range(3):
        remembered.answer("key", lambda: made.append(1))
    assert len(made) == 1
    import_file(store, write_lines(tmp_path / "s.json", [banner()]), Options())
    remembered.answer("key", lambda: made.append(1))
    assert len(made) == 2


def test_many_at_once_wait_for_one(sqlite_settings: Settings) -> None:
    remembered = Remembered(open_store(sqlite_settings, create=True))
    made: list[int] = []
    started = threading.Barrier(8)

    def slow() -> int:
        made.append(1)
        threading.Event().wait(0.2)
        return 7

    def ask(_: int) -> int:
        started.wait()
        return remembered.answer("key", slow)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [7] * 8
    assert len(made) == 1


def test_a_failure_is_not_kept_and_the_oldest_is_let_go(sqlite_settings: Settings) -> None:
    remembered = Remembered(open_store(sqlite_settings, create=True), most=2)

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        remembered.answer("a", fail)
    assert remembered.answer("a", lambda: 1) == 1
    for key in "bcd":
        remembered.answer(key, lambda: 2)
    assert remembered.answer("a", lambda: 3) == 3


def test_an_answer_is_of_one_state(sqlite_settings: Settings, tmp_path: Path) -> None:
    store = open_store(sqlite_settings, create=True)
    remembered, states = Remembered(store), []

    def make() -> str:
        states.append(store.register.head())
        if len(states) == 1:  # an import ends while the first is made
            import_file(store, write_lines(tmp_path / "s.json", [banner()]), Options())
        return states[-1]

    head, made = remembered.dated("key", make)
    assert made == head == store.register.head() and len(states) == 2
    assert remembered.dated("key", make) == (head, made) and len(states) == 2


def test_a_file_that_was_let_go_meanwhile_is_no_error(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    store = open_store(sqlite_settings, create=True)
    remembered, tries = Remembered(store), []

    def make() -> int:
        tries.append(1)
        if len(tries) == 1:
            import_file(store, write_lines(tmp_path / "s.json", [banner()]), Options())
            raise StoreError("a part of the lake is gone")
        return 7

    assert remembered.answer("key", make) == 7

    def gone() -> int:
        tries.append(1)
        raise StoreError("gone for good")

    tries.clear()
    with pytest.raises(StoreError, match="for good"):
        remembered.answer("other", gone)
    assert len(tries) == 1, "nothing changed: another try gives nothing else"


def test_a_register_that_never_rests_is_answered_all_the_same(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(sqlite_settings, create=True)
    heads = iter(map(str, range(100)))
    monkeypatch.setattr(type(store.register), "head", lambda _: next(heads))
    assert Remembered(store).answer("key", lambda: 7) == 7


def test_who_waits_for_one_that_gives_up_is_answered_all_the_same(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that came later tries again; the one at its last try takes what it makes itself."""
    store = open_store(sqlite_settings, create=True)
    moved, making, asked = [0], threading.Event(), threading.Event()
    monkeypatch.setattr(store.register, "head", lambda: str(moved[0]))
    remembered = Remembered(store)

    def first() -> str:
        making.set()
        asked.wait(timeout=20)
        time.sleep(0.1)
        moved[0] += 1
        return "first"

    with ThreadPoolExecutor(1) as pool:
        one = pool.submit(remembered.answer, "key", first)
        assert making.wait(timeout=20)
        monkeypatch.setattr("herkomst.app.remembered.TRIES", 1)
        asked.set()
        assert remembered.answer("key", lambda: "second") == "second"
        assert one.result(timeout=20) == "first"
