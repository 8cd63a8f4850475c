# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers remembered for as long as the register does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

from herkomst.errors import StoreError
from herkomst.store import Store

T = TypeVar("T")
MOST = 256  # answers; a page's is some hundred kilobytes at most
TRIES = 3  # to make an answer of one state, before one is taken as it is


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

    def answer(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer under `key`, made once a state of the register; a failure is not kept."""
        return self.dated(key, make)[1]

    def dated(self, key: Hashable, make: Callable[[], T]) -> tuple[str, T]:
        """The answer with the head of the log it is of. Where the register changed while it was made it
        is made again: it may hold something of either state, or have missed a file that was let go."""
        for left in reversed(range(TRIES)):
            head = self.store.register.head()
            try:
                return head, self._at(head, key, make, strict=left > 0)
            except _Moved:
                continue
            except StoreError:
                if not left or self.store.register.head() == head:
                    raise
        return self.store.register.head(), make()  # whoever was waited for gave up: taken as it is

    def _at(self, head: str, key: Hashable, make: Callable[[], T], *, strict: bool) -> T:
        whole = (head, key)
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
                made = make()
                if strict and self.store.register.head() != head:
                    raise _Moved
                mine.set_result(made)
            except BaseException as error:
                with self._lock:
                    self._held.pop(whole, None)
                mine.set_exception(error)
        result: T = mine.result()
        return result


class _Moved(Exception):
    """The register changed while an answer was made."""
