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

Scope = tuple[str, str, str]  # device, place, department; all empty is the whole body

_NOT_KNOWN = (Answer.UNKNOWN, Answer.CANNOT_EXCLUDE)
_UNANSWERED = (Answer.NO_RESPONSE, Answer.REFERS)
_EVASIVE = (Answer.REFUSES, *_UNANSWERED)


def days_before(day: str, days: int) -> str:
    """The ISO date so many days earlier."""
    return (date.fromisoformat(day[:10]) - timedelta(days=days)).isoformat()


@dataclass(slots=True)
class State:
    """All that is known about one cell up to a moment."""

    answer: Answer | None = None  # the body's own stance
    admitted: bool = False  # its yes came after another answer
    evaded: bool = False  # it refused or was silent, and answered in other words since
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
    in_use: set[Scope] = field(default_factory=set)  # where the body said it uses it
    used: int = 0  # the highest number it gave: fewer replaced than that is not all
    gone: str | None = None  # since when it says that it uses it nowhere any more
    seen: dict[str, str] = field(default_factory=dict)  # device -> day, measured
    owned: dict[str, int] = field(default_factory=dict)  # devices of its own inventory -> how many
    disputed: bool = False  # some evidence is disputed, and not decided
    watched: bool = (
        False  # disputes bear on this cell: evidence is kept so that it can be weighed anew
    )
    evidence: list[Claim] = field(default_factory=list)

    def take(self, claim: Claim) -> None:
        """Add the next claim, in order."""
        if claim.basis is Basis.INFERRED:
            self.lead = self.concluded = True
        elif claim.basis is Basis.MEASURED:
            self._measured(claim)
        elif claim.property in (Property.AWARD, Property.TENDER):
            self._bought(claim)
        elif claim.property in (Property.USE, Property.EXPOSURE, Property.REPLACEMENT):
            self._stated(claim)
        else:
            self.other = True

    def weigh(self, disputed: Collection[str], taken: Collection[str]) -> None:
        """Count the evidence anew: what is disputed counts not now, what was taken away never again."""
        held, self.evidence, self.watched = self.evidence, [], False
        self.evidence_days, self.evidence_scopes, self.seen = [], set(), {}
        self.awarded_at, self.disputed = None, False
        for claim in held:
            names = {claim.id, claim.device}
            if not names.isdisjoint(disputed):
                self.disputed = True
            elif names.isdisjoint(taken):
                self._counted(claim)
        self.evidence, self.watched = held, True

    def _measured(self, claim: Claim) -> None:
        if claim.body_level.rank < Level.OPERATED_BY.rank:
            self.lead = True
            return
        self._counted(claim)

    def _bought(self, claim: Claim) -> None:
        """An award that names the maker is evidence; a tender, or an award that does not, a lead."""
        names_maker = bool(claim.makers) and claim.makers_op in (MakersOp.ONE, MakersOp.AND)
        proved = claim.property is Property.AWARD and names_maker and claim.answer is Answer.YES
        if not proved or claim.basis is not Basis.REGISTERED:
            self.lead = True
            return
        self._counted(claim)

    def _counted(self, claim: Claim) -> None:
        """Evidence that stands."""
        if self.watched:
            self.evidence.append(claim)
        if claim.basis is Basis.MEASURED:
            if claim.device:
                self.seen[claim.device] = claim.said_at
        else:
            day = claim.event_from or claim.said_at
            self.awarded_at = max(self.awarded_at or day, day)
        if not self.evidence_days or self.evidence_days[-1] != claim.said_at:
            insort(self.evidence_days, claim.said_at)
        self.evidence_scopes.add((_folded(claim.place), _folded(claim.department)))

    def _stated(self, claim: Claim) -> None:
        answer = claim.answer
        if claim.basis is not Basis.DECLARED:
            if says_gone(claim):
                self.reported, self.reported_no = False, True
            self.reported |= answer is Answer.YES and not says_gone(claim)
            self.reported_no |= answer is Answer.NO
            if answer in _UNANSWERED and self.answer is None:
                self.answer = Answer.NO_RESPONSE
            return
        if claim.property is Property.REPLACEMENT and claim.phase is Phase.DONE:
            self.replaced_at = claim.event_until or claim.event_from or claim.said_at
        if says_gone(claim) and (claim.quantity_high or self.used) >= self.used:
            self._left(claim)
        elif answer is Answer.YES:
            before = self.evaded or self.answer not in (None, Answer.YES)
            changed = self.gone is None and before
            self.admitted = self.admitted or changed
            self.answer, self.denial, self.gone = Answer.YES, None, None
            self.in_use.add(_scope(claim))
            if claim.property is Property.USE and not claim.device:
                self.used = max(self.used, claim.quantity_low or 0)
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

    def _left(self, claim: Claim) -> None:
        """The body uses it no more in one place, or nowhere: then that is its answer. It denies
        nothing of what was seen before."""
        scope = _scope(claim)
        if any(scope):
            self.in_use.discard(scope)
        else:
            self.in_use.clear()
            self.owned.clear()
        self.owned.pop(scope[0], None)
        if not self.in_use:
            self.answer, self.denial, self.gone = Answer.NO, None, claim.said_at

    def unlist(self, claim: Claim) -> None:
        """The body's newer list does not hold it any more: that is no yes any more, and no denial."""
        self.owned.pop(claim.device or "", None)
        self.in_use.discard(_scope(claim))
        if self.answer is Answer.YES and not self.in_use:
            self.answer, self.admitted = None, False

    @property
    def silent(self) -> bool:
        """Whether nothing that was said still stands: neither an answer nor evidence nor a lead."""
        return self.answer is None and not (
            self.reported
            or self.reported_no
            or self.limited
            or self.other
            or self.lead
            or self.concluded
            or self.evidence_days
            or self.disputed
        )

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

    def answered(self) -> bool:
        """The body answers the question elsewhere; whether that takes a refusal or a silence back. That
        it does not know stays true of the rest, and so does a denial."""
        if self.answer not in _EVASIVE:
            return False
        self.answer, self.evaded = None, True
        return True

    def contradicted(self) -> bool:
        """Whether a denial stands against evidence of the same scope and period; or what a body says
        it has no more was seen after that."""
        if self.gone is not None and not (self.denial and self.denial.event_from):
            return bool(self.evidence_days) and self.evidence_days[-1] > self.gone
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


def says_gone(claim: Claim) -> bool:
    """Whether a claim says that the technology is no more: replaced, or a use of none."""
    if claim.answer is not Answer.YES:
        return False
    if claim.property is Property.REPLACEMENT:
        return claim.phase is Phase.DONE
    return claim.property is Property.USE and claim.quantity_low == claim.quantity_high == 0


def _scope(claim: Claim) -> Scope:
    if claim.device:
        return claim.device, "", ""
    return "", _folded(claim.place), _folded(claim.department)


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
