# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first tables: documents, the log, claims, evidence, decisions, and what is derived."""

import sqlalchemy as sa
from alembic import op

from herkomst.store.database import create_triggers

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    op.create_table('claim',
    sa.Column('id', TEXT, nullable=False),
    sa.Column('body', TEXT, nullable=False),
    sa.Column('body_level', TEXT, nullable=False),
    sa.Column('department', TEXT, nullable=True),
    sa.Column('place', TEXT, nullable=True),
    sa.Column('device', TEXT, nullable=True),
    sa.Column('makers', TEXT, nullable=False),
    sa.Column('makers_op', TEXT, nullable=False),
    sa.Column('kind', TEXT, nullable=False),
    sa.Column('brand', TEXT, nullable=True),
    sa.Column('model', TEXT, nullable=True),
    sa.Column('firmware', TEXT, nullable=True),
    sa.Column('quantity_low', sa.BigInteger(), nullable=True),
    sa.Column('quantity_high', sa.BigInteger(), nullable=True),
    sa.Column('quantity_as_said', TEXT, nullable=True),
    sa.Column('unit', TEXT, nullable=True),
    sa.Column('property', TEXT, nullable=False),
    sa.Column('answer', TEXT, nullable=False),
    sa.Column('phase', TEXT, nullable=True),
    sa.Column('basis', TEXT, nullable=False),
    sa.Column('role', TEXT, nullable=False),
    sa.Column('for_body', TEXT, nullable=True),
    sa.Column('supplier', TEXT, nullable=True),
    sa.Column('claimant', TEXT, nullable=True),
    sa.Column('by_body', sa.Boolean(), nullable=False),
    sa.Column('said_at', TEXT, nullable=False),
    sa.Column('event_from', TEXT, nullable=True),
    sa.Column('event_until', TEXT, nullable=True),
    sa.Column('paraphrase', TEXT, nullable=True),
    sa.Column('follows', sa.BigInteger(), nullable=False),
    sa.Column('grade', TEXT, nullable=True),
    sa.Column('confidence', sa.Double(), nullable=True),
    sa.Column('synthetic', sa.Boolean(), nullable=False),
    sa.Column('classification', TEXT, nullable=False),
    sa.Column('recorded_at', TEXT, nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_claim_body_kind', 'claim', ['body', 'kind'], unique=False)
    op.create_index('ix_claim_for_body', 'claim', ['for_body'], unique=False)
    op.create_table('decision',
    sa.Column('id', TEXT, nullable=False),
    sa.Column('kind', TEXT, nullable=False),
    sa.Column('target', TEXT, nullable=False),
    sa.Column('by', TEXT, nullable=False),
    sa.Column('reason', TEXT, nullable=False),
    sa.Column('decided_at', TEXT, nullable=False),
    sa.Column('until', TEXT, nullable=True),
    sa.Column('recorded_at', TEXT, nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_decision_target', 'decision', ['target'], unique=False)
    op.create_table('document',
    sa.Column('id', TEXT, nullable=False),
    sa.Column('source', TEXT, nullable=False),
    sa.Column('media_type', TEXT, nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('name', TEXT, nullable=False),
    sa.Column('received_size', sa.BigInteger(), nullable=False),
    sa.Column('received_sha256', TEXT, nullable=False),
    sa.Column('fetched_at', TEXT, nullable=False),
    sa.Column('origin', TEXT, nullable=False),
    sa.Column('published_at', TEXT, nullable=True),
    sa.Column('classification', TEXT, nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('erasing',
    sa.Column('ground', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('ground')
    )
    op.create_table('evidence',
    sa.Column('claim', TEXT, nullable=False),
    sa.Column('part', TEXT, nullable=False),
    sa.Column('document', TEXT, nullable=False),
    sa.Column('locator', TEXT, nullable=False),
    sa.Column('value', TEXT, nullable=True),
    sa.Column('rule', TEXT, nullable=False),
    sa.Column('seen_at', TEXT, nullable=False),
    sa.PrimaryKeyConstraint('claim', 'part', 'locator', 'rule')
    )
    op.create_index('ix_evidence_part', 'evidence', ['part'], unique=False)
    op.create_table('log',
    sa.Column('sequence', sa.BigInteger(), nullable=False),
    sa.Column('id', TEXT, nullable=False),
    sa.Column('kind', TEXT, nullable=False),
    sa.Column('document', TEXT, nullable=True),
    sa.Column('body', TEXT, nullable=True),
    sa.Column('read', sa.BigInteger(), nullable=False),
    sa.Column('kept', sa.BigInteger(), nullable=False),
    sa.Column('quarantined', sa.BigInteger(), nullable=False),
    sa.Column('skipped', sa.BigInteger(), nullable=False),
    sa.Column('claims', sa.BigInteger(), nullable=False),
    sa.Column('synthetic', sa.Boolean(), nullable=False),
    sa.Column('lake_sha256', TEXT, nullable=True),
    sa.Column('recorded_at', TEXT, nullable=False),
    sa.Column('previous', TEXT, nullable=False),
    sa.Column('root', TEXT, nullable=False),
    sa.Column('hash', TEXT, nullable=False),
    sa.PrimaryKeyConstraint('sequence')
    )
    op.create_index('ix_log_id', 'log', ['id'], unique=False)
    op.create_table('mapping',
    sa.Column('header', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('columns', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('header')
    )
    op.create_table('reach',
    sa.Column('view', TEXT, nullable=False),
    sa.Column('body', TEXT, nullable=False),
    sa.Column('asked_at', TEXT, nullable=True),
    sa.Column('answered_at', TEXT, nullable=True),
    sa.Column('looked_at', TEXT, nullable=True),
    sa.PrimaryKeyConstraint('view', 'body')
    )
    op.create_table('tombstone',
    sa.Column('noun', TEXT, nullable=False),
    sa.Column('target', TEXT, nullable=False),
    sa.Column('erased_at', TEXT, nullable=False),
    sa.Column('ground', TEXT, nullable=False),
    sa.PrimaryKeyConstraint('noun', 'target')
    )
    op.create_table('verdict',
    sa.Column('view', TEXT, nullable=False),
    sa.Column('body', TEXT, nullable=False),
    sa.Column('maker', TEXT, nullable=False),
    sa.Column('kind', TEXT, nullable=False),
    sa.Column('label', TEXT, nullable=False),
    sa.Column('answer', TEXT, nullable=True),
    sa.Column('by_body', sa.Boolean(), nullable=False),
    sa.Column('valid_from', TEXT, nullable=False),
    sa.Column('valid_until', TEXT, nullable=True),
    sa.Column('step', sa.BigInteger(), nullable=False),
    sa.Column('count_low', sa.BigInteger(), nullable=True),
    sa.Column('count_high', sa.BigInteger(), nullable=True),
    sa.Column('unit', TEXT, nullable=True),
    sa.Column('devices_seen', sa.BigInteger(), nullable=False),
    sa.Column('counted', sa.Boolean(), nullable=False),
    sa.Column('quantities', TEXT, nullable=False),
    sa.Column('claims', TEXT, nullable=False),
    sa.Column('claims_total', sa.BigInteger(), nullable=False),
    sa.Column('synthetic', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('view', 'body', 'maker', 'kind', 'valid_from', 'step')
    )
    create_triggers(op.get_bind())


def downgrade() -> None:
    raise NotImplementedError("a register only goes forward")
