"""Guests of one network have one voice when they report"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import code_point

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("report", sa.Column("network", code_point(32), nullable=True))


def downgrade() -> None:
    op.drop_column("report", "network")
