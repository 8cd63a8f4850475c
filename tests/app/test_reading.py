# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Claims page by page, and what the public view does not have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import banner, write_lines

from herkomst.app.imported import undo
from herkomst.app.importing import Options, import_file
from herkomst.app.paging import Paging
from herkomst.app.question import Question
from herkomst.app.reading import claim, claims, document, evidence, record
from herkomst.errors import NotFoundError
from herkomst.model import Classification, Decision, DecisionKind, View
from herkomst.settings import Settings
from herkomst.store import Store, open_store

HEADER = "body;said_at;makers;kind;status;classification\n"
GOUDA = "https://identifier.overheid.nl/tooi/id/gemeente/gm0513"
OPEN = Question("2026-01-01", view=View.PUBLIC)
ALL = Question("2026-01-01")


@pytest.fixture
def store(engine_settings: Settings, tmp_path: Path) -> Store:
    """Statements, open and closed, about several bodies; a scan of one network."""
    made = open_store(engine_settings, create=True)
    (tmp_path / "s.csv").write_text(
        HEADER
        + "".join(
            f"gemeente {name};2022-0{month}-01;{maker};camera;{status};{how}\n"
            for name in ("Gouda", "Oss", "Zeist")
            for month, maker, status, how in (
                (1, "Dahua", "denies", "public"),
                (2, "Dahua", "uses", "restricted"),
                (3, "Hikvision", "uses", "public"),
            )
        )
    )
    scan = [
        banner(ip_str=f"45.85.148.{n}", timestamp=f"2022-02-{n + 9}T01:02:03") for n in range(1, 6)
    ]
    import_file(made, tmp_path / "s.csv", Options(source="statements"))
    import_file(made, write_lines(tmp_path / "scan.json", scan), Options(body="gemeente Gouda"))
    return made


def hear(store: Store, body: str, until: str) -> None:
    with store.writing() as staging, staging.transaction() as appender:
        appender.decide(
            Decision(
                id=f"d{until}",
                kind=DecisionKind.HEARD,
                target=body,
                by="test",
                reason="",
                decided_at="2022-03-01",
                until=until,
            )
        )


def walk(store: Store, question: Question, order: str, size: int, **given: object) -> list[str]:
    found: list[str] = []
    page = None
    while True:
        made = claims(store, question, Paging(order, page, size), **given)  # type: ignore[arg-type]
        found += [r["id"] for r in made.rows]
        page = made.following
        if page is None:
            return found


@pytest.mark.parametrize("question", [ALL, OPEN], ids=["restricted", "public"])
@pytest.mark.parametrize("body", [None, GOUDA])
def test_every_page_size_and_direction_gives_the_same_claims(
    store: Store, question: Question, body: str | None
) -> None:
    hear(store, GOUDA, "2022-03-15")
    whole = walk(store, question, "body", 100, body=body)
    assert len(whole) == len(set(whole)) >= 7
    for size in (1, 2, 3):
        assert walk(store, question, "body", size, body=body) == whole
        assert walk(store, question, "-body", size, body=body) == whole[::-1]


def test_the_public_view_has_open_statements_and_what_was_seen_of_a_heard_body(
    store: Store,
) -> None:
    assert len(walk(store, OPEN, "body", 4)) == 6
    hear(store, GOUDA, "9999-01-01")
    assert len(walk(store, OPEN, "body", 4)) == 6, "its term has not ended"
    hear(store, GOUDA, "2022-03-15")
    found = claims(store, OPEN, Paging("body", size=100)).rows
    assert sum(r["basis"] == "measured" for r in found) == 5 and len(found) == 11
    assert not any("device" in r or "place" in r for r in found)
    assert len(walk(store, ALL, "body", 4)) == 14


@pytest.mark.parametrize(
    ("filters", "many"),
    [
        ({"maker": "dahua"}, 6),
        ({"answer": "no"}, 3),
        ({"basis": "measured"}, 5),
        ({"kind": "recorder"}, 0),
        ({"property": "exposure", "maker": "hikvision"}, 5),
    ],
)
def test_filters(store: Store, filters: dict[str, str], many: int) -> None:
    assert len(walk(store, ALL, "body", 2, filters=filters)) == many
    public = {r["id"] for r in claims(store, OPEN, Paging("body"), filters=filters).rows}
    assert public <= set(walk(store, ALL, "body", 2, filters=filters))


def test_what_was_said_later_or_taken_back_is_not_there(store: Store, tmp_path: Path) -> None:
    assert len(walk(store, replace(ALL, as_of="2022-01-31"), "body", 2)) == 3
    assert walk(store, replace(ALL, known_at="2020-01-01"), "body", 2) == []
    whole = walk(store, ALL, "body", 100)
    scan = next(p for p in store.register.parts() if p.lake_sha256)
    gone = set(walk(store, ALL, "body", 100, filters={"basis": "measured"}))
    undo(store, scan.id, by="test", reason="")
    assert set(walk(store, ALL, "body", 2)) == set(whole) - gone
    with pytest.raises(NotFoundError):
        claim(store, ALL, gone.pop())


def test_a_claim_that_may_not_be_published_is_not_there(store: Store) -> None:
    for row in claims(store, ALL, Paging("body", size=100)).rows:
        assert claim(store, ALL, row["id"])["id"] == row["id"]
        if row["classification"] == Classification.PUBLIC:
            assert claim(store, OPEN, row["id"])["id"] == row["id"]
            continue
        for ask in (
            lambda: claim(store, OPEN, row["id"]),  # noqa: B023
            lambda: evidence(store, OPEN, row["id"], Paging("place")),  # noqa: B023
        ):
            with pytest.raises(NotFoundError, match="no claim has the id"):
                ask()


def test_evidence_is_a_card_in_public_and_opens_in_the_restricted_view(store: Store) -> None:
    hear(store, GOUDA, "2022-03-15")
    (seen, *_) = claims(store, ALL, Paging("body"), filters={"basis": "measured"}).rows
    (card,) = evidence(store, OPEN, seen["id"], Paging("place")).rows
    told = {"claim", "document", "rule", "seen_at", "source", "citation", "link", "synthetic"}
    assert set(card) == told and card["synthetic"] is False
    assert card["citation"] is None, "only a public statement names its publication"
    assert card["seen_at"] == seen["said_at"], "the day, not the moment"
    (row, *_) = evidence(store, ALL, seen["id"], Paging("place")).rows
    offset, length = map(int, row["locator"].split("+"))
    assert "45.85.148." in record(store, row["document"], offset, length)["record"]
    assert document(store, row["document"])["name"] == "scan.json"
    for wrong in ((row["document"], 10**9, 5), ("0" * 64, 0, 1)):
        with pytest.raises(NotFoundError):
            record(store, *wrong)
