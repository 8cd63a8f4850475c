# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A user's own Recog through our reader, beside a plain loop over the same patterns in the same run:
`python -m bench.foreign DIR` with DIR the folder of Recog's databases."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from herkomst.identify.foreign import recog
from herkomst.identify.foreign.dialects import compiled
from herkomst.identify.foreign.matching import by_field


def run(folder: Path, most: int = 1500) -> dict[str, Any]:
    """Values per CPU second, each example against all rules of its field; both sides say the same."""
    made = recog.read(folder)
    rules = by_field(made.rules)
    files = recog.files(folder)
    values = [
        (recog.FIELDS[d.matches], e.text)
        for d in map(recog.parsed, files)
        if d.matches in recog.FIELDS
        for f in d.fingerprints
        for e in f.examples
    ][:: max(1, made.examples // most)]
    for field, value in values:
        rules[field].hits(value)  # compiled on first use
    started = time.process_time()
    ours = [[h.rule.id for h in rules[field].hits(value)] for field, value in values]
    ours_seconds = time.process_time() - started
    loops: dict[str, dict[str, list[tuple[str, Any]]]] = {}
    for rule in made.rules:
        databases = loops.setdefault(rule.field, {})
        listed = databases.setdefault(rule.database, [])
        listed.append((rule.id, compiled(rule.pattern, rule.id)))
    started = time.process_time()
    plain = [
        [i for i in (next((i for i, p in d if p.search(v)), None) for d in loops[f].values()) if i]
        for f, v in values
    ]
    plain_seconds = time.process_time() - started
    return {
        "rules": len(made.rules),
        "examples": made.examples,
        "examples_passed": made.passed,
        "values": len(values),
        "same_answers": sum(a == b for a, b in zip(ours, plain, strict=True)),
        "ours_per_cpu_s": round(len(values) / ours_seconds),
        "plain_loop_per_cpu_s": round(len(values) / plain_seconds),
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1])), indent=1))
