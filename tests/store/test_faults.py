# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors of libraries in plain words; faults of our own are left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import duckdb
import pytest
import sqlalchemy as sa

from herkomst.errors import DiskError, StoreError
from herkomst.store.faults import explained, told


def raised(path: Path, *statements: str) -> Exception:
    """What SQLAlchemy raises for statements on an SQLite file."""
    engine = sa.create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    except sa.exc.DBAPIError as error:
        return error
    finally:
        engine.dispose()
    raise AssertionError("nothing was raised")


def test_a_database_without_room(tmp_path: Path) -> None:
    full = "INSERT INTO t SELECT zeroblob(100000)"
    error = raised(tmp_path / "x", "PRAGMA max_page_count = 4", "CREATE TABLE t (x)", full)
    found = explained(error, "x")
    assert isinstance(found, DiskError)
    assert (found.what, found.where, found.do) == ("the disk is full", "x", DiskError.ROOM)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"no database " * 100)
    found = explained(raised(tmp_path / "x", "SELECT * FROM t"))
    assert found is not None and "no database" in found.what and "Make room" not in found.do


def test_another_writer(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x", isolation_level=None) as held:
        held.execute("BEGIN EXCLUSIVE")
        error = raised(tmp_path / "x", "PRAGMA busy_timeout = 1", "CREATE TABLE t (x)")
    held.close()
    found = explained(error)
    assert found is not None and "busy" in found.what


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1" + bytes(100))
    with pytest.raises(StoreError, match="damaged"), told("here"):
        duckdb.sql(f"SELECT * FROM '{tmp_path / 'x.parquet'}'").fetchall()


def test_a_fault_of_our_own_is_left_alone() -> None:
    with pytest.raises(duckdb.BinderException), told():
        duckdb.sql("SELECT nothing_such")
    with pytest.raises(KeyError), told():
        {}["x"]
    assert explained(KeyError("x")) is None
    found = StoreError("ours")
    with pytest.raises(StoreError) as seen, told("elsewhere"):
        raise found
    assert seen.value is found
