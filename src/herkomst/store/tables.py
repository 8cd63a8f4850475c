# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the register, derived from the nouns."""

from __future__ import annotations

import sqlalchemy as sa

from herkomst import model
from herkomst.schema import sql_table

metadata = sa.MetaData()

documents = sql_table(model.Document, metadata, name="document", key=("id",))
log = sql_table(model.Part, metadata, name="log", key=("sequence",), index=(("id",),))
claims = sql_table(
    model.Claim,
    metadata,
    name="claim",
    key=("id",),
    index=(("body", "said_at", "id"), ("for_body",)),  # the order in which claims are paged
)
_public = claims.c.classification == str(model.Classification.PUBLIC)
sa.Index(
    "ix_claim_public",
    claims.c.body,
    claims.c.said_at,
    claims.c.id,
    sqlite_where=_public,
    postgresql_where=_public,
)
_named = claims.c.supplier.is_not(None)
sa.Index("ix_claim_supplier", claims.c.supplier, sqlite_where=_named, postgresql_where=_named)
# As literals: a parameter would not do in the condition of an index.
_shared = sa.text("quantity_low IS NOT NULL AND device IS NULL AND answer = 'yes'")
sa.Index("ix_claim_shared", claims.c.id, sqlite_where=_shared, postgresql_where=_shared)
evidence = sql_table(
    model.Evidence,
    metadata,
    name="evidence",
    key=("claim", "part", "locator", "rule"),
    index=(("part",),),
)
decisions = sql_table(model.Decision, metadata, name="decision", key=("id",), index=(("target",),))
tombstones = sql_table(model.Tombstone, metadata, name="tombstone", key=("noun", "target"))

# Derived: dropped and rebuilt at will.
verdicts = sql_table(
    model.Verdict,
    metadata,
    name="verdict",
    key=("view", "body", "maker", "kind", "valid_from", "step"),
    index=(("view", "valid_until", "valid_from"),),  # the verdicts of a day
)
leads = sql_table(
    model.Lead, metadata, name="lead", key=("claim", "award", "said_at"), index=(("body",),)
)
reach = sql_table(model.Reach, metadata, name="reach", key=("view", "body"))
# Which column of a stranger's table is which column of ours, once a user has said so.
mappings = sa.Table(
    "mapping",
    metadata,
    sa.Column("header", sa.Text(), primary_key=True),
    sa.Column("source", sa.Text(), nullable=False),
    sa.Column("columns", sa.Text(), nullable=False),
)
# The erasing door: while a row stands here, the triggers let updates and deletes through.
door = sa.Table("erasing", metadata, sa.Column("ground", sa.Text(), primary_key=True))

APPEND_ONLY = ("document", "log", "claim", "evidence", "decision", "tombstone")


def triggers(dialect: str) -> list[str]:
    """The statements that keep the append-only tables append-only, for one engine."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "WHEN NOT EXISTS (SELECT 1 FROM erasing) "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}; only the erasing door changes it'); END"
            for table in APPEND_ONLY
            for verb in ("UPDATE", "DELETE")
        ]
    made = [
        "CREATE FUNCTION herkomst_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM erasing) THEN "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; ELSIF TG_OP = 'UPDATE' THEN RETURN NEW; "
        "ELSE RETURN NULL; END IF; END IF; "
        "RAISE EXCEPTION USING MESSAGE = "
        "'append-only: ' || TG_TABLE_NAME || '; only the erasing door changes it'; END $$"
    ]
    for table in APPEND_ONLY:
        made.append(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION herkomst_append_only()"
        )
        made.append(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION herkomst_append_only()"
        )
    return made
