"""What outside classifiers are asked about comments"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import Id, UTCTime, Words, code_point

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", Id, nullable=False),
        sa.Column("rule_id", Id, nullable=False),
        sa.Column("comment_id", Id, nullable=False),
        sa.Column("comment_version", sa.Integer(), nullable=False),
        sa.Column("acts", sa.Boolean(), nullable=False),
        sa.Column("state", code_point(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", UTCTime(), nullable=False),
        sa.Column("problem", Words(), nullable=True),
        sa.Column("verdict", code_point(16), nullable=True),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'answered', 'failed', 'outdated')",
            name=op.f("ck_inquiry_state"),
        ),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_inquiry_comment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inquiry_comment_id", "inquiry", ["comment_id"])
    op.create_index("ix_inquiry_rule_id_state", "inquiry", ["rule_id", "state"])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_inquiry_due", "inquiry", ["due_at"], sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    op.drop_table("inquiry")
