# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain is over everything a row says."""

from __future__ import annotations

from dataclasses import fields, replace

from herkomst.model import Part
from herkomst.store.chain import GENESIS, root_of, sealed

ROW = sealed(
    Part(
        sequence=1,
        id="p",
        kind="import",
        recorded_at="2022",
        previous=GENESIS,
        root=root_of(["a"]),
        hash="",
    )
)


def test_the_root_is_of_a_set() -> None:
    assert root_of(["b", "a", "a"]) == root_of(["a", "b"]) != root_of(["a"])


def test_every_field_counts() -> None:
    for f in fields(Part):
        if f.name == "hash":
            continue
        value = getattr(ROW, f.name)
        other = (
            value + 1
            if isinstance(value, int) and not isinstance(value, bool)
            else not value
            if isinstance(value, bool)
            else "else"
        )
        assert sealed(replace(ROW, **{f.name: other})).hash != ROW.hash, f.name
