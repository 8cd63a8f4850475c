# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the libraries below the store raise, in plain words."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from herkomst.errors import DiskError, HerkomstError, StoreError

UNCHANGED = "Nothing was half-written: an import counts whole or not at all."
COPY = "Put it back from a copy, or name another register with --register."

# SQLite's primary result codes (sqlite.org/rescode.html).
_SQLITE: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("the disk is full", DiskError.ROOM),
    sqlite3.SQLITE_IOERR: ("the disk under the register cannot be read or written", DiskError.ROOM),
    sqlite3.SQLITE_CORRUPT: ("the register's database is damaged", COPY),
    sqlite3.SQLITE_NOTADB: ("this is no database of a register", COPY),
    sqlite3.SQLITE_READONLY: (
        "the register may only be read here",
        "Work on a copy in a place you may write to.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the register's database cannot be opened",
        "Check that it is a file, and that you may read it and the folder it stands in.",
    ),
    sqlite3.SQLITE_BUSY: ("another process is busy with the register", "Try again in a moment."),
    sqlite3.SQLITE_LOCKED: ("another process is busy with the register", "Try again in a moment."),
}


def explained(error: BaseException, where: str = "") -> HerkomstError | None:
    """An error of a database or file library as one of ours; null when it is not of those."""
    cause = getattr(error, "orig", None) or error  # what SQLAlchemy wraps
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause, where)
    library = type(cause).__module__.partition(".")[0].lstrip("_")
    if library in ("psycopg", "psycopg_pool"):
        return _of_postgresql(cause, where)
    if library in ("sqlalchemy", "alembic"):
        return StoreError(
            "the register's database gave an error: " + _first_line(cause), where=where
        )
    if library in ("duckdb", "pyarrow", "zstandard"):
        return _of_lake(cause, where)
    return None


@contextmanager
def told(where: str = "") -> Iterator[None]:
    """Let what a library raises leave as an error of ours. Faults in our own questions stay as they
    are, for `herkomst.cli` to tell and a developer to see."""
    try:
        yield
    except HerkomstError:
        raise
    except Exception as error:
        found = None if _is_ours(error) else explained(error, where)
        if found is None:
            raise
        raise found from error


def _is_ours(error: Exception) -> bool:
    duckdb: Any = sys.modules.get("duckdb")
    names = ("BinderException", "CatalogException", "ParserException", "SyntaxException")
    return duckdb is not None and isinstance(error, tuple(getattr(duckdb, n) for n in names))


def _of_sqlite(error: sqlite3.Error, where: str) -> HerkomstError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    what, do = _SQLITE.get(
        code, ("the register's database gave an error: " + _first_line(error), "")
    )
    if do is DiskError.ROOM:
        return DiskError(what, where=where, follows=UNCHANGED, do=do)
    return StoreError(what, where=where, follows="Nothing was changed.", do=do)


def _of_postgresql(error: BaseException, where: str) -> HerkomstError:
    state = str(getattr(error, "sqlstate", None) or "")
    if state.startswith("53"):  # insufficient resources: 53100 is a full disk
        return DiskError(
            "the database server has no room left",
            where=where,
            follows=UNCHANGED,
            do=DiskError.ROOM,
        )
    if not state or state.startswith(("08", "28", "3D", "57P")):
        return StoreError(
            "the database cannot be reached: " + _first_line(error),
            where=where,
            follows="Nothing was read or changed.",
            do="Check HERKOMST_DATABASE, and that the server runs and lets you in.",
        )
    return StoreError("the database gave an error: " + _first_line(error), where=where)


def _of_lake(error: BaseException, where: str) -> HerkomstError:
    text = _first_line(error)
    if "No space left" in text or type(error).__name__ == "OutOfMemoryException":
        return DiskError("there is no room to answer this", where=where, do=DiskError.ROOM)
    return StoreError(
        "a file of the lake is damaged or gone: " + text,
        where=where,
        follows="Totals cannot be given without it; nothing was changed.",
        do="Put the file back from a copy; `herkomst verify` names every damaged file.",
    )


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
