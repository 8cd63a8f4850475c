# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The environment, read once. Every setting is listed in `docs/reference/settings.md`."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from herkomst.errors import InputError

LONGEST_TERM = 36_500  # days, a hundred years: beyond it a number is a slip of the pen
LONGEST_WAIT = 86_400 * 7  # seconds

# .invalid is reserved: nobody's address
CONTACT_NAME = "The operator of this register"
CONTACT_EMAIL = "not-set@example.invalid"
CONTACT_URL = "https://example.invalid/"


@dataclass(frozen=True, slots=True)
class Settings:
    """register: folder of documents, lake and the embedded database. database: URL of another
    database (PostgreSQL), empty for the embedded one. retention_days: how long observations tied to
    no body are kept whole. lock_seconds: how long a writer waits for another. contact_*: who answers
    for what this register publishes, as its API and security.txt say. catalogue: folder of the
    user's own catalogue (refreshed registers, networks, boundaries), beside the one that is shipped."""

    register: Path
    database: str
    retention_days: int
    lock_seconds: float
    contact_name: str = CONTACT_NAME
    contact_email: str = CONTACT_EMAIL
    contact_url: str = CONTACT_URL
    catalogue: Path = Path("herkomst-catalogue")


def settings(register: Path | None = None) -> Settings:
    """The settings of this process; `register` (the option) beats HERKOMST_REGISTER. Errors:
    `InputError` for a number that is none, or of the wrong size."""
    env = os.environ
    return Settings(
        register=register or Path(env.get("HERKOMST_REGISTER") or "herkomst-data"),
        database=env.get("HERKOMST_DATABASE", ""),
        retention_days=int(_number(env, "HERKOMST_RETENTION_DAYS", 30, LONGEST_TERM, "days")),
        lock_seconds=_number(env, "HERKOMST_LOCK_SECONDS", 600, LONGEST_WAIT, "seconds"),
        contact_name=env.get("HERKOMST_CONTACT_NAME") or CONTACT_NAME,
        contact_email=env.get("HERKOMST_CONTACT_EMAIL") or CONTACT_EMAIL,
        contact_url=env.get("HERKOMST_CONTACT_URL") or CONTACT_URL,
        catalogue=user_catalogue(),
    )


def _number(env: Mapping[str, str], name: str, default: float, most: float, unit: str) -> float:
    text = env.get(name) or str(default)
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    whole = unit != "days" or found == found // 1
    if not (0 <= found <= most and whole):
        raise InputError(
            f"{name} is {text[:40]!r}",
            follows="Nothing was done.",
            do=f"Set it to a number of {unit} between 0 and {most:,}, or leave it empty.",
        )
    return found


def debugging() -> bool:
    """Whether a developer wants tracebacks instead of plain words (HERKOMST_DEBUG)."""
    return os.environ.get("HERKOMST_DEBUG", "") not in ("", "0")


def user_catalogue() -> Path:
    """The folder of the user's own catalogue; it need not exist."""
    return Path(os.environ.get("HERKOMST_CATALOGUE") or "herkomst-catalogue")
