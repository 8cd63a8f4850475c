# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which fingerprints match which values, a column at a time.

Per column: a native literal prefilter over all values (Aho-Corasick); the *distinct* values that hold
a literal go through one automaton of all patterns of the field (an RE2 set: one linear pass, however
many there are); joined back by row. Only rules that capture something run once more by themselves.
Exact values (favicon hashes) and prefixes (OUI, OID) are look-ups.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from herkomst import catalogue
from herkomst.catalogue import Rule
from herkomst.identify.patterns import compiled, literals, together

if TYPE_CHECKING:
    import polars as pl

CAPTURES = ("model", "firmware", "serial", "mac")


@dataclass(slots=True)
class Matches:
    """The hits of one column: `rows[i]` is a row number and `hits[i]` what its value matched."""

    rows: pl.Series
    hits: list[Hit]
    index: pl.Series  # for each row of `rows` the place in `hits`


@dataclass(frozen=True, slots=True)
class Hit:
    """What one distinct value matched: rule numbers in catalogue order, and captured parts with the
    rule that captured them."""

    rules: tuple[int, ...]
    captured: tuple[tuple[str, str, int], ...] = ()


@dataclass
class FieldMatcher:
    """All rules of one field."""

    name: str
    literals: set[str] = field(default_factory=set)
    patterns: dict[int, str] = field(default_factory=dict)
    capturing: dict[int, Any] = field(default_factory=dict)  # rules with named parts, compiled
    exact: dict[str, list[int]] = field(default_factory=dict)
    prefixes: dict[str, list[int]] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)  # of the prefixes

    def add(self, number: int, rule: Rule) -> None:
        """Compile one rule. Errors: `CatalogueError` with file:line."""
        for value in rule.values:
            self.exact.setdefault(value.lower(), []).append(number)
        for prefix in rule.prefixes:
            self.prefixes.setdefault(prefix.upper(), []).append(number)
            self.lengths.add(len(prefix))
        if rule.pattern is not None:
            self.patterns[number] = rule.pattern
            alone = compiled(rule.pattern, rule.place)
            if alone.groupindex:
                self.capturing[number] = alone
            self.literals |= literals(rule.pattern, rule.place)

    @cached_property
    def _order(self) -> list[int]:
        """Rule numbers in the order of the automaton."""
        return list(self.patterns)

    @cached_property
    def _all(self) -> Any:
        """One automaton of all patterns."""
        return together(self.patterns.values())

    def match(self, values: pl.Series) -> Matches | None:
        """The hits among the values of a column (null where there is none)."""
        import polars as pl

        mask = self._candidates(values)
        if mask is None:
            return None
        rows = mask.arg_true()
        if not len(rows):
            return None
        found = values.gather(rows)
        distinct = found.unique(maintain_order=True)
        hits = self._confirm(distinct)
        lookup = pl.DataFrame({"value": distinct, "at": range(len(distinct))})
        index = pl.DataFrame({"value": found}).join(
            lookup, on="value", how="left", maintain_order="left"
        )["at"]
        return Matches(rows, hits, index)

    def _candidates(self, values: pl.Series) -> pl.Series | None:
        masks = []
        if self.literals:
            masks.append(values.str.contains_any(list(self.literals), ascii_case_insensitive=True))
        if self.exact:
            masks.append(values.str.to_lowercase().is_in(list(self.exact)))
        if self.prefixes:
            upper = values.str.to_uppercase()
            masks += [upper.str.head(n).is_in(list(self.prefixes)) for n in sorted(self.lengths)]
        if not masks:
            return None
        mask = masks[0]
        for other in masks[1:]:
            mask = mask | other
        return mask.fill_null(False)

    def _confirm(self, distinct: pl.Series) -> list[Hit]:
        """Each distinct value against all patterns of the field at once."""
        return [self._confirm_one(value) for value in distinct.to_list()]

    def _confirm_one(self, value: str) -> Hit:
        rules: list[int] = []
        captured = []
        if self.patterns:
            rules += (self._order[i] for i in self._all.Match(value) or ())
        for number in sorted(rules):
            match = self.capturing[number].search(value) if number in self.capturing else None
            for name, text in match.groupdict().items() if match is not None else ():
                if text and name in CAPTURES:
                    captured.append((name, text[:128], number))
        if self.exact:
            rules += self.exact.get(value.lower(), ())
        if self.prefixes:
            upper = value.upper()
            for length in self.lengths:
                if _ends_well(upper, length):
                    rules += self.prefixes.get(upper[:length], ())
        return Hit(tuple(sorted(set(rules))), tuple(captured))


def _ends_well(value: str, length: int) -> bool:
    """A dotted prefix must end at an arc: 1.3.6.1.4.1.39165 is no prefix of 1.3.6.1.4.1.391651."""
    return not (value[:1].isdigit() and "." in value[:length]) or value[length : length + 1] in (
        "",
        ".",
    )


@dataclass(frozen=True, slots=True)
class Engine:
    """All fields' matchers and the rules by number."""

    rules: tuple[Rule, ...]
    matchers: dict[str, FieldMatcher]


def build(rules: Iterable[Rule]) -> Engine:
    """Compile rules. Errors: `CatalogueError` with file:line."""
    numbered = tuple(rules)
    matchers: dict[str, FieldMatcher] = {}
    for number, rule in enumerate(numbered):
        matchers.setdefault(rule.field, FieldMatcher(rule.field)).add(number, rule)
    return Engine(numbered, matchers)


@cache
def default_engine() -> Engine:
    """The engine over the catalogue, built once a process."""
    return build(catalogue.rules())
