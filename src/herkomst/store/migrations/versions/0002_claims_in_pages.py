# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Claims are read page by page: by body, date and id; the public ones have an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index('ix_claim_body_kind', 'claim')
    op.create_index('ix_claim_body_said_at_id', 'claim', ['body', 'said_at', 'id'], unique=False)
    public = sa.text("classification = 'public'")
    op.create_index(
        'ix_claim_public', 'claim', ['body', 'said_at', 'id'], unique=False,
        sqlite_where=public, postgresql_where=public,
    )


def downgrade() -> None:
    raise NotImplementedError("a register only goes forward")
