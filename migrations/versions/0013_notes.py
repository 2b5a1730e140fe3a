"""Notes of moderators about authors"""

import sqlalchemy as sa
from alembic import op

from comments_service.storage.types import Id, UTCTime

revision = "0013"
down_revision = "0012"

POINTS = {"site_id": "site", "author_id": "author", "moderator_id": "author"}


def upgrade() -> None:
    op.create_table(
        "note",
        sa.Column("id", Id, nullable=False),
        *(sa.Column(name, Id, nullable=False) for name in POINTS),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", UTCTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_note_{name}"))
            for name, table in POINTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_note_author_id_id", "note", ["author_id", "id"])


def downgrade() -> None:
    op.drop_table("note")
