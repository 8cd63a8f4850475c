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

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from herkomst import catalogue
from herkomst.catalogue import Rule, entities
from herkomst.catalogue.kept import kept
from herkomst.identify import naming
from herkomst.identify.naming import Naming
from herkomst.identify.patterns import Alone, compiled, literals, together

if TYPE_CHECKING:
    import polars as pl

BULKY = 4096  # a field of this cap is not searched for all names, only for what stands before one
# For so many values of a field, and of all, a prefilter is not worth making.
FEW, FEW_NAMES = 200, 2000
# A value of so many characters is remembered from one batch to the next, and so many values of a field; a longer
# one within its batch.
SHORT, REMEMBERED = 256, 16384
FOLDED = ("\u017f", "\u212a")  # the long s and the Kelvin sign: capitals apart, an s and a k
TRIES = 24  # places of a value in which a name is looked for


class Hit(NamedTuple):
    """What one distinct value matched: proof numbers in order, and captured parts with the proof
    that captured them."""

    rules: tuple[int, ...]
    captured: tuple[tuple[str, str, int], ...] = ()


@dataclass
class FieldRules:
    """All rules of one field as plain data; `many` is the number of rules of all fields."""

    name: str
    many: int
    literals: set[str] = field(default_factory=set)  # of the rules that look up no name
    names: bool = False  # whether a value with a name in it must be looked at
    always: bool = False  # whether every value must be: a rule has no literal
    patterns: dict[int, str] = field(default_factory=dict)
    capturing: set[int] = field(default_factory=set)  # rules with groups
    named: dict[int, str] = field(default_factory=dict)  # rules that look up a name: how strictly
    nobody: set[int] = field(default_factory=set)  # rules that silence those
    telling: set[int] = field(default_factory=set)  # rules that themselves prove somebody: as much
    brands: set[int] = field(default_factory=set)  # those of `named` that look for the label only
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
                self.prefixes.setdefault(_spelled(key), []).append(
                    number + self.many * (2 * at + 1)
                )
            return
        self.patterns[number] = rule.pattern
        if compiled(rule.pattern, rule.place).groupindex:
            self.capturing.add(number)
        if rule.nobody:
            self.nobody.add(number)
        if rule.maker or rule.brand or rule.component:
            self.telling.add(number)
        if rule.named == "brand":
            self.brands.add(number)
        if known:
            self.keys[number] = known
        if rule.named:
            self.named[number] = rule.rest
        if not rule.nobody:  # it only takes away what another rule found
            bulky = catalogue.fields()[rule.field].cap >= BULKY
            own = literals(rule.pattern, rule.place, needed=number in self.telling)
            if rule.named and not (own and bulky):
                self.names = True
            elif own:
                self.literals |= own
            else:
                self.always = True


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
        self._alone: dict[int, Alone] = {}
        self._plans: dict[tuple[int, ...], Plan] = {}
        self._known: dict[str, Hit] = {}  # short values come again in later batches
        # Equal hits are one, so that what follows from them is worked out once.
        self._same: dict[Hit, Hit] = {}
        self._looked_up = bool(rules.exact or rules.prefixes)

    @cached_property
    def _places(self) -> Callable[[bytes], Sequence[int]]:
        """The places of the patterns that match: one automaton of them all."""
        return together(self.rules.patterns.values()) if self._order else lambda _raw: ()

    def match(self, values: pl.Series, names: pl.Series | None = None) -> list[tuple[int, Hit]]:
        """Row and hit of each value that matches a rule, in order of rows. `names` says which values
        hold a name or model number; where it is not given, each value is asked for itself."""
        mask = self._candidates(values, names)
        if mask is None:
            return []
        rows = mask.arg_true()
        if not len(rows):
            return []
        texts = values.gather(rows).to_list()
        held = [None] * len(texts) if names is None else names.gather(rows).to_list()
        if len(self._known) > REMEMBERED or len(self._same) > REMEMBERED:
            self._known.clear()
            self._same.clear()
        short, long = self._known, dict[str, Hit]()
        found = []
        for row, text, name in zip(rows.to_list(), texts, held, strict=True):
            known = short if len(text) <= SHORT else long
            hit = known.get(text)
            if hit is None:
                hit = known[text] = self._confirmed(text, name)
            if hit.rules:
                found.append((row, hit))
        return found

    def _candidates(self, values: pl.Series, names: pl.Series | None) -> pl.Series | None:
        """Which values may match: those with a literal of a pattern, an exact value, a prefix or a name.
        Few values are all looked at: making a prefilter costs more."""
        unsearched = self.names and names is None
        if self.lengths or self.rules.always or unsearched or _count(values) <= FEW:
            return values.is_not_null()
        masks = []
        if self.literals:
            masks.append(_holds(values, self.literals))
        if self.rules.exact:
            masks.append(values.str.to_lowercase().is_in(list(self.rules.exact)).fill_null(False))
        if self.names and names is not None:
            masks.append(names)
        return reduce(or_, masks) if masks else None

    def confirm(self, value: str) -> Hit:
        """One value against all rules of the field at once."""
        return self._confirmed(value, None)

    def _confirmed(self, value: str, names: bool | None) -> Hit:
        """The same; `names` says whether there can be a name in it, if that is known."""
        raw = value.encode()
        found = tuple(self._places(raw))
        plan = self._plans.get(found) or self._plan(found)
        if plan.named and (names is None or (names and not value.isascii())):
            names = bool(_name_places()(raw))
        if self._looked_up or plan.capturing or (names and plan.named):
            return self._explored(plan, value, raw, names=bool(names))
        return plan.hit

    def _plan(self, found: tuple[int, ...]) -> Plan:
        """What these places in the automaton ask for, remembered."""
        rules = self.rules
        matched = sorted(self._order[i] for i in found)
        silent = not rules.nobody.isdisjoint(matched) or not rules.telling.isdisjoint(matched)
        fixed = tuple(n for n in matched if n not in rules.capturing)
        more = [n for n in matched if n in rules.capturing]
        capturing = tuple(n for n in more if n not in rules.named)
        named = tuple(n for n in more if n in rules.named and (not silent or n in rules.brands))
        plan = Plan(fixed, capturing, named, Hit(fixed))
        self._plans[found] = plan
        return plan

    def _explored(self, plan: Plan, value: str, raw: bytes, *, names: bool) -> Hit:
        """A value that must be looked at more closely."""
        proofs = list(plan.fixed)
        captured: list[tuple[str, str, int]] = []
        for number in plan.capturing:
            self._explore(number, raw, proofs, captured)
        for number in plan.named if names else ():
            self._explore(number, raw, proofs, captured)
        if self.rules.exact:
            proofs += self.rules.exact.get(value.lower(), ())
        if self.rules.prefixes:
            proofs += self._longest(value.upper())
        hit = Hit(tuple(sorted(set(proofs))), tuple(captured))
        return self._same.setdefault(hit, hit)

    def _explore(
        self, number: int, raw: bytes, proofs: list[int], captured: list[tuple[str, str, int]]
    ) -> None:
        """Run a rule with groups alone: the proof it gives, whom it names and what it captured."""
        alone = self._alone.get(number)
        if alone is None:
            alone = self._alone[number] = Alone(self.rules.patterns[number], self.rules.name)
        spans = alone.search(raw)
        if spans is None:
            return
        proof, asks = number, alone.asks
        if asks:
            whom = self._whom(number, _text(raw, spans[asks]))
            tries = 1
            while whom is None:
                if tries == TRIES or spans[0][1] >= len(raw):
                    return
                spans = alone.search(raw, spans[0][1])
                if spans is None:
                    return
                whom = self._whom(number, _text(raw, spans[asks]))
                tries += 1
            proof += self.rules.many * (2 * whom.entity + whom.bare + 1)
            if whom.model:
                captured.append(("model", whom.model, proof))
            if whom.kind:
                captured.append(("kind", whom.kind, proof))
        proofs.append(proof)
        for name, group in alone.captures:
            text = _text(raw, spans[group])
            if text:
                captured.append((name, text[:128], proof))

    def _whom(self, number: int, text: str) -> Naming | None:
        """Whom a rule that looks up a name or a key found."""
        if number in self.rules.named:
            return naming.named(text, self.rules.named[number])
        at = self.rules.keys[number].get(text.upper())
        return None if at is None else Naming(at, None, None, bare=False)

    def _longest(self, value: str) -> list[int]:
        """The rules of the longest prefix: a part of a block belongs to whom it was handed to."""
        for length in reversed(self.lengths):
            if _ends_well(value, length) and value[:length] in self.rules.prefixes:
                return self.rules.prefixes[value[:length]]
        return []


def _text(raw: bytes, span: tuple[int, int]) -> str:
    return raw[span[0] : span[1]].decode("utf-8", "ignore") if span[0] >= 0 else ""


@cache
def _names() -> list[str]:
    return sorted(naming.literals())


@cache
def _name_places() -> Callable[[bytes], Sequence[int]]:
    """The same search as `holds_names`, for one value."""
    return together(re.escape(name) for name in _names())


def _count(values: pl.Series) -> int:
    return len(values) - values.null_count()


def holds_names(values: pl.Series) -> pl.Series:
    """Which values may hold a name or model number the catalogue knows."""
    return _holds(values, _names())


def _holds(values: pl.Series, texts: list[str]) -> pl.Series:
    """Which values may hold one of the texts, in native code, or a letter that RE2 takes for an ASCII one."""
    return values.str.contains_any([*texts, *FOLDED], ascii_case_insensitive=True).fill_null(False)


def _once(values: pl.Series) -> pl.Series:
    """Each value once, where that leaves at most half; otherwise all as they are."""
    if _count(values) <= FEW:
        return values
    distinct = values.drop_nulls().unique()
    return distinct if 2 * len(distinct) <= _count(values) else values


def _spread(
    hits: list[tuple[int, Hit]], once: pl.Series, values: pl.Series
) -> Iterable[tuple[int, Hit]]:
    """The hits of values that were matched once, for each row that has the value."""
    import polars as pl

    if once is values or not hits:
        return hits
    places = pl.Series("place", range(len(hits)), dtype=pl.UInt32)
    matched = pl.DataFrame([once.gather([at for at, _ in hits]).alias("value"), places])
    rows = values.to_frame("value").with_row_index("row")
    rows = rows.join(matched, on="value", maintain_order="left")
    return zip(rows["row"].to_list(), (hits[at][1] for at in rows["place"].to_list()), strict=True)


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

    def match(self, frame: pl.DataFrame) -> dict[int, tuple[Hit, ...]]:
        """The hits of each row that has one, in the order of fields. All columns are searched for
        names in one pass: making the automaton costs more than a column's search."""
        import polars as pl

        columns = {n: frame[n] for n in self.matchers if n in frame.columns}
        columns = {n: values for n, values in columns.items() if _count(values)}
        once = {n: _once(v) for n, v in columns.items()}
        searched = [n for n in columns if self.matchers[n].names]
        held: dict[str, pl.Series] = {}
        if sum(_count(once[n]) for n in searched) > FEW_NAMES:
            names = holds_names(pl.concat([once[n].rename("") for n in searched]))
            for name in searched:
                held[name], names = names[: len(once[name])], names[len(once[name]) :]
        found: dict[int, tuple[Hit, ...]] = {}
        for name, values in columns.items():
            hits = self.matchers[name].match(once[name], held.get(name))
            for row, hit in _spread(hits, once[name], values):
                found[row] = (*found[row], hit) if row in found else (hit,)
        return found

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
