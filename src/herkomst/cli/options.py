# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The options that many verbs share, and what they open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from herkomst.model import View

if TYPE_CHECKING:
    from herkomst.app.question import Question
    from herkomst.store import Store

RegisterOption = Annotated[
    Path | None,
    typer.Option(
        "--register",
        help="Folder of the register. Default: HERKOMST_REGISTER, else ./herkomst-data.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="What had been said or seen by this day."),
]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", metavar="DATE", help="What this register held by this day."),
]
ViewOption = Annotated[
    View, typer.Option("--view", help="restricted opens evidence; public shows only what may be.")
]


def store_of(register: Path | None, *, create: bool = False) -> Store:
    """The register that was named, else the default one."""
    from herkomst.settings import settings
    from herkomst.store import open_store

    return open_store(settings(register), create=create)


def question_of(as_of: str | None, known_at: str | None, view: View) -> Question:
    """What is asked, from what a user gave."""
    from herkomst.app.question import Question

    return Question.at(as_of, known_at, view)
