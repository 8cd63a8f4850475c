# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known beforehand, searched and as JSON."""

from __future__ import annotations

from tests.conftest import Run


def test_bodies_are_found_by_kind_and_part_of_a_name(run: Run) -> None:
    rows = run("bodies", "list", "--kind", "gemeente", "--search", "zeist", "--json").json
    assert [r["name"] for r in rows] == ["gemeente Zeist"]
    assert run("bodies", "list", "--kind", "carrots").code == 2


def test_rules_of_one_maker(run: Run) -> None:
    rows = run("catalogue", "rules", "--maker", "dahua", "--json").json
    assert rows and {r["maker"] for r in rows} == {"dahua"}
