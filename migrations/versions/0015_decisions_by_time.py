"""A site's decisions are found by when they were taken"""

from alembic import op

revision = "0015"
down_revision = "0014"
NAME = "ix_decision_site_id_created_at"


def upgrade() -> None:
    op.create_index(NAME, "decision", ["site_id", "created_at"])


def downgrade() -> None:
    op.drop_index(NAME, table_name="decision")
