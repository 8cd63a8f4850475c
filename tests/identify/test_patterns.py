# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a pattern must hold, and that none runs away."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from herkomst import catalogue
from herkomst.errors import CatalogueError
from herkomst.identify.patterns import Alone, beginnings, compiled, literals


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


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"DS-2CD\d+", {"ds-"}),
        (r"(?:DH-|DHI-)?IPC-\w+", {"dh-", "dhi", "ipc"}),
        (r"RB[12]\d{2}", {f"rb{n}" for n in "12"}),
        (r"i?DS-7\d", {"ids", "ds-"}),
        (r"[AB]\d{2,3}", {f"{a}{n:02}" for a in "ab" for n in range(100)}),
    ],
)
def test_beginnings(pattern: str, found: set[str]) -> None:
    assert beginnings(pattern, "x:1") == found


@pytest.mark.parametrize("pattern", [r"\w+", r"[A-Z]\w{3}", r"AB?"])
def test_a_model_number_that_may_begin_with_anything_is_refused(pattern: str) -> None:
    with pytest.raises(CatalogueError, match="too many ways") as caught:
        beginnings(pattern, "families.yaml: family 3")
    assert caught.value.where == "families.yaml: family 3"


def test_spans_of_groups() -> None:
    alone = Alone("a(?P<x>b+)|(?P<y>c)", "x:1")
    assert alone.names == {"x": 1, "y": 2}
    assert list(alone.search(b"zabb") or ()) == [(1, 4), (2, 4), (-1, -1)]
    assert alone.search(b"zz") is None
    assert list(alone.search(b"abc", 1) or ()) == [(2, 3), (-1, -1), (2, 3)]


def test_no_value_costs_more_than_five_milliseconds() -> None:
    """Every field at its cap, all its rules at once, against repeats of what each rule looks for."""
    from herkomst.identify.engine import default_engine

    fields = catalogue.fields()
    for name, matcher in default_engine().matchers.items():
        seeds = {text for r in catalogue.rules() if r.field == name for text in _hostile(r)}
        cap = fields[name].cap
        matcher.confirm("warm")
        for seed in sorted(seeds):
            value = (seed * cap)[:cap]
            assert min(_seconds(matcher.confirm, value) for _ in range(5)) < 0.005, (
                name,
                seed[:60],
            )


def _hostile(rule: catalogue.Rule) -> set[str]:
    found = {"a", " ", '"', "<", "\n", "axis ", "DS-2CD1 ", "HP-", *(e[:60] for e in rule.examples)}
    if rule.pattern:
        found |= literals(rule.pattern, rule.place, needed=False)
    return found


def _seconds(call: Callable[[str], object], value: str) -> float:
    started = time.process_time()
    call(value)
    return time.process_time() - started
