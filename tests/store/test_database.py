# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Migrations and engines."""

from __future__ import annotations

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
    with pytest.raises(StoreError, match="mysql"):
        open_engine("mysql://x/y")


def test_parameters_are_those_of_the_question() -> None:
    assert parameters_of("SELECT a::text FROM t WHERE b = :body AND c IN :ids") == {"body", "ids"}
