# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stories page by page, and one claim with what carries it."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.app.imported import undo
from herkomst.app.importing import Options, import_file
from herkomst.app.question import Question
from herkomst.app.stories import PAGE, Choice, claim_page, is_seen, stories
from herkomst.errors import InputError, NotFoundError
from herkomst.model import View
from herkomst.settings import Settings
from herkomst.store import Store, open_store

DAY = Question("2022-12-31")


@pytest.fixture
def store(sqlite_settings: Settings, tmp_path: Path) -> Store:
    made = open_store(sqlite_settings, create=True)
    lines = ["body;said_at;makers;kind;status;classification;bron;link"]
    for n, status in enumerate(["uses"] * 25 + ["refuses"] * 3):
        kind = ("camera", "recorder", "switch", "router", "drone", "server")[n % 6]
        body = ("gemeente Zeist", "gemeente Oss", "gemeente Gouda", "gemeente Utrecht", "gemeente Assen")[n // 6]  # fmt: skip
        lines.append(
            f"{body};2022-03-01;Dahua;{kind};{status};restricted;Een krant;https://krant.example/1"
        )
    lines.append("gemeente Leiden;2022-03-01;Axis;camera;uses;public;Een krant;ftp://krant.example")
    (tmp_path / "s.csv").write_text("\n".join(lines) + "\n")
    import_file(made, tmp_path / "s.csv", Options())
    return made


def test_pages_hold_every_story_once(store: Store) -> None:
    first, second = (stories(store, DAY, Choice(page=n)) for n in (1, 2))
    assert first["total"] == 29 and first["pages"] == 2 and len(first["rows"]) == PAGE
    keys = [(r["body"], r["maker"], r["kind"]) for r in first["rows"] + second["rows"]]
    assert len(set(keys)) == 29
    assert first["labels"] == {"declared_only": 26, "withheld": 3}
    assert not stories(store, DAY, Choice(page=3))["rows"]


def test_choices(store: Store) -> None:
    assert stories(store, DAY, Choice(label="withheld"))["total"] == 3
    assert stories(store, DAY, Choice(maker="axis"))["total"] == 1
    with pytest.raises(InputError):
        stories(store, DAY, Choice(label="nothing"))


def test_a_claim_shows_its_source_and_only_a_web_address_is_a_link(store: Store) -> None:
    rows = stories(store, DAY, Choice(maker="axis"))["rows"][0]["claims"]
    page = claim_page(store, rows[0]["id"], DAY)
    assert not is_seen(page["claim"])
    (card,) = page["evidence"]
    assert card["citation"] == "Een krant" and card["link"] is None and "record" in card
    dahua = stories(store, DAY, Choice(maker="dahua"))["rows"][0]["claims"][0]
    assert dahua["evidence"][0]["link"] == "https://krant.example/1"


def test_what_may_not_be_seen_is_not_there(store: Store) -> None:
    public = Question("2022-12-31", view=View.PUBLIC)
    secret = stories(store, DAY, Choice(maker="dahua"))["rows"][0]["claims"][0]["id"]
    shown = stories(store, DAY, Choice(maker="axis"))["rows"][0]["claims"][0]["id"]
    for gone in ((secret, public), (shown, Question("2022-02-01")), ("c" + "0" * 40, DAY)):
        with pytest.raises(NotFoundError):
            claim_page(store, *gone)
    card = claim_page(store, shown, public)
    assert "record" not in card["evidence"][0]
    assert card["evidence"][0]["citation"] == "Een krant"
    undo(store, store.register.parts()[0].id, by="test", reason="")
    with pytest.raises(NotFoundError):
        claim_page(store, shown, DAY)
