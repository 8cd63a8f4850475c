# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The environment, read once. Every setting is listed in `docs/reference/settings.md`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """register: folder of documents, lake and the embedded database. database: URL of another
    database (PostgreSQL), empty for the embedded one. retention_days: how long observations tied to
    no body are kept whole. lock_seconds: how long a writer waits for another. catalogue: folder of what a
    user imported beside the catalogue (`herkomst catalogue import`)."""

    register: Path
    database: str
    retention_days: int
    lock_seconds: float
    catalogue: Path = Path("herkomst-catalogue")


def settings(register: Path | None = None) -> Settings:
    """The settings of this process; `register` (the option) beats HERKOMST_REGISTER."""
    env = os.environ
    return Settings(
        register=register or Path(env.get("HERKOMST_REGISTER") or "herkomst-data"),
        database=env.get("HERKOMST_DATABASE", ""),
        retention_days=int(env.get("HERKOMST_RETENTION_DAYS") or 30),
        lock_seconds=float(env.get("HERKOMST_LOCK_SECONDS") or 600),
        catalogue=Path(env.get("HERKOMST_CATALOGUE") or "herkomst-catalogue"),
    )
