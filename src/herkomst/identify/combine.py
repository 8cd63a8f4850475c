# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence for and against, weighed by log-odds over independent channels.

Rules of one channel (server header and realm of one response) count once, by the strongest. A maker
is named when its odds beat every other maker's; a component inside never makes the device theirs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from herkomst import catalogue
from herkomst.catalogue import Rule
from herkomst.model import Grade, Kind

# Log-odds a rule of each grade adds; before any evidence a maker is held unlikely.
WEIGHT = {Grade.CONFIRMED: 7.0, Grade.PROBABLE: 5.0, Grade.POSSIBLE: 2.0}
PRIOR = -2.5
PROBABLE_FROM = 2.0  # odds of about 9 in 10
CONFIRMED_FROM = 4.4
MARGIN = 1.5  # by which the first maker must beat the second to be named


@dataclass(frozen=True, slots=True)
class Identification:
    """Whose device the evidence of one observation shows, without its captured parts."""

    maker: str | None = None
    brand: str | None = None
    platform: str | None = None
    component: str | None = None
    kind: Kind | None = None
    grade: Grade | None = None
    confidence: float | None = None
    rules_for: tuple[int, ...] = ()
    rules_against: tuple[int, ...] = ()


def combine(rules: Sequence[Rule], numbers: Sequence[int]) -> Identification:
    """What the matched rules say together. Pure; `numbers` index `rules`."""
    channels = catalogue.fields()
    odds: dict[str, dict[str, float]] = {}
    for n in numbers:
        rule = rules[n]
        if rule.maker is None:
            continue
        channel = channels[rule.field].channel
        held = odds.setdefault(rule.maker, {})
        held[channel] = max(held.get(channel, 0.0), WEIGHT[rule.grade])
    parts = [rules[n] for n in numbers]
    component = next((r.component for r in parts if r.component), None)
    platform = next((r.platform for r in parts if r.platform), None)
    brand = next((r.brand for r in parts if r.brand and not r.maker), None)
    if not odds:
        return Identification(brand=brand, component=component, platform=platform)
    ranked = sorted(
        ((PRIOR + sum(c.values()), m) for m, c in odds.items()), key=lambda x: (-x[0], x[1])
    )
    best, maker = ranked[0]
    against = tuple(n for n in numbers if rules[n].maker not in (None, maker))
    if len(ranked) > 1 and best - ranked[1][0] < MARGIN:
        return Identification(
            brand=brand, component=component, platform=platform, rules_against=tuple(numbers)
        )
    mine = [n for n in numbers if rules[n].maker == maker]
    strongest = sorted(mine, key=lambda n: -WEIGHT[rules[n].grade])
    return Identification(
        maker=maker,
        brand=next((rules[n].brand for n in strongest if rules[n].brand), None) or brand,
        platform=platform,
        component=component,
        kind=next((rules[n].kind for n in strongest if rules[n].kind), None),
        grade=_grade(best, [rules[n].grade for n in mine]),
        confidence=round(1 / (1 + math.exp(-best)), 4),
        rules_for=tuple(mine),
        rules_against=against,
    )


def _grade(odds: float, grades: list[Grade]) -> Grade:
    if Grade.CONFIRMED in grades and odds >= CONFIRMED_FROM:
        return Grade.CONFIRMED
    return Grade.PROBABLE if odds >= PROBABLE_FROM else Grade.POSSIBLE


def combiner(rules: Sequence[Rule]) -> Any:
    """`combine` over fixed rules, remembering what it was asked: combinations repeat."""

    @lru_cache(maxsize=65536)
    def remembered(numbers: tuple[int, ...]) -> Identification:
        return combine(rules, numbers)

    return remembered
