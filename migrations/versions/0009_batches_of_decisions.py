"""Batches: decisions about many comments at once"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import UTCTime

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def code_point(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "batch",
        sa.Column("id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("moderator_id", ID, nullable=False),
        sa.Column("undone_by_id", ID, nullable=True),
        sa.Column("article_id", ID, nullable=True),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("action", code_point(16), nullable=False),
        sa.Column("rule", code_point(32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", code_point(16), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_batch_site_id")),
        sa.ForeignKeyConstraint(
            ["moderator_id"], ["author.id"], name=op.f("fk_batch_moderator_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["author.id"], name=op.f("fk_batch_undone_by_id")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_batch_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_batch_state_id", "batch", ["state", "id"])
    op.create_index("ix_batch_site_id", "batch", ["site_id", "id"])
    op.create_table(
        "batch_item",
        sa.Column("id", ID, nullable=False),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.Column("comment_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", code_point(16), nullable=False),
        sa.Column("state", code_point(16), nullable=False),
        sa.Column("decision_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_item_batch_id")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_batch_item_comment_id")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_batch_item_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_item")),
        sa.UniqueConstraint(
            "batch_id", "comment_id", name=op.f("uq_batch_item_batch_id_comment_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_batch_item_todo", "batch_item", ["batch_id", "state", "article_id", "comment_id"]
    )
    # How many were reported since then is asked by every desk that is open, all the time.
    op.create_index("ix_report_created_at", "report", ["created_at"])


def downgrade() -> None:
    op.drop_index("ix_report_created_at", "report")
    op.drop_table("batch_item")
    op.drop_table("batch")
