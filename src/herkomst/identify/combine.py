# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence for and against, weighed by log-odds over independent channels.

Proofs of one channel (server header and realm of one response) count once, by the strongest. A maker
is named when its odds beat every other maker's; a component inside never makes the device theirs.
Who builds for which brand is a set of assertions: they decide only where the device itself shows
nothing but its label, and where they agree. What the device shows beats its label.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from herkomst import catalogue
from herkomst.catalogue import Rule
from herkomst.catalogue.entities import built_for
from herkomst.model import Edge, Grade, Kind

TRUSTED = ("A", "B")  # grades of assertions that may name a maker by the label alone
VIDEO = (
    "onvif.",
    "rtsp.",
)  # where a camera or recorder names itself, with whatever label it carries
PART = ("some", "few")  # an assertion about a part of a brand's line says nothing of one device


@dataclass(frozen=True, slots=True)
class Identification:
    """Whose device the evidence of one observation shows, without its captured parts. `for_` and
    `against` are proofs; `edges_for` and `edges_against` assertions about who builds for a brand."""

    maker: str | None = None
    brand: str | None = None
    platform: str | None = None
    component: str | None = None
    kind: Kind | None = None
    grade: Grade | None = None
    confidence: float | None = None
    rules_for: tuple[int, ...] = ()
    rules_against: tuple[int, ...] = ()
    edges_for: tuple[Edge, ...] = ()
    edges_against: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds: before any evidence, of a proof of each grade, and of an agreed assertion; the odds
    from which a grade is given, and the margin by which the first maker must beat the second.
    `offset` and `slope` turn odds into the confidence found on labelled data (Platt's scaling)."""

    prior: float
    confirmed: float
    probable: float
    possible: float
    assertion: float
    confirmed_from: float
    probable_from: float
    margin: float
    offset: float
    slope: float

    def confidence(self, odds: float) -> float:
        """How often an answer with these odds is right."""
        return round(1 / (1 + math.exp(-self.offset - self.slope * odds)), 4)

    def of(self, grade: Grade) -> float:
        """What one proof of a grade adds."""
        return float(getattr(self, grade))


@cache
def weights() -> Weights:
    """As fitted (`catalogue/weights.yaml`)."""
    data = catalogue.read_yaml(catalogue.ROOT / "weights.yaml")
    return Weights(**{name: float(data[name]) for name in Weights.__slots__})


def combine(proof: Callable[[int], Rule], numbers: Sequence[int]) -> Identification:
    """What the matched rules say together. Pure; `numbers` are proofs."""
    parts = {n: rule for n in numbers if not (rule := proof(n)).nobody}  # those have had their say
    numbers = tuple(parts)
    component = next((r.component for r in parts.values() if r.component), None)
    platform = next((r.platform for r in parts.values() if r.platform), None)
    odds = _odds(parts.values())
    label = _label(parts.values(), odds)
    if label in odds and _builder(label, odds):
        del odds[label]
    if not odds:
        kind = next((r.kind for r in parts.values() if r.kind), None)
        return _by_label(label, component, platform, kind, numbers)
    ranked = sorted(odds.items(), key=lambda x: (-x[1], x[0]))
    maker, best = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else weights().prior
    if len(ranked) > 1 and best - second < weights().margin:
        return Identification(
            brand=label, component=component, platform=platform, rules_against=tuple(numbers)
        )
    agreed, opposed = _assertions(label, maker)
    mine = [n for n in numbers if parts[n].maker == maker]
    others = [n for n in numbers if parts[n].maker not in (None, maker)]
    named_label = [n for n in others if parts[n].maker == label]
    grade = _grade(best, [parts[n].grade for n in mine])
    of_video = any(parts[n].field.startswith(VIDEO) for n in mine)
    if maker == label and of_video and any(map(_trusted, opposed)):
        # Its own name, on a line of products that others are said to build for it: no more than a label.
        grade, best = Grade.POSSIBLE, min(best, weights().prior + weights().assertion)
    strongest = sorted(mine, key=lambda n: -weights().of(parts[n].grade))
    return Identification(
        maker=maker,
        brand=label,
        platform=platform,
        component=component,
        kind=next((parts[n].kind for n in strongest if parts[n].kind), None),
        grade=grade,
        confidence=weights().confidence(best - max(0.0, second - weights().prior)),
        rules_for=tuple(n for n in numbers if n in mine or n in named_label),
        rules_against=tuple(n for n in others if n not in named_label),
        edges_for=agreed,
        edges_against=opposed,
    )


def _odds(parts: Iterable[Rule]) -> dict[str, float]:
    """Log-odds of each maker: the strongest proof of each channel."""
    channels = catalogue.fields()
    held: dict[str, dict[str, float]] = {}
    for rule in parts:
        if rule.maker is not None:
            by = held.setdefault(rule.maker, {})
            channel = channels[rule.field].channel
            by[channel] = max(by.get(channel, 0.0), weights().of(rule.grade))
    return {maker: weights().prior + sum(by.values()) for maker, by in held.items()}


def _label(parts: Iterable[Rule], odds: dict[str, float]) -> str | None:
    """The brand on the box: a label another maker's unit carries, else the maker's own brand."""
    listed = list(parts)
    for rule in listed:  # a label without a maker of its own, or of one that others build for
        if rule.brand and not rule.maker:
            return rule.brand
    for label in odds:
        if _builder(label, odds):
            return label
    best = max(odds, key=lambda m: (odds[m], m), default=None)
    brands = [r for r in listed if r.brand and r.maker == best]
    foreign = [r.brand for r in brands if r.brand != best]
    return foreign[0] if foreign else (brands[0].brand if brands else None)


def _builder(label: str, odds: dict[str, float]) -> bool:
    """Whether a maker's name is but the label on what another one of these built."""
    edges = built_for().get(label, ())
    return any(e.source_of in odds and e.source_of != label and e.stance != "denies" for e in edges)


def _assertions(label: str | None, maker: str) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The assertions that this maker builds for the label, and those that name another."""
    edges = built_for().get(label or "", ())
    agreed = tuple(e for e in edges if e.source_of == maker and e.stance != "denies")
    return agreed, tuple(e for e in edges if e not in agreed)


def _trusted(edge: Edge) -> bool:
    """Whether an assertion may name a maker by the label alone."""
    whole = not edge.product_line.startswith(PART)
    return edge.stance == "asserts" and edge.grade in TRUSTED and whole


def _by_label(
    label: str | None,
    component: str | None,
    platform: str | None,
    kind: Kind | None,
    numbers: Sequence[int],
) -> Identification:
    """The label alone: a maker only where all assertions agree and one of them may be trusted."""
    edges = built_for().get(label or "", ())
    makers = {e.source_of for e in edges}
    trusted = [e for e in edges if _trusted(e)]
    if not (label or component or platform):
        return Identification()
    shown = Identification(
        brand=label, component=component, platform=platform, kind=kind, rules_for=tuple(numbers)
    )
    if len(makers) != 1 or not trusted:
        return replace(shown, edges_against=edges)
    odds = weights().prior + weights().assertion
    return replace(
        shown,
        maker=next(iter(makers)),
        grade=Grade.POSSIBLE,
        confidence=weights().confidence(odds),
        edges_for=edges,
    )


def _grade(odds: float, grades: list[Grade]) -> Grade:
    if Grade.CONFIRMED in grades and odds >= weights().confirmed_from:
        return Grade.CONFIRMED
    strong = odds >= weights().probable_from and set(grades) != {Grade.POSSIBLE}
    return Grade.PROBABLE if strong else Grade.POSSIBLE


def combiner(proof: Callable[[int], Rule]) -> Callable[[tuple[int, ...]], Identification]:
    """`combine`, remembering what it was asked: combinations repeat."""

    @lru_cache(maxsize=65536)
    def remembered(numbers: tuple[int, ...]) -> Identification:
        return combine(proof, numbers)

    return remembered
