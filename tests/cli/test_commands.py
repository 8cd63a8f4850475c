# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every verb takes what the contract says."""

from __future__ import annotations

import pytest
from tests.conftest import Run

ANSWERS = ("overview", "body", "maker", "compare", "export")
VERBS = (*ANSWERS, "demo", "import", "identify", "attribute", "verify", "erase", "retain")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_json(run: Run, verb: str) -> None:
    text = run(verb, "--help").out
    assert "--json" in text
    for option in ("--as-of", "--known-at", "--view"):
        assert (option in text) == (verb in ANSWERS)


def test_shell_completion_is_there(run: Run) -> None:
    assert "--install-completion" in run("--help").out
