# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said beside what was seen, story by story, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from herkomst.app.answers import (
    Question,
    carry,
    current,
    evidence_cards,
    history_of,
    inferred_documents,
    raw_record,
    with_claims,
)
from herkomst.app.leads import is_inferred
from herkomst.app.reading import claim
from herkomst.catalogue.labels import labels
from herkomst.errors import InputError, NotFoundError
from herkomst.model import Basis, Verdict, View
from herkomst.store import Store

PAGE: Final = 20
SEEN: Final = (Basis.MEASURED, Basis.REGISTERED)
_ORDER: Final = {label: n for n, label in enumerate(labels())}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which stories: of one label, of one maker; `page` from 1."""

    label: str = ""
    maker: str = ""
    page: int = 1


def stories(store: Store, question: Question, choice: Choice) -> dict[str, Any]:
    """One page of stories with their claims and what carries them; how many there are of each label.
    What is told of real bodies comes before what was invented for the demonstration.

    Errors: `InputError` for a label that is none.
    """
    if choice.label and choice.label not in _ORDER:
        raise InputError(f"label: {choice.label!r} is none", do="Known: " + ", ".join(_ORDER))
    verdicts = current(history_of(store, question), question.as_of)
    verdicts = [v for v in verdicts if choice.maker in ("", *v.maker.split("|"))]
    chosen = sorted((v for v in verdicts if choice.label in ("", v.label)), key=_place)
    start = (choice.page - 1) * PAGE
    rows = with_claims(store, chosen[start : start + PAGE], question)
    carry(store, rows, question.view)
    return {
        "labels": Counter(str(v.label) for v in verdicts),
        "total": len(chosen),
        "page": choice.page,
        "pages": max(1, -(-len(chosen) // PAGE)),
        "rows": rows,
    }


def _place(verdict: Verdict) -> tuple[Any, ...]:
    newest = "".join(chr(255 - ord(c)) for c in verdict.valid_from)
    return (verdict.synthetic, _ORDER[verdict.label], newest, verdict.body, verdict.maker)


def is_seen(claim: Mapping[str, Any]) -> bool:
    """On which side a claim stands: seen or recorded, against said."""
    return claim["basis"] in SEEN


def claim_page(store: Store, name: str, question: Question) -> dict[str, Any]:
    """One claim with what carries it, down to the record itself in the restricted view.

    Errors: `NotFoundError` when there is none, or none that this view may show.
    """
    if is_inferred(name):
        return _inferred_page(store, name, question)
    found = claim(store, question, name)
    cards = evidence_cards(store, [name], question.view).get(name, [])
    return {"claim": found, "evidence": _opened(store, cards, question.view)}


def _inferred_page(store: Store, name: str, question: Question) -> dict[str, Any]:
    """A claim inferred from a supplier, with what carries the award it comes from."""
    document = inferred_documents(store, [name], question).get(name)
    if document is None:
        raise NotFoundError(f"no claim has the id {name}")
    carry(store, [{"claims": [document]}], question.view)
    cards = _opened(store, document.pop("evidence"), question.view)
    return {"claim": document, "evidence": cards}


def _opened(store: Store, cards: list[dict[str, Any]], view: View) -> list[dict[str, Any]]:
    """Evidence cards with the record itself on each, where the view opens it."""
    if view is View.RESTRICTED:
        for card in cards:
            card["record"] = raw_record(store, card["document"], card["locator"])
    return cards
