# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A body's own lists over time: a newer one takes the place of the older, from its day.

What it lists no more is not declared any more; that is no denial, and what was listed before stays
what was said then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from herkomst.model import Claim, Kind, Property, kind_includes
from herkomst.reconcile.cells import is_yes

Spells = tuple[tuple[str, str], ...]  # from a day until another, that day not included
OPEN = "9999-12-31"
_Item = tuple[str | None, tuple[str, ...], Kind]


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of what a body has: its claims. Its day is the last on which one was made."""

    claims: tuple[Claim, ...]

    @property
    def day(self) -> str:
        """The day the list is of."""
        return max(c.said_at for c in self.claims)

    @property
    def items(self) -> frozenset[_Item]:
        """What is listed."""
        return frozenset(_item(c) for c in self.claims)


def unlisted(lists: Iterable[Listing]) -> dict[str, Spells]:
    """The spells in which a claim of a list is not declared any more, by its id.

    A list is a newer edition of another where both list a same thing, or things of a same kind; one of
    switches says nothing about the cameras. Lists of one day stand beside each other.
    """
    ordered = sorted((one for one in lists if one.claims), key=lambda one: one.day)
    if len(ordered) < 2:
        return {}
    days = [(day, [_Read(one) for one in same]) for day, same in groupby(ordered, _day)]
    made: dict[str, Spells] = {}
    for at, (_, listed) in enumerate(days):
        for one in listed:
            later = [
                (day, editions)
                for day, others in days[at + 1 :]
                if (editions := [o.items for o in others if o.is_edition_of(one)])
            ]
            for claim in one.listing.claims:
                if later and claim.id not in made and _declares(claim):
                    spells = tuple(_spells(_item(claim), later))
                    if spells:
                        made[claim.id] = spells
    return made


def _day(listing: Listing) -> str:
    return listing.day


class _Read:
    """A list with what is compared of it at hand."""

    def __init__(self, listing: Listing) -> None:
        self.listing, self.items = listing, listing.items
        self.kinds = {kind for _, _, kind in self.items}
        # What has no number of its own is called after its row: that says nothing in another list.
        self.devices = {d for d, _, _ in self.items if d and not d.startswith("row:")}

    def is_edition_of(self, older: _Read) -> bool:
        if self.devices & older.devices:
            return True
        if Kind.UNKNOWN in self.kinds | older.kinds:
            return True
        return any(
            kind_includes(one, other) or kind_includes(other, one)
            for one in self.kinds
            for other in older.kinds
        )


def _item(claim: Claim) -> _Item:
    return claim.device, claim.makers, claim.kind


def _declares(claim: Claim) -> bool:
    return is_yes(claim) and claim.property is Property.USE


def _spells(
    item: _Item, later: Sequence[tuple[str, Sequence[frozenset[_Item]]]]
) -> Iterator[tuple[str, str]]:
    since = ""
    for day, editions in later:
        listed = any(item in items for items in editions)
        if not listed and not since:
            since = day
        elif listed and since:
            yield since, day
            since = ""
    if since:
        yield since, OPEN


def turns(spells: Spells) -> set[str]:
    """The days on which a spell begins or ends."""
    return {day for spell in spells for day in spell} - {OPEN}


def is_unlisted(spells: Spells, day: str) -> bool:
    """Whether a day lies in one of the spells."""
    return any(since <= day < until for since, until in spells)
