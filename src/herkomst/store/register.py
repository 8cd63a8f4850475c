# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register: claims, evidence, decisions and the log, in SQL.

`Register` only reads; almost all code takes it. `Appender` writes within one transaction and is had
from `herkomst.store.Store.writing` alone.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import sqlalchemy as sa

from herkomst import model
from herkomst.errors import StoreError
from herkomst.questions import question_text
from herkomst.schema import from_row, to_row
from herkomst.store import tables
from herkomst.store.chain import GENESIS, content_of, root_of, sealed
from herkomst.store.database import append, measure, parameters_of
from herkomst.store.lake import generation

Row = dict[str, Any]
ALWAYS = "9999"  # sorts after every moment: no limit on what was known


class Register:
    """Reads the register."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        # The last questions put to this register, for tests that count what a page asks.
        self.asked: deque[str] = deque(maxlen=1000)

    @contextmanager
    def connection(self) -> Iterator[sa.Connection]:
        """A connection for reading."""
        with self.engine.connect() as connection:
            yield connection

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        """The rows of a register question; parameters it does not name are left out."""
        with self.connection() as connection:
            return self._ask(connection, question, parameters)

    def _ask(
        self, connection: sa.Connection, question: str, parameters: Mapping[str, Any]
    ) -> list[Row]:
        self.asked.append(question)
        statement, wanted = _statement(question)
        bound = {n: v for n, v in parameters.items() if n in wanted}
        if any(isinstance(v, list) and not v for v in bound.values()):
            return []
        return [dict(row) for row in connection.execute(statement, bound).mappings()]

    def claims_of(self, body: str, known_at: str = ALWAYS) -> list[model.Claim]:
        """The claims about a body that stand."""
        rows = self.ask("live_claims", body=body, known_at=known_at)
        return [from_row(model.Claim, row) for row in rows]

    def claims_of_each(
        self, bodies: Sequence[str], known_at: str = ALWAYS
    ) -> Iterator[tuple[str, list[model.Claim]]]:
        """As `claims_of` of each of these bodies that has any, in few questions; one body is held at a
        time."""
        for start in range(0, len(bodies), _AT_ONCE):
            some = list(bodies[start : start + _AT_ONCE])
            rows = self._each("live_claims_of_each", ids=some, known_at=known_at)
            for body, found in groupby(rows, key=itemgetter("body")):
                claims = [from_row(model.Claim, row) for row in found]
                yield body, sorted(claims, key=lambda c: (c.said_at, c.follows, c.id))

    def unchanged_since(self, known_at: str) -> bool:
        """Whether nothing was recorded after a moment: what was known then is what is kept now."""
        if known_at == ALWAYS:
            return True
        last: str | None = self.ask("log_last")[0]["recorded_at"]
        return last is None or last <= known_at

    def claims(self, ids: Sequence[str]) -> dict[str, model.Claim]:
        """Claims by id."""
        rows = self._by_ids("claims_by_ids", ids)
        return {row["id"]: from_row(model.Claim, row) for row in rows}

    def evidence_of(self, claims: Sequence[str]) -> list[Row]:
        """What carries these claims, claim by claim."""
        return self._by_ids("evidence_of", claims)

    def _by_ids(self, question: str, ids: Sequence[str]) -> list[Row]:
        """A question about many ids, in batches an engine can take."""
        return [
            row
            for start in range(0, len(ids), _AT_ONCE)
            for row in self.ask(question, ids=list(ids[start : start + _AT_ONCE]))
        ]

    def head(self) -> str:
        """The hash of the last log row: it changes with every import, decision and erasure."""
        return next((row["hash"] for row in self.ask("log_head")), GENESIS)

    def parts(self, known_at: str = ALWAYS) -> list[model.Part]:
        """The imports that stand."""
        return [from_row(model.Part, r) for r in self.ask("live_parts", known_at=known_at)]

    def lake_parts(self, known_at: str = ALWAYS) -> list[Row]:
        """The imports that left something in the lake, each with its `folder` there (null when all of
        it was erased), its document, when it was recorded, and whether it was undone."""
        rows = self.ask("lake_parts", known_at=known_at)
        return [row | {"folder": _folder(row), "undone": bool(row["undone"])} for row in rows]

    def lake_standing(self, known_at: str = ALWAYS) -> list[Row]:
        """Those of `lake_parts` that count: of imports that stand, and not all erased."""
        return [r for r in self.lake_parts(known_at) if r["folder"] and not r["undone"]]

    def stones(self) -> set[tuple[str, str]]:
        """What was erased, as (noun, target)."""
        return {(t.noun, t.target) for t in self.table(model.Tombstone)}

    def part_rows(self, part: str, document: str | None) -> Iterator[Row]:
        """Every row an import recorded, as it is now: its document, claims and evidence."""
        asked = {"document": document or "", "part": part}
        for question in ("document", "part_claims", "part_evidence"):
            yield from self._each(question, **asked)

    def _each(self, question: str, **parameters: Any) -> Iterator[Row]:
        """As `ask`, not all rows at once: there may be millions."""
        self.asked.append(question)
        statement, wanted = _statement(question)
        bound = {n: v for n, v in parameters.items() if n in wanted}
        with self.connection() as connection:
            found = connection.execute(statement, bound, execution_options={"yield_per": 5000})
            yield from (dict(row) for row in found.mappings())

    def log(self) -> list[model.Part]:
        """All log rows, in order."""
        return [from_row(model.Part, row) for row in self.ask("log")]

    def table(self, noun: type[Any]) -> list[Any]:
        """Every record of a small table (decisions, documents, tombstones)."""
        known = {
            model.Decision: tables.decisions,
            model.Document: tables.documents,
            model.Tombstone: tables.tombstones,
        }
        chosen = known[noun]
        with self.connection() as connection:
            rows = connection.execute(sa.select(chosen).order_by(*chosen.primary_key)).mappings()
            return [from_row(noun, dict(row)) for row in rows]

    def mappings(self) -> dict[str, tuple[str, dict[str, str]]]:
        """The column mappings remembered: the shape of a header -> its source and columns."""
        with self.connection() as connection:
            rows = connection.execute(sa.select(tables.mappings)).mappings()
            return {r["header"]: (r["source"], json.loads(r["columns"])) for r in rows}


def _folder(row: Row) -> str | None:
    found = row["lake_sha256"]
    return generation(row["part"], row["imported"], found) if found else None


_STATEMENTS: dict[str, tuple[Any, frozenset[str]]] = {}


_AT_ONCE: Final = 900  # values in one question: what every engine takes


def _statement(question: str) -> tuple[Any, frozenset[str]]:
    if question not in _STATEMENTS:
        text = question_text(f"register/{question}")
        wanted = parameters_of(text)
        statement = sa.text(text)
        if "ids" in wanted:
            statement = statement.bindparams(sa.bindparam("ids", expanding=True))
        _STATEMENTS[question] = (statement, wanted)
    return _STATEMENTS[question]


# What a claim says; erasing takes it out. Columns that cannot be null are emptied beside these.
_ERASED = (
    "department place device brand model firmware quantity_low quantity_high quantity_as_said unit "
    "phase for_body supplier claimant event_from event_until paraphrase grade confidence"
).split()


class Appender(Register):
    """Writes within one transaction: appends, and replaces what is derived."""

    def __init__(self, engine: sa.Engine, connection: sa.Connection, now: str) -> None:
        super().__init__(engine)
        self._connection, self.now = connection, now

    @contextmanager
    def connection(self) -> Iterator[sa.Connection]:
        """Reading sees what this transaction wrote."""
        yield self._connection

    def document(self, document: model.Document) -> None:
        """Record a document; one that is there stays as it is."""
        append(self._connection, tables.documents, [to_row(document)])

    def claims_and_evidence(
        self, claims: Iterable[model.Claim], evidence: Iterable[model.Evidence]
    ) -> int:
        """Append claims and what carries them; gives how many claims are new. What was erased does
        not come back."""
        erased = {target for noun, target in self.stones() if noun == "claim"}
        stamped = ({**to_row(c), "recorded_at": self.now} for c in claims if c.id not in erased)
        added = append(self._connection, tables.claims, stamped)
        carrying = (to_row(e) for e in evidence if e.claim not in erased)
        carried = append(self._connection, tables.evidence, carrying)
        measure(self._connection, (tables.claims, added), (tables.evidence, carried))
        return added

    def decide(self, decision: model.Decision) -> None:
        """Append a decision, with its log row."""
        row = {**to_row(decision), "recorded_at": self.now}
        append(self._connection, tables.decisions, [row])
        self.chain(kind="decision", id=decision.id, ids=[decision.id], rows=[row])

    def imported(self, id: str, *, ids: Iterable[str], **facts: Any) -> model.Part:
        """Append the log row of an import, over all that this transaction recorded of it."""
        rows = self.part_rows(id, facts.get("document"))
        return self.chain(kind="import", id=id, ids=ids, rows=rows, **facts)

    def chain(
        self, *, kind: str, id: str, ids: Iterable[str], rows: Iterable[Row], **facts: Any
    ) -> model.Part:
        """Append one log row: chained to the last, with the root of `ids` and the content of `rows`."""
        last = self._connection.execute(
            sa.select(tables.log.c.sequence, tables.log.c.hash)
            .order_by(tables.log.c.sequence.desc())
            .limit(1)
        ).first()
        listed = sorted(set(ids))
        part = sealed(
            model.Part(
                sequence=last[0] + 1 if last else 1,
                previous=last[1] if last else GENESIS,
                kind=kind,
                id=id,
                claims=len(listed) if kind == "import" else 0,
                root=root_of(listed),
                content=content_of(rows),
                recorded_at=self.now,
                hash="",
                **facts,
            )
        )
        append(self._connection, tables.log, [to_row(part)])
        return part

    def replace_derived(
        self,
        bodies: Sequence[str],
        verdicts: Iterable[model.Verdict],
        reach: Iterable[model.Reach],
        leads: Iterable[model.Lead] = (),
    ) -> None:
        """Put new verdicts in the place of those of these bodies."""
        for table in (tables.verdicts, tables.reach, tables.leads):
            for start in range(0, len(bodies), 900):
                batch = list(bodies[start : start + 900])
                self._connection.execute(sa.delete(table).where(table.c.body.in_(batch)))
        told = append(self._connection, tables.verdicts, (to_row(v) for v in verdicts))
        append(self._connection, tables.reach, (to_row(r) for r in reach))
        measure(self._connection, (tables.verdicts, told))
        append(self._connection, tables.leads, (to_row(lead) for lead in leads))

    def remember(self, header: str, source: str, columns: Mapping[str, str]) -> None:
        """Remember which column of a stranger's table is which of ours."""
        self._connection.execute(
            sa.delete(tables.mappings).where(tables.mappings.c.header == header)
        )
        self._connection.execute(
            sa.insert(tables.mappings).values(
                header=header, source=source, columns=json.dumps(dict(columns), sort_keys=True)
            )
        )

    # --- the erasing door -----------------------------------------------------------------------

    def erase(
        self,
        ground: str,
        *,
        claims: Sequence[str] = (),
        document: str | None = None,
        others: Sequence[tuple[str, str]] = (),
        lake: Mapping[str, str | None] | None = None,
    ) -> None:
        """Take content out: of claims and what carries them, of a document's row. Tombstones with date
        and ground stay, and the chain: every import that is touched is sealed anew.

        others: what else is buried, as (noun, target). lake: the hash of the files an import has now,
        where they changed. Files are the caller's. Errors: `StoreError` without a ground, or for a claim
        that is not there.
        """
        touched = set(lake or ()) | {r["part"] for r in self._by_ids("parts_of_claims", claims)}
        with self._door(ground):
            for name in claims:
                self._blank_claim(name)
            if document is not None:
                touched |= {
                    p.id for p in self.log() if p.kind == "import" and p.document == document
                }
                self._blank_document(document)
        named = [("claim", name) for name in claims]
        named += [("document", document)] if document is not None else []
        self.bury([*named, *others], ground)
        for part in self.log():
            if part.kind == "import" and part.id in touched:
                self._seal(part, lake or {})

    def _blank_claim(self, name: str) -> None:
        blank: dict[str, Any] = dict.fromkeys(_ERASED)
        blank |= {"body": "", "makers": "[]", "kind": "unknown", "said_at": ""}
        where = tables.claims.c.id == name
        done = self._connection.execute(sa.update(tables.claims).where(where).values(blank))
        if done.rowcount != 1:
            raise StoreError(f"there is no claim {name}")
        self._blank_evidence(tables.evidence.c.claim == name)

    def _blank_document(self, document: str) -> None:
        where = tables.documents.c.id == document
        self._connection.execute(
            sa.update(tables.documents).where(where).values(name="", origin="")
        )
        self._blank_evidence(tables.evidence.c.document == document)

    def _blank_evidence(self, where: Any) -> None:
        blank = sa.update(tables.evidence).where(where).values(value=None, citation=None, link=None)
        self._connection.execute(blank)

    def bury(self, targets: Sequence[tuple[str, str]], ground: str) -> None:
        """Tombstones with date and ground, and their log row; once a transaction."""
        known = self.stones()
        stones = [
            model.Tombstone(noun=noun, target=target, erased_at=self.now, ground=ground)
            for noun, target in sorted(set(targets) - known)
        ]
        rows = [to_row(s) for s in stones]
        append(self._connection, tables.tombstones, rows)
        ids = [f"{s.noun}:{s.target}" for s in stones]
        name = model.content_id("e", [ground, *ids])
        self.chain(kind="erasure", id=name, ids=ids, rows=rows)

    def _seal(self, part: model.Part, lake: Mapping[str, str | None]) -> None:
        """State anew what an import holds: the same claims, its rows and its files as they are now."""
        claims = [r["claim"] for r in self.ask("claims_of_part", part=part.id)]
        last = {r["part"]: r["lake_sha256"] for r in self.lake_parts()}
        files = lake[part.id] if part.id in lake else last.get(part.id)
        self.chain(
            kind="seal",
            id=part.id,
            ids=claims,
            rows=self.part_rows(part.id, part.document),
            document=part.document,
            synthetic=part.synthetic,
            lake_sha256=files,
        )

    @contextmanager
    def _door(self, ground: str) -> Iterator[None]:
        if not ground.strip():
            raise StoreError("erasing needs a ground", do="Give one with --ground.")
        self._connection.execute(sa.insert(tables.door).values(ground=ground))
        yield
        self._connection.execute(sa.delete(tables.door))
