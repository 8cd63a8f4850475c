# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A body's disputes of what was attributed to it, over time.

A dispute is about one device or one claim. From the day it was raised the attribution counts no more;
from the day it is decided it counts again, or is taken away. What was said before stays as it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from herkomst.model import Claim


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute of one device or claim (`target`): raised on `since`; decided on `until` (null: open).
    `upheld`: the body was right, and the attribution is taken away. `id`: of its decision."""

    target: str
    since: str
    until: str | None = None
    upheld: bool = False
    id: str = ""

    def open_on(self, day: str) -> bool:
        """Whether it was raised by then and not decided."""
        return self.since <= day and (self.until is None or day < self.until)

    def taken_on(self, day: str) -> bool:
        """Whether the attribution was taken away by then."""
        return self.upheld and self.until is not None and self.until <= day


@dataclass(frozen=True, slots=True)
class Docket:
    """The disputes that bear on one cell."""

    disputes: tuple[Dispute, ...] = ()

    @classmethod
    def of(cls, disputes: Iterable[Dispute], claims: Sequence[Claim]) -> Docket:
        """Those about one of these claims or its device."""
        chosen = tuple(disputes)
        if not chosen:
            return NONE
        known = {c.id for c in claims} | {c.device for c in claims if c.device}
        return cls(tuple(d for d in chosen if d.target in known))

    def touches(self, claim: Claim) -> bool:
        """Whether a claim, or its device, is disputed at any time."""
        return any(d.target in (claim.id, claim.device) for d in self.disputes)

    def turns(self, after: str, until: str) -> list[str]:
        """The days on which something changes, after one day and up to another."""
        days = {day for d in self.disputes for day in (d.since, d.until) if day is not None}
        return sorted(day for day in days if after < day <= until)

    def weigh(self, day: str) -> tuple[frozenset[str], frozenset[str]]:
        """What is disputed on a day, and what was taken away by then."""
        return (
            frozenset(d.target for d in self.disputes if d.open_on(day)),
            frozenset(d.target for d in self.disputes if d.taken_on(day)),
        )


NONE = Docket()
LAST = "9999-12-31"
