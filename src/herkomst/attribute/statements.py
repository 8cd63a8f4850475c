# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What bodies themselves say about an address: of each body its last word counts.

A body's word is strong when its sender was verified. On an address that many share, or that changes
hands, it holds for some days around the day it was said and is no more than a lead after that.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from herkomst.attribute.facts import Facts, Item, Statement
from herkomst.attribute.gathered import Gathered
from herkomst.attribute.ladder import Ladder
from herkomst.attribute.world import World


def said(facts: Facts, on: str | None, world: World, ladder: Ladder, made: Gathered) -> None:
    """Statements and what others report, as evidence."""
    last: dict[str, tuple[str, ...]] = {}
    for told in sorted(facts.statements, key=_order):
        bodies = world.by_id(told.by, on)
        if len(bodies) != 1:
            made.oppose("weak", f"{told.kind} of an unknown body", told.by, "unknown-sender")
        elif told.kind == "denial":
            made.against.append(
                Item("own_statement", told.kind, told.by, "denial-is-no-dispute", bodies)
            )
        elif told.kind == "dispute":
            cls = "own_statement" if told.verified else "weak"
            made.against.append(Item(cls, told.kind, told.by[:256], "dispute", bodies))
            if told.verified:
                last[bodies[0]] = ("disputes",)
        elif not told.verified:
            kind = f"{told.kind}, sender not verified"
            made.add("weak", kind, told.by, "unverified-word", bodies)
        elif _expires(facts, made) and not _near(told, facts, ladder.statement_days):
            kind = f"{told.kind}, out of its term on such an address"
            made.add("weak", kind, told.by, "expired-word", bodies)
        else:
            made.add("own_statement", told.kind, told.by, "own-word", bodies)
            last[bodies[0]] = ("states",)
    made.stated = tuple(sorted(b for b, word in last.items() if word == ("states",)))
    made.disputing = tuple(sorted(b for b, word in last.items() if word == ("disputes",)))
    for kind, by in sorted(facts.other):
        bodies = world.by_id(by, on)
        if bodies:
            made.add("weak", kind or "other", by, "says-what-is-bought-not-whose", bodies)


def _order(told: Statement) -> tuple[str, bool, Statement]:
    """By date, those without one last; on one day a dispute is the last word."""
    return (told.date or "9999", told.kind == "dispute", told)


def _expires(facts: Facts, made: Gathered) -> bool:
    changing = {"shared_address", "vendor_network"} & made.conditions
    return facts.dynamic or bool(changing)


def _near(told: Statement, facts: Facts, days: int) -> bool:
    """Whether a statement was made within so many days of the observation; false without a date."""
    said_on, seen_on = _date(told.date), _date(facts.seen_at)
    if said_on is None:
        return False
    if seen_on is None:
        seen_on = datetime.now(UTC).date() - timedelta(days=max(0, min(facts.age_days or 0, 36500)))
    return abs((said_on - seen_on).days) <= days


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat((text[:10] + "-01-01"[len(text) - 4 :])[:10] if text else "")
    except ValueError:
        return None
