# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the register: verify the chain, erase by law, retain by term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from herkomst.app.verdicts import derive, rebuild
from herkomst.errors import InputError
from herkomst.model import Claim, Decision, Document, Lead, Part, Reach, Tombstone, Verdict
from herkomst.questions import question_text
from herkomst.schema import from_row
from herkomst.store import Store
from herkomst.store.chain import GENESIS, root_of, sealed
from herkomst.store.lake import OBSERVATIONS, QUARANTINE, REDUCED, connect, rows

LONGEST = 36_500  # days of a term: a century


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
    stones = {(t.noun, t.target) for t in store.register.table(Tombstone)}
    log = store.register.log()
    report.faults += _chain_faults(log, report)
    report.faults += _root_faults(store, log)
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
    decisions = {d.id: d for d in store.register.table(Decision)}
    for part in log:
        if part.kind == "import" and root_of(ids.pop(part.id, ())) != part.root:
            yield f"import {part.id}: its claims are not those that were recorded"
        if part.kind == "decision":
            if part.id not in decisions:
                yield f"decision {part.id}: is gone"
            decisions.pop(part.id, None)
    yield from (f"evidence of {part}: no import in the log" for part in ids)
    yield from (f"decision {name}: is not in the log" for name in decisions)


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
    expected: dict[str, str | None] = {
        p.id: p.lake_sha256 for p in log if p.kind == "import" and p.lake_sha256
    }
    expected |= {p.document: p.lake_sha256 for p in log if p.kind == "erasure" and p.document}
    for part, wanted in expected.items():
        if store.lake.digest(part) != wanted:
            yield f"lake part {part}: its files are not those that were recorded"
    for document in store.register.table(Document):
        report.documents += 1
        if ("document", document.id) in stones or ("raw", document.id) in stones:
            continue
        if not store.documents.has(document.id) or not store.documents.whole(document.id):
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


def erase(store: Store, *, ground: str, claim: str = "", document: str = "") -> dict[str, Any]:
    """Take the content of a claim or a document out; a tombstone with date and ground stays.

    Erasing a document takes its raw content, its observations and the quoted values with it.
    """
    if bool(claim) == bool(document):
        raise InputError("say what to erase", do="Give either --claim ID or --document ID.")
    if not ground.strip():
        raise InputError("erasing needs a ground", do="Give one with --ground, in a few words.")
    with store.writing() as staging, staging.transaction(erasing=True) as appender:
        gone = {t.target for t in appender.table(Tombstone) if t.noun in ("claim", "document")}
        if {claim, document} & gone:
            raise InputError("this was erased before", where=claim or document)
        if claim:
            bodies = [c.body for c in appender.claims([claim]).values()]
            appender.erase_claims([claim], ground)
            rebuild(appender, bodies)
            return {"erased": "claim", "id": claim, "ground": ground, "bodies": len(bodies)}
        found = [d.id for d in appender.table(Document) if d.id.startswith(document)]
        if len(found) != 1:
            raise InputError(
                f"no document is called {document!r}" if not found else "several match"
            )
        parts = [p for p in appender.log() if p.document == found[0] and p.kind == "import"]
        appender.erase_document(found[0], ground)
        for part in parts:
            if part.lake_sha256:
                _drop_observations(store, part.id)
                appender.bury(
                    [("observations", part.id)],
                    ground,
                    document=part.id,
                    lake_sha256=store.lake.digest(part.id),
                )
        store.documents.remove(found[0])
    return {"erased": "document", "id": found[0], "ground": ground, "parts": len(parts)}


def _drop_observations(store: Store, part: str) -> None:
    for name in store.lake.folder(part).glob("*.parquet"):
        name.unlink()


def retain(store: Store, *, days: int, dry_run: bool = False) -> dict[str, Any]:
    """Reduce observations tied to no body, `days` after their import, to maker, date and area total;
    their raw records go too. What is tied to a body stays whole."""
    if not 0 <= days <= LONGEST:
        raise InputError(f"{days} is no term", do=f"Give 0 to {LONGEST:,} days.")
    if dry_run:
        due = _due(store, days)
        counted = [_counts(store, part) for part in due]
        return {
            "days": days,
            "parts": len(due),
            "reduced": sum(loose for loose, _ in counted),
            "kept": sum(tied for _, tied in counted),
        }
    made: dict[str, Any] = {"days": days, "parts": 0, "reduced": 0, "kept": 0}
    with store.writing() as staging:
        due = _due(store, days)
        made["parts"] = len(due)
        for part in due:
            loose, tied = _counts(store, part)
            # Killed after a step, the same command finds it done and goes on with the next.
            if not (store.lake.folder(part.id) / REDUCED).exists():
                folder = staging.folder / part.id
                folder.mkdir()
                _reduce(store.lake.folder(part.id), folder)
                store.lake.adopt(folder, part.id)
            if part.document:
                store.documents.keep_only(part.document, _places(store.lake.folder(part.id)))
            with staging.transaction() as appender:
                appender.bury(
                    [("observations", part.id), ("raw", part.document or "")],
                    f"retention: {days} days after import",
                    document=part.id,
                    lake_sha256=store.lake.digest(part.id),
                )
            made["reduced"] += loose
            made["kept"] += tied
    return made


def _due(store: Store, days: int) -> list[Part]:
    """The imports whose term is over and whose observations are still whole."""
    limit = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    done = {t.target for t in store.register.table(Tombstone) if t.noun == "observations"}
    return [
        p
        for p in store.register.log()
        if p.kind == "import"
        and p.recorded_at <= limit
        and p.id not in done
        and _observed(store, p)
    ]


def _observed(store: Store, part: Part) -> bool:
    """Whether an import brought observations; statements and lists are tied to bodies by their nature."""
    return bool(part.lake_sha256 and store.lake.files([part.id]))


def _counts(store: Store, part: Part) -> tuple[int, int]:
    row = store.lake.ask("coverage", [part.id], as_of="9999-12-31")[0]
    return row["observations"] - row["tied_to_a_body"], row["tied_to_a_body"]


def _reduce(source: Path, target: Path) -> None:
    """Write what is left of a part: totals, what is tied to a body, and of broken records the place and
    the reason without their bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with connect([str(source / OBSERVATIONS)]) as connection:
        for name, question in ((REDUCED, "reduce"), (OBSERVATIONS, "tied")):
            text = question_text(f"lake/{question}").rstrip().rstrip(";")
            out = str(target / name).replace("'", "''")
            connection.execute(f"COPY ({text}) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")
    if (source / QUARANTINE).exists():
        broken = pq.read_table(source / QUARANTINE)
        at = broken.schema.get_field_index("raw")
        blank = pa.array([b""] * broken.num_rows, broken.schema.field(at).type)
        pq.write_table(broken.set_column(at, broken.schema.field(at), blank), target / QUARANTINE)


def _places(part: Path) -> list[tuple[int, int]]:
    """Where the raw records stand that stay."""
    with connect([str(part / OBSERVATIONS)]) as connection:
        return [(r["offset"], r["length"]) for r in rows(connection, "tied", {})]
