# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Identification alone, every value distinct, beside a plain loop of `re` over the same patterns."""

from __future__ import annotations

import io
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from herkomst import catalogue
from herkomst.app.synthetic import write_export
from herkomst.collect import Context
from herkomst.content import Content
from herkomst.identify import identify
from herkomst.sources import shodan

# A hash, an address or a number is looked up whole: a text behind it would only make it unknown.
WHOLE = frozenset(["http.favicon_mmh3", "mac", "tls.trust", "snmp.sysobjectid"])


def banners(size: int, *, distinct: bool = True) -> pl.DataFrame:
    """Whole banners of a generated export; `distinct`: each text made unlike that of all others."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        write_export(path, size=size, seed=1)
        frames = [r.batch for r in shodan.read(Content(path), Context()) if r.batch is not None]
    frame = pl.concat(frames).with_row_index("number")
    if not distinct:
        return frame
    texts = [n for n in catalogue.fields() if n not in WHOLE]
    mark = pl.lit(" ") + pl.col("number").cast(pl.String)
    return frame.with_columns((pl.col(n) + mark).alias(n) for n in texts)


def run(size: int = 400_000_000) -> dict[str, Any]:
    """Banners per CPU second."""
    frame = banners(size)
    identify(frame[:1000])
    rates = []
    for _ in range(3):
        started = time.process_time()
        proved = sum(
            identify(frame[at : at + 16384])["maker"].count()
            for at in range(0, frame.height, 16384)
        )
        rates.append(frame.height / (time.process_time() - started))
    return {
        "banners": frame.height,
        "distinct_values": sum(frame[n].count() for n in catalogue.fields() if n not in WHOLE),
        "makers_proved": proved,
        "banners_per_cpu_s": round(max(rates)),
        "plain_re_loop_per_cpu_s": round(_plain_loop(frame.sample(2000, seed=1))),
        "rules": len(catalogue.rules()),
        **mix(),
    }


def mix(size: int = 150_000_000) -> dict[str, Any]:
    """Banners whose values repeat as they do in a scan: the library alone; and JSON lines of an id and a
    server header through the filter, beside polars' parse of the same lines."""
    from herkomst.app.filters import identify_json

    frame = banners(size, distinct=False)
    column = frame["http.server"].drop_nulls()
    texts = pl.DataFrame({"id": range(len(column)), "http.server": column}).write_ndjson()
    lines = texts.encode().splitlines()
    whole = _best(lambda: [identify(part) for part in frame.iter_slices(16384)])
    ours = _best(lambda: list(identify_json(lines)))
    parse = _best(lambda: pl.read_ndjson(io.StringIO(texts)))
    return {
        "mix_banners_per_cpu_s": round(frame.height / whole),
        "lines_per_cpu_s": round(len(lines) / ours),
        "polars_parse_lines_per_cpu_s": round(len(lines) / parse),
    }


def _best(call: Callable[[], object]) -> float:
    """The least CPU seconds of three runs."""
    seconds = []
    for _ in range(3):
        started = time.process_time()
        call()
        seconds.append(time.process_time() - started)
    return min(seconds)


def _plain_loop(frame: pl.DataFrame) -> float:
    """Banners per CPU second when each pattern of a field is tried on each value."""
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for rule in catalogue.rules():
        if rule.pattern:
            patterns.setdefault(rule.field, []).append(re.compile(rule.pattern, re.IGNORECASE))
    columns = [(frame[n].drop_nulls().to_list(), p) for n, p in patterns.items() if n in frame]
    started = time.process_time()
    for values, tried in columns:
        for value in values:
            for pattern in tried:
                pattern.search(value)
    return frame.height / (time.process_time() - started)
