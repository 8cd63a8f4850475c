# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Engines over a few rules."""

from __future__ import annotations

import random
from collections.abc import Container
from pathlib import Path

import polars as pl

from herkomst.catalogue import rules_of
from herkomst.identify.engine import Engine, build
from herkomst.identify.looking import Hit
from herkomst.identify.matching import FieldMatcher

RULE = """
- id: {id}
  field: {field}
  {how}
  proves: {{maker: axis, kind: camera}}
  grade: probable
  examples: [x]
  not: [y]
  source: here
"""


def engine(tmp_path: Path, *rules: tuple[str, str, str]) -> Engine:
    """An engine over rules of an id, a field and how it matches."""
    (tmp_path / "r.yaml").write_text(
        "".join(RULE.format(id=i, field=f, how=h) for i, f, h in rules)
    )
    return build(rules_of(tmp_path))


def hits(matcher: FieldMatcher, values: list[str | None]) -> dict[int, tuple[int, ...]]:
    """The rules of each row that has some."""
    found = matcher.match(pl.Series(values, dtype=pl.String))
    return {row: hit.shown.proofs for row, hit in zip(*found, strict=True)}


def captured(hit: Hit) -> list[tuple[str, str, int]]:
    """The parts a value tells of a device: what each is, its text, and the proof that captured it."""
    parts = zip(hit.shown.parts, hit.texts, strict=True)
    return [(part, text, number) for (part, number), text in parts]


def other_digits(text: str, chance: random.Random, keep: Container[int] = ()) -> str:
    """The text with other ASCII digits in the places of its own, but for those to keep."""
    return "".join(
        chance.choice("0123456789") if c.isascii() and c.isdigit() and at not in keep else c
        for at, c in enumerate(text)
    )
