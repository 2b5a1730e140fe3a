"""Filters that learn: their counts, their lessons, and the score of a comment"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import Bytes, Id

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    # Added in place: a table that Alembic copies would forget which ids were given before.
    op.add_column("comment", sa.Column("spamness", sa.Integer(), nullable=True))
    op.create_table(
        "learned",
        sa.Column("site_id", Id, autoincrement=False, nullable=False),
        sa.Column("learned_to", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("spams", sa.Integer(), nullable=False),
        sa.Column("honests", sa.Integer(), nullable=False),
        sa.Column("counts", Bytes(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_learned")),
    )
    op.create_table(
        "lesson",
        sa.Column("comment_id", Id, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("decision_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("spam", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_lesson_comment_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_lesson_decision_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_lesson_site_id")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_lesson")),
    )
    op.create_index("ix_lesson_site_id_decision_id", "lesson", ["site_id", "decision_id"])


def downgrade() -> None:
    op.drop_table("lesson")
    op.drop_table("learned")
    op.drop_column("comment", "spamness")
