# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each sort of evidence leads to, over the real bodies: `decisions.yaml` beside this."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from herkomst.app.bodies import attributor, names
from herkomst.attribute import Facts

CASES = yaml.safe_load(Path(__file__).with_name("decisions.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["id"]))
def test_decision(case: dict[str, Any]) -> None:
    made = attributor().attribute(Facts.parse(case["given"]))
    bodies = names().bodies.bodies
    assert (str(made.level), made.stale) == (case["level"], case.get("stale", False))
    if case.get("body") == "the arrangement":
        return
    assert (bodies[made.body].name if made.body else None) == case.get("body")
    assert sorted(bodies[p].name for p in made.possible) == case.get("possible", [])


def test_no_two_decisions_have_one_name() -> None:
    assert len({c["id"] for c in CASES}) == len(CASES) > 250
