# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be a body's and is not proved to be: each becomes a private question to that body.

For the restricted view only. Nothing of it is published, and nothing of it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from herkomst.app.bodies import name_of
from herkomst.app.question import Question
from herkomst.attribute.ladder import ladder
from herkomst.errors import InputError
from herkomst.model import Basis, Level, View
from herkomst.store import Store


def candidates(store: Store, question: Question, body: str | None = None) -> list[dict[str, Any]]:
    """A row a body, maker, kind and device: the level, the rule and its words, the evidence for and
    against by rule, since when and until when it was seen, and its newest record. `with_others` are
    the bodies that may be meant as well. What is proved to be the body's own is left out.

    Errors: `InputError` in the public view.
    """
    if question.view is not View.RESTRICTED:
        raise InputError("what is not proved is not published", do="Ask in the restricted view.")
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for part in store.register.lake_standing(question.known_at):
        for row in store.lake.ask("candidates", [part["folder"]], as_of=question.as_of):
            for made in _asked(row, body):
                made |= {
                    "document": part["document"],
                    "locator": f"{row['offset']}+{row['length']}",
                }
                key = (made["body"], made["maker"], made["kind"], made["device"])
                found[key] = _newer(found.get(key), made)
    proved = _proved(store, question, {key[0] for key in found})
    return [row for key, row in sorted(found.items()) if row["device"] not in proved[key[0]]]


def _asked(row: Mapping[str, Any], body: str | None) -> Iterator[dict[str, Any]]:
    """The questions of one row: to the body it names, else to each that is possible."""
    named = [row["body"]] if row["body"] else (row["possible"] or "").split()
    possible = {*named, *(row["possible"] or "").split()}
    rules = (row["attribution_rules"] or "").split()
    for who in named if body is None else [b for b in possible if b == body]:
        yield {
            "body": who,
            "body_name": name_of(who),
            "level": row["level"],
            "named": who == row["body"],
            "with_others": sorted(possible - {who}),
            "maker": row["maker"],
            "kind": row["kind"],
            "device": row["device"],
            "address": row["ip"],
            "rule": rules[0] if rules else "",
            "why": row["why"],
            "waarom": _dutch(rules[0]) if rules else "",
            "for": [r for r in rules[1:] if not r.startswith("-")],
            "against": [r[1:] for r in rules[1:] if r.startswith("-")],
            "first_day": row["first_day"],
            "last_day": row["last_day"],
            "banners": row["banners"],
            "synthetic": bool(row["synthetic"]),
        }


def _dutch(rule: str) -> str:
    return next((r.nl for r in ladder().rules if r.id == rule), "")


def _newer(one: dict[str, Any] | None, other: dict[str, Any]) -> dict[str, Any]:
    """Two rows of one device as one: the higher level speaks, days and banners are taken together."""
    if one is None:
        return other
    chosen = max(one, other, key=lambda r: (Level(r["level"]).rank, r["last_day"]))
    return chosen | {
        "first_day": min(one["first_day"], other["first_day"]),
        "last_day": max(one["last_day"], other["last_day"]),
        "banners": one["banners"] + other["banners"],
    }


def _proved(store: Store, question: Question, bodies: set[str]) -> dict[str, set[str]]:
    """Per body the devices that are proved to be its own."""
    made: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        for claim in store.register.claims_of(body, question.known_at):
            sure = claim.body_level.rank >= Level.OPERATED_BY.rank
            if claim.basis is Basis.MEASURED and claim.device and sure:
                made[body].add(claim.device)
    return made
