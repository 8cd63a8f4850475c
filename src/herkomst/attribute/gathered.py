# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence of one address while it is gathered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from herkomst.attribute.facts import Item
from herkomst.attribute.world import World

STRONG = ("registry", "dns_control", "ca_organisation")
_SHOWN = 256  # characters of a value that an item keeps


@dataclass(slots=True)
class Gathered:
    """The evidence of one address. `named`: per strong class the bodies its items name; `site`: the
    bodies of which no more than a web site shows; `stated`, `disputing`: by their own word."""

    items: list[Item] = field(default_factory=list)
    against: list[Item] = field(default_factory=list)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weak: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    disputing: tuple[str, ...] = ()
    conditions: set[str] = field(default_factory=set)

    def note(self, *conditions: str) -> None:
        """Conditions of the ladder that hold."""
        self.conditions.update(conditions)

    def unnote(self, *conditions: str) -> None:
        """Conditions that do not hold after all."""
        self.conditions.difference_update(conditions)

    def item(self, cls: str, kind: str, value: str, rule: str, bodies: Iterable[str] = ()) -> None:
        """Something that is shown and weighs nothing of its own."""
        self.items.append(Item(cls, kind, value[:_SHOWN], rule, tuple(bodies)))

    def add(self, cls: str, kind: str, value: str, rule: str, bodies: Iterable[str]) -> None:
        """Something of a class that names bodies."""
        found = tuple(bodies)
        if not found:
            return  # a body that was not there yet
        self.item(cls, kind, value, rule, found)
        if cls == "weak":
            self.weak = _union(self.weak, found)
        elif cls in STRONG:
            self.named[cls] = _union(self.named.get(cls, ()), found)

    def oppose(self, cls: str, kind: str, value: str, rule: str, *conditions: str) -> None:
        """Something that speaks against a body."""
        found = Item(cls, kind, value[:_SHOWN], rule)
        if found not in self.against:
            self.against.append(found)
        self.note(*conditions)

    def fits(self, world: World, bodies: tuple[str, ...], telling: bool) -> None:
        """What a name or text in a body's own network says for or against the holder."""
        holder = self.named.get("registry")
        if "own_network" not in self.conditions or not holder or not bodies:
            return
        if world.agreed((holder, bodies), False) is None:
            self.note("unlike_holder")
        elif telling:
            self.note("fits_holder")


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))
