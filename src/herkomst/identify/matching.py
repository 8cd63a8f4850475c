# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which values of one field match which rules, and what the rules say of each.

A native literal prefilter over all values (Aho-Corasick); those that hold a literal go through one automaton of all
patterns of the field (an RE2 set: one linear pass, however many there are). Only rules with groups run once more by
themselves. Exact values (favicon hashes), prefixes (OUI, OID) and keys of a registry are look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial, reduce
from itertools import repeat
from operator import or_
from typing import TYPE_CHECKING, Any

import msgspec

from herkomst.identify import naming
from herkomst.identify.field_rules import FieldRules
from herkomst.identify.naming import Naming
from herkomst.identify.patterns import Alone, together

if TYPE_CHECKING:
    import polars as pl

FEW = 200  # so many values are all looked at: making a prefilter costs more
# A value of so many bytes is remembered from one batch to the next, and so many values of a field; a longer
# one within its batch.
SHORT, REMEMBERED = 256, 16384
FOLDED = ("\u017f", "\u212a")  # the long s and the Kelvin sign: capitals apart, an s and a k
TRIES = 24  # places of a value in which a name is looked for

Captured = tuple[str, str, int]  # what a part is, its text, and the proof that captured it
WhomOf = Callable[[str], Naming | None] | None  # what finds whom a name or a key stands for


class Hit(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What one distinct value matched: proof numbers in order, and captured parts. A matcher makes equal
    hits one, so they are told apart by identity."""

    rules: tuple[int, ...]
    captured: tuple[Captured, ...] = ()


@dataclass(slots=True)
class Plan:
    """What is left to do when a value matched just these patterns: `fixed` proofs stand; `capturing`
    rules run once more, and `named` ones only where no rule of its own proves a maker."""

    fixed: tuple[int, ...]
    capturing: tuple[int, ...]
    named: tuple[int, ...]
    hit: Hit  # the same for all values where nothing is left to do


class FieldMatcher:
    """The rules of one field, ready to run. What RE2 compiles is compiled when first used."""

    def __init__(self, rules: FieldRules) -> None:
        self.rules = rules
        self.literals = sorted(rules.literals)
        self.names = rules.names
        self.lengths = sorted({len(p) for p in rules.prefixes})
        self._order = list(rules.patterns)
        self._alone: dict[int, tuple[Alone, WhomOf]] = {}
        self._plans: dict[tuple[int, ...], Plan] = {}
        self._known: dict[bytes, Hit] = {}  # short values come again in later batches
        # Equal hits are one, so that what follows from them is worked out once.
        self._same: dict[tuple[Any, ...], Hit] = {}
        self._looked_up = bool(rules.exact or rules.prefixes)

    @cached_property
    def _places(self) -> Callable[[bytes], Sequence[int]]:
        """The places of the patterns that match: one automaton of them all."""
        return together(self.rules.patterns.values()) if self._order else lambda _raw: ()

    def match(self, values: pl.Series, names: pl.Series | None = None) -> list[tuple[int, Hit]]:
        """Row and hit of each value that matches a rule, in order of rows. `names` says which values
        hold a name or model number; where it is not given, each value is asked for itself."""
        return next(matched([(self, values, names)]))

    def candidates(self, values: pl.Series, names: pl.Series | None) -> pl.Expr:
        """Which values may match: those with a literal of a pattern, an exact value, a prefix or a name."""
        import polars as pl

        column = pl.lit(values)
        unsearched = self.names and names is None
        if self.lengths or self.rules.always or unsearched or count(values) <= FEW:
            return column.is_not_null()
        masks = [pl.lit(names)] if self.names and names is not None else []
        if self.literals:
            masks.append(_holds(column, self.literals))
        if self.rules.exact:
            masks.append(column.str.to_lowercase().is_in(list(self.rules.exact)).fill_null(False))
        return reduce(or_, masks) if masks else column.is_null() & False

    def hits(
        self, rows: list[int], texts: list[bytes], names: Iterable[bool | None]
    ) -> list[tuple[int, Hit]]:
        """Row and hit of the values that match a rule."""
        if len(self._known) > REMEMBERED or len(self._same) > REMEMBERED:
            self._known.clear()
            self._same.clear()
        short, long = self._known, dict[bytes, Hit]()
        found = []
        for row, text, name in zip(rows, texts, names, strict=False):
            known = short if len(text) <= SHORT else long
            hit = known.get(text)
            if hit is None:
                hit = known[text] = self._confirmed(text, name)
            if hit.rules:
                found.append((row, hit))
        return found

    def confirm(self, value: str) -> Hit:
        """One value against all rules of the field at once."""
        return self._confirmed(value.encode(), None)

    def _confirmed(self, raw: bytes, names: bool | None) -> Hit:
        """The same; `names` says whether there can be a name in it, if that is known."""
        places = tuple(self._places(raw))
        plan = self._plans.get(places) or self._plan(places)
        numbers = plan.capturing
        if plan.named:
            if names is None or (names and not raw.isascii()):
                names = bool(_name_places()(raw))
            if names:
                numbers += plan.named
        if not numbers and not self._looked_up:
            return plan.hit
        rules, captured = plan.fixed, list[Captured]()
        for number in numbers:
            proof = self._explored(number, raw, captured)
            if proof is not None:
                rules += (proof,)
        if self.rules.exact:
            rules += tuple(self.rules.exact.get(raw.decode().lower(), ()))
        if self.rules.prefixes:
            rules += tuple(self._longest(raw.decode().upper()))
        if len(rules) > 1:
            rules = tuple(sorted(set(rules)))
        key = (rules, *captured)
        hit = self._same.get(key)
        if hit is None:
            hit = self._same[key] = Hit(rules, tuple(captured))
        return hit

    def _plan(self, found: tuple[int, ...]) -> Plan:
        """What these places in the automaton ask for, remembered."""
        rules = self.rules
        matched = sorted(self._order[i] for i in found)
        silent = not rules.nobody.isdisjoint(matched) or not rules.telling.isdisjoint(matched)
        fixed = tuple(n for n in matched if n not in rules.capturing)
        more = [n for n in matched if n in rules.capturing]
        capturing = tuple(n for n in more if n not in rules.named)
        named = tuple(n for n in more if n in rules.named and (not silent or n in rules.brands))
        plan = self._plans[found] = Plan(fixed, capturing, named, Hit(fixed))
        return plan

    def _explored(self, number: int, raw: bytes, captured: list[Captured]) -> int | None:
        """Run a rule with groups alone: the proof it gives, with whom it names; what it captured is added.
        One that looks up a name looks at each place it matches, until it finds one."""
        alone, whom_of = self._alone.get(number) or self._ready(number)
        spans = alone.search(raw, 0, len(raw))
        for _ in range(TRIES):
            start, end = spans[0]
            if start < 0:
                return None
            whom = whom_of(_text(raw, spans[alone.asks])) if whom_of else None
            if whom is not None or whom_of is None:
                break
            if end == len(raw):
                return None
            spans = alone.search(raw, end, len(raw))
        else:
            return None
        if whom is not None:
            number += self.rules.many * (2 * whom.entity + whom.bare + 1)
            if whom.model:
                captured.append(("model", whom.model, number))
            if whom.kind:
                captured.append(("kind", str(whom.kind), number))
        for name, group in alone.captures:
            text = _text(raw, spans[group])
            if text:
                captured.append((name, text[:128], number))
        return number

    def _ready(self, number: int) -> tuple[Alone, WhomOf]:
        """A rule with groups by itself, and what finds whom its name or its key stands for, if it has one."""
        alone = Alone(self.rules.patterns[number], self.rules.name)
        whom_of: WhomOf = None
        if alone.asks and number in self.rules.named:
            whom_of = partial(naming.named, rest=self.rules.named[number])
        elif alone.asks:
            whom_of = partial(_by_key, self.rules.keys[number])
        self._alone[number] = alone, whom_of
        return alone, whom_of

    def _longest(self, value: str) -> list[int]:
        """The rules of the longest prefix: a part of a block belongs to whom it was handed to."""
        for length in reversed(self.lengths):
            if _ends_well(value, length) and value[:length] in self.rules.prefixes:
                return self.rules.prefixes[value[:length]]
        return []


def matched(
    columns: Sequence[tuple[FieldMatcher, pl.Series, pl.Series | None]],
) -> Iterator[list[tuple[int, Hit]]]:
    """What `FieldMatcher.match` gives of each column. The candidates of all are looked for together: a
    native call costs as much as what it does to a thousand values."""
    import polars as pl

    if not columns:
        return
    chosen = pl.select(
        matcher.candidates(values, names).arg_true().implode().alias(str(at))
        for at, (matcher, values, names) in enumerate(columns)
    )
    rows = [one[0] for one in chosen]
    texts = pl.select(
        pl.lit(values).gather(pl.lit(some)).cast(pl.Binary).implode().alias(str(at))
        for at, ((_, values, _), some) in enumerate(zip(columns, rows, strict=True))
    )
    for (matcher, _, names), some, held in zip(columns, rows, texts, strict=True):
        flags = repeat(None) if names is None else names.gather(some).to_list()
        yield matcher.hits(some.to_list(), held[0].to_list(), flags)


def _by_key(keys: dict[str, int], text: str) -> Naming | None:
    at = keys.get(text.upper())
    return None if at is None else Naming(at, None, None, bare=False)


def _text(raw: bytes, span: tuple[int, int]) -> str:
    start, end = span
    return raw[start:end].decode("utf-8", "ignore") if start >= 0 else ""


@cache
def _names() -> list[str]:
    return sorted(naming.literals())


@cache
def _name_places() -> Callable[[bytes], Sequence[int]]:
    """The same search as `holds_names`, for one value."""
    return together(re.escape(name) for name in _names())


def count(values: pl.Series) -> int:
    """How many values there are, without those that are missing."""
    return len(values) - values.null_count()


def holds_names(values: pl.Series) -> pl.Series:
    """Which values may hold a name or model number the catalogue knows."""
    import polars as pl

    return pl.select(_holds(pl.lit(values), _names())).to_series()


def _holds(column: pl.Expr, texts: list[str]) -> pl.Expr:
    """Which values may hold one of the texts, in native code, or a letter that RE2 takes for an ASCII one."""
    return column.str.contains_any([*texts, *FOLDED], ascii_case_insensitive=True).fill_null(False)


def _ends_well(value: str, length: int) -> bool:
    """A dotted prefix must end at an arc: 1.3.6.1.4.1.39165 is no prefix of 1.3.6.1.4.1.391651."""
    return not (value[:1].isdigit() and "." in value[:length]) or value[length : length + 1] in (
        "",
        ".",
    )
