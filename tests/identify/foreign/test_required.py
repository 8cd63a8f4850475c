# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every match of a pattern holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.identify.foreign.required import required


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("^Acme$", {"acme"}),
        ("(?m:^(?:Acme|ACME) .*)", {"acme "}),
        ("[Aa]cme.*cam", {"cam"}),
        ("Acme(?: v)?1", {"acme1", "acme v1"}),
        ("(?:Acme|Boa)/", {"acme/", "boa/"}),
        ("(?:Acme.*|Boa)x", {"acme", "boa"}),
        (r"a+\z", {"a"}),
    ],
)
def test_sets(pattern: str, wanted: set[str]) -> None:
    assert frozenset(wanted) in required(pattern)


@pytest.mark.parametrize("pattern", [".*", "(?:a|)x*", "(", r"\pL"])
def test_nothing_is_required(pattern: str) -> None:
    assert all(min(map(len, texts)) == 0 for texts in required(pattern))


PATTERNS = ["a(b|c)d?", "(?:ab|a.c)+", "x[yz]{2}", "(a|bc)(d|e)f", "q(?:rs)*t", "(?:a|b.)c"]


@given(st.text("abcdefqrstxyz", max_size=10), st.sampled_from(PATTERNS))
def test_what_matches_holds_one_of_each_set(text: str, pattern: str) -> None:
    if re.search(pattern, text):
        assert all(any(t in text for t in texts) for texts in required(pattern))
