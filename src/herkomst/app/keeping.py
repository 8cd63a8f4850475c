# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the register: erase by law, retain by term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from herkomst.app.imported import SHORTEST
from herkomst.app.importing import record_stones
from herkomst.app.verdicts import rebuild
from herkomst.errors import InputError
from herkomst.model import Claim, Document, Tombstone
from herkomst.settings import LONGEST_TERM
from herkomst.sources import sources
from herkomst.store import Staging, Store
from herkomst.store.lake import OBSERVATIONS, digest, generation, reduce, without
from herkomst.store.letting_go import span
from herkomst.store.register import Appender, Row


def erase(store: Store, *, ground: str, claim: str = "", document: str = "") -> dict[str, Any]:
    """Take the content of a claim or a document out; a tombstone with date and ground stays.

    A claim goes with the records that carry it: in the raw documents and in the lake. A document goes
    with its observations, and with the claims that nothing else carries. What was erased once stays out
    when it is imported again.

    Errors: `InputError` when nothing or nothing that is still here is named, or no ground is given.
    """
    if bool(claim) == bool(document):
        raise InputError("say what to erase", do="Give either --claim ID or --document ID.")
    if not ground.strip():
        raise InputError("erasing needs a ground", do="Give one with --ground, in a few words.")
    with store.writing() as staging:
        if claim:
            return _erase_claim(store, staging, claim, ground)
        return _erase_document(store, staging, _document(store, document), ground)


def _erase_claim(store: Store, staging: Staging, name: str, ground: str) -> dict[str, Any]:
    found = store.register.claims([name])
    if not found:
        raise InputError(f"there is no claim {name}", do="`herkomst body NAME --json` shows ids.")
    _not_twice(store, "claim", name)
    places: dict[str, list[str]] = defaultdict(list)
    records = []
    for row in store.register.ask("parts_of_claims", ids=[name]):
        places[row["part"]].append(row["locator"])
        records += record_stones(row["document"], [row["locator"]])
    lake = _rewritten(store, staging, places)
    staging.lets_go(documents=[t.partition("@")[0] for _, t in records], parts=lake)
    with staging.transaction(erasing=True) as appender:
        appender.erase(ground, claims=[name], others=records, lake=lake)
        bodies = _derive_anew(appender, found.values())
    return {
        "erased": "claim",
        "id": name,
        "ground": ground,
        "bodies": bodies,
        "records": len(set(records)),
    }


def _rewritten(
    store: Store, staging: Staging, places: dict[str, list[str]]
) -> dict[str, str | None]:
    """Parts of the lake without the observations at some places, in folders of their own; gives the
    hash of each. They count once the log says so."""
    made: dict[str, str | None] = {}
    for row in store.register.lake_parts():
        spans = [s for place in places.get(row["part"], ()) if (s := span(place))]
        if row["folder"] is None or not spans:
            continue
        source = store.lake.folder(row["folder"])
        if (source / OBSERVATIONS).exists():
            target = _staged(staging, row["part"])
            without(source, target, {offset for offset, _ in spans})
            made[row["part"]] = _adopted(store, row, target)
    return made


def _staged(staging: Staging, part: str) -> Path:
    folder = staging.folder / part
    folder.mkdir()
    return folder


def _adopted(store: Store, row: Row, staged: Path) -> str | None:
    """Move what is left of a part to a place of its own; gives its hash, null when nothing is left."""
    found = digest(staged)
    if found is not None:
        store.lake.adopt(staged, generation(row["part"], row["imported"], found))
    return found


def _erase_document(store: Store, staging: Staging, name: str, ground: str) -> dict[str, Any]:
    _not_twice(store, "document", name)
    claims = [r["claim"] for r in store.register.ask("claims_only_in", document=name)]
    found = store.register.claims(claims)
    parts = [
        r["part"] for r in store.register.lake_parts() if r["document"] == name and r["folder"]
    ]
    staging.lets_go(documents=[name], parts=parts)
    with staging.transaction(erasing=True) as appender:
        appender.erase(
            ground,
            claims=claims,
            document=name,
            others=[("observations", part) for part in parts],
            lake=dict.fromkeys(parts),
        )
        bodies = _derive_anew(appender, found.values())
    return {
        "erased": "document",
        "id": name,
        "ground": ground,
        "parts": len(parts),
        "claims": len(claims),
        "bodies": bodies,
    }


def _document(store: Store, name: str) -> str:
    """The id of a document by its whole id or the beginning of it."""
    known: list[str] = [d.id for d in store.register.table(Document)]
    found = [d for d in known if d == name or (len(name) >= SHORTEST and d.startswith(name))]
    if len(found) != 1:
        raise InputError(
            f"no document is called {name!r}" if not found else f"{name!r} names several documents",
            do=f"`herkomst import --list --json` shows them; give at least {SHORTEST} characters.",
        )
    return found[0]


def _not_twice(store: Store, noun: str, name: str) -> None:
    for stone in store.register.table(Tombstone):
        if (stone.noun, stone.target) == (noun, name):
            raise InputError(
                f"this {noun} was erased on {stone.erased_at[:10]} ({stone.ground})",
                where=name,
                follows="There is nothing left of it to erase.",
            )


def _derive_anew(appender: Appender, claims: Iterable[Claim]) -> int:
    """Verdicts of the bodies that claims were about, or stood for; gives how many these are."""
    bodies = {name for c in claims for name in (c.body, c.for_body) if name}
    rebuild(appender, sorted(bodies))
    return len(bodies)


# --- retention --------------------------------------------------------------------------------------


def retain(store: Store, *, days: int, dry_run: bool = False) -> dict[str, Any]:
    """Reduce observations tied to no body, `days` after their import, to maker, kind, date and area
    totals; their raw records go too. What is tied to a body stays whole, and so do statements.

    Killed at any moment, the same call finishes it. Errors: `InputError` for days that are no term.
    """
    if not 0 <= days <= LONGEST_TERM:
        raise InputError(
            f"{days} days is no term to keep observations for",
            follows="Nothing was reduced.",
            do=f"Give a number of days between 0 and {LONGEST_TERM:,}.",
        )
    if dry_run:
        return _said(days, [_counts(store, row) for row in _due(store, days)])
    with store.writing() as staging:
        return _said(days, [_reduce(store, staging, row, days) for row in _due(store, days)])


def _said(days: int, counts: list[tuple[int, int]]) -> dict[str, Any]:
    reduced, kept = (sum(c[n] for c in counts) for n in (0, 1))
    return {"days": days, "parts": len(counts), "reduced": reduced, "kept": kept}


def _due(store: Store, days: int) -> list[Row]:
    """The parts whose term is over, of sources that observe: nobody's own words are let go."""
    limit = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    stones, known = store.register.stones(), sources()
    observing = {
        d.id
        for d in store.register.table(Document)
        if d.source not in known or known[d.source].SOURCE.yields == "observations"
    }
    return [
        row
        for row in store.register.lake_parts()
        if row["folder"]
        and row["recorded_at"] <= limit
        and row["document"] in observing
        and ("observations", row["part"]) not in stones
    ]


def _reduce(store: Store, staging: Staging, row: Row, days: int) -> tuple[int, int]:
    """Reduce one part. What is left stands beside the whole part until the log names it; then the whole
    part and the raw records go."""
    counts = _counts(store, row)
    folder = _staged(staging, row["part"])
    reduce(store.lake.folder(row["folder"]), folder)
    left = _adopted(store, row, folder)
    staging.lets_go(documents=[row["document"]], parts=[row["part"]])
    with staging.transaction(erasing=True) as appender:
        appender.erase(
            f"retention: {days} days after import",
            others=[("observations", row["part"]), ("raw", row["document"])],
            lake={row["part"]: left},
        )
    store.settle()
    return counts


def _counts(store: Store, row: Row) -> tuple[int, int]:
    """How many observations of a part are tied to no body, and how many are."""
    found = store.lake.ask("coverage", [row["folder"]], as_of="9999-12-31")[0]
    return found["observations"] - found["tied_to_a_body"], found["tied_to_a_body"]
