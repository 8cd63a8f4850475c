# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register appends, refuses change, and answers alike on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from herkomst.model import Answer, Basis, Claim, Decision, DecisionKind, Document, Evidence, Kind
from herkomst.settings import Settings
from herkomst.store import Store, open_store


def claim(body: str, day: str, **changes: object) -> Claim:
    made = {"makers": ("hikvision",), "kind": Kind.CAMERA, "answer": Answer.YES} | changes
    return Claim(body=body, said_at=day, **made).identified()  # type: ignore[arg-type]


CLAIMS = [
    claim("b1", "2022-03-01", answer=Answer.NO),
    claim("b1", "2022-03-02", quantity_low=25, quantity_high=25),
    claim("b2", "2022-02-01", basis=Basis.MEASURED, device="mac:é"),
    claim("B3", "2022-02-01", paraphrase="een ‘zin’ met \0 erin"),
]


def evidence_of(made: Claim, part: str) -> Evidence:
    return Evidence(claim=made.id, part=part, document="d" * 64, locator="0+10", rule="r")


def fill(store: Store, part: str = "p1") -> int:
    with store.writing() as staging, staging.transaction() as appender:
        appender.document(
            Document(
                id="d" * 64,
                source="shodan",
                media_type="application/json",
                size=1,
                name="x",
                received_size=1,
                received_sha256="",
                fetched_at=appender.now,
            )
        )
        added = appender.claims_and_evidence(CLAIMS, [evidence_of(c, part) for c in CLAIMS])
        appender.imported(part, ids=[c.id for c in CLAIMS], document="d" * 64, read=4)
    return added


@pytest.fixture
def store(engine_settings: Settings) -> Iterator[Store]:
    opened = open_store(engine_settings, create=True)
    yield opened
    opened.register.engine.dispose()


def test_a_claim_comes_back_as_it_went_in(store: Store) -> None:
    fill(store)
    (back,) = store.register.claims_of("b2")
    assert back.identified() == CLAIMS[2].identified().__class__(
        **{**{n: getattr(CLAIMS[2], n) for n in Claim.__slots__}, "recorded_at": back.recorded_at}
    )


def test_the_same_claims_again_add_sightings_only(store: Store) -> None:
    assert fill(store) == len(CLAIMS)
    assert fill(store, "p2") == 0
    assert len(store.register.evidence_of([CLAIMS[0].id])) == 2


@pytest.mark.parametrize("table", ["claim", "evidence", "decision", "log", "document"])
@pytest.mark.parametrize("change", ["UPDATE {t} SET {c} = {c}", "DELETE FROM {t}"])
def test_what_was_appended_does_not_change(store: Store, table: str, change: str) -> None:
    fill(store)
    with store.writing() as staging, staging.transaction() as appender:
        appender.decide(
            Decision(
                id="d1",
                kind=DecisionKind.RETRACT,
                target="x",
                by="b",
                reason="r",
                decided_at="2022-01-01",
            )
        )
    column = {"evidence": "claim"}.get(table, "id")
    with (
        store.register.engine.begin() as connection,
        pytest.raises(sa.exc.DBAPIError, match="append-only"),
    ):
        connection.exec_driver_sql(change.format(t=table, c=column))


def test_an_undone_import_leaves_no_live_claim(store: Store) -> None:
    fill(store)
    with store.writing() as staging, staging.transaction() as appender:
        before = appender.now
        appender.decide(
            Decision(
                id="d1",
                kind=DecisionKind.UNDO_IMPORT,
                target="p1",
                by="b",
                reason="",
                decided_at="2022-01-01",
            )
        )
    assert store.register.claims_of("b1") == []
    assert store.register.parts() == []
    assert before < "9999"


def test_erasing_blanks_and_leaves_a_tombstone(store: Store) -> None:
    fill(store)
    with store.writing() as staging, staging.transaction() as appender:
        appender.erase("art. 17 AVG", claims=[CLAIMS[3].id])
    row = store.register.claims([CLAIMS[3].id])[CLAIMS[3].id]
    assert row.body == "" and row.paraphrase is None and row.makers == ()
    assert [p.kind for p in store.register.log()] == ["import", "erasure", "seal"]
    with store.register.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM erasing").scalar() == 0
        ground = connection.exec_driver_sql("SELECT ground FROM tombstone").scalar()
    assert ground == "art. 17 AVG"


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with (
        pytest.raises(RuntimeError),
        store.writing() as staging,
        staging.transaction() as appender,
    ):
        appender.claims_and_evidence(CLAIMS, [])
        raise RuntimeError
    assert store.register.claims([c.id for c in CLAIMS]) == {}
