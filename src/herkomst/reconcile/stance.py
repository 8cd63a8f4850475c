# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a body itself says, statement after statement, and what is known beside it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from herkomst.model import Answer, Basis, Claim, Level, MakersOp, Phase, Property

# A denial without dates speaks about the time it was said: what was seen half a year before it, or
# later while it stands, is of the same period.
SAME_PERIOD_DAYS = 183

_NOT_KNOWN = (Answer.UNKNOWN, Answer.CANNOT_EXCLUDE)
_UNANSWERED = (Answer.NO_RESPONSE, Answer.REFERS)


def days_before(day: str, days: int) -> str:
    """The ISO date so many days earlier."""
    return (date.fromisoformat(day[:10]) - timedelta(days=days)).isoformat()


@dataclass(slots=True)
class State:
    """All that is known about one cell up to a moment."""

    answer: Answer | None = None  # the body's own stance
    admitted: bool = False  # its yes came after another answer
    denial: Claim | None = None  # the body-wide denial that stands
    limited: list[Claim] = field(default_factory=list)  # denials about one place or department
    reported: bool = False  # others say yes
    reported_no: bool = False
    other: bool = False  # statements that say nothing about use
    lead: bool = False
    concluded: bool = False  # somebody concluded a yes from something else
    evidence_days: list[str] = field(default_factory=list)
    evidence_scopes: set[tuple[str, str]] = field(default_factory=set)
    awarded_at: str | None = None
    replaced_at: str | None = None
    seen: dict[str, str] = field(default_factory=dict)  # device -> day, measured
    owned: dict[str, int] = field(default_factory=dict)  # devices of its own inventory -> how many
    undisputed: bool = False  # some evidence is not disputed

    def take(self, claim: Claim, disputed: Collection[str]) -> None:
        """Add the next claim, in order."""
        if claim.basis is Basis.INFERRED:
            self.lead = self.concluded = True
        elif claim.basis is Basis.MEASURED:
            self._measured(claim, disputed)
        elif claim.property in (Property.AWARD, Property.TENDER):
            self._bought(claim, disputed)
        elif claim.property in (Property.USE, Property.EXPOSURE, Property.REPLACEMENT):
            self._stated(claim)
        else:
            self.other = True

    def _measured(self, claim: Claim, disputed: Collection[str]) -> None:
        if claim.body_level.rank < Level.OPERATED_BY.rank:
            self.lead = True
            return
        self._evidence(claim, claim.said_at, disputed)
        if claim.device:
            self.seen[claim.device] = claim.said_at

    def _bought(self, claim: Claim, disputed: Collection[str]) -> None:
        """An award that names the maker is evidence; a tender, or an award that does not, a lead."""
        names_maker = bool(claim.makers) and claim.makers_op in (MakersOp.ONE, MakersOp.AND)
        proved = claim.property is Property.AWARD and names_maker and claim.answer is Answer.YES
        if not proved or claim.basis is not Basis.REGISTERED:
            self.lead = True
            return
        day = claim.event_from or claim.said_at
        self.awarded_at = max(self.awarded_at or day, day)
        self._evidence(claim, claim.said_at, disputed)

    def _evidence(self, claim: Claim, day: str, disputed: Collection[str]) -> None:
        if not self.evidence_days or self.evidence_days[-1] != day:
            insort(self.evidence_days, day)
        self.evidence_scopes.add((_folded(claim.place), _folded(claim.department)))
        if claim.id not in disputed and (claim.device or "") not in disputed:
            self.undisputed = True

    def _stated(self, claim: Claim) -> None:
        answer = claim.answer
        if claim.basis is not Basis.DECLARED:
            self.reported |= answer is Answer.YES
            self.reported_no |= answer is Answer.NO
            if answer in _UNANSWERED and self.answer is None:
                self.answer = Answer.NO_RESPONSE
            return
        if claim.property is Property.REPLACEMENT and claim.phase is Phase.DONE:
            self.replaced_at = claim.event_until or claim.event_from or claim.said_at
        if answer is Answer.YES:
            self.admitted = self.admitted or self.answer not in (None, Answer.YES)
            self.answer, self.denial = Answer.YES, None
            if claim.device and claim.property is Property.USE:
                self.owned[claim.device] = claim.quantity_low or 0
            elif claim.device:
                self.owned.pop(claim.device, None)
        elif answer is Answer.NO:
            self._denied(claim)
        elif self.answer is not Answer.YES and not (claim.department and self.answer is Answer.NO):
            self._not_told(
                answer
            )  # a department that does not know takes no denial of the body back

    def _denied(self, claim: Claim) -> None:
        if claim.place or claim.department:
            self.limited.append(claim)
            return
        self.answer, self.denial, self.admitted = Answer.NO, claim, False

    def _not_told(self, answer: Answer) -> None:
        """Refusing outweighs not knowing; not knowing takes a denial back; silence yields to all."""
        if answer is Answer.REFUSES and self.answer is not Answer.NO:
            self.answer = answer
        elif answer in _NOT_KNOWN and self.answer is not Answer.REFUSES:
            self.answer, self.denial = Answer.UNKNOWN, None
        elif answer in _UNANSWERED and self.answer is None:
            self.answer = answer

    def contradicted(self) -> bool:
        """Whether a denial stands against evidence of the same scope and period."""
        if self.denial is not None and self._same_period(self.denial):
            return True
        return any(
            (_folded(c.place), _folded(c.department)) in self.evidence_scopes
            and self._same_period(c)
            for c in self.limited
        )

    def _same_period(self, denial: Claim) -> bool:
        if self.awarded_at is not None and self.awarded_at <= (
            denial.event_until or denial.said_at
        ):
            return self.replaced_at is None or self.replaced_at > denial.said_at
        if not self.evidence_days:
            return False
        if denial.event_from or denial.event_until:
            first = denial.event_from or ""
            at = bisect_left(self.evidence_days, first)
            last = denial.event_until or "9999"
            return at < len(self.evidence_days) and self.evidence_days[at] <= last
        return self.evidence_days[-1] >= days_before(denial.said_at, SAME_PERIOD_DAYS)


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
