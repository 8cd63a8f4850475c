# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national picture: what is covered, what was found, how the stories stand, and one state for
every municipality on the map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from herkomst import catalogue
from herkomst.app.answers import coverage, current, history_of, reached, verdict_row
from herkomst.app.question import Question
from herkomst.app.totals import is_found, is_group, totals_by_maker
from herkomst.catalogue.labels import labels
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.model import BodyKind, Verdict
from herkomst.store import Store

COLOURS = ("found", "looked", "asked", "answered")
CHANGES = 8


def picture(store: Store, question: Question) -> dict[str, Any]:
    """Everything the first page shows, as of a day: coverage and totals with units, labels and makers
    counted by body, the latest changes, and `tiles` (municipality -> state, for each colouring)."""
    verdicts = current(history_of(store, question), question.as_of)
    rows = reached(store, question)
    return {
        "as_of": question.as_of,
        "view": str(question.view),
        "coverage": coverage(store, question, rows),
        "measured": totals_by_maker(store, question),
        "found": _found(verdicts),
        "labels": _labels(verdicts),
        "changes": [
            verdict_row(v)
            for v in sorted(verdicts, key=lambda v: (v.valid_from, v.body), reverse=True)[:CHANGES]
        ],
        "tiles": {colour: _tiles(colour, rows, verdicts) for colour in COLOURS},
    }


def _found(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    """Per maker, at how many bodies; each body once. Unit: body. Invented bodies apart."""
    who: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for verdict in verdicts:
        if is_found(verdict) and not is_group(verdict.body):
            who[(verdict.maker, verdict.synthetic)].add(verdict.body)
    names = catalogue.makers()
    return [
        {
            "maker": maker,
            "name": names[maker].maker.name if maker in names else None,
            "unit": "body",
            "count": len(bodies),
            "synthetic": synthetic,
        }
        for (maker, synthetic), bodies in sorted(
            who.items(), key=lambda item: (item[0][1], -len(item[1]), item[0][0])
        )
    ]


def _labels(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How many stories stand under each label; those of invented bodies are left out."""
    counted = Counter(str(v.label) for v in verdicts if not v.synthetic)
    return {str(label): counted[label] for label in labels() if counted[label]}


def municipalities() -> list[str]:
    """The ids of the municipalities there are."""
    return [
        b.id
        for b in load_public_bodies().bodies.values()
        if b.kind is BodyKind.GEMEENTE and b.active and not b.synthetic
    ]


def _tiles(
    colour: str, rows: Iterable[Mapping[str, Any]], verdicts: Iterable[Verdict]
) -> dict[str, str]:
    """One state a municipality. `no` is not `safe`: nobody has looked or asked there."""
    known = {row["body"]: row for row in rows}
    found = {v.body for v in verdicts if is_found(v)}
    return {body: state_of(colour, known.get(body, {}), body in found) for body in municipalities()}


def state_of(colour: str, reach: Mapping[str, Any], found: bool) -> str:
    """The state of a tile under a colouring."""
    asked, answered, looked = (bool(reach.get(n)) for n in ("asked", "answered", "looked_at"))
    if colour == "found":
        return "yes" if found else "looked" if looked or answered else "no"
    if colour == "answered":
        return "yes" if answered else "asked" if asked else "no"
    return "yes" if (asked if colour == "asked" else looked) else "no"


__all__ = ["COLOURS", "municipalities", "picture", "state_of"]
