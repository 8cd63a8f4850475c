# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bodies, makers and the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst import catalogue
from herkomst.app import listing
from herkomst.app.bodies import body_id, code_of
from herkomst.app.importing import Options, import_file
from herkomst.app.paging import Paging
from herkomst.app.question import Question
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import NotFoundError
from herkomst.model import SHOWN, Part, View, marked
from herkomst.settings import Settings
from herkomst.store import open_store


def test_no_two_bodies_share_a_short_form() -> None:
    ids = load_public_bodies().bodies
    assert len({code_of(name) for name in ids}) == len(ids)
    for name in ids:
        assert body_id(code_of(name)) == body_id(name) == name
        assert "/" not in code_of(name)


@pytest.mark.parametrize("text", ["", "gm9999", "Zeist", "gm0355/", "../gm0355"])
def test_what_is_no_id_is_told(text: str) -> None:
    with pytest.raises(NotFoundError):
        body_id(text)


def test_bodies_by_kind_province_text_and_in_order() -> None:
    found = listing.bodies(Paging("name", size=400), kind="gemeente").rows
    assert len(found) == 342 and found[0]["name"] < found[-1]["name"]
    back = listing.bodies(Paging("-name", size=400), kind="gemeente").rows
    assert back == found[::-1]
    some = listing.bodies(Paging("kind", size=400), province="PV26", kind="gemeente").rows
    assert 0 < len(some) < 50 and {r["province"] for r in some} == {"PV26"}
    assert [r["code"] for r in listing.bodies(Paging("name"), search="gm0355").rows] == ["gm0355"]
    every = listing.bodies(Paging("kind", size=500), kind="gemeente", ended=True).rows
    assert len(every) > 342


def test_makers_by_name_or_brand() -> None:
    assert [r["id"] for r in listing.makers(Paging("id"), search="imou").rows] == ["dahua"]
    every = listing.makers(Paging("-name", size=len(catalogue.makers()))).rows
    assert {r["id"] for r in every} == set(catalogue.makers())
    one = listing.maker("dahua")
    assert {"id": "imou", "name": "Imou"} in one["brand_names"] and one["edges"]
    with pytest.raises(NotFoundError):
        listing.maker("Imou")


def test_a_body_says_since_when_it_was_asked(sqlite_settings: Settings, tmp_path: Path) -> None:
    store = open_store(sqlite_settings, create=True)
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;classification\n"
        "gemeente Oss;2022-03-01;Dahua;camera;uses;restricted\n"
        "gemeente Oss;2022-05-01;Hikvision;camera;uses;public\n"
    )
    import_file(store, tmp_path / "s.csv", Options(source="statements"))
    oss = body_id("gm0828")

    def asked(question: Question) -> str | None:
        found = listing.body(store, question, oss)
        assert found["code"] == "gm0828" and found["looked_at"] is None
        return found["asked_at"]

    for known in ("9999", "2999-01-01T23:59:59.999999Z"):
        assert asked(Question("2022-12-31", known)) == "2022-03-01"
        assert asked(Question("2022-12-31", known, View.PUBLIC)) == "2022-05-01"
        assert asked(Question("2022-04-01", known, View.PUBLIC)) is None
    assert asked(Question("2022-12-31", "2020-01-01T23:59:59.999999Z")) is None
    log = listing.log(store, Question("2022-12-31"), Paging("sequence"))
    assert [set(r) for r in log.rows] == [set(marked(Part, SHOWN))]
    assert "body" not in log.rows[0]
    store.register.engine.dispose()
