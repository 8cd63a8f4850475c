# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions are `.sql` files: `register/` runs on SQLite and PostgreSQL alike, `lake/` on DuckDB. A line
`{name}` stands for `parts/name.sql`, what several questions have in common."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
_PART = re.compile(r"^ *\{(\w+)\}\n", re.MULTILINE)


@cache
def question_text(name: str) -> str:
    """The text of a question, by its path without the ending; comments are left out, so that what
    they say is never taken for a parameter."""
    lines = (ROOT / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("--")) + "\n"
    return _PART.sub(lambda part: question_text(f"parts/{part[1]}"), text)


def question_names(folder: str) -> tuple[str, ...]:
    """All questions of `register` or `lake`."""
    return tuple(sorted(p.stem for p in (ROOT / folder).glob("*.sql")))
