# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deriving verdicts: claims of a body through `reconcile`, once a view. Disposable, rebuilt at will."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from herkomst import catalogue
from herkomst.app.printable import printable
from herkomst.app.standing import Standing
from herkomst.model import (
    Answer,
    Basis,
    Claim,
    Classification,
    Label,
    Lead,
    Level,
    Reach,
    Stored,
    Verdict,
    View,
)
from herkomst.reconcile import Dispute, reconcile
from herkomst.reconcile.counting import duplicates
from herkomst.reconcile.lists import Listing, Spells, unlisted
from herkomst.reconcile.suppliers import inferred
from herkomst.reconcile.suppliers import leads as leads_among
from herkomst.schema import from_row
from herkomst.store.register import ALWAYS, Appender, Register


@dataclass(slots=True)
class Derived:
    """What is derived for some bodies."""

    bodies: list[str]
    verdicts: list[Verdict] = field(default_factory=list)
    reach: list[Reach] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)


def derive(
    register: Register,
    bodies: Iterable[str],
    *,
    known_at: str = ALWAYS,
    leads: Sequence[Lead] | None = None,
) -> Derived:
    """Verdicts, reach and leads of these bodies from their claims and what was decided: all that is
    kept of them. `leads`: those of every body, where they were found already. Nothing here asks which
    day it is."""
    made = Derived(sorted(set(bodies)))
    every = leads_known(register, known_at) if leads is None else leads
    made.leads = [lead for lead in every if lead.body in set(made.bodies)]
    asked = inferred_claims(register, made.leads)
    standing = Standing.read(register, known_at)
    shared = shared_claims(register, known_at)
    # What only the restricted view knows takes nothing out of what the public one counts.
    twice, twice_in_public = duplicates(shared), duplicates(publishable(shared, heard=False))
    for body, claims in register.claims_of_each(made.bodies, known_at):
        claims += [c for c in asked.values() if c.body == body]
        disputes = standing.disputes_of(body)
        taken = frozenset(d.target for d in disputes if d.upheld)
        gone = unlisted(listings(register, body, claims, known_at))
        for stored in Stored:
            if stored is Stored.HEARD and body not in standing.hearings:
                continue
            seen, uncounted = claims, twice
            if stored is not Stored.RESTRICTED:
                seen = publishable(claims, stored is Stored.HEARD, taken)
                uncounted = twice_in_public
            if seen:
                made.verdicts += verdicts_of(
                    seen, stored, disputes=disputes, uncounted=uncounted, gone=gone
                )
                made.reach.append(reach_of(body, seen, stored))
    return made


def rebuild(appender: Appender, bodies: Sequence[str]) -> None:
    """Put freshly derived verdicts in the place of those of these bodies, of those of whom a lead
    has changed (a delivery to one body is a lead about another), and of those whose things another
    body's claim counts, or did until now."""
    found = leads_known(appender)
    before = {from_row(Lead, row) for row in appender.ask("all_leads")}
    changed = {lead.body for lead in before ^ set(found)}
    shared = shared_claims(appender)
    twice = duplicates(shared)
    changed |= {claim.body for claim in shared if claim.id in twice}
    changed |= {row["body"] for row in appender.ask("bodies_uncounted")}
    derived = derive(appender, {*bodies, *changed}, leads=found)
    appender.replace_derived(derived.bodies, derived.verdicts, derived.reach, derived.leads)


def listings(
    register: Register,
    body: str,
    claims: Iterable[Claim],
    known_at: str = ALWAYS,
    beside: Sequence[Claim] = (),
) -> list[Listing]:
    """A body's own lists, of the imports that stand; of each its claims that stand. Where all are of one
    day, and that of `beside`, there is nothing to compare."""
    listed = [c for c in claims if c.device and c.basis is Basis.DECLARED]
    if len({c.said_at for c in (*listed, *beside)}) < 2:
        return []
    known = {c.id: c for c in listed}
    parts: dict[str, list[Claim]] = {}
    for row in register.ask("listed_claims", body=body, known_at=known_at):
        if row["claim"] in known:
            parts.setdefault(row["part"], []).append(known[row["claim"]])
    return [Listing(tuple(found)) for found in parts.values()]


def shared_claims(register: Register, known_at: str = ALWAYS) -> list[Claim]:
    """The statements with a number in which one body may stand for another."""
    return [from_row(Claim, row) for row in register.ask("shared_claims", known_at=known_at)]


def leads_known(register: Register, known_at: str = ALWAYS) -> list[Lead]:
    """The leads of all bodies from the claims that stand."""
    rows = register.ask("supplier_claims", known_at=known_at)
    return leads_among([from_row(Claim, row) for row in rows])


def inferred_claims(register: Register, leads: Iterable[Lead]) -> dict[str, Claim]:
    """The claims that leads give, by id: each award as if it were of the maker, from the day on which
    that could be concluded."""
    since: dict[str, Lead] = {}
    for lead in leads:
        first = since.get(lead.claim)
        if first is None or lead.said_at < first.said_at:
            since[lead.claim] = lead
    awards = register.claims(sorted({lead.award for lead in since.values()}))
    return {
        name: inferred(awards[lead.award], lead.maker, lead.said_at)
        for name, lead in since.items()
        if lead.award in awards
    }


def verdicts_of(
    claims: Sequence[Claim],
    stored: Stored,
    *,
    disputes: Sequence[Dispute] = (),
    uncounted: Mapping[str, str] | None = None,
    gone: Mapping[str, Spells] | None = None,
) -> Iterator[Verdict]:
    """The verdicts of one body as they are kept. A lead is never published."""
    for verdict in reconcile(
        claims,
        view=stored,
        groups=catalogue.groups(),
        disputes=disputes,
        uncounted=uncounted,
        unlisted=gone,
    ):
        if stored is Stored.RESTRICTED or verdict.label is not Label.LEAD_ONLY:
            yield verdict


def bodies_in(register: Register, view: View, *, today: str, known_at: str = ALWAYS) -> list[str]:
    """The bodies that may have a verdict in a view. In the public one these are few, so that a question
    about the past reads no claims that cannot be in its answer."""
    if view is View.RESTRICTED:
        return [row["body"] for row in register.ask("bodies_with_claims")]
    spoken = {row["body"] for row in register.ask("bodies_with_public_claims")}
    return sorted(spoken | Standing.read(register, known_at).heard(today))


def publishable(claims: Iterable[Claim], heard: bool, taken: Collection[str] = ()) -> list[Claim]:
    """The claims a public verdict may rest on: statements that are public already, and what was
    seen at `operated_by` or better once the body was heard. Default deny; an inference never, nor what
    was taken away because the body's dispute of it was upheld."""
    return [
        printable(c)
        for c in claims
        if c.basis is not Basis.INFERRED
        and (
            c.classification is Classification.PUBLIC
            or (heard and c.basis is Basis.MEASURED and c.body_level.rank >= Level.OPERATED_BY.rank)
        )
        and not (c.basis is Basis.MEASURED and {c.id, c.device} & set(taken))
    ]


@dataclass(frozen=True, slots=True)
class Publishing:
    """What the public view may show on a day, by what was decided until a moment."""

    standing: Standing
    heard: frozenset[str]

    @classmethod
    def on(cls, register: Register, day: str, known_at: str = ALWAYS) -> Publishing:
        """As decided until a moment."""
        standing = Standing.read(register, known_at)
        return cls(standing, standing.heard(day))

    def may_show(self, claim: Claim) -> bool:
        """Whether one claim may be shown."""
        taken = [d.target for d in self.standing.disputes_of(claim.body) if d.upheld]
        return bool(publishable([claim], claim.body in self.heard, taken))


def reach_of(body: str, claims: Iterable[Claim], view: Stored) -> Reach:
    """Since when a body was asked, has answered, and is looked at. What may be its device and is not
    proved to be is no look at the body."""
    asked: list[str] = []
    answered: list[str] = []
    looked: list[str] = []
    for claim in claims:
        seen = claim.basis is Basis.MEASURED and claim.body_level.rank > Level.CANDIDATE.rank
        if seen or (claim.device and claim.by_body):
            looked.append(claim.said_at)
        if claim.basis is Basis.DECLARED and not claim.device:
            asked.append(claim.said_at)
            if claim.answer is not Answer.NO_RESPONSE:
                answered.append(claim.said_at)
        elif claim.answer is Answer.NO_RESPONSE:
            asked.append(claim.said_at)
    first = [min(dates) if dates else None for dates in (asked, answered, looked)]
    return Reach(view=view, body=body, asked_at=first[0], answered_at=first[1], looked_at=first[2])
