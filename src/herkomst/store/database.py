# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening the register's database (SQLite by default, PostgreSQL by URL) and appending in bulk.

Each engine has a bulk path of its own: `executemany` on SQLite, COPY on PostgreSQL. Rows that are
there already stay as they are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from herkomst.errors import StoreError
from herkomst.store.faults import told
from herkomst.store.tables import metadata, triggers

MIGRATIONS = Path(__file__).parent / "migrations"
CHUNK = 20_000


def open_engine(url: str) -> sa.Engine:
    """An engine for the URL of a PostgreSQL database. Errors: `StoreError` for a URL that is none, or
    names another kind of database; no password is ever told."""
    kind, found, rest = url.partition("://")
    if not found or kind not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(
            f"HERKOMST_DATABASE names {kind.partition(':')[0][:40]!r}",
            do="Give a postgresql:// URL, or leave it empty for the embedded SQLite.",
        )
    try:
        made = sa.make_url(f"postgresql+psycopg://{rest}")
        return sa.create_engine(made, json_serializer=None)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise StoreError(
            "HERKOMST_DATABASE is no URL of a database",
            do="Write it as postgresql://USER:PASSWORD@HOST:PORT/NAME, with %-escapes for odd characters.",
        ) from error


def sqlite_engine(path: Path) -> sa.Engine:
    """An engine for an SQLite file. Where it may only be read, nothing is written to or beside it.

    Errors: `StoreError` when something else stands in its place, or it cannot be read.
    """
    if path.is_dir():
        raise StoreError(
            "the register's database is a directory",
            where=str(path),
            do="Put the file back from a copy, or name another register with --register.",
        )
    url = sa.URL.create("sqlite", database=str(path))
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        url = _read_only(path)
    engine = sa.create_engine(url, json_serializer=None)
    settings = READING if "mode" in url.query else WRITING
    sa.event.listen(engine, "connect", lambda c, _: _sqlite_settings(c, settings))
    sa.event.listen(engine, "begin", lambda c: c.exec_driver_sql(_begin(c)))
    return engine


def _read_only(path: Path) -> sa.URL:
    """The URL to read a database with that may not be written: `immutable`, so that SQLite makes no
    files beside it. What a write-ahead log still holds could not be seen then."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise StoreError(
            "this register may only be read, and its last writer did not close it",
            where=str(log),
            follows="What was recorded last could not be seen.",
            do="Run `herkomst verify` once where it may be written, or on a copy of the whole folder.",
        )
    place = "file:" + quote(str(path.absolute()))
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return sa.URL.create("sqlite", database=place, query=query)


def place_of(engine: sa.Engine) -> str:
    """Where a database is, for an error: a file, or a server without the password."""
    return (engine.url.database or "") if engine.dialect.name == "sqlite" else str(engine.url)


def _begin(connection: sa.Connection) -> str:
    return "BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN"


READING = ("busy_timeout=30000", "foreign_keys=ON")
WRITING = (
    "synchronous=NORMAL",
    *READING,
    "secure_delete=ON",  # what is erased is overwritten, not only unlinked
)


def _sqlite_settings(connection: Any, pragmas: Sequence[str]) -> None:
    connection.isolation_level = None  # BEGIN is ours, so that DDL is in the transaction too
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def head_revision() -> str:
    """The newest migration in the package."""
    names = sorted(p.stem for p in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    return names[-1].split("_", 1)[0]


def current_revision(engine: sa.Engine) -> str | None:
    """The migration the database is at; null for one that holds nothing.

    Errors: `StoreError` for a database that is not a register's, or cannot be read.
    """
    with told(place_of(engine)), engine.connect() as connection:
        names = set(sa.inspect(connection).get_table_names())
        if "alembic_version" not in names:
            if names & set(metadata.tables) or (names and connection.dialect.name == "sqlite"):
                raise _foreign(engine)
            return None
        found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        if found is not None and not ("log" in names and str(found).isdigit()):
            raise _foreign(engine)
        return None if found is None else str(found)


def _foreign(engine: sa.Engine) -> StoreError:
    return StoreError(
        "this database holds tables, but not those of a register",
        where=place_of(engine),
        follows="Nothing was changed in it.",
        do="Name another register with --register, or a database of its own in HERKOMST_DATABASE.",
    )


def migrate(engine: sa.Engine, *, create: bool = False) -> None:
    """Bring the database to the newest migration; does nothing when it is there. `create`: make the
    tables when there are none.

    Errors: `StoreError` when the database cannot be used, or is not a register's.
    """
    current = current_revision(engine)
    if current == head_revision():
        return
    if current is None and not create:
        raise StoreError(
            "there is no register in this database",
            where=place_of(engine),
            do="Make one with `herkomst demo --no-serve` or `herkomst import FILE`.",
        )
    if current is not None and current > head_revision():
        raise StoreError(
            f"this register was made by a newer Herkomst (migration {current})",
            do="Install that version or a later one.",
        )
    with told(place_of(engine)):
        if current is None and engine.dialect.name == "sqlite":
            _log_ahead(engine)
        _upgrade(engine)


def _log_ahead(engine: sa.Engine) -> None:
    """Let readers read while another writes. The file remembers it, so that no reader has to."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _upgrade(engine: sa.Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def create_triggers(connection: sa.Connection) -> None:
    """Make the append-only tables append-only."""
    for statement in triggers(connection.dialect.name):
        connection.exec_driver_sql(statement)


def scrub(engine: sa.Engine) -> None:
    """Let what was just erased leave the database's files too: the write-ahead log of SQLite, the dead
    rows of PostgreSQL. A reader that is busy delays it; the next erasure or closing finishes it."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in metadata.sorted_tables:
            connection.exec_driver_sql(f"VACUUM {table.name}")


def append(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> int:
    """Append rows in bulk; a row whose key is there already is left out. Gives how many are new."""
    stream = iter(rows)
    added = 0
    while chunk := list(islice(stream, CHUNK)):
        if connection.dialect.name == "postgresql":
            added += _copy(connection, table, chunk)
        else:
            added += _executemany(connection, table, chunk)
    return added


MANY = 1000  # rows: below this a plan made on old figures does no harm


def measure(connection: sa.Connection, *appended: tuple[sa.Table, int]) -> None:
    """Let PostgreSQL look at tables that just grew by many rows: until it does, within this very
    transaction too, it takes them for empty and reads them whole for every body."""
    if connection.dialect.name == "postgresql":
        for table, rows in appended:
            if rows >= MANY:
                connection.exec_driver_sql(f"ANALYZE {table.name}")


def _executemany(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> int:
    names = [c.name for c in table.columns]
    marks = ", ".join("?" * len(names))
    raw = connection.connection.cursor()
    raw.executemany(
        f"INSERT OR IGNORE INTO {table.name} ({', '.join(names)}) VALUES ({marks})",
        [tuple(row[n] for n in names) for row in rows],
    )
    return max(int(raw.rowcount), 0)


def _copy(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> int:
    names = [c.name for c in table.columns]
    listed = ", ".join(names)
    raw = connection.connection.cursor()
    raw.execute(f"CREATE TEMP TABLE IF NOT EXISTS staged_{table.name} (LIKE {table.name})")
    raw.execute(f"TRUNCATE staged_{table.name}")
    with raw.copy(f"COPY staged_{table.name} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_plain(row[n]) for n in names])
    raw.execute(
        f"INSERT INTO {table.name} ({listed}) SELECT {listed} FROM staged_{table.name} "
        "ON CONFLICT DO NOTHING"
    )
    return int(raw.rowcount)


def _plain(value: Any) -> Any:
    # PostgreSQL text holds no NUL; a stranger's value may.
    return value.replace("\0", "�") if isinstance(value, str) and "\0" in value else value


_NAMED = re.compile(r"(?<!:):([a-z_]+)")


def parameters_of(question: str) -> frozenset[str]:
    """The named parameters of a question's text."""
    return frozenset(_NAMED.findall(question))


__all__ = [
    "append",
    "create_triggers",
    "measure",
    "metadata",
    "migrate",
    "open_engine",
    "parameters_of",
    "scrub",
    "sqlite_engine",
]
