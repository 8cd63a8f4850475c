# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which values of a column match which rules, and what the rules say of each.

A native literal prefilter over all values (Aho-Corasick); those that hold a literal are looked at (`looking`), or
known from others (`remembering`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import repeat
from operator import or_
from typing import TYPE_CHECKING

from herkomst.identify import looking
from herkomst.identify.field_rules import FieldRules
from herkomst.identify.looking import FOLDED, Hit, Rulebook
from herkomst.identify.patterns import fewest
from herkomst.identify.remembering import Hits, Memory

if TYPE_CHECKING:
    import polars as pl

# So many values, or twice as many as there are literals, are all looked at: making a prefilter costs more.
FEW = 200


class FieldMatcher:
    """The rules of one field, ready to run over columns."""

    def __init__(self, rules: FieldRules) -> None:
        self.rules = rules
        self.names = rules.names
        self.literals = fewest(rules.literals)
        self.book = Rulebook(rules)
        self.memory = Memory(self.book)

    def match(self, values: pl.Series, names: pl.Series | None = None) -> Hits:
        """The values that match a rule, in order of rows. `names` says which values
        hold a name or model number; where it is not given, each value is asked for itself."""
        return next(matched([(self, values, names)]))

    def candidates(self, values: pl.Series, names: pl.Series | None) -> pl.Expr:
        """Which values may match: those with a literal of a pattern, an exact value, a prefix or a name."""
        import polars as pl

        column = pl.lit(values)
        unsearched = self.names and names is None
        few = count(values) <= max(FEW, 2 * len(self.literals))
        if self.rules.prefixes or self.rules.always or unsearched or few:
            return column.is_not_null()
        masks = [pl.lit(names)] if self.names and names is not None else []
        if self.literals:
            masks.append(_holds(column, self.literals))
        if self.rules.exact:
            masks.append(column.str.to_lowercase().is_in(list(self.rules.exact)).fill_null(False))
        return reduce(or_, masks) if masks else column.is_null() & False

    def confirm(self, value: str) -> Hit:
        """One value against all rules of the field at once."""
        return self.book.look(value.encode(), None)


def matched(
    columns: Sequence[tuple[FieldMatcher, pl.Series, pl.Series | None]],
) -> Iterator[Hits]:
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
        yield matcher.memory.hits(some.to_list(), held[0].to_list(), flags)


def count(values: pl.Series) -> int:
    """How many values there are, without those that are missing."""
    return len(values) - values.null_count()


def holds_names(values: pl.Series) -> pl.Series:
    """Which values may hold a name or model number the catalogue knows."""
    import polars as pl

    return pl.select(_holds(pl.lit(values), looking.names())).to_series()


def _holds(column: pl.Expr, texts: list[str]) -> pl.Expr:
    """Which values may hold one of the texts, in native code, or a letter that RE2 takes for an ASCII one."""
    return column.str.contains_any([*texts, *FOLDED], ascii_case_insensitive=True).fill_null(False)
