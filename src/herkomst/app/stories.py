# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said beside what was seen, story by story, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from herkomst.app.answers import (
    carry,
    current,
    history_of,
    raw_record,
    with_claims,
)
from herkomst.app.paging import Paging
from herkomst.app.question import Question
from herkomst.app.reading import claim, evidence
from herkomst.catalogue.labels import labels
from herkomst.errors import InputError
from herkomst.model import Basis, Verdict, View
from herkomst.store import Store

PAGE: Final = 20
CARDS: Final = 20  # of what carries one claim, on a page
SEEN: Final = (Basis.MEASURED, Basis.REGISTERED)
_ORDER: Final = {label: n for n, label in enumerate(labels())}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which stories: of one label, of one maker, with what was invented or without (`no`); `page` from 1."""

    label: str = ""
    maker: str = ""
    synthetic: str = ""
    page: int = 1


def stories(store: Store, question: Question, choice: Choice) -> dict[str, Any]:
    """One page of stories with their claims and what carries them; how many there are of each label.
    What is told of real bodies comes before what was invented for the demonstration.

    Errors: `InputError` for a label that is none.
    """
    if choice.label and choice.label not in _ORDER:
        raise InputError(f"label: {choice.label!r} is none", do="Known: " + ", ".join(_ORDER))
    verdicts = current(history_of(store, question), question.as_of)
    if choice.synthetic not in ("", "no"):
        raise InputError(f"synthetic: {choice.synthetic!r} is no choice", do="Known: no")
    verdicts = [v for v in verdicts if not (choice.synthetic and v.synthetic)]
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


def claim_page(
    store: Store, name: str, question: Question, page: str | None = None
) -> dict[str, Any]:
    """One claim with what carries it, a page at a time, down to the record itself in the restricted
    view; an inferred one with what carries the award it comes from. `ladder` is the rule that gave the
    body, of each record in the lake.

    Errors: `NotFoundError` when there is none, or none that this view may show.
    """
    found = claim(store, question, name)
    carried = evidence(store, question, name, Paging("place", page, CARDS))
    rules = ladder_rules(store, question, found, carried.rows)
    for card in carried.rows:
        if question.view is View.RESTRICTED:
            card["record"] = raw_record(store, card["document"], card["locator"])
    return {
        "claim": found,
        "evidence": carried.rows,
        "ladder": rules,
        "following": carried.following,
    }


def ladder_rules(
    store: Store, question: Question, found: Mapping[str, Any], cards: Iterable[Mapping[str, Any]]
) -> list[str]:
    """The rules of the ladder that tied what was seen to its body, as the lake keeps them."""
    if found["basis"] != Basis.MEASURED:
        return []
    documents = {card["document"] for card in cards}
    rules: set[str] = set()
    for part in store.register.lake_standing(question.known_at):
        if part["document"] in documents:
            rows = store.lake.ask(
                "ladder_rules",
                [part["folder"]],
                body=found["body"],
                maker=found["makers"][0] if found["makers"] else "",
                kind=found["kind"],
                day=found["said_at"],
            )
            rules |= {row["rule"] for row in rows}
    return sorted(rules)
