# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""How answers look in a terminal. Answers go to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from herkomst.errors import HerkomstError

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """The terminal, for answers."""
    from rich.console import Console

    return Console(highlight=False)


def say(text: str) -> None:
    """A word to the user beside the answer. What a stranger wrote in it stays on its line."""
    shown = "\n".join(map(plain, text.split("\n")))
    print(shown.encode("utf-8", "replace").decode(), file=sys.stderr)


def show_json(value: Any) -> None:
    """One JSON document."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def show_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """JSON lines, as they come."""
    import msgspec

    encoder = msgspec.json.Encoder()
    out = sys.stdout.buffer
    for row in rows:
        out.write(encoder.encode(row) + b"\n")
    out.flush()


def show_raw(lines: Iterable[bytes]) -> None:
    """Lines that are JSON already."""
    sys.stdout.buffer.writelines(lines)
    sys.stdout.buffer.flush()


def show_error(error: HerkomstError, as_json: bool) -> None:
    """What went wrong, where, what follows, what to do."""
    if as_json:
        print(json.dumps(error.as_dict(), ensure_ascii=False), file=sys.stderr)
        return
    say(f"herkomst: {error}")


def show_os_error(error: OSError, as_json: bool) -> int:
    """A full disk and its kin, in plain words; gives the exit code."""
    import errno

    what = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EFBIG: "a file may not grow that large here",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "access is refused",
    }.get(error.errno or 0, error.strerror or str(error))
    show_error(
        HerkomstError(
            what,
            where=str(error.filename or ""),
            follows="Nothing was half-written: an import counts whole or not at all.",
            do="Make room or choose another place, and run the same command again.",
        ),
        as_json,
    )
    return 2


# What the engines under the register raise, by package, and what it is about.
_ENGINES = {"sqlalchemy": "database", "sqlite3": "database", "psycopg": "database", "duckdb": "lake",
            "pyarrow": "lake", "zstandard": "documents", "alembic": "database"}  # fmt: skip


def show_engine_error(error: Exception, as_json: bool) -> bool:
    """A damaged, foreign, unreachable or full database, lake or document, in plain words. False when
    the error is none of an engine: that is a fault of ours, and is not hidden."""
    about = _ENGINES.get(type(error).__module__.partition(".")[0])
    if about is None:
        return False
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    full = any("full" in line or "No space" in line for line in said)
    show_error(
        HerkomstError(
            f"the disk is full, says the {about}"
            if full
            else f"the {about} of this register cannot be used",
            where=plain(said[0][:300]) if said else type(error).__name__,
            follows="Nothing was half-written: an import counts whole or not at all.",
            do="Make room, and run the same command again."
            if full
            else "Is it a register of Herkomst, readable, and not damaged? HERKOMST_DEBUG=1 shows more.",
        ),
        as_json,
    )
    return True


def plain(text: str) -> str:
    """A stranger's text for a terminal: nothing in it moves the cursor or rings a bell."""
    return "".join(c if c.isprintable() else "�" for c in text)


@contextmanager
def progress_bar(title: str, quiet: bool) -> Iterator[Any]:
    """A progress bar on stderr with counts and time left; silent when nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total, read: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TextColumn("{task.fields[read]:,} records"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as bar:
        task = bar.add_task(title, total=None, read=0)
        yield lambda done, total, read: bar.update(task, completed=done, total=total, read=read)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table; numbers to the right, strangers' text never taken for markup."""
    from rich.markup import escape
    from rich.table import Table

    made = Table(title=escape(title), title_justify="left", show_edge=False, pad_edge=False)
    listed = [list(row) for row in rows]
    for at, name in enumerate(columns):
        numeric = bool(listed) and all(isinstance(r[at], int | float | None) for r in listed)
        made.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in listed:
        made.add_row(*(_cell(v) for v in row))
    console().print(made)


def _cell(value: Any) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return escape(plain(str(value)))


def quantity(row: Mapping[str, Any]) -> str:
    """`134-142 device`, `at least 1 device`, or nothing."""
    low, high, unit = row.get("count_low"), row.get("count_high"), row.get("unit") or ""
    if low is None:
        return ""
    if high is None:
        return f"at least {low:,} {unit}"
    return f"{low:,} {unit}" if low == high else f"{low:,}-{high:,} {unit}"
