# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening the register's database (SQLite by default, PostgreSQL by URL) and appending in bulk.

Each engine has a bulk path of its own: `executemany` on SQLite, COPY on PostgreSQL. Rows that are
there already stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from herkomst.errors import StoreError
from herkomst.store.tables import metadata, triggers

MIGRATIONS = Path(__file__).parent / "migrations"
CHUNK = 20_000


def open_engine(url: str) -> sa.Engine:
    """An engine for a database URL. Errors: `StoreError` for another kind of database."""
    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    if not url.startswith(("sqlite:", "postgresql+psycopg:")):
        raise StoreError(
            f"HERKOMST_DATABASE names {url.split(':', 1)[0]!r}",
            do="Give a postgresql:// URL, or leave it empty for the embedded SQLite.",
        )
    engine = sa.create_engine(url, json_serializer=None)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _sqlite_settings)
        sa.event.listen(engine, "begin", lambda c: c.exec_driver_sql(_begin(c)))
    return engine


def _begin(connection: sa.Connection) -> str:
    return "BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN"


def _sqlite_settings(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours, so that DDL is in the transaction too
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=30000",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased is overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}")


def head_revision() -> str:
    """The newest migration in the package."""
    names = sorted(p.stem for p in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    return names[-1].split("_", 1)[0]


def current_revision(engine: sa.Engine) -> str | None:
    """The migration the database is at; null for an empty one."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return None if found is None else str(found)


def migrate(engine: sa.Engine) -> None:
    """Bring the database to the newest migration; does nothing when it is there."""
    current = current_revision(engine)
    if current == head_revision():
        return
    if current is not None and current > head_revision():
        raise StoreError(
            f"this register was made by a newer Herkomst (migration {current})",
            do="Install that version or a later one.",
        )
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
]
