# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a pattern must hold, and that none runs away."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

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
        ("(?:type|(?:root[.])?Brand)=", {"type=", "brand="}),
        ("ab[cd]ef[gh]?", {"abcef", "abdef"}),
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


@pytest.mark.parametrize("pattern", ["cam[[:digit:]]", "cam[^[:^alpha:]5]", "cam{,3}era"])
def test_what_re2_reads_otherwise_than_we_do_is_refused(pattern: str) -> None:
    with pytest.raises(CatalogueError, match="means one thing to RE2") as caught:
        literals(pattern, "file.yaml:7", needed=False)
    assert caught.value.where == "file.yaml:7"


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
    alone = Alone("a(?P<model>b+)|(?P<named>c)", "x:1")
    assert alone.captures == [("model", 1)] and alone.asks == 2
    assert list(alone.search(b"zabb", 0, 4)) == [(1, 4), (2, 4), (-1, -1)]
    assert alone.search(b"zz", 0, 2)[0] == (-1, -1)
    assert list(alone.search(b"abc", 1, 3)) == [(2, 3), (-1, -1), (2, 3)]


BOUND = 0.005  # seconds a value may cost


@pytest.mark.parametrize("field", list(catalogue.fields()))
def test_no_value_costs_more_than_five_milliseconds(field: str) -> None:
    """At the cap, all rules of the field at once, against what each rule looks for: again and again,
    and at either end, so that rules with groups and look-ups of names and keys run as long as they can."""
    from herkomst.identify.engine import default_engine

    cap = catalogue.fields()[field].cap
    matcher = default_engine().matchers.get(field)
    if matcher is None:
        return
    matcher.confirm("warm")
    values = {v for r in catalogue.rules() if r.field == field for v in _hostile(r, cap)}
    for value in sorted(values):
        assert _within_bound(partial(matcher.confirm, value)), value[:80]


def test_a_hostile_rule_is_caught() -> None:
    """The bound is one that a slow look-up would break."""
    assert not _within_bound(partial(sum, range(3_000_000)))


@pytest.mark.parametrize("field", list(catalogue.fields()))
def test_bringing_evidence_in_one_form_costs_no_more(field: str) -> None:
    import polars as pl

    from herkomst.identify.evidence import one_form

    marks = (
        "server:",
        "server: a\n",
        "server:\n",
        "nonce=",
        ', nonce="',
        "<title",
        "<title>",
        "\r\n\r\n",
        " ",
        "0:",
    )
    cap = catalogue.fields()[field].cap
    for mark in marks:
        for filler in (mark, " ", "\t\r", "a "):
            frame = pl.DataFrame({field: [(mark + filler * cap)[:cap]]})
            assert _within_bound(partial(one_form, frame)), (mark, filler)


def _hostile(rule: catalogue.Rule, cap: int) -> set[str]:
    texts = {"a", " ", '"', "<", "\n", "axis ", "DS-2CD1 ", "HP-", *rule.examples}
    if rule.pattern:
        texts |= literals(rule.pattern, rule.place, needed=False)
    made = {(text * cap)[:cap] for text in texts if text}
    for example in rule.examples:
        for filler in (" ", "a", "-1"):
            made.add((example + filler * cap)[:cap])
            made.add((filler * cap)[: max(0, cap - len(example))] + example)
    return made


def _within_bound(call: Callable[[], object]) -> bool:
    """Whether the best of a few runs is: a busy machine is no slow rule."""
    for _ in range(8):
        started = time.process_time()
        call()
        if time.process_time() - started < BOUND:
            return True
    return False
