# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence says which publication a statement stands in."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    op.add_column('evidence', sa.Column('citation', TEXT, nullable=True))
    op.add_column('evidence', sa.Column('link', TEXT, nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a register only goes forward")
