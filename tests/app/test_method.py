# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told of the method is what the rule tables hold."""

from __future__ import annotations

from herkomst import catalogue
from herkomst.app.method import knows_maker, makers, method
from herkomst.attribute.ladder import ladder


def test_it_tells_the_tables_themselves() -> None:
    told = method()
    assert told["ladder"] is ladder()
    assert told["counts"]["rules"] == len(catalogue.rules())
    assert told["labels"][0] == "disputed" and told["labels"][-1] == "lead_only"


def test_makers_are_found_by_brand_and_those_found_most_come_first() -> None:
    found = [{"maker": "dahua|hikvision", "count": 3, "synthetic": False},
             {"maker": "axis", "count": 9, "synthetic": True}]  # fmt: skip
    rows = makers(found)
    assert {r["id"] for r in rows[:2]} == {"dahua", "hikvision"}
    assert next(r for r in rows if r["id"] == "axis")["bodies"] == 0
    assert [r["id"] for r in makers([], "HiLook")] == ["hikvision"]
    assert makers([], "no such maker") == []
    assert knows_maker("dahua") and not knows_maker("Dahua; DROP")


def test_a_brand_that_another_maker_only_sells_under_is_not_its_own() -> None:
    row = next(r for r in makers([]) if r["id"] == "hikvision")
    assert "Hikvision" in row["brands"] and "Bosch" not in row["brands"]
    assert "hikvision" in {r["id"] for r in makers([], "bosch")}, "but it is found by it"
