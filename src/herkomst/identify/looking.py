# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One value against all rules of its field.

It goes through one automaton of all patterns (an RE2 set: one linear pass, however many there are). Only rules with
groups run once more by themselves. Exact values (favicon hashes), prefixes (OUI, OID) and keys of a registry are
look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any, NamedTuple

import msgspec

from herkomst.identify import naming
from herkomst.identify.field_rules import FieldRules
from herkomst.identify.naming import Naming
from herkomst.identify.patterns import Alone, fewest, together
from herkomst.model import Kind

FOLDED = ("\u017f", "\u212a")  # the long s and the Kelvin sign: capitals apart, an s and a k
TRIES = 24  # places of a value in which a name is looked for
REMEMBERED = 16384  # things that values show alike
LONGEST = 128  # characters of a captured part

Part = tuple[str, int]  # what a captured text is of a device, and the proof that captured it


class Shown(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What values show alike: proof numbers in order, the kinds of device that names tell, and of which parts of it
    there is a text. A rulebook makes equal ones one, so they are told apart by identity."""

    proofs: tuple[int, ...]
    kinds: tuple[tuple[int, Kind], ...]
    parts: tuple[Part, ...]


class Hit(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What one value shows, with the texts of its parts. Told apart by identity, as values are that repeat."""

    shown: Shown
    texts: tuple[str, ...] = ()


class Trace(msgspec.Struct, gc=False):
    """How a value came to show it: where its texts stand, null for one that stands nowhere or more than once; which
    texts were read as names, and where; and whether anything was looked up by its characters."""

    cuts: list[slice | None]
    asked: list[tuple[int, str]]
    keyed: bool


class Plan(NamedTuple):
    """What is left to do when a value matched just these patterns: `fixed` proofs stand; `capturing`
    rules run once more, and `named` ones only where no rule of its own proves a maker."""

    fixed: tuple[int, ...]
    capturing: tuple[int, ...]
    named: tuple[int, ...]
    hit: Hit  # the same for all values where nothing is left to do


@dataclass(slots=True)
class _Look:
    """What was seen so far of one value."""

    proofs: tuple[int, ...]
    kinds: tuple[tuple[int, Kind], ...]
    parts: list[Part]
    texts: list[str]


WhomOf = Callable[[str], Naming | None] | None  # what finds whom a name or a key stands for


class Rulebook:
    """The rules of one field, for one value at a time. What RE2 compiles is compiled when first used."""

    def __init__(self, rules: FieldRules) -> None:
        self.rules = rules
        self._keyed = bool(rules.exact or rules.prefixes)
        self._lengths = sorted({len(p) for p in rules.prefixes}, reverse=True)
        self._order = list(rules.patterns)
        self._groups: dict[int, tuple[Alone, WhomOf]] = {}
        self._plans: dict[tuple[int, ...], Plan] = {}
        # Equal ones are one, so that what follows from them is worked out once.
        self._same: dict[tuple[Any, ...], Shown] = {}

    @cached_property
    def _places(self) -> Callable[[bytes], Sequence[int]]:
        """The places of the patterns that match: one automaton of them all."""
        return together(self.rules.patterns.values()) if self._order else lambda _raw: ()

    def look(self, raw: bytes, names: bool | None, trace: Trace | None = None) -> Hit:
        """What one value shows; `names` says whether there can be a name in it, if that is known."""
        places = tuple(self._places(raw))
        plan = self._plans.get(places) or self._plan(places)
        numbers = plan.capturing
        if plan.named and may_name(raw, names):
            numbers += plan.named
        if not numbers and not self._keyed:
            return plan.hit
        seen = _Look(plan.fixed, (), [], [])
        for number in numbers:
            self._explore(number, raw, seen, trace)
        if self._keyed:
            text = raw.decode()
            seen.proofs += (*self.rules.exact.get(text.lower(), ()), *self._longest(text.upper()))
        proofs = seen.proofs
        if len(proofs) > 1:
            proofs = tuple(sorted(set(proofs)))
        return Hit(self._shown(proofs, seen.kinds, tuple(seen.parts)), tuple(seen.texts))

    def _shown(
        self, proofs: tuple[int, ...], kinds: tuple[tuple[int, Kind], ...], parts: tuple[Part, ...]
    ) -> Shown:
        key = proofs, kinds, parts
        shown = self._same.get(key)
        if shown is None:
            if len(self._same) > REMEMBERED:
                self._same.clear()
            shown = self._same[key] = Shown(*key)
        return shown

    def _plan(self, found: tuple[int, ...]) -> Plan:
        """What these places in the automaton ask for, remembered."""
        rules = self.rules
        matched = sorted(self._order[i] for i in found)
        silent = not rules.nobody.isdisjoint(matched) or not rules.telling.isdisjoint(matched)
        fixed = tuple(n for n in matched if n not in rules.capturing)
        more = [n for n in matched if n in rules.capturing]
        capturing = tuple(n for n in more if n not in rules.named)
        named = tuple(n for n in more if n in rules.named and (not silent or n in rules.brands))
        plan = self._plans[found] = Plan(fixed, capturing, named, Hit(self._shown(fixed, (), ())))
        return plan

    def _explore(self, number: int, raw: bytes, seen: _Look, trace: Trace | None) -> None:
        """Run a rule with groups alone, and add what it shows. One that looks up a name looks at each place
        it matches, until it finds one."""
        alone, whom_of = self._groups.get(number) or self._ready(number)
        spans, whom = alone.search(raw, 0, len(raw)), None
        for _ in range(TRIES):
            start, end = spans[0]
            if start < 0:
                return
            if whom_of is None:
                break
            asked = _text(raw, spans[alone.asks])
            if trace:
                trace.asked.append((spans[alone.asks][0], asked))
                trace.keyed = trace.keyed or number in self.rules.keys
            whom = whom_of(asked)
            if whom is not None:
                break
            if end == len(raw):
                return
            spans = alone.search(raw, end, len(raw))
        else:
            return
        if whom is not None:
            number += self.rules.many * (2 * whom.entity + whom.bare + 1)
            if whom.kind:
                seen.kinds += ((number, whom.kind),)
            if whom.model:
                seen.parts.append(("model", number))
                seen.texts.append(whom.model)
                if trace:
                    trace.cuts.append(_cut(raw, whom.model))
        seen.proofs += (number,)
        for name, group in alone.captures:
            if text := _text(raw, spans[group])[:LONGEST]:
                seen.parts.append((name, number))
                seen.texts.append(text)
                if trace:
                    start = spans[group][0]
                    trace.cuts.append(slice(start, start + len(text.encode())))

    def _ready(self, number: int) -> tuple[Alone, WhomOf]:
        """A rule with groups by itself, and what finds whom its name or its key stands for, if it has one."""
        alone = Alone(self.rules.patterns[number], self.rules.name)
        whom_of: WhomOf = None
        if alone.asks and number in self.rules.named:
            whom_of = partial(naming.named, rest=self.rules.named[number])
        elif alone.asks:
            whom_of = partial(_by_key, self.rules.keys[number])
        self._groups[number] = alone, whom_of
        return alone, whom_of

    def _longest(self, value: str) -> list[int]:
        """The rules of the longest prefix: a part of a block belongs to whom it was handed to."""
        for length in self._lengths:
            if _ends_well(value, length) and value[:length] in self.rules.prefixes:
                return self.rules.prefixes[value[:length]]
        return []


def may_name(raw: bytes, names: bool | None) -> bool:
    """Whether there can be a name in a value; `names` is what a search of its column says, if there was one."""
    if names is None or (names and not raw.isascii()):
        return bool(_name_places()(raw))
    return names


def _cut(raw: bytes, text: str) -> slice | None:
    """Where a text stands in a value, if it does once."""
    sought = text.encode()
    at = raw.find(sought)
    return slice(at, at + len(sought)) if at >= 0 and at == raw.rfind(sought) else None


def _by_key(keys: dict[str, int], text: str) -> Naming | None:
    at = keys.get(text.upper())
    return None if at is None else Naming(at, None, None, bare=False)


def _text(raw: bytes, span: tuple[int, int]) -> str:
    start, end = span
    return raw[start:end].decode("utf-8", "ignore") if start >= 0 else ""


@cache
def names() -> list[str]:
    """Texts of which one stands in every value that names anybody."""
    return fewest(naming.literals())


@cache
def _name_places() -> Callable[[bytes], Sequence[int]]:
    """The same search as `matching.holds_names`, for one value."""
    return together(re.escape(name) for name in names())


def _ends_well(value: str, length: int) -> bool:
    """A dotted prefix must end at an arc: 1.3.6.1.4.1.39165 is no prefix of 1.3.6.1.4.1.391651."""
    return not (value[:1].isdigit() and "." in value[:length]) or value[length : length + 1] in (
        "",
        ".",
    )
