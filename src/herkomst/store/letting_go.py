# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that the register no longer vouches for are let go: after the transaction that says so.

What is about to change is noted first. Whoever is killed on the way leaves the note, and the next
writer does what the register says by then: nothing when the transaction never came to be, else the
rest. What a document may still hold follows from the tombstones alone, so doing it again is harmless.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from herkomst.store.documents import Documents, Range
from herkomst.store.lake import Lake
from herkomst.store.register import Register

NOTE = "letting-go.json"


def span(locator: str) -> Range | None:
    """A locator as (offset, length) in a document's content; null when it names no bytes."""
    offset, _, length = locator.partition("+")
    return (int(offset), int(length)) if offset.isdigit() and length.isdigit() else None


def note(root: Path, documents: Iterable[str], parts: Iterable[str]) -> None:
    """Note what the coming transaction lets go of; durable when this returns."""
    fresh = root / f"{NOTE}.new"
    with fresh.open("w") as stream:
        json.dump({"documents": sorted(set(documents)), "parts": sorted(set(parts))}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(root / NOTE)


def settle(root: Path, register: Register, documents: Documents, lake: Lake) -> None:
    """Do what was noted, as far as the register says so. Only the one writer may."""
    path = root / NOTE
    if not path.exists():
        return
    noted = json.loads(path.read_text())
    for document in noted["documents"]:
        _settle_document(document, register, documents, lake)
    current = {r["part"]: r for r in register.lake_parts()}
    for part in noted["parts"]:
        if part in current:
            for folder in lake.superseded(part, current[part]["folder"]):
                shutil.rmtree(folder)
    path.unlink()


def _settle_document(document: str, register: Register, documents: Documents, lake: Lake) -> None:
    if not documents.has(document):
        return
    stones = register.stones()
    if ("document", document) in stones:
        documents.empty(document)
        return
    if ("raw", document) in stones:  # retention: what the lake still holds of it stays
        folders = [r["folder"] for r in register.lake_parts() if r["document"] == document]
        places = lake.ask("places", [f for f in folders if f])
        documents.keep_only(document, [(p["offset"], p["length"]) for p in places])
    records = [t.partition("@")[2] for n, t in stones if n == "record" and t.startswith(document)]
    spans = [span(locator) for locator in records]
    if None in spans:
        documents.empty(document)
    elif spans:
        documents.cut(document, [s for s in spans if s])
