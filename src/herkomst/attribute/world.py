# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bodies that facts may name: the real ones for what was seen, the invented ones for what was
made up. A name, a host or a network of one world never names anybody in the other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from herkomst.attribute.hosts import Hosts
from herkomst.attribute.names import Names, Resolution
from herkomst.attribute.networks import Networks
from herkomst.attribute.registrations import Registrations
from herkomst.catalogue.public_bodies import PublicBodies
from herkomst.model import BodyKind

# How a name was found where it is beyond doubt: a slip of the pen is not.
_SURE = frozenset(["official", "short", "abbreviation", "former", "department", "english"])
_NOBODY = Resolution(None)


class World:
    """The real bodies, or the invented ones: names, hosts and networks that never mix."""

    def __init__(
        self,
        bodies: PublicBodies,
        names: Names,
        *,
        synthetic: bool,
        registrations: Registrations | None = None,
    ) -> None:
        self.bodies, self.names, self.synthetic = bodies, names, synthetic
        self.resolve = lru_cache(maxsize=1 << 16)(self._resolve)
        self.hosts = Hosts(bodies, synthetic=synthetic)
        self.networks = Networks(
            bodies,
            self.stands_for_body,
            synthetic=synthetic,
            registrations=registrations,
            body_of=self.surely,
        )
        self.host_literals = self.hosts.literals

    def _resolve(
        self, text: str, on: str | None = None, kind: BodyKind | None = None
    ) -> Resolution:
        """A name among the bodies of this world; a group of unnamed bodies is nobody."""
        found = self.names.resolve(text, kind=kind, on=on)
        if found.body is not None:
            return found if self._here(found.body) else _NOBODY
        near = tuple(c for c in found.candidates if self._here(c))
        if found.candidates and not near:
            return _NOBODY
        return Resolution(None, found.department, near, found.how)

    def _here(self, body: str) -> bool:
        known = self.bodies.bodies.get(body)
        return (
            known is not None
            and known.synthetic is self.synthetic
            and known.kind is not BodyKind.GROEP
        )

    def named(self, text: str, on: str | None, kind: BodyKind | None = None) -> tuple[str, ...]:
        """The bodies a name surely fits: one, several of the same name, or none."""
        found = self.resolve(text, on, kind)
        if found.body is not None:
            return (found.body,) if found.how in _SURE else ()
        return found.candidates if found.how == "ambiguous" else ()

    def guessed(self, text: str, on: str | None) -> tuple[str, ...]:
        """As `named`, a slip of the pen forgiven: for evidence that is weak anyway."""
        found = self.resolve(text, on)
        return (found.body,) if found.body is not None else self.named(text, on)

    def stands_for_body(self, text: str) -> bool:
        """Whether a holder's name surely stands for one body."""
        return bool(self.surely(text))

    def surely(self, text: str) -> str:
        """The one body a name surely stands for, or nothing."""
        found = self.named(text, None)
        return found[0] if len(found) == 1 else ""

    def by_id(self, text: str, on: str | None) -> tuple[str, ...]:
        """A body by its id or its name."""
        return self.standing((text,), on) if self._here(text) else self.named(text, on)

    def standing(self, bodies: Iterable[str], on: str | None) -> tuple[str, ...]:
        """Each body, or who stands in its place on a day (default: today)."""
        found: dict[str, None] = {}
        todo = list(bodies)
        seen: set[str] = set()
        while todo:
            at = todo.pop(0)
            body = self.bodies.bodies.get(at)
            if body is None or at in seen:
                continue
            seen.add(at)
            then = on is not None and body.valid_until is not None and on <= body.valid_until
            if body.active or then or not body.successors:
                found[at] = None
            else:
                todo = [*body.successors, *todo]
        return tuple(found)

    def agreed(self, sets: Iterable[tuple[str, ...]], shared: bool) -> tuple[str, ...] | None:
        """The bodies that all sets name; null when two sets contradict each other. A body and the
        one it is part of do not: the narrower is meant. So with members, in a shared network."""
        current: tuple[str, ...] | None = None
        for bodies in sets:
            if current is None:
                current = bodies
                continue
            both = tuple(b for b in current if b in bodies)
            near = (self._narrower(a, b, shared) for a in current for b in bodies)
            current = both or tuple(dict.fromkeys(n for n in near if n is not None))
            if not current:
                return None
        return current or ()

    def _narrower(self, a: str, b: str, shared: bool) -> str | None:
        for wide, narrow in ((a, b), (b, a)):
            if wide in self._parents(narrow):
                return narrow
            if shared and narrow in self.bodies.members.get(wide, ()):
                return narrow
        return None

    def _parents(self, body: str) -> list[str]:
        found: list[str] = []
        known = self.bodies.bodies.get(body)
        while known is not None and known.parent and known.parent not in found and len(found) < 8:
            found.append(known.parent)
            known = self.bodies.bodies.get(known.parent)
        return found
