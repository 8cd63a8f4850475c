# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Identification alone, every value distinct, beside a plain loop of `re` over the same patterns."""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from bench import labelled
from herkomst import catalogue
from herkomst.app.synthetic import write_export
from herkomst.collect import Context
from herkomst.content import Content
from herkomst.identify import identify
from herkomst.identify.engine import default_engine
from herkomst.sources import shodan

# A hash, an address or a number is looked up whole: a text behind it would only make it unknown.
SLICE = 65536  # rows that are identified together
WHOLE = frozenset(["http.favicon_mmh3", "mac", "tls.trust", "snmp.sysobjectid"])


def banners(size: int) -> pl.DataFrame:
    """Whole banners of a generated export, numbered."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        write_export(path, size=size, seed=1)
        frames = [r.batch for r in shodan.read(Content(path), Context()) if r.batch is not None]
    return pl.concat(frames).with_row_index("number")


def distinct(frame: pl.DataFrame, mark: str) -> pl.DataFrame:
    """The same with each text made unlike that of all others, and of all other marks."""
    texts = [n for n in catalogue.fields() if n not in WHOLE]
    more = pl.lit(f" {mark}") + pl.col("number").cast(pl.String)
    return frame.with_columns((pl.col(n) + more).alias(n) for n in texts)


def lettered(frame: pl.DataFrame, mark: str) -> pl.DataFrame:
    """The same, with a word of letters in the place of the mark and number: no two are of one form."""
    texts = [n for n in catalogue.fields() if n not in WHOLE]
    digits, letters = list("0123456789"), list("bcdfghklmp")
    word = f" {mark}" + frame["number"].cast(pl.String).str.replace_many(digits, letters)
    return frame.with_columns((pl.col(n) + word).alias(n) for n in texts)


def one_each(frame: pl.DataFrame) -> pl.DataFrame:
    """A row for each value: banners of one piece of evidence, in the mix of fields of a scan."""
    read = default_engine().matchers  # a key's fingerprint tells devices apart; no rule reads it
    names = [n for n in read if n in frame.columns and n not in WHOLE and frame[n].count()]
    parts = [frame.select(n).drop_nulls() for n in names]
    return pl.concat(parts, how="diagonal").sample(fraction=1, shuffle=True, seed=1)


def run(size: int = 200_000_000) -> dict[str, Any]:
    """Banners per CPU second."""
    frame = banners(size)
    identify(frame[:1000])
    best: dict[str, float] = {}
    proved = values = 0

    def timed(name: str, many: int, call: Callable[[], Any]) -> Any:
        started = time.process_time()
        made = call()
        best[name] = max(best.get(name, 0), many / (time.process_time() - started))
        return made

    for mark in "abcde":  # never a value or a form that was met before; each measure takes its turn
        whole, each = distinct(frame, f"{mark}w"), one_each(distinct(frame, f"{mark}o"))
        apart, lines = one_each(lettered(frame, mark)), one_each(distinct(frame, f"{mark}l"))
        timed("whole", whole.height, partial(_proved, whole))
        proved, values = timed("one", each.height, partial(_proved, each)), each.height
        timed("lettered", apart.height, partial(_proved, apart))
        timed("lines", lines.height, _filter(_lines(lines)))
        timed("loop", 2000, _plain_loop(whole.sample(2000, seed=1)))
        timed("loop one", 6000, _plain_loop(each.sample(6000, seed=1)))
    return {
        "banners": frame.height,
        "distinct_values": values,
        "values_that_prove_a_maker": proved,
        "banners_per_cpu_s": round(best["whole"]),
        "one_value_banners_per_cpu_s": round(best["one"]),
        "one_value_by_letters_per_cpu_s": round(best["lettered"]),
        "distinct_lines_per_cpu_s": round(best["lines"]),
        "plain_re_loop_per_cpu_s": round(best["loop"]),
        "plain_re_loop_one_value_per_cpu_s": round(best["loop one"]),
        "rules": len(catalogue.rules()),
        **mix(frame),
    }


def _proved(rows: pl.DataFrame) -> int:
    """How many of the rows prove a maker."""
    return sum(identify(part)["maker"].count() for part in rows.iter_slices(SLICE))


def mix(frame: pl.DataFrame) -> dict[str, Any]:
    """Banners whose values repeat as they do in a scan: the library alone; and JSON lines of an id and
    one piece of evidence in, JSON lines out, beside a parse of lines of two columns."""
    whole = _best(lambda: [identify(part) for part in frame.iter_slices(SLICE)])
    servers = frame["http.server"].drop_nulls()
    mixed = one_each(frame)
    return {
        "mix_banners_per_cpu_s": round(frame.height / whole),
        "mixed_lines_per_cpu_s": round(mixed.height / _best(_filter(_lines(mixed)))),
        **_real_lines(),
        **_beside_parsers(_lines(servers.to_frame()), len(servers)),
    }


def _real_lines(many: int = 500_000) -> dict[str, Any]:
    """Lines of an id and one value of the labelled real evidence, drawn at random, and a parse of the same
    values as lines of two columns; nothing where the labelled sets are not at hand."""
    if not labelled.FOLDER.exists():
        return {}
    chance = random.Random(1)
    drawn = chance.choices([c.evidence for c in labelled.evidence()], k=many)
    text = b"".join(msgspec.json.encode({"id": at} | one) + b"\n" for at, one in enumerate(drawn))
    two = b"".join(
        msgspec.json.encode({"id": at, "value": next(iter(one.values()))}) + b"\n"
        for at, one in enumerate(drawn)
    )
    return {
        "real_lines_per_cpu_s": round(many / _best(_filter(text))),
        "real_parse_lines_per_cpu_s": round(many / _best(lambda: pl.read_ndjson(two))),
    }


def _lines(frame: pl.DataFrame) -> bytes:
    """An id and the one value of each row."""
    rows = (
        {"id": number} | {k: v for k, v in row.items() if v is not None}
        for number, row in enumerate(frame.iter_rows(named=True))
    )
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _filter(text: bytes) -> Callable[[], int]:
    from herkomst.app.identifying import identify_json

    chunks = [text[at : at + (1 << 20)] for at in range(0, len(text), 1 << 20)]
    return lambda: sum(map(len, identify_json(chunks)))


def _beside_parsers(text: bytes, many: int) -> dict[str, int]:
    """Lines per CPU second of two columns: identified, and only parsed by others."""
    import duckdb

    asked = duckdb.connect(config={"threads": 1})
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(text)
        file.flush()
        columns = "{id: 'BIGINT', \"http.server\": 'VARCHAR'}"
        read = f"FROM read_json('{file.name}', format = 'newline_delimited', columns = {columns})"
        calls: dict[str, Callable[[], object]] = {
            "lines_per_cpu_s": _filter(text),
            "polars_parse_lines_per_cpu_s": lambda: pl.read_ndjson(text),
            "duckdb_parse_lines_per_cpu_s": lambda: asked.execute(
                f"CREATE OR REPLACE TEMP TABLE read AS {read}"
            ),
        }
        return {name: round(many / _best(call)) for name, call in calls.items()}


def _best(call: Callable[[], object]) -> float:
    """The least CPU seconds of three runs."""
    seconds = []
    for _ in range(3):
        started = time.process_time()
        call()
        seconds.append(time.process_time() - started)
    return min(seconds)


def _plain_loop(frame: pl.DataFrame) -> Callable[[], None]:
    """Each pattern of a field tried on each value."""
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for rule in catalogue.rules():
        if rule.pattern:
            patterns.setdefault(rule.field, []).append(re.compile(rule.pattern, re.IGNORECASE))
    columns = [(frame[n].drop_nulls().to_list(), p) for n, p in patterns.items() if n in frame]

    def loop() -> None:
        for values, tried in columns:
            for value in values:
                for pattern in tried:
                    pattern.search(value)

    return loop
