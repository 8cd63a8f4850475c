# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions are `.sql` files: `register/` runs on SQLite and PostgreSQL alike, `lake/` on DuckDB."""

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent


@cache
def question_text(name: str) -> str:
    """The text of a question, by its path without the ending; comments are left out, so that what
    they say is never taken for a parameter."""
    lines = (ROOT / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--")) + "\n"


def question_names(folder: str) -> tuple[str, ...]:
    """All questions of `register` or `lake`."""
    return tuple(sorted(p.stem for p in (ROOT / folder).glob("*.sql")))
