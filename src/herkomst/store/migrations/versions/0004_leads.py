# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Leads from suppliers to makers; claims that name a supplier are found by an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    op.create_table('lead',
    sa.Column('claim', TEXT, nullable=False),
    sa.Column('award', TEXT, nullable=False),
    sa.Column('body', TEXT, nullable=False),
    sa.Column('maker', TEXT, nullable=False),
    sa.Column('kind', TEXT, nullable=False),
    sa.Column('supplier', TEXT, nullable=False),
    sa.Column('said_at', TEXT, nullable=False),
    sa.Column('n', sa.BigInteger(), nullable=False),
    sa.Column('k', sa.BigInteger(), nullable=False),
    sa.Column('low', sa.Double(), nullable=False),
    sa.Column('high', sa.Double(), nullable=False),
    sa.Column('deliveries', TEXT, nullable=False),
    sa.Column('synthetic', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('claim', 'award', 'said_at')
    )
    op.create_index('ix_lead_body', 'lead', ['body'], unique=False)
    named = sa.text('supplier IS NOT NULL')
    op.create_index(
        'ix_claim_supplier', 'claim', ['supplier'], unique=False,
        sqlite_where=named, postgresql_where=named,
    )


def downgrade() -> None:
    raise NotImplementedError("a register only goes forward")
