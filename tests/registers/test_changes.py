# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would change, what is never forgotten, and when too much would go."""

from __future__ import annotations

from typing import Any

import pytest

from herkomst.registers.changes import carried, compare
from herkomst.registers.tables import COLUMNS, Said, Tables


def body(number: int, **changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = dict.fromkeys(COLUMNS["bodies"], "")
    return {
        **made,
        "id": str(number),
        "kind": "zbo",
        "name": f"Body {number}",
        "active": 1,
        **changes,
    }


def tables(bodies: list[dict[str, Any]], hosts: dict[str, str] | None = None) -> Tables:
    names = [
        {"text": b["name"], "body": b["id"], "how": "official", "valid_from": "", "valid_until": ""}
        for b in bodies
    ]
    rules = [
        {"host": h, "body": b, "exact": 0, "source": "", "valid_from": "", "valid_until": ""}
        for h, b in (hosts or {}).items()
    ]
    return {"bodies": bodies, "names": names, "members": [], "hosts": rules, "events": []}


SAID = Said("2026-06-01")


def test_each_kind_of_change() -> None:
    before = tables([body(1), body(2), body(3), body(4, active=0, valid_until="2020-01-01")])
    after = tables([body(1, name="New name", kvk="1"), body(3, active=0, valid_until="2026-01-01"),
                    body(4), body(5)])  # fmt: skip
    found = compare(before, carried(SAID, before, after))
    assert found.counts == {
        "added": 1,
        "changed": 1,
        "ended": 1,
        "gone": 1,
        "renamed": 1,
        "returned": 1,
    }
    renamed = next(c for c in found.changes if c.kind == "renamed")
    assert (renamed.before, renamed.after) == ("Body 1", "New name")


def test_a_body_is_never_forgotten() -> None:
    before, after = tables([body(1), body(2)]), tables([body(1)])
    kept = carried(SAID, before, after)
    row = next(b for b in kept["bodies"] if b["id"] == "2")
    assert row["active"] == 0 and row["valid_until"] == "2026-06-01"
    assert any(n["text"] == "Body 2" and n["how"] == "former" for n in kept["names"])
    assert compare(kept, carried(SAID, kept, after)).empty, "a second time nothing changes"


def test_a_name_given_up_is_a_former_one() -> None:
    before, after = tables([body(1)]), tables([body(1, name="New")])
    names = carried(SAID, before, after)["names"]
    assert {(n["text"], n["how"], n["valid_until"]) for n in names} == {
        ("New", "official", ""),
        ("Body 1", "former", "2026-06-01"),
    }


def test_a_host_that_moved_has_its_dates() -> None:
    before = tables([body(1), body(2)], {"a.nl": "1", "b.nl": "1", "c.nl": "1"})
    after = tables([body(1), body(2)], {"a.nl": "2", "c.nl": "1"})
    hosts = carried(SAID, before, after)["hosts"]
    got = {(h["host"], h["body"], h["valid_from"], h["valid_until"]) for h in hosts}
    assert got == {
        ("a.nl", "2", "2026-06-01", ""),
        ("a.nl", "1", "", "2026-06-01"),
        ("b.nl", "1", "", "2026-06-01"),
        ("c.nl", "1", "", ""),
    }


@pytest.mark.parametrize(("lost", "stops"), [(0, False), (2, False), (3, True), (100, True)])
def test_more_than_two_in_a_hundred_stops(lost: int, stops: bool) -> None:
    before = tables([body(n) for n in range(100)])
    after = tables([body(n) for n in range(lost, 100)])
    found = compare(before, carried(SAID, before, after))
    assert found.dropped == lost and found.drops_too_many is stops
