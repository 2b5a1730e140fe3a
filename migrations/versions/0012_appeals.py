"""Authors appeal against decisions"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import Id, UTCTime, Words

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", Id, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("comment_id", Id, nullable=False),
        sa.Column("decision_id", Id, nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("answer_id", Id, nullable=True),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_appeal_site_id"),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name="fk_appeal_comment_id"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_appeal_decision_id"),
        sa.ForeignKeyConstraint(["answer_id"], ["decision.id"], name="fk_appeal_answer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appeal"),
        sa.UniqueConstraint("decision_id", name="uq_appeal_decision_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_appeal_comment_id", "appeal", ["comment_id"])
    op.create_index("ix_appeal_site_id_created_at", "appeal", ["site_id", "created_at"])
    op.create_index("ix_appeal_answer_id", "appeal", ["answer_id"])
    partial("ix_appeal_open", "answer_id IS NULL")
    partial("ix_appeal_answered", "answer_id IS NOT NULL")


def partial(name: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, "appeal", ["site_id", "id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_table("appeal")
