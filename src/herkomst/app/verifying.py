# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verify: the chain is whole, every row and file is what was recorded, and what is derived follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from herkomst.app.verdicts import derive
from herkomst.model import Claim, Decision, Document, Lead, Part, Reach, Tombstone, Verdict
from herkomst.schema import from_row, to_row
from herkomst.store import Store
from herkomst.store.chain import GENESIS, content_of, root_of, sealed


@dataclass(slots=True)
class Report:
    """What `verify` looked at, and what does not hold."""

    log_rows: int = 0
    claims: int = 0
    documents: int = 0
    verdicts: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether everything holds."""
        return not self.faults

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {"whole": self.whole, **{n: getattr(self, n) for n in self.__slots__}}


def verify(store: Store) -> Report:
    """Prove the chain, the content hashes and the files; rebuild what is derived and compare."""
    report = Report()
    stones = store.register.stones()
    log = store.register.log()
    report.faults += _chain_faults(log, report)
    report.faults += _root_faults(store, log)
    report.faults += _content_faults(store, log)
    report.faults += _decision_faults(store, log)
    report.faults += _stone_faults(store, log)
    report.faults += _claim_faults(store, stones, report)
    report.faults += _file_faults(store, log, stones, report)
    report.faults += _derived_faults(store, report)
    return report


def _chain_faults(log: list[Part], report: Report) -> Iterator[str]:
    previous = GENESIS
    for number, part in enumerate(log, 1):
        report.log_rows += 1
        if part.sequence != number:
            yield f"log: row {number} is missing"
        if part.previous != previous:
            yield f"log row {part.sequence} ({part.id}): does not follow the row before it"
        if sealed(part).hash != part.hash:
            yield f"log row {part.sequence} ({part.id}): was changed"
        previous = part.hash


def _root_faults(store: Store, log: list[Part]) -> Iterator[str]:
    seen = store.register.ask("claims_of_parts")
    ids = {part: [r["claim"] for r in group] for part, group in groupby(seen, lambda r: r["part"])}
    for part in log:
        if part.kind == "import" and root_of(ids.pop(part.id, ())) != part.root:
            yield f"import {part.id}: its claims are not those that were recorded"
    yield from (f"evidence of {part}: no import in the log" for part in ids)


def _stated(log: list[Part]) -> dict[str, Part]:
    """What the log says last about each import: its own row, or the seal after an erasure."""
    return {p.id: p for p in log if p.kind in ("import", "seal")}


def _content_faults(store: Store, log: list[Part]) -> Iterator[str]:
    documents = {d.id for d in store.register.table(Document)}
    for part in _stated(log).values():
        found = content_of(store.register.part_rows(part.id, part.document))
        if part.content not in (None, found):
            yield f"import {part.id}: a claim, its evidence or the document's row was changed"
        if part.document is not None and part.document not in documents:
            yield f"import {part.id}: the row of its document is gone"


def _decision_faults(store: Store, log: list[Part]) -> Iterator[str]:
    decisions = {d.id: d for d in store.register.table(Decision)}
    for part in log:
        if part.kind != "decision":
            continue
        found = decisions.pop(part.id, None)
        if found is None:
            yield f"decision {part.id}: is gone"
        elif part.content not in (None, content_of([to_row(found)])):
            yield f"decision {part.id}: was changed"
    yield from (f"decision {name}: is not in the log" for name in decisions)


def _stone_faults(store: Store, log: list[Part]) -> Iterator[str]:
    stones: dict[str, list[Tombstone]] = defaultdict(list)
    for stone in store.register.table(Tombstone):
        stones[stone.erased_at].append(stone)
    for part in log:
        if part.kind != "erasure":
            continue
        found = stones.pop(part.recorded_at, [])
        if part.content not in (None, content_of(map(to_row, found))):
            yield f"erasure {part.id}: its tombstones are not those that were recorded"
    for left in stones.values():
        yield from (f"tombstone of {s.noun} {s.target}: is not in the log" for s in left)


def _claim_faults(store: Store, stones: set[tuple[str, str]], report: Report) -> Iterator[str]:
    missing = store.register.ask("evidence_without_claim")
    yield from (f"claim {row['claim']}: is gone, its evidence is here" for row in missing)
    after = ""
    while batch := store.register.ask("claims_after", after=after, many=5000):
        for row in batch:
            claim = from_row(Claim, row)
            report.claims += 1
            if claim.identified().id != claim.id and ("claim", claim.id) not in stones:
                yield f"claim {claim.id}: was changed"
        after = batch[-1]["id"]


def _file_faults(
    store: Store, log: list[Part], stones: set[tuple[str, str]], report: Report
) -> Iterator[str]:
    folders = {r["part"]: r["folder"] for r in store.register.lake_parts()}
    for part in _stated(log).values():
        folder = folders.get(part.id)
        if part.lake_sha256 and store.lake.digest(folder or part.id) != part.lake_sha256:
            yield f"lake part {part.id}: its files are not those that were recorded"
    cut = {
        target.partition("@")[0] for noun, target in stones if noun in ("document", "raw", "record")
    }
    for document in store.register.table(Document):
        report.documents += 1
        intact = store.documents.readable if document.id in cut else store.documents.whole
        if not store.documents.has(document.id) or not intact(document.id):
            yield f"document {document.id[:12]}: its content is not what was received"


def _derived_faults(store: Store, report: Report) -> Iterator[str]:
    bodies = [row["body"] for row in store.register.ask("bodies_with_claims")]
    fresh = derive(store.register, bodies)
    held = [from_row(Verdict, row) for row in store.register.ask("all_verdicts")]
    reach = [from_row(Reach, row) for row in store.register.ask("all_reach")]
    leads = [from_row(Lead, row) for row in store.register.ask("all_leads")]
    report.verdicts = len(held)
    pairs: tuple[tuple[str, list[Any], list[Any]], ...] = (
        ("verdict", fresh.verdicts, held),
        ("reach", fresh.reach, reach),
        ("lead", fresh.leads, leads),
    )
    for name, ours, theirs in pairs:
        for item in sorted(set(ours) ^ set(theirs), key=repr):
            side = "is missing" if item in set(ours) else "does not follow from the claims"
            yield f"{name} of {item.body}: {side} ({getattr(item, 'maker', '')})"
