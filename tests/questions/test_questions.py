# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every register question gives equal rows on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.conftest import banner, write_lines

from herkomst.app.demo import PUBLIC_CASE
from herkomst.app.imported import undo
from herkomst.app.importing import Options, import_file
from herkomst.questions import question_names
from herkomst.settings import Settings
from herkomst.store import Store, open_store

Stores = dict[str, Store]
BOUGHT = (
    "body;said_at;makers;kind;status;quantity;role;for_body\n"
    "ministerie van Financiën;2022-05-01;Axis;camera;uses;25;user;\n"
    "Rijksvastgoedbedrijf;2022-05-01;Axis;camera;uses;25;buyer;ministerie van Financiën\n"
)
AWARDS = (
    "opdrachtgever;leverancier;datum;omschrijving\n"
    "gemeente Oss;Kijkglas BV;2019-01-01;Dahua camera's\n"
    "gemeente Zeist;Kijkglas B.V.;2020-01-01;20 camera's\n"
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Iterator[Stores]:
    """The same imports on both engines: the public case, awards, a scan, an own list, and one that was taken back."""
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
        (folder / "bought.csv").write_text(BOUGHT)
        import_file(store, folder / "bought.csv", Options())
        import_file(store, awards, Options())
        import_file(store, scan, Options(body="gemeente Gouda"))
        (folder / "own.csv").write_text("merk;model;serienummer\nDahua;IPC;S1\n")
        own = Options(body="gemeente Gouda", today="2024-01-01")
        import_file(store, folder / "own.csv", own)
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
    "sequence": 0,
    **dict.fromkeys(("maker", "kind", "basis", "property", "answer", "label", "kinds"), ""),
    **dict.fromkeys(("body_key", "said_key", "id_key", "maker_key", "kind_key"), ""),
    "last_body": "\U0010ffff",
}
BACKWARD = {"body_key": "\U0010ffff", "last_body": ""}
# What differs by nature: when it was recorded, and what hangs on that.
MOMENTS = {"recorded_at", "fetched_at", "hash", "content", "previous"}


def rows(store: Store, question: str) -> list[dict[str, Any]]:
    parts = store.register.parts()
    claims = store.register.ask("claims_after", after="", many=1000)
    given = PARAMETERS | {
        "part": parts[0].id,
        "claim": claims[0]["id"],
        "ids": [c["id"] for c in claims[:20]],
        "document": parts[0].document,
    }
    if question.endswith("_back"):
        given |= BACKWARD
    if question == "leads_of_claims":
        given["ids"] = [row["claim"] for row in store.register.ask("all_leads")]
    if question == "live_claims_of_each":
        given["ids"] = [c["body"] for c in claims]
    if question == "leads_of_body":
        given["body"] = store.register.ask("all_leads")[0]["body"]
    if question == "devices_of_cell":
        given |= {"maker": "hikvision", "kind": "camera", "ids": [""]}
    found = store.register.ask(question, **given)
    return [{k: v for k, v in row.items() if k not in MOMENTS} for row in found]


@pytest.mark.parametrize("question", question_names("register"))
def test_both_engines_answer_alike(stores: Stores, question: str) -> None:
    found = {name: rows(store, question) for name, store in stores.items()}
    assert found["sqlite"] == found["postgresql"]
    if question not in ("evidence_without_claim",):
        assert found["sqlite"], "a question that finds nothing proves nothing"


PAGES = ("claims_page", "claims_page_back", "public_claims_page", "public_claims_page_back")


def test_claims_of_suppliers_are_found_by_their_index(stores: Stores) -> None:
    from herkomst.questions import question_text

    text = question_text("register/supplier_claims").replace(":known_at", "'9999'")
    with stores["sqlite"].register.engine.connect() as connection:
        plan = [r[-1] for r in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert any("ix_claim_supplier" in step for step in plan), plan


def plan(store: Store, question: str, **given: Any) -> list[str]:
    """How SQLite goes about a question, with values of a real register in it."""
    from herkomst.questions import question_text
    from herkomst.store.database import parameters_of

    text = question_text(f"register/{question}")
    for name in sorted(parameters_of(text), key=len, reverse=True):
        value = (PARAMETERS | {"ids": ("c1", "c2")} | given)[name]
        text = text.replace(f":{name}", f"'{value}'" if isinstance(value, str) else str(value))
    with store.register.engine.connect() as connection:
        return [r[-1] for r in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]


@pytest.mark.parametrize(
    "question", ["live_claims", "live_claims_of_each", "live_claim", "evidence_of", *PAGES]
)
def test_one_body_one_claim_or_one_page_scans_no_claims(stores: Stores, question: str) -> None:
    body = PARAMETERS["body"]
    steps = plan(stores["sqlite"], question, body_key=body, last_body=body, claim="c1")
    assert not any(s.startswith(("SCAN claim", "SCAN evidence")) for s in steps), steps
    assert question not in PAGES or not any("TEMP B-TREE" in s for s in steps), steps


def test_a_page_of_verdicts_begins_at_its_key(stores: Stores) -> None:
    steps = plan(stores["sqlite"], "verdicts_page")
    assert not any(s.startswith("SCAN") or "TEMP B-TREE" in s for s in steps), steps


@pytest.mark.parametrize(
    ("question", "index"),
    [("verdicts", "ix_verdict_view_valid_until"), ("shared_claims", "ix_claim_shared")],
)
def test_a_long_history_and_many_claims_are_not_read_for_a_few(
    stores: Stores, question: str, index: str
) -> None:
    steps = plan(stores["sqlite"], question)
    tables = [s for s in steps if s.startswith(("SCAN", "SEARCH"))]
    outer = [s for s in tables if not any(t in s for t in ("evidence", "decision"))]
    assert outer and all(index in s for s in outer), steps


@pytest.mark.parametrize("question", PAGES)
def test_pages_follow_each_other_without_gap_or_double(stores: Stores, question: str) -> None:
    store, back = stores["postgresql"], question.endswith("_back")
    given = PARAMETERS | (BACKWARD if back else {})
    whole = [r["id"] for r in store.register.ask(question, **given)]
    walked: list[str] = []
    key = given["body_key"], given["said_key"], given["id_key"]
    while True:
        names = dict(zip(("body_key", "said_key", "id_key"), key, strict=True))
        rows = store.register.ask(question, **given | names | {"many": 7})
        if not rows:
            break
        walked += [r["id"] for r in rows]
        key = rows[-1]["body"], rows[-1]["said_at"], rows[-1]["id"]
    assert walked == whole and len(whole) == len(set(whole)) > 20
