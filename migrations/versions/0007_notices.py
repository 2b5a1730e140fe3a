"""Notices of illegal content are kept, with who stands behind them"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import Id, UTCTime, code_point

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", Id, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("report_id", Id, nullable=False),
        sa.Column("comment_version", sa.Integer(), nullable=False),
        sa.Column("digest", code_point(64), nullable=False),
        sa.Column("ground", code_point(32), nullable=False),
        sa.Column("name", code_point(80), nullable=True),
        sa.Column("email", code_point(254), nullable=True),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_notice_site_id"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_notice_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("report_id", name="uq_notice_report_id"),
        sa.UniqueConstraint("digest", name="uq_notice_digest"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_site_id_id", "notice", ["site_id", "id"])
    op.create_index("ix_notice_site_id_created_at", "notice", ["site_id", "created_at"])


def downgrade() -> None:
    op.drop_table("notice")
