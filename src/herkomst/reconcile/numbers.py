# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers that were said about one cell: shown beside each other, never averaged, never added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from herkomst.model import Answer, Basis, Claim, MakersOp, Property, Unit

MOST = 50  # numbers kept a cell; more than that is no longer a story but a list


@dataclass(slots=True)
class Numbers:
    """The numbers said so far, the latest of each source."""

    said: list[Claim] = field(default_factory=list)

    def take(self, claim: Claim) -> None:
        """Add a claim if it gives a number of something used."""
        if claim.answer is not Answer.YES or claim.device is not None:
            return
        if claim.basis in (Basis.MEASURED, Basis.INFERRED) or claim.unit is None:
            return
        if claim.property is Property.AWARD and claim.makers_op not in (MakersOp.ONE, MakersOp.AND):
            return  # whose things were bought it leaves open
        if claim.quantity_low is None and claim.quantity_high is None:
            return
        self.said = [*[c for c in self.said if not _supersedes(claim, c)][-MOST:], claim]

    def conflict(self, owned: int = 0) -> bool:
        """Whether two sources differ about the same thing."""
        return bool(self._differing(owned))

    def _differing(self, owned: int) -> list[Claim]:
        """The numbers that cannot hold beside another one, or beside the body's own list."""
        found = [
            c
            for c in self.said
            if owned and not _joint(c) and c.unit is Unit.DEVICE and not _partial(c)
            if _apart(c, owned, owned)
        ]
        for at, one in enumerate(self.said):
            for other in self.said[at + 1 :]:
                comparable = one.unit is other.unit and _same_scope(one, other)
                if comparable and _periods_meet(one, other) and _differ(one, other):
                    found += [one, other]
        return found

    def count(self, owned: int = 0) -> tuple[int | None, int | None, Unit | None]:
        """Lowest and highest of the latest numbers, with their unit; an open end is null. Numbers that
        differ are all between them."""
        single = [c for c in self.said if not _joint(c)]
        differing = [c for c in self._differing(owned) if not _joint(c)]
        wide = [c for c in single if not _partial(c) or c in differing]
        if not single:
            return (owned, owned, Unit.DEVICE) if owned else (None, None, None)
        unit = single[-1].unit
        if wide:
            chosen = [c for c in wide if c.unit is unit] or wide
        else:
            return (*_sum_of_places([c for c in single if c.unit is unit]), unit)
        lows = [c.quantity_low if c.quantity_low is not None else 0 for c in chosen]
        highs = [c.quantity_high for c in chosen]
        if owned and unit is Unit.DEVICE:
            lows.append(owned)
            highs.append(owned)
        top = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
        return min(lows), top, chosen[-1].unit

    def as_said(self, owned: int = 0, listed: str = "") -> tuple[str, ...]:
        """Each number in the words of its source, with the day it was said; beside them how many
        stand in the body's own list of that day."""
        told = [f"{_words(c)} @ {c.said_at}" for c in self.said]
        return (*told, f"{owned} @ {listed}") if told and owned else tuple(told)


def _sum_of_places(claims: Sequence[Claim]) -> tuple[int | None, int | None]:
    """Numbers of different places are parts of one body's total: the latest of each, added."""
    latest = {(c.place, c.department): c for c in claims}
    low = sum(c.quantity_low or 0 for c in latest.values())
    highs = [c.quantity_high for c in latest.values()]
    return low, None if None in highs else sum(h for h in highs if h is not None)


def _words(claim: Claim) -> str:
    low, high = claim.quantity_low, claim.quantity_high
    plain = f"{low}" if low == high else f"{low or 0}-{high}" if high is not None else f"{low}+"
    return claim.quantity_as_said or plain


def _partial(claim: Claim) -> bool:
    """Whether a number is of one place or department only."""
    return bool(claim.place or claim.department)


def _joint(claim: Claim) -> bool:
    return len(claim.makers) > 1


def _same_source(one: Claim, other: Claim) -> bool:
    if one.basis is not other.basis:
        return False
    if one.basis is Basis.DECLARED and one.by_body and other.by_body:
        return True
    return bool(one.claimant) and one.claimant == other.claimant


def _supersedes(new: Claim, old: Claim) -> bool:
    same_thing = (new.place, new.department, new.unit, new.makers) == (
        old.place,
        old.department,
        old.unit,
        old.makers,
    )
    return same_thing and _same_source(new, old) and not _both_bought(new, old)


def _both_bought(one: Claim, other: Claim) -> bool:
    """Whether both are awards: the second buys other things than the first, and replaces no number."""
    return one.property is Property.AWARD and other.property is Property.AWARD


def _same_scope(one: Claim, other: Claim) -> bool:
    """One of them speaks about the whole body, or both about the same place."""
    first, second = (one.place, one.department), (other.place, other.department)
    return first == second or not any(first) or not any(second)


def _periods_meet(one: Claim, other: Claim) -> bool:
    if not (one.event_from and other.event_from):
        return True
    return one.event_from <= (other.event_until or other.event_from) and other.event_from <= (
        one.event_until or one.event_from
    )


def _differ(one: Claim, other: Claim) -> bool:
    if _same_source(one, other) or _both_bought(one, other):
        return False
    if _joint(one) != _joint(other):
        part, whole = (other, one) if _joint(one) else (one, other)
        if whole.makers_op is not MakersOp.AND or not set(part.makers) < set(whole.makers):
            return False
        # Both hold only if the part is smaller than the whole.
        top, bottom = part.quantity_high, whole.quantity_low
        return top is not None and bottom is not None and top >= bottom
    if set(one.makers) != set(other.makers):
        return False
    return _apart(one, other.quantity_low, other.quantity_high)


def _apart(claim: Claim, low: int | None, high: int | None) -> bool:
    """Whether two ranges have no number in common; an open end reaches everything."""
    below = claim.quantity_high is not None and low is not None and claim.quantity_high < low
    above = claim.quantity_low is not None and high is not None and claim.quantity_low > high
    return below or above
