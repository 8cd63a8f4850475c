# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of the verdicts that are kept a view may show on the day of asking.

Of a body that was heard two public forms are kept (`model.Stored`): before its term has ended the one
shows, after it the other. Nothing kept depends on a clock; the reader asks the day, here.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from herkomst.app.standing import Standing
from herkomst.model import Reach, Stored, Verdict, View
from herkomst.store import Store
from herkomst.store.register import Row

if TYPE_CHECKING:
    from herkomst.app.question import Question

# By what the rows of a question are ordered.
_ORDER = {
    "verdicts": ("body", "maker", "kind", "step"),
    "verdicts_of_body": ("maker", "kind", "valid_from", "step"),
    "changes": ("valid_from", "body", "maker", "kind", "step"),
    "coverage": ("body",),
    "reach_of_body": ("body",),
}


def heard(store: Store, question: Question) -> frozenset[str]:
    """The bodies of which the view may show what was seen; in the restricted one that is not asked."""
    if question.view is View.RESTRICTED:
        return frozenset()
    return Standing.read(store.register, question.known_at).heard(question.asked_on)


def kept(store: Store, question: Question, name: str, **more: Any) -> list[Row]:
    """The rows of a question about what is kept, as the view may show them."""
    asked = {"as_of": question.as_of, **more}
    if question.view is View.RESTRICTED:
        return store.register.ask(name, view=str(Stored.RESTRICTED), **asked)
    found = store.register.ask(name, view=str(Stored.PUBLIC), **asked)
    open_ = heard(store, question)
    if not open_:
        return found
    fuller = store.register.ask(name, view=str(Stored.HEARD), **asked)
    rows = [r for r in found if r["body"] not in open_]
    rows += [r for r in fuller if r["body"] in open_]
    return sorted(rows, key=lambda r: [r[n] for n in _ORDER[name]])


def kept_pages(
    store: Store, question: Question, key: tuple[Any, ...], *, many: int, **asked: Any
) -> Iterator[Row]:
    """The rows of `verdicts_page` from a key on, read `many` at a time as far as they are wanted."""
    stored = [Stored.RESTRICTED if question.view is View.RESTRICTED else Stored.PUBLIC]
    open_ = heard(store, question)
    stored += [Stored.HEARD] if open_ else []
    asked |= {"as_of": question.as_of, "many": many}

    def stream(view: Stored) -> Iterator[Row]:
        for row in _pages(store, view, key, many, asked):
            if (row["body"] in open_) is (view is Stored.HEARD):
                yield row

    streams = [stream(view) for view in stored]
    if len(streams) == 1:
        return chain(*streams)
    return heapq.merge(*streams, key=_cell)


def _pages(
    store: Store, view: Stored, key: tuple[Any, ...], many: int, asked: dict[str, Any]
) -> Iterator[Row]:
    while True:
        place = dict(zip(("body_key", "maker_key", "kind_key"), key, strict=True))
        rows = store.register.ask("verdicts_page", view=str(view), **place, **asked)
        yield from rows
        if len(rows) < many:
            return
        key = _cell(rows[-1])


def _cell(row: Row) -> tuple[str, str, str]:
    return row["body"], row["maker"], row["kind"]


def shows(store: Store, question: Question) -> Callable[[Verdict | Reach], bool]:
    """Whether the view may show something that was derived for an earlier moment."""
    if question.view is View.RESTRICTED:
        return lambda row: row.view is Stored.RESTRICTED
    open_ = heard(store, question)
    return lambda row: row.view is (Stored.HEARD if row.body in open_ else Stored.PUBLIC)
