# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Claims page by page, one claim, what carries it, and the record itself.

In the public view a claim that may not be published is not there: it has no page and no id.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from herkomst.app.answers import claim_document, disputed, inferred_documents, raw_record
from herkomst.app.leads import is_inferred
from herkomst.app.paging import Key, Page, Paging
from herkomst.app.question import Question
from herkomst.app.standing import Standing
from herkomst.app.verdicts import Publishing
from herkomst.errors import NotFoundError, StoreError
from herkomst.model import SHOWN, Basis, Claim, Classification, Document, Evidence, View, marked
from herkomst.schema import columns, from_row
from herkomst.store import Store
from herkomst.store.register import Row

FILTERS = ("maker", "kind", "basis", "property", "answer")
_LAST = "\U0010ffff"  # sorts after every id of a body
_SHAPE = (str, str, str)


def claims(
    store: Store,
    question: Question,
    paging: Paging,
    *,
    body: str | None = None,
    filters: Mapping[str, str | None] | None = None,
) -> Page:
    """The claims that stand, in the order body, date, id (or its reverse); of one body, or of all."""
    found = stream(store, question, paging, body=body, filters=filters)
    standing = Standing.read(store.register, question.known_at)
    rows = (claim_document(c, question.view) | disputed(standing, c, question) for c in found)
    return paging.of(rows, lambda r: (r["body"], r["said_at"], r["id"]))


def stream(
    store: Store,
    question: Question,
    paging: Paging,
    *,
    body: str | None = None,
    filters: Mapping[str, str | None] | None = None,
) -> Iterator[Claim]:
    """The claims a view may show, from a page on, read as far as they are wanted. `kinds`, among the
    filters, asks for those that may speak about a maker of these kinds."""
    walk = _Walk(store, question, paging, body, filters or {})
    if question.view is View.RESTRICTED:
        return walk.stream("claims_page")
    return walk.public(publishing(store, question))


def claim(store: Store, question: Question, name: str) -> Row:
    """One claim; an inferred one with its `lead`. Errors: `NotFoundError` when none stands, or the view
    may not show it."""
    if is_inferred(name):
        return _inferred(store, question, name)
    found = _claim(store, question, name)
    standing = Standing.read(store.register, question.known_at)
    return claim_document(found, question.view) | disputed(standing, found, question)


def evidence(store: Store, question: Question, name: str, paging: Paging) -> Page:
    """What carries a claim: in the public view the card (kind of source, day, rule, hash), and of a
    public statement the publication it stands in."""
    if is_inferred(name):  # the award it was concluded from carries it
        name = _inferred(store, question, name)["lead"]["award"]["id"]
    found = _claim(store, question, name)
    shown = set(marked(Evidence, SHOWN))
    rows = []
    for row in store.register.evidence_of([found.id]):
        if question.view is View.PUBLIC:
            card = {c.name: row[c.name] for c in columns(Evidence) if c.name in shown}
            # A moment to the second finds the record in a scan engine, and with it the address.
            card["seen_at"] = card["seen_at"][:10]
            open_ = found.classification is Classification.PUBLIC
            card |= {name: row[name] if open_ else None for name in ("citation", "link")}
        else:
            card = {c.name: row[c.name] for c in columns(Evidence)} | {"file": row["name"]}
        rows.append(card | {"source": row["source"], "synthetic": found.synthetic})
    unique = [dict(t) for t in dict.fromkeys(tuple(r.items()) for r in rows)]
    return paging.cut(unique, _place, str, str, str, str, str)


def _place(row: Row) -> Key:
    return (
        row["seen_at"],
        row["document"],
        row.get("part", ""),
        row.get("locator", ""),
        row["rule"],
    )


def document(store: Store, name: str) -> Row:
    """What a document is, not what it holds. Errors: `NotFoundError`."""
    rows = store.register.ask("document", document=name)
    if not rows:
        raise NotFoundError(f"this register holds no document {name}")
    found = from_row(Document, rows[0])
    made = {c.name: getattr(found, c.name) for c in columns(Document)}
    return made | {
        "synthetic": any(p.synthetic for p in store.register.log() if p.document == name)
    }


def record(store: Store, name: str, offset: int, length: int) -> Row:
    """`length` bytes at `offset` of a document, as text. Errors: `NotFoundError` when they are not
    there: past the end, or let go by retention or erasure."""
    document(store, name)
    try:
        text = raw_record(store, name, f"{offset}+{length}")
    except StoreError:
        text = None
    if text is None:
        raise NotFoundError(
            f"document {name} has no {length} bytes at {offset}",
            do="They are past its end, or were let go by retention or erasure.",
        )
    return {"document": name, "offset": offset, "length": length, "record": text}


def publishing(store: Store, question: Question) -> Publishing:
    """What the public view may show when the question is asked."""
    return Publishing.on(store.register, question.asked_on, question.known_at)


def _inferred(store: Store, question: Question, name: str) -> Row:
    found = inferred_documents(store, [name], question).get(name)
    if found is None:
        raise NotFoundError(f"no claim has the id {name}")
    return found


def _claim(store: Store, question: Question, name: str) -> Claim:
    rows = store.register.ask(
        "live_claim", claim=name, known_at=question.known_at, as_of=question.as_of
    )
    found: list[Claim] = [from_row(Claim, row) for row in rows]
    if found and question.view is View.PUBLIC:
        may = publishing(store, question)
        found = [c for c in found if may.may_show(c)]
    if not found:
        raise NotFoundError(f"no claim has the id {name}")
    return found[0]


class _Walk:
    """A walk over claims in the order of their pages, a page's worth of rows at a time."""

    def __init__(
        self,
        store: Store,
        question: Question,
        paging: Paging,
        body: str | None,
        filters: Mapping[str, str | None],
    ) -> None:
        self.register, self.body, self.backward = store.register, body, paging.backward
        self.many = paging.size + 1
        self.asked: dict[str, Any] = {name: filters.get(name) or "" for name in (*FILTERS, "kinds")}
        self.asked |= {"as_of": question.as_of, "known_at": question.known_at}
        low, high = (body or "", body or _LAST)
        self.last = low if self.backward else high
        first: Key = (high, _LAST, "") if self.backward else (low, "", "")
        self.begin = paging.after(*_SHAPE, within=body) or first

    def stream(self, name: str, **given: Any) -> Iterator[Claim]:
        """Claims of a question from the key of this page on."""
        asked = self.asked | {"last_body": self.last, "many": self.many} | given
        key: Key = asked.pop("begin", self.begin)
        suffix = "_back" if self.backward else ""
        while True:
            asked |= dict(zip(("body_key", "said_key", "id_key"), key, strict=True))
            rows = self.register.ask(name + suffix, **asked)
            found = [from_row(Claim, row) for row in rows]
            yield from found
            if len(found) < self.many:
                return
            key = _key(found[-1])

    def public(self, may: Publishing) -> Iterator[Claim]:
        """What may be published, in order: the public statements, and of the bodies that were heard
        what was seen. `may` has the last word on each."""
        merged = heapq.merge(
            self.stream("public_claims_page"),
            self._seen(may.heard),
            key=_key,
            reverse=self.backward,
        )
        last = ""
        for found in merged:
            if found.id != last and may.may_show(found):
                last = found.id
                yield found

    def _seen(self, bodies: Collection[str]) -> Iterator[Claim]:
        basis = str(Basis.MEASURED)
        if self.asked["basis"] not in ("", basis):
            return
        for body in sorted(bodies, reverse=self.backward):
            first: Key = (body, _LAST, "") if self.backward else (body, "", "")
            if self.body not in (None, body):
                continue
            begin = min(first, self.begin) if self.backward else max(first, self.begin)
            if begin[0] == body:
                yield from self.stream("claims_page", begin=begin, last_body=body, basis=basis)


def _key(claim: Claim) -> Key:
    return claim.body, claim.said_at, claim.id
