# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Claims -> verdicts: a pure function over one body's claims.

For each cell (maker, kind) the claims are taken in the order in which they were said or seen; each
one that changes the verdict begins an interval. As of a day, a verdict rests on nothing said later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from herkomst.model import Answer, Basis, Claim, Label, Stored, Verdict
from herkomst.reconcile.cells import CellClaims, Key, cells_of, is_yes, key, own_cells
from herkomst.reconcile.disputes import LAST, Dispute, Docket
from herkomst.reconcile.lists import Spells, is_unlisted, turns
from herkomst.reconcile.numbers import Numbers
from herkomst.reconcile.stance import State

STATEMENTS_KEPT, SIGHTINGS_KEPT = 50, 5
END: Key = (LAST, 0, "")


def reconcile(
    claims: Sequence[Claim],
    *,
    view: Stored,
    groups: Mapping[str, frozenset[str]] | None = None,
    disputes: Sequence[Dispute] = (),
    uncounted: Mapping[str, str] | None = None,
    unlisted: Mapping[str, Spells] | None = None,
) -> list[Verdict]:
    """The verdicts of one body over time.

    claims: all claims about one body that stand, in any order. groups: what `group:...` stands for.
    disputes: what the body disputes of that, and how it was decided. uncounted: claims whose things
    another body's claim counts, each with the day from which. unlisted: claims of the body's own lists that
    a newer list does not make, each with when. Intervals of a cell follow each other and do not overlap;
    between two is nothing that anybody says.
    """
    made: list[Verdict] = []
    for cell in cells_of(claims, groups or {}):
        docket = Docket.of(disputes, cell.claims)
        made += _Telling(cell, view, docket, uncounted or {}, unlisted or {}).told()
    return made


def as_of(verdicts: Iterable[Verdict], day: str) -> list[Verdict]:
    """Of each cell the verdict that is valid on a day: the last step of it."""
    last: dict[tuple[str, str, str], Verdict] = {}
    for v in verdicts:
        if v.valid_from <= day and (v.valid_until is None or v.valid_until > day):
            last[(v.body, v.maker, v.kind)] = v
    return list(last.values())


@dataclass(slots=True)
class _Telling:
    """One cell told in order: its claims, and in between the days on which disputes are raised or
    decided."""

    cell: CellClaims
    view: Stored
    docket: Docket
    uncounted: Mapping[str, str]
    unlisted: Mapping[str, Spells]
    state: State = field(default_factory=State)
    numbers: Numbers = field(default_factory=Numbers)
    statements: list[Claim] = field(default_factory=list)
    sightings: list[Claim] = field(default_factory=list)
    made: list[Verdict] = field(default_factory=list)
    total: int = 0
    synthetic: bool = False  # something it rests on was generated
    own_yes: bool = False
    at: str = ""  # the day up to which turns were taken
    answers: int = 0  # of the cell's answers in other words, how many were taken
    relisted: dict[str, list[Claim]] = field(default_factory=dict)  # by day of a newer list to come
    left: set[str] = field(default_factory=set)  # claims that the newest list does not make

    def told(self) -> list[Verdict]:
        """The verdicts of the cell."""
        cell, claims = self.cell, self.cell.claims
        self.state.watched = bool(self.docket.disputes)
        for at, claim in enumerate(claims):
            if cell.ends is not None and key(claim) >= cell.ends:
                break
            self._turn(claim.said_at, inclusive=False)
            self._answered(key(claim))
            self._take(claim)
            if key(claim) < cell.born or _more_of_the_same(claim, claims, at, cell.ends):
                continue
            if cell.yields is not None and key(claim) >= cell.yields and not self.own_yes:
                continue
            self._relist(claim.said_at)
            self._step(claim.said_at)
        self._turn(cell.ends[0] if cell.ends else LAST, inclusive=cell.ends is None)
        self._answered(cell.ends or END)
        return _closed(self.made, cell, self.own_yes)

    def _take(self, claim: Claim) -> None:
        self.state.take(claim)
        if self.docket.touches(claim):
            self.state.weigh(*self.docket.weigh(self.at))
        self.numbers.take(claim)
        self.total += 1
        self.synthetic = self.synthetic or claim.synthetic
        self.own_yes = self.own_yes or (is_yes(claim) and self.cell.cell in own_cells(claim))
        (self.sightings if claim.device else self.statements).append(claim)
        for day in turns(self.unlisted.get(claim.id, ())):
            self.relisted.setdefault(day, []).append(claim)

    def _turn(self, day: str, *, inclusive: bool) -> None:
        """Weigh the disputes that were raised or decided up to a day, and leave what another body's
        claim counts by then."""
        disputed = set(self.docket.turns(self.at, day))
        told = (self.uncounted.get(c.id) for c in self.numbers.said)
        uncounted = {d for d in told if d is not None and self.at < d <= day}
        listed = {d for d in self.relisted if d <= day}
        for turn in sorted(disputed | uncounted | listed):
            if turn == day and not inclusive:
                break
            self._answered((turn, 0, ""))
            self.at = max(self.at, turn)
            self._relist(turn)
            if turn in disputed:
                self.state.weigh(*self.docket.weigh(turn))
            yielded = self.cell.yields is not None and turn >= self.cell.yields[0]
            if self.total and turn >= self.cell.born[0] and not (yielded and not self.own_yes):
                self._step(turn)

    def _answered(self, before: Key) -> None:
        """Take back what the body refused once it has answered in other words. Where nothing else was
        said or seen, the verdict ends and none comes after it."""
        answered = self.cell.answered
        while self.answers < len(answered) and answered[self.answers] < before:
            at = answered[self.answers]
            self.answers += 1
            standing = bool(self.made) and self.made[-1].valid_until is None
            if not self.state.answered() or not standing:
                continue
            if self.state.silent:
                self.made[-1] = replace(self.made[-1], valid_until=at[0])
            elif self.cell.yields is None or at < self.cell.yields or self.own_yes:
                self._step(at[0])

    def _relist(self, day: str) -> None:
        """Leave what newer lists up to a day list no more, and take what they list again."""
        for turn in sorted(d for d in self.relisted if d <= day):
            for claim in self.relisted.pop(turn):
                if is_unlisted(self.unlisted[claim.id], turn):
                    self.left.add(claim.id)
                    self.state.unlist(claim)
                else:
                    self.left.discard(claim.id)
                    self.state.take(claim)

    def _step(self, day: str) -> None:
        if self.left and self.state.silent:
            if self.made and self.made[-1].valid_until is None:
                self.made[-1] = replace(self.made[-1], valid_until=day)
            return
        _append(self.made, self._verdict(day), self.cell.yields)

    def _verdict(self, day: str) -> Verdict:
        state, numbers = self.state, self.numbers
        label = _label(state, numbers)
        low, high, unit = numbers.count(sum(state.owned.values()))
        if label is Label.LEAD_ONLY or state.gone:
            low = high = unit = None
        left = self.left
        sightings = [c for c in self.sightings if c.id not in left] if left else self.sightings
        shown = [*self.statements[-STATEMENTS_KEPT:], *sightings[-SIGHTINGS_KEPT:]]
        counting = [c for c in numbers.said if self.uncounted.get(c.id, LAST) > day]
        return Verdict(
            view=self.view,
            body=self.cell.claims[0].body,
            maker=self.cell.cell[0],
            kind=self.cell.cell[1],
            label=label,
            answer=_answer(state),
            by_body=state.answer is not None
            and any(c.basis is Basis.DECLARED for c in (*self.statements, *sightings[-1:])),
            valid_from=day,
            count_low=low,
            count_high=high,
            unit=unit,
            devices_seen=len(state.seen),
            counted=bool(counting) or bool(state.owned) or not numbers.said,
            quantities=() if label is Label.LEAD_ONLY else numbers.as_said(*self._owned()),
            claims=tuple(c.id for c in shown),
            claims_total=self.total - len(left),
            synthetic=self.synthetic,
        )

    def _owned(self) -> tuple[int, str]:
        """How many devices stand in the body's own list, and the day of its last row."""
        days = [c.said_at for c in self.sightings if c.device in self.state.owned]
        return sum(self.state.owned.values()), max(days, default="")


def _closed(made: list[Verdict], cell: CellClaims, own_yes: bool) -> list[Verdict]:
    """The verdicts of a cell with the last one ended where the cell itself ends or yields."""
    end = cell.ends or (cell.yields if not own_yes else None)
    if made and end is not None and made[-1].valid_until is None:
        made[-1] = replace(made[-1], valid_until=max(end[0], made[-1].valid_from))
    return made


def _more_of_the_same(claim: Claim, claims: Sequence[Claim], at: int, ends: Key | None) -> bool:
    """Whether the next claim is about another device in the same list on the same day: a day of
    sightings is one step, however many there are."""
    if claim.device is None or at + 1 == len(claims):
        return False
    following = claims[at + 1]
    if ends is not None and key(following) >= ends:
        return False
    return (
        following.device is not None
        and following.said_at == claim.said_at
        and following.basis is claim.basis
        and following.body_level is claim.body_level
    )


def _append(made: list[Verdict], verdict: Verdict, yields: Key | None) -> None:
    """Begin a new interval where the verdict or what it counts changes."""
    if not made:
        made.append(verdict)
        return
    last = made[-1]
    if last.valid_until is not None:  # it ended, and is asked anew
        step = last.step + 1 if last.valid_from == verdict.valid_from else 0
        made.append(replace(verdict, step=step))
        return
    if (
        yields is not None
        and last.valid_from <= yields[0] < verdict.valid_from
        and _unnamed_no(last)
    ):
        made[-1] = replace(last, valid_until=yields[0])
        made.append(verdict)
        return
    if _alike(last, verdict):
        made[-1] = (
            replace(
                last,
                claims=verdict.claims,
                claims_total=verdict.claims_total,
                devices_seen=verdict.devices_seen,
                synthetic=verdict.synthetic,
            )
            if last.valid_from == verdict.valid_from
            else last
        )
        if last.valid_from != verdict.valid_from and _more_told(last, verdict):
            made[-1] = replace(last, valid_until=verdict.valid_from)
            made.append(verdict)
        return
    step = last.step + 1 if last.valid_from == verdict.valid_from else 0
    made[-1] = replace(last, valid_until=verdict.valid_from)
    made.append(replace(verdict, step=step))


def _unnamed_no(verdict: Verdict) -> bool:
    """Whether a verdict came from no yes: such a one yields to cells that name a maker."""
    return verdict.answer is not Answer.YES and verdict.label is not Label.LEAD_ONLY


def _alike(one: Verdict, other: Verdict) -> bool:
    return _told(one) == _told(other)


def _told(verdict: Verdict) -> tuple[object, ...]:
    said = (verdict.count_low, verdict.count_high, verdict.quantities, verdict.counted)
    return (verdict.label, verdict.answer, verdict.by_body, *said)


def _more_told(one: Verdict, other: Verdict) -> bool:
    """Whether a day brought a claim, or took a device away: one step a day, so that each day's counts
    are what was seen by then."""
    return (one.claims_total, one.devices_seen) != (other.claims_total, other.devices_seen)


def _answer(state: State) -> Answer | None:
    if state.answer is not None:
        return state.answer
    if state.reported:
        return Answer.YES
    return Answer.NO if state.reported_no or state.limited else None


def _label(state: State, numbers: Numbers) -> Label:
    """The label of a moment, the strongest first."""
    seen = bool(state.evidence_days)
    if state.disputed and not seen and state.answer is not Answer.YES:
        return Label.DISPUTED
    if state.contradicted():
        return Label.CONTRADICTED
    says_yes = state.answer is Answer.YES or (state.reported and not state.gone)
    if says_yes and numbers.conflict(sum(state.owned.values())):
        return Label.NUMBER_CONFLICT
    if state.answer is Answer.YES:
        if state.admitted:
            return Label.ADMITTED
        return Label.CONFIRMED if state.seen else Label.DECLARED_ONLY
    return _without_yes(state, seen)


def _without_yes(state: State, seen: bool) -> Label:
    told = {
        Answer.NO: Label.DECLARED_ONLY,
        Answer.REFUSES: Label.WITHHELD,
        Answer.UNKNOWN: Label.NOT_KNOWN,
        Answer.REFERS: Label.UNANSWERED,
        Answer.NO_RESPONSE: Label.UNANSWERED,
    }
    # A denial answers no conclusion: what was bought stays a question to the body.
    denied = state.answer is Answer.NO or (state.answer is None and bool(state.limited))
    if denied and state.concluded and not state.gone and not seen and not state.reported:
        return Label.LEAD_ONLY
    if state.answer is not None:
        return told[state.answer]
    if seen:
        return Label.SEEN_NOT_ASKED
    if state.reported or state.reported_no or state.limited or state.other:
        return Label.DECLARED_ONLY
    return Label.LEAD_ONLY


__all__ = ["Dispute", "as_of", "is_yes", "reconcile"]
