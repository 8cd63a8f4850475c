# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence -> maker, brand, platform, model, firmware, confidence.

`identify(frame)` takes a table with any of the columns of `catalogue/fields.yaml` and gives one row
for each of its rows. A record is a table of one row: the same code serves both.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from herkomst.identify import firmware
from herkomst.identify.combine import Identification, combiner
from herkomst.identify.engine import CAPTURES, Engine, Matches, default_engine
from herkomst.identify.evidence import one_form
from herkomst.model import Edge, Grade

if TYPE_CHECKING:
    import polars as pl

RESULT = (
    "maker brand platform component kind model firmware serial_seen grade confidence rules"
).split()


def identify(frame: pl.DataFrame, using: Engine | None = None) -> pl.DataFrame:
    """One row of `RESULT` a row of `frame`, in order; null where the evidence proves nothing.

    `rules` are the ids of the rules for and, after a minus sign, against, separated by spaces.
    """
    import polars as pl

    chosen = using or default_engine()
    matched = _matched(one_form(frame), chosen)
    if not matched:
        return pl.DataFrame(
            {n: pl.Series(n, [None] * frame.height, t) for n, t in _types().items()}
        )
    combos, index = _combinations(matched)
    name = _combiner(chosen)
    made = [name(c) for c in combos]
    rows = index["row"]
    which = index["combo"]
    results = pl.DataFrame(
        [_columns(chosen, m) for m in made],
        schema={n: t for n, t in _types().items() if n not in _CAPTURED},
        orient="row",
    )
    sparse = pl.concat(
        [
            rows.to_frame("row"),
            results[which.to_list()] if len(which) else results.clear(),
            _captured(matched, rows, which, made, chosen),
        ],
        how="horizontal",
    )
    every = pl.DataFrame({"row": pl.arange(0, frame.height, dtype=pl.UInt32, eager=True)})
    joined = every.join(sparse, on="row", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("kind", "kind_seen").alias("kind")).select(RESULT)


_CAPTURED = ("model", "firmware", "serial_seen")


def _types() -> dict[str, Any]:
    import polars as pl

    return {n: pl.Float64 if n == "confidence" else pl.String for n in RESULT}


@cache
def _combiners() -> dict[int, Any]:
    return {}


def _combiner(chosen: Engine) -> Any:
    known = _combiners()
    if id(chosen) not in known:
        known[id(chosen)] = (combiner(chosen.proof), chosen)
    return known[id(chosen)][0]


def _matched(frame: pl.DataFrame, chosen: Engine) -> dict[str, Matches]:
    found = {}
    for name, matcher in chosen.matchers.items():
        if name not in frame.columns or frame[name].null_count() == frame.height:
            continue
        matches = matcher.match(frame[name])
        if matches is not None:
            found[name] = matches
    return found


def _combinations(matched: dict[str, Matches]) -> tuple[list[tuple[int, ...]], pl.DataFrame]:
    """The distinct combinations of matched rules, and for each row with a hit which one it has."""
    import polars as pl

    sets: dict[tuple[int, ...], int] = {}
    wide: pl.DataFrame | None = None
    for name, m in matched.items():
        numbers = [sets.setdefault(h.rules, len(sets)) for h in m.hits]
        column = pl.DataFrame(
            {"row": m.rows, name: pl.Series(numbers, dtype=pl.UInt32).gather(m.index)}
        )
        wide = column if wide is None else wide.join(column, on="row", how="full", coalesce=True)
    assert wide is not None
    names = list(matched)
    distinct = wide.select(names).unique(maintain_order=True)
    by_number = list(sets)
    combos = [
        tuple(sorted({r for n in row if n is not None for r in by_number[n]}))
        for row in distinct.iter_rows()
    ]
    numbered = distinct.with_columns(combo=pl.arange(0, distinct.height, dtype=pl.UInt32))
    index = wide.join(numbered, on=names, how="left", nulls_equal=True, maintain_order="left")
    return combos, index.select("row", "combo")


def _columns(chosen: Engine, made: Identification) -> tuple[Any, ...]:
    rules = [chosen.rule(n).id for n in made.rules_for] + [edge_id(e) for e in made.edges_for]
    against = [chosen.rule(n).id for n in made.rules_against]
    against += [edge_id(e) for e in made.edges_against]
    return (
        made.maker,
        made.brand,
        made.platform,
        made.component,
        str(made.kind) if made.kind else None,
        str(made.grade) if made.grade else None,
        made.confidence,
        " ".join(dict.fromkeys([*rules, *("-" + r for r in against)])) or None,
    )


def edge_id(edge: Edge) -> str:
    """An assertion that one builds for the other, among the ids of rules."""
    return f"edge:{edge.source_of}:{edge.target}"


def _captured(
    matched: dict[str, Matches],
    rows: pl.Series,
    which: pl.Series,
    made: list[Identification],
    chosen: Engine,
) -> pl.DataFrame:
    """Model, firmware, serial and kind of each row, from the rules that speak for its maker or for
    nobody; the most telling rule first, then the first in the catalogue."""
    import polars as pl

    makers = dict(zip(rows.to_list(), (made[i] for i in which.to_list()), strict=True))
    found: dict[str, dict[int, tuple[tuple[int, int], str]]] = {n: {} for n in CAPTURES}
    for m in matched.values():
        telling = {i for i, h in enumerate(m.hits) if h.captured}
        if not telling:
            continue
        for row, at in zip(m.rows.to_list(), m.index.to_list(), strict=True):
            if at not in telling:
                continue
            whose = (None, makers[row].maker, makers[row].brand)
            for name, text, number in m.hits[at].captured:
                rule = chosen.proof(number)
                if rule.maker in whose:
                    better = (_RANK[rule.grade], number)
                    if row not in found[name] or better < found[name][row][0]:
                        found[name][row] = (better, text)
    listed = rows.to_list()
    columns = {n: [found[n][r][1] if r in found[n] else None for r in listed] for n in CAPTURES}
    return pl.DataFrame(
        {
            "model": columns["model"],
            "firmware": [f and firmware.normal(f, b) for f, b in zip(columns["firmware"], columns["build"], strict=True)],
            "serial_seen": columns["serial"],
            "kind_seen": columns["kind"],
        },
        schema=dict.fromkeys((*_CAPTURED, "kind_seen"), pl.String),
    )


_RANK = {grade: at for at, grade in enumerate((Grade.CONFIRMED, Grade.PROBABLE, Grade.POSSIBLE))}
