# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence -> maker, brand, platform, model, firmware, confidence.

`identify(frame)` takes a table with any of the columns of `catalogue/fields.yaml` and gives one row
for each of its rows. A record is a table of one row: the same code serves both.
"""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from herkomst.identify import firmware
from herkomst.identify.combine import Identification, combiner
from herkomst.identify.engine import Engine, default_engine
from herkomst.identify.evidence import of_makers, one_form
from herkomst.identify.matching import Captured, Hit
from herkomst.identify.patterns import CAPTURES
from herkomst.model import Edge, Grade

if TYPE_CHECKING:
    import polars as pl

RESULT = (
    "maker brand platform component kind model firmware serial_seen grade confidence rules"
).split()
_CAPTURED = ("model", "firmware", "serial_seen")
_RANK = {grade: at for at, grade in enumerate((Grade.CONFIRMED, Grade.PROBABLE, Grade.POSSIBLE))}


def identify(frame: pl.DataFrame, using: Engine | None = None) -> pl.DataFrame:
    """One row of `RESULT` a row of `frame`, in order; null where the evidence proves nothing.

    `rules` are the ids of the rules for and, after a minus sign, against, separated by spaces.
    """
    import polars as pl

    chosen = using or default_engine()
    hits = chosen.match(of_makers(one_form(frame)))
    name, columns = _memory(chosen)
    made: dict[int, tuple[int, Identification]] = {}  # each once, with its place
    known: dict[tuple[Hit, ...], tuple[int, dict[str, str]]] = {}
    index: list[int | None] = [None] * frame.height
    captured: dict[str, list[str | None]] = {}
    for row, found in hits.items():
        known_as = known.get(found)
        if known_as is None:
            one = name(_together(found))
            at, _ = made.setdefault(id(one), (len(made), one))
            told = [part for hit in found for part in hit.captured]
            known_as = known[found] = at, _parts(told, one, chosen) if told else {}
        index[row], parts = known_as
        for part, text in parts.items():
            if part not in captured:
                captured[part] = [None] * frame.height
            captured[part][row] = text
    distinct = pl.DataFrame([columns(m) for _, m in made.values()], schema=_types(), orient="row")
    every = distinct.select(pl.all().gather(pl.lit(pl.Series(index, dtype=pl.UInt32))))
    columns_of = {n: pl.Series(n, t, dtype=pl.String) for n, t in captured.items()}
    seen = columns_of.pop("kind", None)
    kind = pl.col("kind") if seen is None else pl.coalesce("kind", seen)
    missing = (pl.lit(None, pl.String).alias(n) for n in _CAPTURED if n not in columns_of)
    return every.with_columns(kind.alias("kind"), *columns_of.values(), *missing).select(RESULT)


def _types() -> dict[str, Any]:
    import polars as pl

    return {n: pl.Float64 if n == "confidence" else pl.String for n in RESULT if n not in _CAPTURED}


@cache
def _memories() -> dict[int, Any]:
    return {}


def _memory(chosen: Engine) -> Any:
    """What an engine remembers of the combinations it met: who is named, and the row for it."""
    known = _memories()
    if id(chosen) not in known:
        columns = lru_cache(maxsize=65536)(partial(_columns, chosen))
        known[id(chosen)] = (combiner(chosen.proof), columns, chosen)
    return known[id(chosen)][:2]


def _together(hits: tuple[Hit, ...]) -> tuple[int, ...]:
    return hits[0].rules if len(hits) == 1 else tuple(sorted({n for h in hits for n in h.rules}))


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


def _parts(told: list[Captured], made: Identification, chosen: Engine) -> dict[str, str]:
    """Model, firmware, serial and kind, from the rules that speak for the maker or for nobody; the
    most telling rule first, then the first in the catalogue."""
    best: dict[str, tuple[int, int, str]] = {}
    for name, text, number in told:
        rule = chosen.proof(number)
        if rule.maker is None or rule.maker in (made.maker, made.brand):
            rank = (_RANK[rule.grade], number, text)
            if name not in best or rank < best[name]:
                best[name] = rank
    found = {name: best[name][2] for name in CAPTURES if name in best}
    parts = {"kind": found["kind"]} if "kind" in found else {}
    if "model" in found:
        parts["model"] = firmware.model(found["model"])
    if "firmware" in found:
        parts["firmware"] = firmware.normal(found["firmware"], found.get("build"))
    if "serial" in found:
        parts["serial_seen"] = found["serial"]
    return parts
