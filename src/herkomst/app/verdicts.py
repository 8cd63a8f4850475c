# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deriving verdicts: claims of a body through `reconcile`, once a view. Disposable, rebuilt at will."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from herkomst import catalogue
from herkomst.model import (
    Answer,
    Basis,
    Claim,
    Classification,
    Decision,
    DecisionKind,
    Label,
    Level,
    Reach,
    Verdict,
    View,
)
from herkomst.reconcile import reconcile
from herkomst.reconcile.counting import duplicates
from herkomst.schema import from_row
from herkomst.store.register import ALWAYS, Appender, Register


@dataclass(slots=True)
class Derived:
    """What is derived for some bodies."""

    bodies: list[str]
    verdicts: list[Verdict] = field(default_factory=list)
    reach: list[Reach] = field(default_factory=list)


def derive(
    register: Register, bodies: Iterable[str], *, today: str, known_at: str = ALWAYS
) -> Derived:
    """Verdicts and reach of these bodies from their claims, in both views."""
    made = Derived(sorted(set(bodies)))
    decisions = [d for d in register.table(Decision) if d.recorded_at <= known_at]
    heard = _heard(decisions, today)
    disputed = {d.target for d in decisions if d.kind is DecisionKind.DISPUTE}
    twice = duplicates(
        [from_row(Claim, row) for row in register.ask("shared_claims", known_at=known_at)]
    )
    for body in made.bodies:
        claims = register.claims_of(body, known_at)
        if not claims:
            continue
        for view in View:
            seen = claims if view is View.RESTRICTED else publishable(claims, body in heard)
            made.verdicts += verdicts_of(seen, view, disputed=disputed, uncounted=twice)
            made.reach.append(reach_of(body, seen, view))
    return made


def rebuild(appender: Appender, bodies: Sequence[str], *, today: str) -> None:
    """Put freshly derived verdicts in the place of those of these bodies."""
    derived = derive(appender, bodies, today=today)
    appender.replace_derived(derived.bodies, derived.verdicts, derived.reach)


def verdicts_of(
    claims: Sequence[Claim],
    view: View,
    *,
    disputed: Collection[str] = (),
    uncounted: Collection[str] = (),
) -> Iterator[Verdict]:
    """The verdicts of one body in one view. A lead is never published."""
    for verdict in reconcile(
        claims, view=view, groups=catalogue.groups(), disputed=disputed, uncounted=uncounted
    ):
        if view is View.RESTRICTED or verdict.label is not Label.LEAD_ONLY:
            yield verdict


def _heard(decisions: Iterable[Decision], today: str) -> set[str]:
    """Bodies that were heard and whose term to reply has ended."""
    return {
        d.target
        for d in decisions
        if d.kind is DecisionKind.HEARD and d.until is not None and d.until <= today
    }


def publishable(claims: Iterable[Claim], heard: bool) -> list[Claim]:
    """The claims a public verdict may rest on: statements that are public already, and what was
    seen at `operated_by` or better once the body was heard. Default deny; an inference never."""
    return [
        c
        for c in claims
        if c.basis is not Basis.INFERRED
        and (
            c.classification is Classification.PUBLIC
            or (heard and c.basis is Basis.MEASURED and c.body_level.rank >= Level.OPERATED_BY.rank)
        )
    ]


def is_publishable(register: Register, claim: Claim, today: str) -> bool:
    """Whether the public view may show one claim."""
    heard = _heard(register.table(Decision), today)
    return bool(publishable([claim], claim.body in heard))


def reach_of(body: str, claims: Iterable[Claim], view: View) -> Reach:
    """Since when a body was asked, has answered, and is looked at."""
    asked: list[str] = []
    answered: list[str] = []
    looked: list[str] = []
    for claim in claims:
        if claim.basis is Basis.MEASURED or (claim.device and claim.by_body):
            looked.append(claim.said_at)
        if claim.basis is Basis.DECLARED and not claim.device:
            asked.append(claim.said_at)
            if claim.answer is not Answer.NO_RESPONSE:
                answered.append(claim.said_at)
        elif claim.answer is Answer.NO_RESPONSE:
            asked.append(claim.said_at)
    first = [min(dates) if dates else None for dates in (asked, answered, looked)]
    return Reach(view=view, body=body, asked_at=first[0], answered_at=first[1], looked_at=first[2])
