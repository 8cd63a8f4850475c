# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a number comes to be, told by the rule tables themselves; and the makers they know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from herkomst import catalogue
from herkomst.app.assessing import policy_row
from herkomst.app.bodies import folded
from herkomst.attribute.ladder import ladder
from herkomst.catalogue.labels import labels
from herkomst.catalogue.policies import policies
from herkomst.model import Level, Unit


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
            "brands": sorted({*entry.brands.values(), *_relabels(entry)}),
            "seat": entry.maker.seat,
            "rules": _rules()[entry.maker.id],
            "bodies": bodies.get(entry.maker.id, 0),
        }
        for entry in catalogue.makers().values()
    ]
    chosen = [r for r in rows if wanted in folded(" ".join((r["name"], r["id"], *r["brands"])))]
    return sorted(chosen, key=lambda r: (-r["bodies"], folded(r["name"])))


def _relabels(entry: catalogue.MakerEntry) -> list[str]:
    return [edge.target for edge in entry.edges if edge.kind == "relabels"]


@cache
def _rules() -> Mapping[str, int]:
    from collections import Counter

    return Counter(rule.maker for rule in catalogue.rules() if rule.maker)
