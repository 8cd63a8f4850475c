# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bodies that facts may name: the real ones for what was seen, the invented ones for what was
made up. A name, a host or a network of one world never names anybody in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from herkomst.attribute.facts import Facts
from herkomst.attribute.hosts import Hosts
from herkomst.attribute.names import Names, Resolution, begun
from herkomst.attribute.networks import Networks
from herkomst.attribute.registrations import Registrations
from herkomst.catalogue.public_bodies import PublicBodies
from herkomst.model import BodyKind

# South, north, west and east: the European part, Bonaire, and Saba with Sint Eustatius.
_EXTENT = (
    (50.75, 53.7, 3.2, 7.25),
    (12.0, 12.35, -68.45, -68.15),
    (17.4, 17.7, -63.3, -62.9),
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_LONG = 12  # letters from which one word alone may name a body (Rijkswaterstaat)
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
        self._private = frozenset(bodies.private_law)
        self.host_literals = self.hosts.literals
        self.text_literals = names.texts()

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
        if not near and text.strip().casefold() in self._private:
            return Resolution(None, how="private")
        return Resolution(None, found.department, near, found.how)

    def _here(self, body: str) -> bool:
        known = self.bodies.bodies.get(body)
        return (
            known is not None
            and known.synthetic is self.synthetic
            and known.kind is not BodyKind.GROEP
        )

    def named(self, text: str, on: str | None, kind: BodyKind | None = None) -> tuple[str, ...]:
        """The bodies a name surely fits: one, several of the same name, or none. An abbreviation is sure
        where the sort of body is known."""
        found = self.resolve(text, on, kind)
        if found.body is not None:
            sure = found.how in _SURE or (kind is not None and found.how == "acronym")
            return self._there((found.body,), on) if sure else ()
        return self._there(found.candidates, on) if found.how == "ambiguous" else ()

    def _there(self, bodies: tuple[str, ...], on: str | None) -> tuple[str, ...]:
        known = self.bodies.bodies
        return tuple(b for b in bodies if on is None or begun(known[b], on))

    def spelled_out(self, text: str, on: str | None) -> tuple[str, ...]:
        """As `named`, but never by an acronym or one plain word: a device may be called anything."""
        if len(_WORDS.findall(text)) < 2 and len(text) < _LONG:
            return ()
        return self.named(text, on)

    def guessed(self, text: str, on: str | None) -> tuple[str, ...]:
        """As `named`, a slip of the pen forgiven: for evidence that is weak anyway."""
        found = self.resolve(text, on)
        if found.body is not None:
            return self._there((found.body,), on)
        return self.named(text, on)

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
            if on is not None and not begun(body, on):
                continue
            then = on is not None and body.valid_until is not None and on <= body.valid_until
            after = self.bodies.after(at)
            if body.active or then or not after:
                found[at] = None
            else:
                todo = [*after, *todo]
        return tuple(found)

    def municipality(self, facts: Facts, on: str | None) -> tuple[str, ...]:
        """The municipality (all of that name) in which the device says it stands."""
        if facts.place_from != "device" or not facts.municipality:
            return ()
        return self.named(facts.municipality, on, BodyKind.GEMEENTE)

    @staticmethod
    def inside(facts: Facts) -> bool:
        """Whether a device's coordinates lie in or near the Netherlands, the Caribbean part too."""
        if facts.latitude is None or facts.longitude is None:
            return False
        lat, lon = facts.latitude, facts.longitude
        return any(s <= lat <= n and w <= lon <= e for s, n, w, e in _EXTENT)

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
            if not self._parents(narrow).isdisjoint(self.standing((wide,), None)):
                return narrow
            if shared and narrow in self.bodies.members.get(wide, ()):
                return narrow
        return None

    def _parents(self, body: str) -> set[str]:
        """The bodies that one is part of, each as who answers for it today."""
        found: set[str] = set()
        known = self.bodies.bodies.get(body)
        while known is not None and known.parent and known.parent not in found and len(found) < 8:
            found |= {known.parent, *self.standing((known.parent,), None)}
            known = self.bodies.bodies.get(known.parent)
        return found
