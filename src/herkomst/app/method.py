# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a number comes to be, told by the rule tables themselves; and the makers they know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from herkomst import catalogue
from herkomst.app.assessing import policy_row
from herkomst.app.bodies import folded
from herkomst.attribute.ladder import ladder
from herkomst.catalogue.labels import labels
from herkomst.catalogue.policies import policies
from herkomst.errors import NotFoundError
from herkomst.model import Level, Unit

PAGE = 50


@cache
def method() -> dict[str, Any]:
    """Labels in their order, the ladder with its rules and classes, units, and what is known."""
    rules = catalogue.rules()
    return {
        "labels": [str(label) for label in labels()],
        "policies": [policy_row(policy) for policy in policies()],
        "levels": [str(level) for level in Level if level is not Level.DISPUTED],
        "ladder": ladder(),
        "units": [str(unit) for unit in Unit],
        "counts": {
            "rules": len(rules),
            "makers": len(catalogue.makers()),
            "examples": sum(len(rule.examples) for rule in rules),
            "counter": sum(len(rule.counter_examples) for rule in rules),
        },
    }


def fingerprints(text: str = "", page: int = 1) -> dict[str, Any]:
    """One page of the fingerprints, by id; `text` is looked for in id, field, maker, pattern and source."""
    wanted = folded(text).split()
    chosen = [r for r in _by_id().values() if all(w in _searched(r.id) for w in wanted)]
    start = (page - 1) * PAGE
    return {
        "rows": [rule_row(r) for r in chosen[start : start + PAGE]],
        "total": len(chosen),
        "page": page,
        "pages": max(1, -(-len(chosen) // PAGE)),
    }


def fingerprint(name: str) -> dict[str, Any]:
    """One fingerprint, whole. Errors: `NotFoundError`."""
    if name not in _by_id():
        raise NotFoundError(
            f"no fingerprint is called {name!r}", do="See the list of fingerprints."
        )
    return rule_row(_by_id()[name])


def knows_fingerprint(name: str) -> bool:
    """Whether a fingerprint of the catalogue has this id; those of a user's own catalogue have no page."""
    return name in _by_id()


def rule_row(rule: catalogue.Rule) -> dict[str, Any]:
    """A fingerprint as a row: what it looks at, for what, and what that proves. `way` says which of
    pattern, values, prefixes and table it has."""
    row: dict[str, Any] = {name: getattr(rule, name) for name in _SHOWN_OF_A_RULE}
    row |= {"grade": str(rule.grade), "kind": str(rule.kind) if rule.kind else None}
    row["bare"] = str(rule.bare) if rule.bare else None
    row["place"] = Path(rule.place).name
    row["way"] = next(way for way in ("pattern", "table", "values", "prefixes") if row[way])
    row["channel"] = catalogue.fields()[rule.field].channel
    return row


_SHOWN_OF_A_RULE = (
    "id field maker brand platform component pattern values prefixes table named rest nobody examples "
    "counter_examples source"
).split()


@cache
def _by_id() -> dict[str, catalogue.Rule]:
    return {rule.id: rule for rule in sorted(catalogue.rules(), key=lambda rule: rule.id)}


@cache
def _searched(name: str) -> str:
    rule = _by_id()[name]
    told = (rule.id, rule.field, rule.maker, rule.brand, rule.component, rule.pattern, rule.source)
    return folded(" ".join(filter(None, told)))


def knows_maker(maker: str) -> bool:
    """Whether this is the id of a maker."""
    return maker in catalogue.makers()


def makers(found: Iterable[Mapping[str, Any]], text: str = "") -> list[dict[str, Any]]:
    """The makers with their brands and rules, and at how many real bodies each was found; those that
    are found most first."""
    bodies: dict[str, int] = {}
    for row in found:
        for maker in row["maker"].split("|"):
            if not row["synthetic"]:
                bodies[maker] = max(bodies.get(maker, 0), row["count"])
    wanted = folded(text)
    rows: list[dict[str, Any]] = [
        {
            "id": entry.maker.id,
            "name": entry.maker.name,
            "brands": sorted(entry.brands.values()),
            "sold_as": [*entry.labels, *entry.labels.values()],
            "seat": entry.maker.seat,
            "rules": _rules()[entry.maker.id],
            "bodies": bodies.get(entry.maker.id, 0),
        }
        for entry in catalogue.makers().values()
    ]
    chosen = [
        r
        for r in rows
        if wanted in folded(" ".join((r["name"], r["id"], *r["brands"], *r["sold_as"])))
    ]
    return sorted(chosen, key=lambda r: (-r["bodies"], folded(r["name"])))


@cache
def _rules() -> Mapping[str, int]:
    from collections import Counter

    return Counter(rule.maker for rule in catalogue.rules() if rule.maker)
