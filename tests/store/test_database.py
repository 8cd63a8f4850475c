# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Migrations and engines."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from herkomst.errors import StoreError
from herkomst.settings import Settings
from herkomst.store import open_store
from herkomst.store.database import current_revision, head_revision, open_engine, parameters_of
from herkomst.store.tables import metadata


def test_migrations_make_the_tables_of_the_nouns(engine_settings: Settings) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    store = open_store(engine_settings, create=True)
    assert current_revision(store.register.engine) == head_revision()
    with store.register.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    store.register.engine.dispose()


def test_a_register_of_a_newer_version_is_left_alone(sqlite_settings: Settings) -> None:
    store = open_store(sqlite_settings, create=True)
    with store.register.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.register.engine.dispose()
    with pytest.raises(StoreError, match="newer Herkomst"):
        open_store(sqlite_settings)


def test_another_kind_of_database_is_told() -> None:
    for url, told in (
        ("mysql://x/y", "mysql"),
        ("sqlite:///x", "sqlite"),
        ("nonsense", "nonsense"),
        ("postgresql://u:secret@host:port/x", "no URL of a database"),
    ):
        with pytest.raises(StoreError, match=told) as found:
            open_engine(url)
        assert "secret" not in str(found.value)


def test_a_server_that_is_not_there_is_told(sqlite_settings: Settings) -> None:
    away = replace(sqlite_settings, database="postgresql://u:secret@127.0.0.1:1/x")
    with pytest.raises(StoreError, match="cannot be reached") as found:
        open_store(away, create=True)
    assert "secret" not in str(found.value) and "127.0.0.1" in found.value.where


def made(settings: Settings) -> Path:
    """A register on disk that nobody has open; its database file."""
    open_store(settings, create=True).register.engine.dispose()
    return settings.register / "register.sqlite"


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda p: p.write_bytes(b"not a database at all " * 400), "no database of a register"),
        (lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 3 - 100]), "damaged"),
        (lambda p: p.write_bytes(b""), "no register in this database"),
        (lambda p: (p.unlink(), p.mkdir()), "is a directory"),
        (lambda p: (p.unlink(), foreign(p, "notes")), "not those of a register"),
        (lambda p: (p.unlink(), foreign(p, "alembic_version")), "not those of a register"),
    ],
)
def test_what_stands_in_the_place_of_a_register_is_told(
    sqlite_settings: Settings, damage: Callable[[Path], object], told: str
) -> None:
    path = made(sqlite_settings)
    damage(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=told) as found:
        open_store(sqlite_settings)
    assert str(path) in found.value.where
    if "no register" not in told:
        with pytest.raises(StoreError, match=told):
            open_store(sqlite_settings, create=True)
    assert before is None or path.read_bytes() == before


def foreign(path: Path, table: str) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE {table} (version_num TEXT)")
        connection.execute(f"INSERT INTO {table} VALUES ('ab12')")
    connection.close()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    for create in (False, True):
        with pytest.raises(StoreError, match="not the folder of a register"):
            open_store(Settings(tmp_path / "x", "", 30, 10), create=create)


def test_a_register_that_may_only_be_read_is_read(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(sqlite_settings)
    before = {p: p.stat().st_mtime_ns for p in path.parent.iterdir()}
    monkeypatch.setattr(os, "access", lambda *_args, **_named: False)  # root may write anywhere
    store = open_store(sqlite_settings)
    assert store.register.log() == []
    with (
        pytest.raises(sa.exc.OperationalError, match="readonly"),
        store.register.engine.begin() as connection,
    ):
        connection.exec_driver_sql("CREATE TABLE x (y)")
    store.register.engine.dispose()
    assert {p: p.stat().st_mtime_ns for p in path.parent.iterdir()} == before
    path.with_name("register.sqlite-wal").write_bytes(b"x")
    with pytest.raises(StoreError, match="did not close it"):
        open_store(sqlite_settings)


def test_parameters_are_those_of_the_question() -> None:
    assert parameters_of("SELECT a::text FROM t WHERE b = :body AND c IN :ids") == {"body", "ids"}
