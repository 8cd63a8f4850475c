# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a public verdict may rest on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.reconcile.claims import said, seen

from herkomst.app.importing import Options, import_file
from herkomst.app.standing import Standing
from herkomst.app.verdicts import bodies_in, publishable, reach_of
from herkomst.model import (
    Answer,
    Basis,
    Classification,
    Decision,
    DecisionKind,
    Level,
    Stored,
    View,
)
from herkomst.settings import Settings
from herkomst.store import open_store

OPEN = replace(said(Answer.YES, "2022-01-01"), classification=Classification.PUBLIC)


def test_default_deny() -> None:
    closed, hit = said(Answer.NO, "2022-01-01"), seen("2022-01-02")
    assert publishable([OPEN, closed, hit], heard=False) == [OPEN]
    assert publishable([OPEN, closed, hit], heard=True) == [OPEN, hit]
    assert publishable([replace(hit, body_level=Level.NETWORK_OF)], heard=True) == []
    assert publishable([OPEN, hit], heard=True, taken=[hit.id]) == [OPEN]
    assert publishable([OPEN, hit], heard=True, taken=[str(hit.device)]) == [OPEN]
    assert publishable([replace(OPEN, basis=Basis.INFERRED)], heard=True) == []


def test_reach() -> None:
    silent = said(Answer.NO_RESPONSE, "2022-01-01", basis=Basis.REPORTED)
    assert reach_of("b", [silent], Stored.PUBLIC).answered_at is None
    found = reach_of("b", [silent, OPEN, seen("2022-02-01")], Stored.PUBLIC)
    assert (found.asked_at, found.answered_at, found.looked_at) == (
        "2022-01-01",
        "2022-01-01",
        "2022-02-01",
    )


def test_the_public_view_asks_of_no_body_it_may_not_speak_of(
    engine_settings: Settings, tmp_path: Path
) -> None:
    store = open_store(engine_settings, create=True)
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;classification\n"
        "gemeente Oss;2022-03-01;Dahua;camera;uses;public\n"
        "gemeente Zeist;2022-03-01;Dahua;camera;uses;restricted\n"
        "gemeente Gouda;2022-03-01;Dahua;camera;uses;restricted\n"
    )
    import_file(store, tmp_path / "s.csv", Options(source="statements"))
    every = bodies_in(store.register, View.RESTRICTED, today="2026-01-01")
    (oss,) = bodies_in(store.register, View.PUBLIC, today="2026-01-01")
    assert len(every) == 3 and oss.endswith("gm0828")
    with store.writing() as staging, staging.transaction() as appender:
        for number, until in enumerate(("2022-03-15", "2026-06-01")):
            heard = Decision(
                id=f"d{number}",
                kind=DecisionKind.HEARD,
                target=every[number],
                by="test",
                reason="",
                decided_at="2022-03-01",
                until=until,
            )
            appender.decide(heard)
    assert Standing.read(store.register).heard("2026-01-01") == {every[0]}
    assert Standing.read(store.register, "2022").heard("2026-01-01") == set()
    assert set(bodies_in(store.register, View.PUBLIC, today="2026-06-01")) == {every[0], oss}
    assert set(bodies_in(store.register, View.PUBLIC, today="2026-06-02")) == {*every[:2], oss}
    store.register.engine.dispose()
