# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must stand in a value before it is looked at, and which rules run once more."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.identify.conftest import captured, engine

from herkomst.errors import CatalogueError


def test_texts_to_look_for_are_those_of_rules_that_name_somebody(tmp_path: Path) -> None:
    made = engine(
        tmp_path,
        ("a", "http.server", "pattern: 'Cam(?:era|corder)'"),
        ("b", "http.server", "pattern: 'x{0,3}webserver'"),
    )
    rules = made.matchers["http.server"].rules
    assert rules.literals == {"camera", "camcorder", "webserver"}
    assert not rules.names and not rules.always


def test_only_rules_whose_groups_tell_something_run_once_more(tmp_path: Path) -> None:
    made = engine(
        tmp_path,
        ("a", "http.server", "pattern: 'cam_(?P<mac>[0-9A-F]{12})'"),
        ("b", "http.server", "pattern: 'dvr-(?P<model>[0-9]+)'"),
        ("c", "http.server", "pattern: 'nvr(-|_)9'"),
    )
    matcher = made.matchers["http.server"]
    assert matcher.rules.capturing == {1}
    assert matcher.confirm("CAM_00408CEF081C").shown.proofs == (0,)
    assert captured(matcher.confirm("dvr-7")) == [("model", "7", 1)]


def test_a_rule_for_somebody_needs_fixed_text(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no fixed text"):
        engine(tmp_path, ("a", "http.server", "pattern: '[a-z]+'"))


def test_addresses_are_looked_up_by_their_longest_beginning(tmp_path: Path) -> None:
    made = engine(tmp_path, ("a", "mac", "prefixes: ['aa:bb:cc', 'aa:bb:cc:0']"))
    assert made.matchers["mac"].rules.prefixes == {"AA:BB:CC": [0], "AA:BB:CC:0": [0]}
