# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Identification alone on all-distinct values, beside a plain loop of `re` over the same patterns."""

from __future__ import annotations

import random
import re
import time
from typing import Any

import polars as pl

from herkomst import catalogue
from herkomst.identify import identify

FIELD = "http.server"


def values(many: int, share_with_hits: float = 0.4) -> list[str]:
    """Distinct server headers: examples of the catalogue and words of nobody, each with a number."""
    dice = random.Random(1)
    known = [e for r in catalogue.rules() if r.field == FIELD for e in r.examples]
    plain = [
        "nginx/1.18",
        "Apache/2.4",
        "Microsoft-IIS/10.0",
        "lighttpd/1.4",
        "cloudflare",
        "httpd",
    ]
    return [
        f"{dice.choice(known if dice.random() < share_with_hits else plain)} {n:x}"
        for n in range(many)
    ]


def run(many: int = 400_000) -> dict[str, Any]:
    """Banners per CPU second."""
    column = pl.DataFrame({FIELD: values(many)})
    identify(column[:1000])
    rates = []
    for _ in range(3):
        started = time.process_time()
        for at in range(0, many, 16384):
            identify(column[at : at + 16384])
        rates.append(many / (time.process_time() - started))
    patterns = [
        re.compile(r.pattern, re.IGNORECASE)
        for r in catalogue.rules()
        if r.field == FIELD and r.pattern
    ]
    sample = column[FIELD][: many // 20].to_list()
    started = time.process_time()
    for value in sample:
        for pattern in patterns:
            pattern.search(value)
    loop = len(sample) / (time.process_time() - started)
    return {
        "banners": many,
        "banners_per_cpu_s": round(max(rates)),
        "plain_re_loop_per_cpu_s": round(loop),
        "times_plain_loop": round(max(rates) / loop, 1),
        "rules_of_the_field": len(patterns),
    }
