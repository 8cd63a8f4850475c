# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every register question gives equal rows on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.conftest import banner, write_lines

from herkomst.app.demo import PUBLIC_CASE
from herkomst.app.importing import Options, import_file, undo
from herkomst.questions import question_names
from herkomst.settings import Settings
from herkomst.store import Store, open_store

Stores = dict[str, Store]
AWARDS = (
    "opdrachtgever;leverancier;datum;omschrijving\n"
    "gemeente Oss;Kijkglas BV;2019-01-01;Dahua camera's\n"
    "gemeente Zeist;Kijkglas B.V.;2020-01-01;20 camera's\n"
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Iterator[Stores]:
    """The same imports on both engines: the public case, awards, a scan, and one that was taken back."""
    import psycopg
    from sqlalchemy import make_url

    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE questions")
    url = make_url(postgres).set(database="questions").render_as_string(hide_password=False)
    made = {}
    for name, database in (("sqlite", ""), ("postgresql", url)):
        folder = tmp_path_factory.mktemp(name)
        store = open_store(Settings(folder / "register", database, 30, 10), create=True)
        scan = write_lines(folder / "scan.json", [banner(ip_str="45.85.148.9")])
        gone = write_lines(folder / "gone.json", [banner(ip_str="45.85.148.8")])
        awards = folder / "awards.csv"
        awards.write_text(AWARDS)
        import_file(store, PUBLIC_CASE, Options(source="statements"))
        import_file(store, awards, Options())
        import_file(store, scan, Options(body="gemeente Gouda"))
        part = import_file(store, gone, Options())
        undo(store, part.part, by="test", reason="")
        made[name] = store
    yield made
    for store in made.values():
        store.register.engine.dispose()


PARAMETERS: dict[str, Any] = {
    "body": "https://identifier.overheid.nl/tooi/id/gemeente/gm0513",
    "known_at": "9999",
    "as_of": "2026-01-01",
    "since": "2022-01-01",
    "view": "restricted",
    "after": "",
    "many": 1000,
}
# What differs by nature: when it was recorded, and what hangs on that.
MOMENTS = {"recorded_at", "fetched_at", "hash", "previous"}


def rows(store: Store, question: str) -> list[dict[str, Any]]:
    parts = store.register.parts()
    claims = store.register.ask("claims_after", after="", many=1000)
    given = PARAMETERS | {
        "part": parts[0].id,
        "claim": claims[0]["id"],
        "ids": [c["id"] for c in claims[:20]],
    }
    if question == "leads_of_claims":
        given["ids"] = [row["claim"] for row in store.register.ask("all_leads")]
    found = store.register.ask(question, **given)
    return [{k: v for k, v in row.items() if k not in MOMENTS} for row in found]


@pytest.mark.parametrize("question", question_names("register"))
def test_both_engines_answer_alike(stores: Stores, question: str) -> None:
    found = {name: rows(store, question) for name, store in stores.items()}
    assert found["sqlite"] == found["postgresql"]
    if question not in ("evidence_without_claim",):
        assert found["sqlite"], "a question that finds nothing proves nothing"


def test_claims_of_suppliers_are_found_by_their_index(stores: Stores) -> None:
    from herkomst.questions import question_text

    text = question_text("register/supplier_claims").replace(":known_at", "'9999'")
    with stores["sqlite"].register.engine.connect() as connection:
        plan = [r[-1] for r in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert any("ix_claim_supplier" in step for step in plan), plan


def test_the_plan_for_one_body_scans_no_claims(stores: Stores) -> None:
    from herkomst.questions import question_text

    text = question_text("register/live_claims")
    for mark in ("body", "known_at"):
        text = text.replace(f":{mark}", f"'{PARAMETERS[mark]}'")
    with stores["sqlite"].register.engine.connect() as connection:
        plan = [r[-1] for r in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert not any(step.startswith("SCAN claim") for step in plan), plan
