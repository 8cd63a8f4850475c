# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The environment, read once. Every setting is listed in `docs/reference/settings.md`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from herkomst.errors import InputError

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
    """The settings of this process; `register` (the option) beats HERKOMST_REGISTER."""
    env = os.environ
    return Settings(
        register=register or Path(env.get("HERKOMST_REGISTER") or "herkomst-data"),
        database=env.get("HERKOMST_DATABASE", ""),
        retention_days=int(_number("HERKOMST_RETENTION_DAYS", 30)),
        lock_seconds=_number("HERKOMST_LOCK_SECONDS", 600),
        contact_name=env.get("HERKOMST_CONTACT_NAME") or CONTACT_NAME,
        contact_email=env.get("HERKOMST_CONTACT_EMAIL") or CONTACT_EMAIL,
        contact_url=env.get("HERKOMST_CONTACT_URL") or CONTACT_URL,
        catalogue=user_catalogue(),
    )


def _number(name: str, default: float) -> float:
    """A number from the environment. Errors: `InputError` for what is none, or below nothing."""
    text = os.environ.get(name) or str(default)
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found < 1e9:
        raise InputError(
            f"{name} is {text[:40]!r}, which is no number", do="Give a number, or unset it."
        )
    return found


def user_catalogue() -> Path:
    """The folder of the user's own catalogue; it need not exist."""
    return Path(os.environ.get("HERKOMST_CATALOGUE") or "herkomst-catalogue")
