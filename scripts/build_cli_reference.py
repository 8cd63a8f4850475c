# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write `docs/reference/cli.md` from the commands themselves; a test compares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from herkomst.cli.commands import app

TARGET = Path(__file__).resolve().parents[1] / "docs/reference/cli.md"


def reference() -> str:
    """The reference as Markdown."""
    lines = [
        "# Command reference",
        "",
        "Made by `python scripts/build_cli_reference.py`; do not edit. Exit codes: 0; 1 found what it looks",
        "for, where documented; 2 wrong use or input. `--json` gives one JSON document (JSON lines for filters) on",
        "stdout; progress and words go to stderr.",
        "",
    ]
    root: Any = typer.main.get_command(app)
    for name, command in sorted(_commands(root, "herkomst")):
        lines += [f"## `{name}`", "", (command.help or "").strip(), ""]
        rows = [_row(p) for p in command.params if p.name != "help"]
        if rows:
            lines += ["| option | meaning |", "|---|---|", *rows, ""]
    return "\n".join(lines).rstrip() + "\n"


def _commands(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def _row(parameter: Any) -> str:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    shown = names if names.startswith("-") else (parameter.metavar or parameter.name.upper())
    text = (getattr(parameter, "help", None) or "").replace("|", "\\|").replace("\n", " ")
    return f"| `{shown}` | {text} |"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
