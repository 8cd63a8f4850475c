# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The registers of public bodies anew: read the publishers' files, show what would change, apply it to
the user's catalogue, and keep what changed with its date."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from herkomst import registers
from herkomst.app import bodies as known_bodies
from herkomst.app import places
from herkomst.catalogue.public_bodies import load_public_bodies, tables_in_force
from herkomst.errors import InputError
from herkomst.registers import changes, tables
from herkomst.registers.entries import Gathered, Report
from herkomst.settings import user_catalogue

KEPT = ("date", "registers", "kind", "body", "name", "field", "before", "after")


@dataclass(slots=True)
class Refresh:
    """What a refresh read and would change; `apply` writes it."""

    today: str
    gathered: list[tuple[str, Gathered]]
    difference: changes.Difference
    made: tables.Tables = field(repr=False)
    applied: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        found = self.difference
        return {
            "date": self.today,
            "applied": self.applied,
            "files": [_file(name, g) for name, g in self.gathered],
            "bodies_before": found.living,
            "dropped": found.dropped,
            "drops_too_many": found.drops_too_many,
            "counts": found.counts,
            "rows": found.rows,
            "changes": [c.as_dict() for c in found.changes],
        }


def _file(name: str, gathered: Gathered) -> dict[str, Any]:
    return {
        "file": name,
        "register": gathered.register.title,
        "read": gathered.read,
        "kept": gathered.kept,
        "quarantined": len(gathered.faults),
        "skipped": gathered.skipped,
        "faults": [{"where": f.where, "reason": f.reason} for f in gathered.faults[:100]],
        "note": ""
        if gathered.register.tested
        else "This format was written from its description; it has not met a real copy yet.",
    }


def prepare(
    paths: Sequence[Path], today: str, report: Report = lambda done, total: None
) -> Refresh:
    """Read the files and compare; nothing is written. Errors: `InputError`."""
    if not paths:
        raise InputError("no file was named", do="herkomst bodies refresh FILE...")
    gathered = [(path.name, registers.read(path, report)) for path in paths]
    said = tables.Said.of([g for _, g in gathered], today)
    present = tables.read(tables_in_force())
    made = changes.carried(said, present, tables.build(said, present))
    return Refresh(today, gathered, changes.compare(present, made), made)


def apply(refresh: Refresh, *, accept_drop: bool = False) -> Refresh:
    """Write the tables into the user's catalogue. Errors: `InputError` where more than 2 % of the
    bodies would go and nobody accepted that."""
    found = refresh.difference
    if found.drops_too_many and not accept_drop:
        raise too_many(found)
    if not found.empty:
        folder = user_catalogue() / "bodies"
        folder.mkdir(parents=True, exist_ok=True)
        _keep(folder, refresh)
        _write(folder, refresh.made)
        forget()
    refresh.applied = True
    return refresh


def too_many(found: changes.Difference) -> InputError:
    """What to say where so many bodies would go that a person must decide."""
    return InputError(
        f"{found.dropped:,} of {found.living:,} bodies would be no more "
        f"({found.dropped / max(found.living, 1):.1%})",
        follows="That looks like an incomplete file. Nothing was changed.",
        do="Look at the changes; if they are right, repeat with --accept-drop.",
    )


def forget() -> None:
    """Let go of what was read before, so that this process sees the new tables."""
    load_public_bodies.cache_clear()
    known_bodies.names.cache_clear()
    known_bodies.attributor.cache_clear()
    places.known.cache_clear()


def kept_changes(body: str | None = None) -> list[dict[str, str]]:
    """What refreshes changed, oldest first; of one body or of all."""
    path = user_catalogue() / "bodies" / "changes.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return [r for r in csv.DictReader(stream) if body in (None, r["body"])]


def _keep(folder: Path, refresh: Refresh) -> None:
    """Add the changes to those of earlier refreshes; the same one twice is one."""
    named = " ".join(g.register.id for _, g in refresh.gathered)
    rows = {tuple(r[n] for n in KEPT): None for r in kept_changes()}
    for change in refresh.difference.changes:
        told = {"date": refresh.today, "registers": named, **change.as_dict()}
        rows[tuple(told[n] for n in KEPT)] = None
    _replace(folder / "changes.csv", KEPT, rows)


def _write(folder: Path, made: tables.Tables) -> None:
    """Each table whole or not at all, the bodies last: until then the others are not read."""
    for name in sorted(tables.COLUMNS, key=lambda n: n == "bodies"):
        columns = tables.COLUMNS[name]
        _replace(folder / f"{name}.csv", columns, tables.ordered(made[name], columns))


def _replace(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
