# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts and stories, page by page, as of a day and as known at a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from herkomst.app.answers import current, derived_then, verdict_row, with_claims
from herkomst.app.kept import kept, kept_pages
from herkomst.app.paging import Key, Page, Paging, Row
from herkomst.app.question import Question
from herkomst.app.verdicts import bodies_in
from herkomst.model import Verdict
from herkomst.schema import from_row
from herkomst.store import Store

FILTERS = ("maker", "kind", "label")
_LAST = "\U0010ffff"  # sorts after every id of a body
_DERIVED_AT_ONCE = 25  # bodies, where a past state is derived anew


def verdicts(
    store: Store, question: Question, paging: Paging, filters: Mapping[str, str | None]
) -> Page:
    """The verdicts valid on the day asked for, in the order body, maker, kind."""
    rows = (_row(v) for v in _valid(store, question, paging, filters))
    return paging.of(rows, _cell)


def comparisons(
    store: Store,
    question: Question,
    paging: Paging,
    filters: Mapping[str, str | None],
    body: str | None = None,
) -> Page:
    """What was said beside what was seen: verdicts with the claims each rests on."""
    found = _valid(store, question, paging, filters, body)
    held = list(islice(found, paging.size + 1))
    return paging.of(with_claims(store, held, question), _cell)


def _row(verdict: Verdict) -> Row:
    return verdict_row(verdict) | {"step": verdict.step}


def _cell(row: Row) -> Key:
    return row["body"], row["maker"], row["kind"]


def _valid(
    store: Store,
    question: Question,
    paging: Paging,
    filters: Mapping[str, str | None],
    body: str | None = None,
) -> Iterator[Verdict]:
    """Verdicts from the key of a page on, at least a page of them."""
    key = paging.after(str, str, str, within=body) or (body or "", "", "")
    asked = {name: filters.get(name) or "" for name in FILTERS}
    last = body or _LAST
    if not store.register.unchanged_since(question.known_at):
        yield from _valid_then(store, question, key, last, asked)
        return
    rows = kept_pages(store, question, key, many=paging.size + 1, last_body=last, **asked)
    yield from (from_row(Verdict, row) for row in rows)


def _valid_then(
    store: Store, question: Question, key: Key, last: str, asked: Mapping[str, str]
) -> Iterator[Verdict]:
    """As `verdicts_page`, from what the register held then: derived body by body, as far as needed."""
    names = bodies_in(
        store.register, question.view, today=question.asked_on, known_at=question.known_at
    )
    names = [n for n in names if str(key[0]) <= n <= last]
    for start in range(0, len(names), _DERIVED_AT_ONCE):
        batch = names[start : start + _DERIVED_AT_ONCE]
        derived = derived_then(store, question, batch).verdicts
        for v in sorted(current(derived, question.as_of), key=lambda v: (v.body, v.maker, v.kind)):
            fits = (
                asked["maker"] in ("", *v.maker.split("|"))
                and asked["kind"] in ("", v.kind)
                and asked["label"] in ("", v.label)
            )
            if fits and (v.body, v.maker, v.kind) > key:
                yield v


def history(store: Store, question: Question, body: str, paging: Paging, *, all_: bool) -> Page:
    """The verdicts of one body: valid on the day asked for, or every one up to it."""
    if store.register.unchanged_since(question.known_at):
        rows = kept(store, question, "verdicts_of_body", body=body)
        found = [from_row(Verdict, row) for row in rows]
    else:
        derived = derived_then(store, question, [body]).verdicts
        found = [v for v in derived if v.valid_from <= question.as_of]
    chosen = found if all_ else current(found, question.as_of)
    return paging.cut(
        map(_row, chosen),
        lambda r: (r["maker"], r["kind"], r["valid_from"], r["step"]),
        *(str, str, str, int),
    )
