# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deriving verdicts: claims of a body through `reconcile`, once a view. Disposable, rebuilt at will."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from herkomst import catalogue
from herkomst.app.standing import Standing
from herkomst.model import (
    Answer,
    Basis,
    Claim,
    Classification,
    Label,
    Level,
    Reach,
    Stored,
    Verdict,
)
from herkomst.reconcile import Dispute, reconcile
from herkomst.reconcile.counting import duplicates
from herkomst.schema import from_row
from herkomst.store.register import ALWAYS, Appender, Register


@dataclass(slots=True)
class Derived:
    """What is derived for some bodies."""

    bodies: list[str]
    verdicts: list[Verdict] = field(default_factory=list)
    reach: list[Reach] = field(default_factory=list)


def derive(register: Register, bodies: Iterable[str], *, known_at: str = ALWAYS) -> Derived:
    """Verdicts and reach of these bodies from their claims and what was decided: all that is kept of
    them. Nothing here asks which day it is."""
    made = Derived(sorted(set(bodies)))
    standing = Standing.read(register, known_at)
    twice = duplicates(
        [from_row(Claim, row) for row in register.ask("shared_claims", known_at=known_at)]
    )
    for body in made.bodies:
        claims = register.claims_of(body, known_at)
        if not claims:
            continue
        disputes = standing.disputes_of(body)
        taken = frozenset(d.target for d in disputes if d.upheld)
        for stored in Stored:
            if stored is Stored.HEARD and body not in standing.hearings:
                continue
            seen: Sequence[Claim] = claims
            if stored is not Stored.RESTRICTED:
                seen = publishable(claims, stored is Stored.HEARD, taken)
            made.verdicts += verdicts_of(seen, stored, disputes=disputes, uncounted=twice)
            made.reach.append(reach_of(body, seen, stored))
    return made


def rebuild(appender: Appender, bodies: Sequence[str]) -> None:
    """Put freshly derived verdicts in the place of those of these bodies."""
    derived = derive(appender, bodies)
    appender.replace_derived(derived.bodies, derived.verdicts, derived.reach)


def verdicts_of(
    claims: Sequence[Claim],
    stored: Stored,
    *,
    disputes: Sequence[Dispute] = (),
    uncounted: Collection[str] = (),
) -> Iterator[Verdict]:
    """The verdicts of one body as they are kept. A lead is never published."""
    for verdict in reconcile(
        claims, view=stored, groups=catalogue.groups(), disputes=disputes, uncounted=uncounted
    ):
        if stored is Stored.RESTRICTED or verdict.label is not Label.LEAD_ONLY:
            yield verdict


def publishable(claims: Iterable[Claim], heard: bool, taken: Collection[str] = ()) -> list[Claim]:
    """The claims a public verdict may rest on: statements that are public already, and what was
    seen at `operated_by` or better once the body was heard. Default deny; an inference never, nor what
    was taken away because the body's dispute of it was upheld."""
    return [
        c
        for c in claims
        if c.basis is not Basis.INFERRED
        and (
            c.classification is Classification.PUBLIC
            or (heard and c.basis is Basis.MEASURED and c.body_level.rank >= Level.OPERATED_BY.rank)
        )
        and not (c.basis is Basis.MEASURED and {c.id, c.device} & set(taken))
    ]


def is_publishable(register: Register, claim: Claim, day: str, known_at: str = ALWAYS) -> bool:
    """Whether the public view may show one claim on a day, by what was decided until a moment."""
    standing = Standing.read(register, known_at)
    taken = [d.target for d in standing.disputes_of(claim.body) if d.upheld]
    return bool(publishable([claim], claim.body in standing.heard(day), taken))


def reach_of(body: str, claims: Iterable[Claim], view: Stored) -> Reach:
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
