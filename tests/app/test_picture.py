# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national picture counts bodies, each once, and calls nobody safe who was not looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import banner, write_lines

from herkomst.app.importing import Options, import_file
from herkomst.app.picture import COLOURS, municipalities, picture
from herkomst.app.question import Question
from herkomst.model import View
from herkomst.settings import Settings
from herkomst.store import Store, open_store

STATEMENTS = """body;said_at;makers;kind;status;classification
gemeente Zeist;2022-03-01;Dahua;camera;uses;public
gemeente Zeist;2022-03-01;Dahua;recorder;uses;public
gemeente Oss;2022-03-01;Dahua;camera;denies;public
gemeente Utrecht;2022-03-01;Dahua;camera;no_response;public
"""
ZEIST, OSS, UTRECHT, GOUDA = (
    f"https://identifier.overheid.nl/tooi/id/gemeente/gm0{n}" for n in (355, 828, 344, 513)
)


@pytest.fixture
def store(sqlite_settings: Settings, tmp_path: Path) -> Store:
    made = open_store(sqlite_settings, create=True)
    (tmp_path / "s.csv").write_text(STATEMENTS)
    scan = write_lines(tmp_path / "s.json", [banner(ip_str="45.85.148.9")])
    import_file(made, tmp_path / "s.csv", Options())
    import_file(made, scan, Options(body="gemeente Gouda"))
    return made


def test_every_municipality_has_one_state_in_every_colouring(store: Store) -> None:
    made = picture(store, Question("2022-12-31"))
    assert len(municipalities()) == 342
    for colour in COLOURS:
        assert set(made["tiles"][colour]) == set(municipalities())
    found, answered, looked = (made["tiles"][c] for c in ("found", "answered", "looked"))
    assert (found[ZEIST], found[OSS], found[UTRECHT], found[GOUDA]) == (
        "yes",
        "looked",
        "no",
        "yes",
    )
    assert (answered[ZEIST], answered[UTRECHT], answered[GOUDA]) == ("yes", "asked", "no")
    assert (looked[GOUDA], looked[ZEIST]) == ("yes", "no")


def test_a_body_counts_once_a_maker(store: Store) -> None:
    made = picture(store, Question("2022-12-31"))
    assert {(r["maker"], r["count"], r["unit"]) for r in made["found"]} == {
        ("dahua", 1, "body"),
        ("hikvision", 1, "body"),
    }
    assert made["labels"]["declared_only"] == 3
    assert {t["unit"] for t in made["measured"]} == {"banner", "address", "device"}


def test_before_anything_was_said_nothing_is_found(store: Store) -> None:
    made = picture(store, Question("2021-12-31"))
    assert not made["found"] and not made["labels"] and not made["changes"]
    assert set(made["tiles"]["found"].values()) == {"no"}


def test_the_public_picture_shows_what_may_be_shown(store: Store) -> None:
    made = picture(store, Question("2022-12-31", view=View.PUBLIC))
    assert {r["maker"] for r in made["found"]} == {"dahua"}
    assert made["tiles"]["looked"][GOUDA] == "no"


@pytest.mark.parametrize("view", list(View))
def test_an_earlier_moment_is_answered_in_few_questions(
    sqlite_settings: Settings, tmp_path: Path, view: View
) -> None:
    """Whether or not something was recorded since, and with what was answered then."""
    store = open_store(sqlite_settings, create=True)

    def told(name: str, maker: str) -> None:
        rows = [f"{b};2022-03-01;{maker};camera;uses;public" for b in municipalities()[:60]]
        text = "\n".join([STATEMENTS.splitlines()[0], *rows, ""])
        (tmp_path / name).write_text(text)
        import_file(store, tmp_path / name, Options())

    told("first.csv", "Dahua")
    then = store.register.log()[-1].recorded_at
    now, asked = Question("2022-12-31", view=view), Question("2022-12-31", then, view)
    before = picture(store, now)
    store.register.asked.clear()
    assert picture(store, asked) == before
    assert "live_claims_of_each" not in store.register.asked, "what is kept answers it"
    told("second.csv", "Axis")
    assert picture(store, now)["found"] != before["found"]
    for derived in (1, 0):
        store.register.asked.clear()
        assert picture(store, asked) == before
        assert store.register.asked.count("live_claims_of_each") == derived
        assert len(store.register.asked) <= 12, list(store.register.asked)
