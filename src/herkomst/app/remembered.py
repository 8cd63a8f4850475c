# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers remembered for as long as the register does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

from herkomst.store import Store

T = TypeVar("T")
MOST = 256  # answers; a page's is some hundred kilobytes at most


class Remembered:
    """Answers by what was asked, at one state of the register.

    Every import, decision and erasure appends to the log, so the hash of its last row says whether an
    answer still holds. Readers who ask the same at once wait for one of them. Safe between threads.
    """

    def __init__(self, store: Store, most: int = MOST) -> None:
        self.store = store
        self._most = most
        self._held: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def answer(self, key: Hashable, make: Callable[[], T], *, head: str | None = None) -> T:
        """The answer under `key`, made once a state of the register; a failure is not kept."""
        whole = (head or self.store.register.head(), key)
        with self._lock:
            held = self._held.get(whole)
            mine: Future[Any] = held or Future()
            if held is None:
                self._held[whole] = mine
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
            else:
                self._held.move_to_end(whole)
        if held is None:
            try:
                mine.set_result(make())
            except BaseException as error:
                with self._lock:
                    self._held.pop(whole, None)
                mine.set_exception(error)
        result: T = mine.result()
        return result
