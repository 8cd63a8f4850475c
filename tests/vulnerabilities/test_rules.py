# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue's own rules are sound, and a broken one says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from herkomst.errors import CatalogueError
from herkomst.vulnerabilities.rules import own_rules, rules_of

RULE = """- cve: CVE-2020-1
  maker: hikvision
  what: x
  ranges: [{models: ['A.*'], from: 'V1.0', before: 'V2.0 build 200101'}]
  source: s
"""


def test_the_own_rules_are_whole() -> None:
    rules = own_rules()
    assert len({(r.cve, r.maker) for r in rules}) == len(rules) >= 10
    for rule in rules:
        assert re.fullmatch(r"CVE-\d{4}-\d{4,}", rule.cve)
        assert rule.source and rule.what and rule.ranges
        assert rule.kev is None or re.fullmatch(r"\d{4}-\d\d-\d\d", rule.kev)
        for found in rule.ranges:
            assert not found.models.fullmatch("") and not found.models.fullmatch("AXIS P3245")
            assert not (found.last and found.fixed)


def test_a_rule(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULE)
    (rule,) = rules_of(path)
    (found,) = rule.ranges
    assert found.first.numbers == (1, 0) and found.fixed.built == "2020-01-01"
    assert found.told == "from V1.0; before V2.0 build 200101"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hikvision", "nobody", "no file in makers"),
        ("V1.0", "soon", "is no version"),
        ("A.*", "(", "model pattern"),
        ("before", "ahead", "has no 'ahead'"),
        ("  source: s\n", "", "'source'"),
        ("models", "model", "has no 'model'"),
    ],
)
def test_a_broken_rule_says_where(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULE.replace(old, new, 1))
    with pytest.raises(CatalogueError, match=told) as fault:
        list(rules_of(path))
    assert fault.value.where.startswith("rules.yaml:CVE-2020-1")
