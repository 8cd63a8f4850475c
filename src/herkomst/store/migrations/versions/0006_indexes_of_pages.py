# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verdicts of a day, and the numbers bodies may share, are found without reading all there are."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        'ix_verdict_view_valid_until_valid_from', 'verdict', ['view', 'valid_until', 'valid_from'],
        unique=False,
    )
    shared = sa.text("quantity_low IS NOT NULL AND device IS NULL AND answer = 'yes'")
    op.create_index(
        'ix_claim_shared', 'claim', ['id'], unique=False,
        sqlite_where=shared, postgresql_where=shared,
    )


def downgrade() -> None:
    raise NotImplementedError("a register only goes forward")
