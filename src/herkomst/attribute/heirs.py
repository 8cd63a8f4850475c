# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of the bodies that one name may mean is meant: each followed to who stands in its place, on the
day that is asked for or today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from herkomst.catalogue.public_bodies import PublicBodies
from herkomst.model import Body, BodyKind

_DATED = (BodyKind.GEMEENTE, BodyKind.PROVINCIE, BodyKind.WATERSCHAP)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which body a name stands for. how: official, short, abbreviation, former, department, english,
    acronym (nothing but an abbreviation), host, group or typo; or why nobody: unknown, ambiguous,
    private, company, foreign, place, empty."""

    body: str | None
    department: str | None = None
    candidates: tuple[str, ...] = ()
    how: str = "unknown"

    @property
    def told(self) -> bool:
        """Whether it names a body, or several."""
        return self.body is not None or bool(self.candidates)


class Heirs:
    """Who came after whom. `before`: for a ministry of today, those that ended in its favour: with
    ministries a new name is a new body."""

    def __init__(self, bodies: PublicBodies) -> None:
        self.bodies = bodies
        self.before: dict[str, list[str]] = defaultdict(list)
        for ended in bodies.bodies.values():
            if ended.kind is BodyKind.MINISTERIE and not ended.active:
                for heir in self._heirs(ended.id, None):
                    self.before[heir].append(ended.id)

    def choose(self, found: dict[str, str], on: str | None) -> Resolution:
        """The one body among those a name may mean, each followed to who stands in its place."""
        heirs: dict[str, str] = {}
        for body, how in self._latest(found, on).items():
            for heir in self._heirs(body, on):
                heirs.setdefault(heir, how if heir == body else "former")
        if on is not None:
            heirs = self._of_the_day(heirs, on, {b for b, h in found.items() if h == "former"})
        living = {b: h for b, h in heirs.items() if h not in ("former",)}
        pick = living if len(living) == 1 else heirs
        if len(pick) == 1:
            ((body, how),) = pick.items()
            return Resolution(body, how=how)
        return Resolution(None, candidates=tuple(sorted(heirs)), how="ambiguous")

    def _of_the_day(self, found: dict[str, str], on: str, given_up: set[str]) -> dict[str, str]:
        """Of the bodies a name may mean, those that were there on a day; the one that bore it in just
        those years, where there is one; for a name that a ministry gave up, the one before it."""
        known = self.bodies.bodies
        there = {b: h for b, h in found.items() if begun(known[b], on)} or found
        within = [b for b in there if _lasted(known[b], on)]
        if len(within) == 1:
            return {within[0]: there[within[0]]}
        if len(there) == 1 and (body := next(iter(there))) not in within:
            then = self.before.get(body, ()) if body in given_up else ()
            borne = [b for b in then if _lasted(known[b], on)]
            if len(borne) == 1:
                return {borne[0]: "former"}
        return there

    def _latest(self, found: dict[str, str], on: str | None) -> dict[str, str]:
        """Of ministries that bore one name one after the other, the last one; on a day, all."""
        known = [self.bodies.bodies[b] for b in found]
        if (
            on is not None
            or len(known) < 2
            or any(b.kind is not BodyKind.MINISTERIE or b.active for b in known)
        ):
            return found
        last = max(known, key=lambda b: (b.valid_until or "", b.id))
        return {last.id: found[last.id]}

    def _heirs(self, body: str, on: str | None, depth: int = 0) -> set[str]:
        facts = self.bodies.bodies[body]
        still = on is not None and facts.valid_until is not None and on <= facts.valid_until
        if facts.active or still or depth > 8:
            return {body}
        return {
            heir
            for after in self.bodies.after(body)
            if after in self.bodies.bodies
            for heir in self._heirs(after, on, depth + 1)
        } or {body}


def begun(body: Body, on: str) -> bool:
    """Whether a body was there already on a day. Only of bodies with an area is the first day on record
    a first day; of others it often is that of a register."""
    return body.kind not in _DATED or (body.valid_from or "") <= on


def _lasted(body: Body, on: str) -> bool:
    """Whether a day lies in the years of a body that ended."""
    return bool(body.valid_until) and (body.valid_from or "") <= on <= (body.valid_until or "")
