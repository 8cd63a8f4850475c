# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo: the public case as its sources' statements, and a generated export marked synthetic."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from herkomst.app.importing import Options, Progress, Summary, import_file
from herkomst.app.synthetic import write_export as generate
from herkomst.catalogue import ROOT
from herkomst.errors import StoreError
from herkomst.store import Store

PUBLIC_CASE = ROOT / "cases" / "public.csv"


def write_export(target: Path, size: int | None, seed: int, progress: Any) -> dict[str, Any]:
    """Write a generated export and give its manifest."""
    return generate(
        target, size=size, seed=seed, progress=lambda done, total: progress(done, total, 0)
    ).as_dict()


def build(store: Store, *, seed: int, progress: Progress) -> list[Summary]:
    """Fill a register with both. A register that holds other imports is left alone.

    Errors: `StoreError` when the register is no demo.
    """
    foreign = [p for p in store.register.parts() if not p.synthetic and p.document != _case(store)]
    if foreign:
        raise StoreError(
            "this register holds imports of its own",
            where=str(store.root),
            follows="The demo was not mixed into it.",
            do="Name another folder: herkomst demo --register demo-data",
        )
    case = import_file(store, PUBLIC_CASE, Options(source="statements"), progress=progress)
    with tempfile.TemporaryDirectory(prefix="herkomst-") as folder:
        export = Path(folder) / f"synthetic-export-{seed}.json.gz"
        write_export(export, None, seed, progress)
        return [case, import_file(store, export, Options(), progress=progress)]


def _case(store: Store) -> str:
    import hashlib

    return hashlib.sha256(PUBLIC_CASE.read_bytes()).hexdigest()
