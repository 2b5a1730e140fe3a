"""Rules that are rehearsed, and the jobs that rehearse them"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import Id, UTCTime, code_point

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # Added in place: a table that Alembic copies would forget which ids were given before.
    op.add_column(
        "site", sa.Column("rules_version", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("comment", sa.Column("sameness", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_comment_same",
        "comment",
        ["site_id", "sameness", "created_at"],
        sqlite_where=sa.text("sameness IS NOT NULL"),
        postgresql_where=sa.text("sameness IS NOT NULL"),
    )
    op.add_column("finding", sa.Column("rule_id", Id, nullable=True))
    op.add_column(
        "finding", sa.Column("acts", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.create_index("ix_finding_rule", "finding", ["rule_id", "created_at", "acts"])
    op.create_table(
        "rule",
        sa.Column("id", Id, nullable=False),
        sa.Column("site_id", Id, nullable=True),
        sa.Column("kind", code_point(32), nullable=False),
        sa.Column("name", code_point(80), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("state", code_point(16), nullable=False),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('off', 'rehearsal', 'shadow', 'on')", name=op.f("ck_rule_state")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_rule_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rule_site_id", "rule", ["site_id"])
    op.create_table(
        "job",
        sa.Column("id", Id, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("kind", code_point(32), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("state", code_point(16), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_job_state")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_job_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_state_id", "job", ["state", "id"])


def downgrade() -> None:
    op.drop_table("job")
    op.drop_table("rule")
    op.drop_index("ix_finding_rule", table_name="finding")
    op.drop_column("finding", "acts")
    op.drop_column("finding", "rule_id")
    op.drop_index("ix_comment_same", table_name="comment")
    op.drop_column("comment", "sameness")
    op.drop_column("site", "rules_version")
