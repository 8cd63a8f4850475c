# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was imported: the imports that stand, what they left in quarantine, and taking one back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from herkomst.app.verdicts import rebuild
from herkomst.errors import StoreError
from herkomst.model import Decision, DecisionKind, Document, Part, content_id
from herkomst.store import Store
from herkomst.store.faults import told
from herkomst.store.lake import QUARANTINE
from herkomst.store.register import Appender

SHORTEST = 8  # characters of an id that may stand for the whole


def undo(store: Store, part: str, *, by: str, reason: str) -> int:
    """Take an import back by a decision; nothing is removed. Gives how many bodies it touched."""
    listed = store.register.parts()
    found = [p for p in listed if p.id == part]
    if not found and len(part) >= SHORTEST:
        found = [p for p in listed if p.id.startswith(part)]
    if len(found) != 1:
        short = 0 < len(part) < SHORTEST
        raise StoreError(
            f"no import is called {part!r}" if not found else f"{part!r} names several imports",
            follows="Nothing was taken back.",
            do="`herkomst import --list` shows the imports that stand."
            + (f" Give at least {SHORTEST} characters of an id." if short else ""),
        )
    with store.writing() as staging, staging.transaction() as appender:
        take_back(appender, found[0].id, by, reason)
        bodies = [row["body"] for row in appender.ask("bodies_of_part", part=found[0].id)]
        rebuild(appender, bodies)
    return len(bodies)


def take_back(appender: Appender, part: str, by: str, reason: str) -> None:
    """The decision that an import stands no more."""
    appender.decide(
        Decision(
            id=content_id("d", ["undo_import", part]),
            kind=DecisionKind.UNDO_IMPORT,
            target=part,
            by=by,
            reason=reason,
            decided_at=appender.now[:10],
        )
    )


def imports(store: Store) -> list[Part]:
    """The imports that stand."""
    return store.register.parts()


def quarantined(store: Store, part: str | None = None) -> Iterator[dict[str, Any]]:
    """What was quarantined: place, reason and the bytes as text (null once retention let them go)."""
    documents = {d.id: d for d in store.register.table(Document)}
    folders = {r["part"]: r["folder"] for r in store.register.lake_standing()}
    for entry in store.register.parts():
        if part is not None and not entry.id.startswith(part):
            continue
        if entry.id not in folders:
            continue
        for name in store.lake.files([folders[entry.id]], QUARANTINE):
            for batch in _batches(name):
                for row in batch.to_pylist():
                    document = documents.get(entry.document or "")
                    yield {
                        "part": entry.id,
                        "file": document.name if document else "",
                        "place": row.get("place") or f"byte {row['offset']:,}",
                        "offset": row["offset"],
                        "length": row["length"],
                        "reason": row["reason"],
                        "raw": _text(row["raw"]),
                        "synthetic": entry.synthetic,
                    }


def _batches(path: str) -> Iterator[Any]:
    import pyarrow.parquet as pq

    with told(path):
        yield from pq.ParquetFile(path).iter_batches(1000)


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode("utf-8", "backslashreplace")
