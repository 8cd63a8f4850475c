# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pattern that a hostile value can keep busy is left out when it is imported."""

from __future__ import annotations

import pytest

from herkomst.errors import CatalogueError
from herkomst.identify.foreign.dialects import compiled
from herkomst.identify.foreign.probing import check_cost, probes


@pytest.mark.parametrize(
    "pattern",
    [
        "[ab]*a[ab]{500}c",
        "a[ab]{900}c",
        r"^HTTP/1\.1 .*[ab]*a[ab]{500}c",
        "(.{1,1000})a(.{1,1000})b",
    ],
)
def test_slow_patterns(pattern: str) -> None:
    with pytest.raises(CatalogueError, match="more than 5 ms") as fault:
        check_cost(pattern, compiled(pattern, "f:7"), 5700, "f:7")
    assert fault.value.where == "f:7"


@pytest.mark.parametrize("pattern", ["^abc$", "(a+)+b", r"^Server: (\S{1,64})/([\d.]{1,16})$"])
def test_ordinary_patterns(pattern: str) -> None:
    check_cost(pattern, compiled(pattern, "f:7"), 5700, "f:7")


def test_probes_are_the_same_for_the_same_pattern_and_as_long_as_a_value() -> None:
    one, other = (
        list(probes(r"^a(?:b|c[de]{2,40})\z", 700)),
        list(probes(r"^a(?:b|c[de]{2,40})\z", 700)),
    )
    assert one == other and len(one) > 10
    assert all(len(text) == 700 for text in one)
    assert list(probes("(((x{300}){300}){300}", 50))  # even of what is no pattern
