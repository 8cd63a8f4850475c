# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which fingerprints match which values, a column at a time.

All columns are searched for names at once, values that repeat are matched once (`matching`), and their hits joined
back by row.

A match is a *proof*: a rule, and for rules that look up a name whom it names. Proofs are numbered
(`Engine.proof`), so that combinations of them stay tuples of numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from herkomst import catalogue
from herkomst.catalogue import Rule, entities
from herkomst.catalogue.kept import kept
from herkomst.identify.field_rules import FieldRules
from herkomst.identify.looking import Hit
from herkomst.identify.matching import FEW, FieldMatcher, count, holds_names, matched
from herkomst.identify.remembering import Hits

if TYPE_CHECKING:
    import polars as pl

SAMPLE = 4096  # values that show whether there are any alike
FEW_NAMES = 2000  # for so many values of all fields, a prefilter for names is not worth making


def _once(values: pl.Series) -> pl.Series:
    """Each value once, where that leaves at most half; otherwise all as they are."""
    if count(values) <= FEW or _all_differ(values.head(SAMPLE)):
        return values
    distinct = values.drop_nulls().unique()
    return distinct if 2 * len(distinct) <= count(values) else values


def _all_differ(values: pl.Series) -> bool:
    """Whether hardly a value comes twice."""
    return 10 * values.drop_nulls().n_unique() > 9 * count(values)


def _spread(hits: Hits, once: pl.Series, values: pl.Series) -> Hits:
    """The hits of values that were matched once, for each row that has the value."""
    import polars as pl

    if once is values or not hits.rows:
        return hits
    places = pl.Series("place", range(len(hits.rows)), dtype=pl.UInt32)
    matched = pl.DataFrame([once.gather(hits.rows).alias("value"), places])
    rows = values.to_frame("value").with_row_index("row")
    rows = rows.join(matched, on="value", maintain_order="left")
    return Hits(rows["row"].to_list(), [hits.hits[at] for at in rows["place"].to_list()])


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
        columns = {n: values for n, values in columns.items() if count(values)}
        once = {n: _once(v) for n, v in columns.items()}
        searched = [n for n in columns if self.matchers[n].names]
        held: dict[str, pl.Series] = {}
        if sum(count(once[n]) for n in searched) > FEW_NAMES:
            names = holds_names(pl.concat([once[n].rename("") for n in searched]))
            for name in searched:
                held[name], names = names[: len(once[name])], names[len(once[name]) :]
        found: dict[int, tuple[Hit, ...]] = {}
        hits_of = matched([(self.matchers[n], v, held.get(n)) for n, v in once.items()])
        for (name, values), hits in zip(columns.items(), hits_of, strict=True):
            rows, of_rows = _spread(hits, once[name], values)
            if found.keys().isdisjoint(rows):
                found.update(zip(rows, zip(of_rows, strict=True), strict=True))
                continue
            for row, hit in zip(rows, of_rows, strict=True):
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
