# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""How answers look in a terminal. Answers go to stdout, everything else to stderr."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from herkomst.errors import DiskError, HerkomstError

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """The terminal, for answers."""
    from rich.console import Console

    return Console(highlight=False)


def say(text: str) -> None:
    """A word to the user beside the answer. What a stranger wrote in it stays on its line."""
    print("\n".join(map(plain, text.split("\n"))), file=sys.stderr)


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
    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
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
            do=DiskError.ROOM if error.errno in full else "",
        ),
        as_json,
    )
    return 2


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


def mark(row: Mapping[str, Any]) -> str:
    """`synthetic` beside what rests on generated data."""
    return "synthetic" if row["synthetic"] else ""


def quantity(row: Mapping[str, Any]) -> str:
    """`134-142 device`, `at least 1 device`, or nothing; numbers that differ each as they were said."""
    if row.get("label") == "number_conflict":
        return " | ".join(row["quantities"])
    low, high, unit = row.get("count_low"), row.get("count_high"), row.get("unit") or ""
    if low is None:
        return ""
    if high is None:
        return f"at least {low:,} {unit}"
    return f"{low:,} {unit}" if low == high else f"{low:,}-{high:,} {unit}"
