"""Queues are ordered by urgency, and what an author has written has an index"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import UTCTime

revision = "0004"
down_revision = "0003"

HELD = "status = 'held'"
REPORTED = "report_count > 0 AND status != 'deleted'"
# Of those who reported before, all weigh the same: six hours of waiting each, at most five days.
FILLED = {
    "sqlite": "created_at - 21600000000 * min(report_count, 20)",
    "postgresql": "created_at - interval '6 hours' * least(report_count, 20)",
}
EPOCH = {"sqlite": "0", "postgresql": "'epoch'"}


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute("SET LOCAL statement_timeout = 0")
    # Added with a default, since SQLite would else copy the whole table.
    default = sa.text(EPOCH[dialect])
    op.add_column(
        "comment", sa.Column("queue_at", UTCTime(), nullable=False, server_default=default)
    )
    op.add_column(
        "report", sa.Column("weight", sa.Integer(), nullable=False, server_default=sa.text("100"))
    )
    op.execute(f"UPDATE comment SET queue_at = {FILLED[dialect]}")  # noqa: S608  # our own words
    if dialect == "postgresql":
        op.alter_column("comment", "queue_at", server_default=None)
        op.alter_column("report", "weight", server_default=None)
    op.drop_index("ix_comment_reported", table_name="comment")
    partial("ix_comment_held", ["site_id", "queue_at", "id"], HELD)
    partial("ix_comment_reported", ["site_id", "queue_at", "id"], REPORTED)
    op.create_index("ix_comment_mine", "comment", ["author_id", "id"])


def partial(name: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, "comment", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name in ("ix_comment_mine", "ix_comment_reported", "ix_comment_held"):
        op.drop_index(name, table_name="comment")
    op.drop_column("report", "weight")
    op.drop_column("comment", "queue_at")
    partial("ix_comment_reported", ["site_id", "created_at", "id"], "report_count > 0")
