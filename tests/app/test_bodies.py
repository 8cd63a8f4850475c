# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bodies for every use case."""

from __future__ import annotations

import pytest

from herkomst.app.bodies import find_body, listed, name_of, succession
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import InputError


def test_by_name_by_id_and_by_the_bare_name_of_a_municipality() -> None:
    zeist = find_body("Zeist")
    assert zeist == find_body("gemeente Zeist") == find_body(zeist.id)
    assert name_of(zeist.id) == "gemeente Zeist"
    assert name_of("unknown") == "unknown"


def test_what_comes_close_is_told() -> None:
    with pytest.raises(InputError) as caught:
        find_body("gemeente Zeistermeer")
    assert "Did you mean" in caught.value.do


def test_lists_leave_invented_bodies_out() -> None:
    assert len(listed(kind="gemeente")) == 342
    assert not [b for b in listed(ended=True) if b["synthetic"]]


def test_who_answers_for_a_body_that_was_split() -> None:
    haaren = find_body("gemeente Haaren")
    assert not haaren.active and find_body("Haaren") == haaren
    told = succession(haaren.id)
    four = {"gemeente Boxtel", "gemeente Oisterwijk", "gemeente Tilburg", "gemeente Vught"}
    assert {b["body_name"] for b in told["answers_now"]} == four
    assert {b["body_name"] for b in told["successors"]} == four
    assert told["valid_until"] == "2020-12-31" and told["events"][0]["date"] == "2021-01-01"


def test_a_body_that_went_into_one_other() -> None:
    assert find_body("gemeente Weesp").name == "gemeente Amsterdam"
    weesp = find_body("gemeente Weesp", itself=True)
    assert weesp.name == "gemeente Weesp"
    assert [b["body_name"] for b in succession(weesp.id)["answers_now"]] == ["gemeente Amsterdam"]
    amsterdam = succession(find_body("gemeente Amsterdam").id)
    assert "gemeente Weesp" in {b["body_name"] for b in amsterdam["predecessors"]}
    assert [b["body_name"] for b in amsterdam["answers_now"]] == ["gemeente Amsterdam"]


def test_succession_in_two_steps_ends_today() -> None:
    known = load_public_bodies()
    for body in known.bodies.values():
        for now in succession(body.id)["answers_now"]:
            assert known.bodies[now["body"]].active
