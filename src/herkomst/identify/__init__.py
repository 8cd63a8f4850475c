# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence -> maker, brand, platform, model, firmware, confidence.

`identify(frame)` takes a table with any of the columns of `catalogue/fields.yaml` and gives one row
for each of its rows. A record is a table of one row: the same code serves both.
"""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from herkomst.identify import firmware
from herkomst.identify.combine import Identification, combiner
from herkomst.identify.engine import Engine, default_engine
from herkomst.identify.evidence import of_makers, one_form
from herkomst.identify.looking import Hit, Shown
from herkomst.identify.patterns import CAPTURES
from herkomst.model import Edge, Grade, Kind

if TYPE_CHECKING:
    import polars as pl

Place = tuple[int, int]  # of a text: which hit of a row, and which of its texts
Parts = list[tuple[str, list[Place]]]
Texts = list[tuple[str, str]]  # columns of the result, and what stands in them

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
    said: list[tuple[Any, ...]] = []
    known: dict[tuple[Shown, ...], tuple[int, Parts]] = {}  # each once, with its place in `said`
    known_texts: dict[tuple[Hit, ...], Texts] = {}
    index: list[int | None] = [None] * frame.height
    captured: dict[str, list[str | None]] = {}
    for row, found in hits.items():
        shown = (found[0].shown,) if len(found) == 1 else tuple([hit.shown for hit in found])
        known_as = known.get(shown)
        if known_as is None:
            made = name(_together(shown))
            told = _told(shown, made, chosen)
            known_as = known[shown] = len(said), told.parts
            said.append(columns(made, told.kind))
        index[row], parts = known_as
        if not parts:
            continue
        texts = known_texts.get(found)
        if texts is None:
            texts = known_texts[found] = _texts(parts, found)
        for part, text in texts:
            if part not in captured:
                captured[part] = [None] * frame.height
            captured[part][row] = text
    distinct = pl.DataFrame(said, schema=_types(), orient="row")
    every = distinct.select(pl.all().gather(pl.lit(pl.Series(index, dtype=pl.UInt32))))
    columns_of = (pl.Series(n, t, dtype=pl.String) for n, t in captured.items())
    missing = (pl.lit(None, pl.String).alias(n) for n in _CAPTURED if n not in captured)
    return every.with_columns(*columns_of, *missing).select(RESULT)


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


def _together(shown: tuple[Shown, ...]) -> tuple[int, ...]:
    if len(shown) == 1:
        return shown[0].proofs
    return tuple(sorted({number for one in shown for number in one.proofs}))


def _columns(chosen: Engine, made: Identification, kind: Kind | None) -> tuple[Any, ...]:
    kind = made.kind or kind
    rules = [chosen.rule(n).id for n in made.rules_for] + [edge_id(e) for e in made.edges_for]
    against = [chosen.rule(n).id for n in made.rules_against]
    against += [edge_id(e) for e in made.edges_against]
    return (
        made.maker,
        made.brand,
        made.platform,
        made.component,
        str(kind) if kind else None,
        str(made.grade) if made.grade else None,
        made.confidence,
        " ".join(dict.fromkeys([*rules, *("-" + r for r in against)])) or None,
    )


def edge_id(edge: Edge) -> str:
    """An assertion that one builds for the other, among the ids of rules."""
    return f"edge:{edge.source_of}:{edge.target}"


class _Told(NamedTuple):
    """The kind that names tell, and where the texts of the parts stand: in which hits, and which of theirs."""

    kind: Kind | None
    parts: Parts


def _told(shown: tuple[Shown, ...], made: Identification, chosen: Engine) -> _Told:
    """By the rules that speak for the maker or for nobody; the most telling rule first, then the first in the
    catalogue. A rule may tell a part twice."""

    def rank(number: int) -> tuple[int, int] | None:
        rule = chosen.proof(number)
        mine = rule.maker is None or rule.maker in (made.maker, made.brand)
        return (_RANK[rule.grade], number) if mine else None

    kinds = [(r, kind) for one in shown for n, kind in one.kinds if (r := rank(n))]
    best: dict[str, list[tuple[tuple[int, int], Place]]] = {}
    for at, one in enumerate(shown):
        for text, (part, number) in enumerate(one.parts):
            if ranked := rank(number):
                best.setdefault(part, []).append((ranked, (at, text)))
    firsts = {part: min(places)[0] for part, places in best.items()}
    parts = [
        (part, [place for ranked, place in best[part] if ranked == firsts[part]])
        for part in CAPTURES
        if part in best
    ]
    return _Told(min(kinds)[1] if kinds else None, parts)


def _texts(parts: Parts, found: tuple[Hit, ...]) -> Texts:
    """Model, firmware and serial of one row, in normal form."""
    made = []
    build = None
    for part, places in parts:
        (hit, place), *more = places
        text = found[hit].texts[place]
        if more:
            text = min([text, *(found[h].texts[t] for h, t in more)])
        if part == "model":
            made.append(("model", firmware.model(text)))
        elif part == "build":
            build = text
        elif part == "firmware":
            made.append(("firmware", firmware.normal(text, build)))
        else:
            made.append(("serial_seen", text))
    return made
