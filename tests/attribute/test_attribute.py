# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decisions of the reference, by general rules."""

from __future__ import annotations

import json

import pytest
from tests.conftest import shared

from herkomst.app.bodies import attributor, names
from herkomst.attribute import Facts
from herkomst.errors import InputError


def test_the_reference_decisions() -> None:
    wrong = []
    for line in (
        shared("data/cases/attribution_cases.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        case = json.loads(line)
        found = attributor().attribute(Facts.parse(case["input"]))
        arrangement = case["body"] == "the shared service"
        body = names().resolve(case["body"]).body if case["body"] and not arrangement else None
        possible = {names().resolve(p).body for p in case["possible"]}
        good = (str(found.level), found.stale) == (case["level"], case["stale"])
        good &= arrangement or found.body == body
        good &= not possible or set(found.possible) == possible
        if not good:
            wrong.append((case["id"], found.level, found.body))
    assert wrong == []


@pytest.mark.parametrize("given", [{"nets": {}}, {"net": "KPN"}, {"hostnames": "x"}])
def test_wrong_facts_are_told(given: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Facts.parse(given)
