# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The check finds what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from herkomst import catalogue
from herkomst.app import checking
from herkomst.catalogue import entities
from herkomst.identify.engine import default_engine


@pytest.fixture(autouse=True)
def made_of_all_rules() -> None:
    """What is made of the rules once a process is made before a test puts others in their place."""
    entities.registry("addresses")
    default_engine()


def test_a_rule_that_breaks_its_own_examples_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *rest = (r for r in catalogue.rules() if r.pattern)
    bad = replace(first, examples=("something else",), counter_examples=(first.examples[0],))
    monkeypatch.setattr(catalogue, "rules", lambda: (bad, *rest))
    failures = checking.check().failures
    assert any("does not match its example" in f and f.startswith(bad.place) for f in failures)
    assert any("matches what it must not" in f for f in failures)


def test_a_rule_that_fires_on_the_benign_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    risky = next(
        r
        for r in catalogue.rules()
        if (r.maker == "dahua" and r.field == "http.server")
        or (r.maker == "hikvision" and r.field == "http.server" and r.pattern)
    )
    bad = replace(risky, pattern="nginx", examples=("nginx",), counter_examples=("x",))
    monkeypatch.setattr(catalogue, "rules", lambda: (bad,))
    assert any("benign" in f for f in checking.check().failures)
