"""Bans, and the network of a week that a comment came from"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import Id, UTCTime, code_point

revision = "0010"
down_revision = "0009"

KIND = "kind IN ('author', 'network', 'range', 'email_domain')"
POINTS = {
    "site_id": "site",
    "author_id": "author",
    "comment_id": "comment",
    "moderator_id": "author",
    "decision_id": "decision",
    "lifted_id": "decision",
}


def upgrade() -> None:
    op.add_column("comment", sa.Column("network", code_point(32), nullable=True))
    op.add_column(
        "site", sa.Column("bans_version", sa.Integer(), nullable=False, server_default=sa.text("1"))
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("site", "bans_version", server_default=None)
    op.create_table(
        "ban",
        sa.Column("id", Id, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("kind", code_point(16), nullable=False),
        sa.Column("value", code_point(255), nullable=False),
        sa.Column("author_id", Id, nullable=True),
        sa.Column("comment_id", Id, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moderator_id", Id, nullable=False),
        sa.Column("decision_id", Id, nullable=False),
        sa.Column("lifted_id", Id, nullable=True),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.Column("ends_at", UTCTime(), nullable=False),
        sa.CheckConstraint(KIND, name=op.f("ck_ban_kind")),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_ban_{name}"))
            for name, table in POINTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ban_author_id", "ban", ["author_id"])
    op.create_index("ix_ban_site_id_id", "ban", ["site_id", "id"])


def downgrade() -> None:
    op.drop_table("ban")
    op.drop_column("site", "bans_version")
    op.drop_column("comment", "network")
