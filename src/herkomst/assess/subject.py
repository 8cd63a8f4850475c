# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is judged: one maker's technology of one kind at one body, and what is known about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from herkomst.catalogue import MakerEntry
from herkomst.catalogue.policies import Example
from herkomst.model import Answer, Body, BodyKind, Kind, Label, Moment, Verdict

Truth = bool | None  # null: nobody recorded it

# Ties between bodies and dealings on paper: no technology, so no rule about technology.
NO_TECHNOLOGY = frozenset(
    {
        Kind.PARTNERSHIP,
        Kind.DELEGATION,
        Kind.TRADE_MISSION,
        Kind.SHARED_SERVICE,
        Kind.PROCUREMENT,
        Kind.PERSON_DATABASE,
    }
)
_SURE = frozenset(
    {
        Label.CONFIRMED,
        Label.ADMITTED,
        Label.CONTRADICTED,
        Label.SEEN_NOT_ASKED,
        Label.NUMBER_CONFLICT,
    }
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One case. `maker` as a verdict says it: an id, `a|b`, `group:...`, `any` or ""."""

    body_kind: BodyKind | None
    maker: str
    kind: Kind
    day: str
    label: Label | None = None
    used: Truth = True
    moment: Moment = Moment.USE
    serves: Truth = None
    in_place: Truth = None


@dataclass(frozen=True, slots=True)
class Known:
    """The makers with their ties, and what `group:...` stands for."""

    makers: Mapping[str, MakerEntry]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)


def used(verdict: Verdict) -> Truth:
    """Whether the technology is there, as far as a verdict says. A lead is not yet a fact, a refusal
    not yet a yes; where sources differ about an attribution, it is open."""
    if verdict.label in _SURE:
        return True
    if verdict.answer is Answer.YES and verdict.label is not Label.LEAD_ONLY:
        return True
    if verdict.label is Label.DECLARED_ONLY and verdict.answer is Answer.NO:
        return False
    return None


def kind_of(body: Body | None, bodies: Mapping[str, Body]) -> BodyKind | None:
    """The kind a rule looks at: a part of a body is of the kind of the whole."""
    if body is None:
        return None
    whole = bodies.get(body.parent) if body.kind is BodyKind.ONDERDEEL else None
    return whole.kind if whole else body.kind


def of_verdict(verdict: Verdict, bodies: Mapping[str, Body], day: str) -> Subject:
    """The case a verdict puts."""
    return Subject(
        body_kind=kind_of(bodies.get(verdict.body), bodies),
        maker=verdict.maker,
        kind=verdict.kind,
        day=day,
        label=verdict.label,
        used=used(verdict),
    )


def of_example(example: Example, today: str) -> Subject:
    """The case an example of a policy puts."""
    return Subject(
        body_kind=example.body,
        maker=example.maker,
        kind=example.kind,
        day=example.day or today,
        label=example.label,
        used=None if example.label in (Label.LEAD_ONLY, Label.WITHHELD, Label.NOT_KNOWN) else True,
        moment=example.moment,
        serves=example.serves,
        in_place=example.in_place,
    )
