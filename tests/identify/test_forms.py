# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a pattern tells one digit from another."""

from __future__ import annotations

import random

import pytest
from tests.identify.conftest import other_digits

from herkomst import catalogue
from herkomst.identify.engine import default_engine
from herkomst.identify.forms import form, telling
from herkomst.identify.patterns import Alone


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"Server/\d+[.]\d\w", set()),
        (r"[^\d]+[0-9]{4}[A-Z0-9]", set()),
        (r"/(?:camera|Recorder)", set()),
        ("h264 preview", {"h000 preview"}),
        ("DS-[27]CD", {"ds-0cd"}),
        ("DS-[1-5]CD", {"ds-0cd"}),
        (r"port 80\d{2} open", {"port 0011 open"}),
        (r"v\d\.5", {"v1.0"}),
        ("(?:h264|mpeg)dvr", {"h000dvr"}),
        ("a1[bc]{0,200}2d", {"a0", "0d"}),
        ("[^5]{2}", {"0"}),
        # In many values: rather what the pattern needs, beside which it may tell any digit.
        ("copyright (?:19|20)[0-9]{2}", {"copyright 0011"}),
        ("copyright.{0,9}(?:19|20)", {"copyright"}),
        ("3com.{0,9}(?:19|20)", {"1com"}),
        ("cam[a-f1-4]", {"cam"}),
    ],
)
def test_telling(pattern: str, found: set[str]) -> None:
    assert telling(pattern, "x:1") == found


@pytest.mark.parametrize("field", list(catalogue.fields()))
def test_values_of_a_form_match_alike_unless_the_digits_that_tell_differ(field: str) -> None:
    """Every pattern of the catalogue on its examples, with other digits."""
    matcher = default_engine().matchers.get(field)
    if matcher is None:
        return
    rules = [r for r in catalogue.rules() if r.field == field]
    texts = [t for r in rules for t in (*r.examples, *r.counter_examples)]
    chance = random.Random(1)
    for rule in (r for r in rules if r.pattern):
        assert rule.pattern is not None
        alone, told = Alone(rule.pattern, rule.place), telling(rule.pattern, rule.place)
        for text in texts:
            places = _places(form(text).lower(), told)
            if places is None:
                continue
            other = other_digits(text, chance, keep=places)
            found = alone.search(text.encode(), 0, len(text.encode()))
            assert found == alone.search(other.encode(), 0, len(other.encode())), (rule.id, other)


def _places(alike: str, told: frozenset[str]) -> set[int] | None:
    """The places of the digits that tell; null where all of them do."""
    places = set()
    for text in told:
        at = alike.find(text.replace("1", "0"))
        while at >= 0:
            if "0" not in text:
                return None
            places |= {at + n for n, c in enumerate(text) if c == "0"}
            at = alike.find(text.replace("1", "0"), at + 1)
    return places
