# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts page by page say what the whole answer says, now and as known before."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import banner, write_lines

from herkomst.app.answers import compare, verdict_row
from herkomst.app.demo import PUBLIC_CASE
from herkomst.app.importing import Options, import_file
from herkomst.app.paged_verdicts import comparisons, history, verdicts
from herkomst.app.paging import Page, Paging
from herkomst.app.question import Question
from herkomst.model import View
from herkomst.schema import from_row
from herkomst.settings import Settings
from herkomst.store import Store, open_store
from herkomst.store.register import ALWAYS

LATER = "2999-01-01T23:59:59.999999Z"
ZEIST = "https://identifier.overheid.nl/tooi/id/gemeente/gm0355"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("verdicts")
    made = open_store(Settings(folder / "register", "", 30, 10), create=True)
    import_file(made, PUBLIC_CASE, Options(source="statements"))
    scan = write_lines(folder / "scan.json", [banner(ip_str="45.85.148.9")])
    import_file(made, scan, Options(body="gemeente Gouda"))
    return made


def walk(ask: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    page = None
    while True:
        made: Page = ask(Paging("cell", page, 3))
        rows += made.rows
        page = made.following
        if page is None:
            return rows


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("known", [ALWAYS, LATER])
@pytest.mark.parametrize("day", ["2022-02-01", "2026-01-01"])
def test_the_pages_say_what_the_whole_says(store: Store, view: View, known: str, day: str) -> None:
    question = Question(day, known, view)
    whole = compare(store, Question(day, view=view))
    assert walk(lambda p: comparisons(store, question, p, {})) == whole
    rows = walk(lambda p: verdicts(store, question, p, {}))
    assert [(r["body"], r["maker"], r["kind"], r["label"]) for r in rows] == [
        (r["body"], r["maker"], r["kind"], r["label"]) for r in whole
    ]
    assert len(whole) > 10


@pytest.mark.parametrize("known", [ALWAYS, LATER])
def test_filters(store: Store, known: str) -> None:
    question = Question("2026-01-01", known)
    whole = walk(lambda p: verdicts(store, question, p, {}))
    for name in ("kind", "label"):
        for value in {r[name] for r in whole}:
            found = walk(lambda p, n=name, v=value: verdicts(store, question, p, {n: v}))
            assert found == [r for r in whole if r[name] == value]
    for maker in ("dahua", "hikvision", "huawei", "selea"):
        found = walk(lambda p, m=maker: verdicts(store, question, p, {"maker": m}))
        assert found == [r for r in whole if maker in r["maker"].split("|")]
    one = walk(lambda p: comparisons(store, question, p, {}, ZEIST))
    assert {r["body"] for r in one} == {ZEIST}


def test_the_history_of_one_body(store: Store) -> None:
    for known in (ALWAYS, LATER):
        question = Question("2026-01-01", known)
        every = walk(lambda p, q=question: history(store, q, ZEIST, p, all_=True))
        now = walk(lambda p, q=question: history(store, q, ZEIST, p, all_=False))
        held = store.register.ask(
            "verdicts_of_body", view="restricted", body=ZEIST, as_of="2026-01-01"
        )
        from herkomst.model import Verdict

        rows = [from_row(Verdict, r) for r in held]
        assert every == [verdict_row(v) | {"step": v.step} for v in rows]
        assert len(every) > len(now) > 0
    assert walk(lambda p: history(store, Question("2020-01-01"), ZEIST, p, all_=True)) == []
