"""Policies are inherited, and what was found of a reason is kept"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import Id, UTCTime, code_point

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Added in place: a table that Alembic copies would forget which ids were given before.
    op.add_column("article", sa.Column("section", code_point(200), nullable=True))
    op.add_column("article", sa.Column("policy", sa.JSON(), nullable=True))
    op.create_table(
        "policy_layer",
        sa.Column("site_id", Id, autoincrement=False, nullable=False),
        sa.Column("section", code_point(200), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "section", name=op.f("pk_policy_layer")),
    )
    op.create_table(
        "finding",
        sa.Column("id", Id, nullable=False),
        sa.Column("comment_id", Id, nullable=False),
        sa.Column("comment_version", sa.Integer(), nullable=False),
        sa.Column("code", code_point(32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_finding_comment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_finding_comment_id_id", "finding", ["comment_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_finding_comment_id_id", table_name="finding")
    op.drop_table("finding")
    op.drop_table("policy_layer")
    op.drop_column("article", "policy")
    op.drop_column("article", "section")
