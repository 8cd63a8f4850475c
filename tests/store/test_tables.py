# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every append-only table is guarded on both engines."""

from __future__ import annotations

from herkomst.store.tables import APPEND_ONLY, metadata, triggers


def test_every_table_has_its_triggers() -> None:
    assert set(APPEND_ONLY) < set(metadata.tables)
    sqlite, postgres = triggers("sqlite"), triggers("postgresql")
    for table in APPEND_ONLY:
        assert sum(f" ON {table} " in t for t in sqlite) == 2
        assert sum(f" ON {table} " in t for t in postgres) == 2
