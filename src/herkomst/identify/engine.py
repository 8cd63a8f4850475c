# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which fingerprints match which values, a column at a time.

Per column: a native literal prefilter over all values (Aho-Corasick); the *distinct* values that hold
a literal go through one automaton of all patterns of the field (an RE2 set: one linear pass, however
many there are); joined back by row. Only rules that capture something run once more by themselves.
Exact values (favicon hashes), prefixes (OUI, OID) and keys of a registry are look-ups.

A match is a *proof*: a rule, and for rules that look up a name whom it names. Proofs are numbered
(`Engine.proof`), so that combinations of them stay tuples of numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from herkomst import catalogue
from herkomst.catalogue import Rule, entities
from herkomst.catalogue.kept import kept
from herkomst.identify import naming
from herkomst.identify.naming import Naming
from herkomst.identify.patterns import compiled, literals, together

if TYPE_CHECKING:
    import polars as pl

TRIES = 24  # places of a value in which a name is looked for
CAPTURES = ("model", "firmware", "build", "serial", "kind")


@dataclass(slots=True)
class Matches:
    """The hits of one column: `rows[i]` is a row number and `hits[i]` what its value matched."""

    rows: pl.Series
    hits: list[Hit]
    index: pl.Series  # for each row of `rows` the place in `hits`


@dataclass(frozen=True, slots=True)
class Hit:
    """What one distinct value matched: proof numbers in order, and captured parts with the proof
    that captured them."""

    rules: tuple[int, ...]
    captured: tuple[tuple[str, str, int], ...] = ()


@dataclass
class FieldRules:
    """All rules of one field as plain data; `many` is the number of rules of all fields."""

    name: str
    many: int
    literals: set[str] = field(default_factory=set)
    patterns: dict[int, str] = field(default_factory=dict)
    capturing: set[int] = field(default_factory=set)  # rules with groups
    named: dict[int, str] = field(default_factory=dict)  # rules that look up a name: how strictly
    nobody: set[int] = field(default_factory=set)  # rules that silence those
    keys: dict[int, dict[str, int]] = field(default_factory=dict)  # rules that look up a key
    exact: dict[str, list[int]] = field(default_factory=dict)
    prefixes: dict[str, list[int]] = field(default_factory=dict)

    def add(self, number: int, rule: Rule) -> None:
        """Take in one rule. Errors: `CatalogueError` with file:line."""
        for value in rule.values:
            self.exact.setdefault(value.lower(), []).append(number)
        for prefix in rule.prefixes:
            self.prefixes.setdefault(prefix.upper(), []).append(number)
        known = entities.registry(rule.table) if rule.table else {}
        if rule.pattern is None:
            for key, at in known.items():
                self.prefixes.setdefault(_spelled(key), []).append(number + self.many * (2 * at + 1))
            return
        self.patterns[number] = rule.pattern
        if compiled(rule.pattern, rule.place).groupindex:
            self.capturing.add(number)
        if rule.nobody:
            self.nobody.add(number)
        if known:
            self.keys[number] = known
        if rule.named:
            self.named[number] = rule.rest
        if not rule.nobody:  # it only takes away what another rule found
            own = literals(rule.pattern, rule.place, needed=not rule.named)
            self.literals |= own or naming.literals()


class FieldMatcher:
    """The rules of one field, ready to run. What RE2 compiles is compiled when first used."""

    def __init__(self, rules: FieldRules) -> None:
        self.rules = rules
        self.literals = sorted(rules.literals)
        self.lengths = sorted({len(p) for p in rules.prefixes})
        self._order = list(rules.patterns)
        self._alone: dict[int, Any] = {}

    @cached_property
    def _all(self) -> Any:
        """One automaton of all patterns."""
        return together(self.rules.patterns.values())

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
        hits = [self.confirm(value) for value in distinct.to_list()]
        lookup = pl.DataFrame({"value": distinct, "at": range(len(distinct))})
        index = pl.DataFrame({"value": found}).join(
            lookup, on="value", how="left", maintain_order="left"
        )["at"]
        return Matches(rows, hits, index)

    def _candidates(self, values: pl.Series) -> pl.Series | None:
        masks = []
        if self.literals:
            masks.append(values.str.contains_any(self.literals, ascii_case_insensitive=True))
        if self.rules.exact:
            masks.append(values.str.to_lowercase().is_in(list(self.rules.exact)))
        if self.rules.prefixes:
            upper = values.str.to_uppercase()
            held = list(self.rules.prefixes)
            masks += [upper.str.head(n).is_in(held) for n in self.lengths]
        if not masks:
            return None
        mask = masks[0]
        for other in masks[1:]:
            mask = mask | other
        return mask.fill_null(False)

    def confirm(self, value: str) -> Hit:
        """One value against all rules of the field at once."""
        proofs: list[int] = []
        captured: list[tuple[str, str, int]] = []
        if self.rules.patterns:
            matched = sorted(self._order[i] for i in self._all.Match(value) or ())
            silent = not self.rules.nobody.isdisjoint(matched)
            for number in matched:
                if number not in self.rules.capturing:
                    proofs.append(number)
                elif not (silent and number in self.rules.named):
                    proofs += self._proof(number, value, captured)
        if self.rules.exact:
            proofs += self.rules.exact.get(value.lower(), ())
        if self.rules.prefixes:
            proofs += self._longest(value.upper())
        return Hit(tuple(sorted(set(proofs))), tuple(captured))

    def _proof(self, number: int, value: str, captured: list[tuple[str, str, int]]) -> list[int]:
        """The proof a rule with groups gives, with what it captured; none where it names nobody."""
        if number not in self._alone:
            self._alone[number] = compiled(self.rules.patterns[number], self.rules.name)
        proof = number
        groups: dict[str, str] = {}
        for match in islice(self._alone[number].finditer(value), TRIES):
            groups = match.groupdict()
            whom = self._whom(number, groups)
            if whom is not None:
                proof += self.rules.many * (2 * whom.entity + whom.bare + 1)
                captured += ((n, t, proof) for n, t in (("model", whom.model), ("kind", whom.kind)) if t)
                break
            if number not in self.rules.named and number not in self.rules.keys:
                break
        if proof == number and (number in self.rules.named or number in self.rules.keys):
            return []
        captured += ((n, t[:128], proof) for n, t in groups.items() if t and n in CAPTURES)
        return [proof]

    def _whom(self, number: int, groups: dict[str, str]) -> Naming | None:
        """Whom a rule that looks up a name or a key found."""
        if number in self.rules.named:
            return naming.named(groups["named"] or "", self.rules.named[number])
        at = self.rules.keys[number].get(groups["key"]) if number in self.rules.keys else None
        return None if at is None else Naming(at, None, None, bare=False)

    def _longest(self, value: str) -> list[int]:
        """The rules of the longest prefix: a part of a block belongs to whom it was handed to."""
        for length in reversed(self.lengths):
            if _ends_well(value, length) and value[:length] in self.rules.prefixes:
                return self.rules.prefixes[value[:length]]
        return []


def _ends_well(value: str, length: int) -> bool:
    """A dotted prefix must end at an arc: 1.3.6.1.4.1.39165 is no prefix of 1.3.6.1.4.1.391651."""
    return not (value[:1].isdigit() and "." in value[:length]) or value[length : length + 1] in (
        "",
        ".",
    )


def _spelled(key: str) -> str:
    """An address prefix as it stands in an address: `1CCAE3A` is `1C:CA:E3:A`."""
    return ":".join(key[i : i + 2] for i in range(0, len(key), 2))


@dataclass(frozen=True)
class Compiled:
    """Rules with their fields' matchers as plain data, as kept on disk."""

    rules: tuple[Rule, ...]
    fields: dict[str, FieldRules]


class Engine:
    """All fields' matchers, and the proofs by number."""

    def __init__(self, made: Compiled) -> None:
        self.rules = made.rules
        self.matchers = {name: FieldMatcher(rules) for name, rules in made.fields.items()}

    def rule(self, number: int) -> Rule:
        """The rule of a proof as the catalogue has it."""
        return self.rules[number % len(self.rules)]

    @lru_cache(maxsize=65536)  # noqa: B019  # engines live as long as the process
    def proof(self, number: int) -> Rule:
        """A rule with whom it named filled in."""
        whom, at = divmod(number, len(self.rules))
        rule = self.rules[at]
        if not whom:
            return rule
        at, bare = divmod(whom - 1, 2)
        named = entities.entities()[at]
        return replace(
            rule,
            grade=rule.bare if bare and rule.bare else rule.grade,
            maker=named.maker if rule.named != "brand" else rule.maker,
            brand=named.brand,
            component=named.component or rule.component,
        )


def compile_rules(rules: Iterable[Rule]) -> Compiled:
    """Check and prepare rules. Errors: `CatalogueError` with file:line."""
    numbered = tuple(rules)
    made: dict[str, FieldRules] = {}
    for number, rule in enumerate(numbered):
        made.setdefault(rule.field, FieldRules(rule.field, len(numbered))).add(number, rule)
    return Compiled(numbered, made)


def build(rules: Iterable[Rule]) -> Engine:
    """An engine over rules. Errors: `CatalogueError` with file:line."""
    return Engine(compile_rules(rules))


@cache
def default_engine() -> Engine:
    """The engine over the catalogue, built once a process."""
    return Engine(kept("engine", Compiled, lambda: compile_rules(catalogue.rules())))
