# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a maker comes from, as far as sources say: seat, owners, control, management, manufacture, each apart.

A tie counts when its source was read and nobody disputes it. A tie from general knowledge, or a disputed
one, makes a question. No tie known is not the same as no tie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from herkomst.assess.subject import Known, Truth
from herkomst.catalogue import MakerEntry
from herkomst.catalogue.policies import Country

_HOW = {
    "owned_by": "owner",
    "controlled_by": "controller",
    "affiliated_with": "affiliation",
    "managed_from": "management",
    "made_in": "manufacture",
}
_READ = ("A", "B")


@dataclass(frozen=True, slots=True)
class Tie:
    """One sourced tie of a maker to a country. `who` is the owner or controller, "" for a place."""

    how: str
    who: str
    country: str
    read: bool
    disputed: bool
    source: str

    @property
    def counts(self) -> bool:
        """Whether a rule may rest on it."""
        return self.read and not self.disputed


def members(maker: str) -> tuple[str, ...]:
    """The makers an expression of a verdict names, one or several of which may be meant."""
    return tuple(m for m in maker.split("|") if m)


def is_known(maker: str, known: Known) -> bool:
    """Whether every maker it names has an entry; a group or `any` names none."""
    named = members(maker)
    return bool(named) and all(m in known.makers for m in named)


def ties(entry: MakerEntry, day: str) -> list[Tie]:
    """The ties of a maker that stand on a day, the seat first."""
    found = []
    if entry.maker.seat:
        read = entry.maker.seat_grade in _READ
        found.append(Tie("seat", "", entry.maker.seat, read, False, entry.maker.source))
    for edge in entry.edges:
        how = _HOW.get(edge.kind)
        ended = edge.valid_until is not None and edge.valid_until < day
        if how is None or ended or (edge.valid_from or "") > day:
            continue
        disputed = edge.stance != "asserts" or _denied(entry, edge.kind, edge.source_of)
        who = edge.source_of if how in ("owner", "controller", "affiliation") else ""
        found.append(Tie(how, who, edge.country, edge.grade in _READ, disputed, edge.source))
    return found


def _denied(entry: MakerEntry, kind: str, other: str) -> bool:
    return any(
        e.kind == kind and e.source_of == other and e.stance == "denies" for e in entry.edges
    )


def originates(
    maker: str, known: Known, countries: Mapping[str, Country], by: Collection[str], day: str
) -> Truth:
    """Whether a maker originates from one of the countries, by these sorts of ties.

    True: a tie that counts says so, for each maker that may be meant. Null: a tie that does not
    count says so, the seat is not known, or the maker is not. False: nothing recorded says so.
    """
    if not is_known(maker, known):
        return None
    each = {_one(known.makers[m], countries, by, day) for m in members(maker)}
    return each.pop() if len(each) == 1 else None


def _one(
    entry: MakerEntry, countries: Mapping[str, Country], by: Collection[str], day: str
) -> Truth:
    found = [t for t in ties(entry, day) if t.how in by]
    there = [t for t in found if t.country in countries]
    if any(t.counts for t in there):
        return True
    if there or not any(t.how == "seat" for t in found):
        return None
    return False


def missing(entries: Iterable[MakerEntry], by: Collection[str], day: str) -> list[str]:
    """The sorts of ties of which nothing is recorded, for some of the makers."""
    lacking: set[str] = set()
    for entry in entries:
        recorded = {t.how for t in ties(entry, day) if t.country}
        lacking |= set(by) - recorded
    return [how for how in by if how in lacking]
