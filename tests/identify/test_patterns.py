# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a pattern must hold, and that none runs away."""

from __future__ import annotations

import time

import pytest

from herkomst import catalogue
from herkomst.errors import CatalogueError
from herkomst.identify.patterns import compiled, literals


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("Hikvision-Webs", {"hikvision-webs"}),
        ("(?:abc|defg)x?", {"abc", "defg"}),
        (r"^a.{0,5}server/\d+", {"server/"}),
        ("(?P<model>DS-[0-9]{4})", {"ds-"}),
        ("(?:WebServer)+", {"webserver"}),
    ],
)
def test_literals(pattern: str, found: set[str]) -> None:
    assert literals(pattern, "x:1") == found


@pytest.mark.parametrize("pattern", [".*", "a?b?", "(?:abc|d)", r"\d+"])
def test_a_pattern_without_fixed_text_is_refused_with_its_place(pattern: str) -> None:
    with pytest.raises(CatalogueError, match="no fixed text") as caught:
        literals(pattern, "file.yaml:7")
    assert caught.value.where == "file.yaml:7"


@pytest.mark.parametrize("pattern", [r"(abc)\1", "(?<=x)abc", "abc(?!d)"])
def test_what_is_not_linear_is_refused(pattern: str) -> None:
    with pytest.raises(CatalogueError, match="linear time"):
        compiled(pattern, "file.yaml:7")


def test_no_rule_runs_away_on_hostile_values() -> None:
    """Every rule, at the cap of its field, against repeats of what it looks for."""
    fields = catalogue.fields()
    for rule in catalogue.rules():
        if rule.pattern is None:
            continue
        pattern, cap = compiled(rule.pattern, rule.place), fields[rule.field].cap
        for seed in (*literals(rule.pattern, rule.place), "a", " ", '"', "<"):
            value = (seed * cap)[:cap]
            started = time.process_time()
            pattern.search(value)
            assert time.process_time() - started < 0.25, (rule.id, seed)
