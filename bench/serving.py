# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages over a million claims: what each asks the register, and how long readers wait while an import
writes, beside a bare Jinja page of the same size."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from starlette.testclient import TestClient

from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.model import (
    Answer,
    Basis,
    BodyKind,
    Claim,
    Classification,
    Kind,
    Level,
    Property,
    Unit,
    View,
)
from herkomst.store import Store
from herkomst.web import application

MADE = (
    ("hikvision", Kind.CAMERA), ("dahua", Kind.CAMERA), ("axis", Kind.CAMERA), ("bosch", Kind.CAMERA),
    ("hikvision", Kind.RECORDER), ("dahua", Kind.RECORDER), ("huawei", Kind.SWITCH),
    ("zte", Kind.ROUTER), ("tp-link", Kind.ROUTER), ("cisco", Kind.SWITCH),
)  # fmt: skip
CELLS, WEEKS, FIRST = 6, 104, date(2024, 1, 1)
SPOKEN = (Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.REFUSES, Answer.YES)


def mixed(many: int) -> Iterator[Claim]:
    """Two years of weekly scans: of every municipality some makers, a handful of devices each week; and
    what each said of them, that year and the next."""
    chance = Random(1)
    bodies = [
        b.id
        for b in load_public_bodies().bodies.values()
        if b.kind is BodyKind.GEMEENTE and b.active and not b.synthetic
    ]
    uses = {body: chance.sample(MADE, CELLS) for body in bodies}
    said = [c for body in bodies for c in _statements(body, uses[body], chance)]
    yield from said
    for n in range(many - len(said)):
        body = bodies[n % len(bodies)]
        turn = n // len(bodies)
        cell, week = turn % CELLS, turn // CELLS % WEEKS
        maker, kind = uses[body][cell]
        yield Claim(
            body=body,
            body_level=Level.OPERATED_BY,
            device=f"mac:{n % len(bodies):06x}{cell:02x}{turn // (CELLS * WEEKS):04x}",
            makers=(maker,),
            kind=kind,
            unit=Unit.DEVICE,
            quantity_low=1,
            quantity_high=1,
            property=Property.EXPOSURE,
            basis=Basis.MEASURED,
            said_at=str(FIRST + timedelta(weeks=week)),
        ).identified()


def _statements(body: str, uses: list[tuple[str, Kind]], chance: Random) -> Iterator[Claim]:
    for maker, kind in uses[: chance.randint(1, 4)]:
        for year in (0, 1):
            answer = chance.choice(SPOKEN)
            number = chance.randint(1, 40) if answer is Answer.YES else None
            yield Claim(
                body=body,
                makers=(maker,),
                kind=kind,
                answer=answer,
                quantity_low=number,
                quantity_high=number,
                unit=Unit.DEVICE if number else None,
                by_body=True,
                said_at=str(FIRST + timedelta(days=365 * year + chance.randint(0, 300))),
                classification=Classification.PUBLIC,
            ).identified()


PAGES = {
    "home": "/nl/",
    "bodies": "/nl/bodies",
    "body": "/nl/bodies/gm0355",
    "maker": "/nl/makers/dahua",
    "compare": "/nl/compare",
    "api claims": "/v1/claims?pageSize=100",
    "api verdicts": "/v1/verdicts?pageSize=100",
}
MOST = 12  # questions a page may put to the register


def asking(store: Store) -> dict[str, Any]:
    """Of each page in a process that has just begun: seconds cold and remembered, questions to the
    register, and whether the plan of any of them reads the claim table from end to end."""
    made: dict[str, Any] = {}
    for name, path in PAGES.items():
        client = TestClient(application(store, View.RESTRICTED))
        with _statements_of(store) as statements:
            cold, size = _timed(client, path)
        warm = min(_timed(client, path)[0] for _ in range(5))
        made[name] = {
            "cold_s": round(cold, 3),
            "remembered_s": round(warm, 4),
            "bytes": size,
            "questions": len(statements),
            "scans": sorted({s for q in statements for s in _scans(store, *q)}),
        }
    return made


def _timed(client: TestClient, path: str) -> tuple[float, int]:
    started = time.perf_counter()
    answer = client.get(path)
    taken = time.perf_counter() - started
    assert answer.status_code == 200, (path, answer.status_code)
    return taken, len(answer.content)


@contextmanager
def _statements_of(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """What is put to the register meanwhile, with its parameters."""
    held: list[tuple[str, Any]] = []

    def note(_c: Any, _u: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            held.append((statement, parameters))

    sa.event.listen(store.register.engine, "before_cursor_execute", note)
    try:
        yield held
    finally:
        sa.event.remove(store.register.engine, "before_cursor_execute", note)


def _scans(store: Store, statement: str, parameters: Any) -> list[str]:
    """The steps of a plan that read all claims."""
    postgres = store.register.engine.dialect.name == "postgresql"
    with store.register.engine.connect() as connection:
        explain = "EXPLAIN" if postgres else "EXPLAIN QUERY PLAN"
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
        steps = [str(row[-1]).strip() for row in rows]
    whole = "Seq Scan on claim" if postgres else "SCAN claim"
    return [step for step in steps if whole in step]
