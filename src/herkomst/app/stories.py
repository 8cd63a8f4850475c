# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said beside what was seen, story by story, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from herkomst.app.answers import (
    Question,
    claim_document,
    current,
    evidence_cards,
    history_of,
    raw_record,
    with_claims,
)
from herkomst.app.verdicts import is_publishable
from herkomst.catalogue.labels import labels
from herkomst.errors import InputError
from herkomst.model import Basis, Claim, Verdict, View
from herkomst.schema import from_row
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
    _carry(store, rows, question.view)
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


def _carry(store: Store, rows: Sequence[dict[str, Any]], view: View) -> None:
    shown = [claim for row in rows for claim in row["claims"]]
    cards = evidence_cards(store, list(dict.fromkeys(c["id"] for c in shown)), view)
    for claim in shown:
        claim["evidence"] = cards.get(claim["id"], [])


def is_seen(claim: Mapping[str, Any]) -> bool:
    """On which side a claim stands: seen or recorded, against said."""
    return claim["basis"] in SEEN


def claim_page(store: Store, claim: str, question: Question) -> dict[str, Any] | None:
    """One claim with what carries it, down to the record itself in the restricted view; null when
    there is none, or none that this view may show."""
    rows = store.register.ask("standing_claims", ids=[claim], known_at=question.known_at)
    found: Claim | None = from_row(Claim, rows[0]) if rows else None
    if found is None or found.said_at > question.as_of:
        return None
    if question.view is View.PUBLIC and not is_publishable(store.register, found, question.as_of):
        return None
    cards = evidence_cards(store, [claim], question.view).get(claim, [])
    if question.view is View.RESTRICTED:
        for card in cards:
            card["record"] = raw_record(store, card["document"], card["locator"])
    return {"claim": claim_document(found, question.view), "evidence": cards}
