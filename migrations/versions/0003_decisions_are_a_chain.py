"""Decisions are a chain that the database itself keeps"""

import secrets

import sqlalchemy as sa
from alembic import op

from comments_service.domain import chain
from comments_service.storage.models import kept
from comments_service.storage.types import UTCTime

revision = "0003"
down_revision = "0002"

AT_ONCE = 1000
# Copying a table, Alembic would else give its ids away a second time.
NUMBERED_ONCE = {"sqlite_autoincrement": True}
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ABOUT = {"article": "article_id", "author": "author_id"}


def code_point(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


FILLED = {
    "number": sa.Integer(),
    "source": code_point(8),
    "detected": sa.Boolean(),
    "automated": sa.Boolean(),
    "scope": code_point(16),
    "detail_digest": code_point(64),
    "previous": code_point(64),
    "digest": code_point(64),
}
EMPTY = {
    "article_id": ID,
    "author_id": ID,
    "ground": code_point(8),
    "rule": code_point(32),
    "ends_at": UTCTime(),
    "redress": code_point(16),
}
WORDS = {"facts": sa.Text(), "salt": code_point(64)}
OLD = ("site_id", "comment_id", "comment_version", "moderator_id", "reverses_id")
DECISION = sa.table(
    "decision",
    sa.column("id", ID),
    *(sa.column(name, ID) for name in OLD),
    *(sa.column(name, sa.String()) for name in ("action", "status_before", "status_after")),
    sa.column("created_at", UTCTime()),
    *(sa.column(name, kind) for name, kind in (FILLED | EMPTY).items()),
)
DETAIL = sa.table(
    "decision_detail",
    sa.column("decision_id", ID),
    sa.column("reason", sa.Text()),
    *(sa.column(name, kind) for name, kind in WORDS.items()),
)
HEAD = sa.table(
    "decision_head",
    sa.column("site_id", ID),
    sa.column("number", sa.Integer()),
    sa.column("digest", sa.String()),
)


def upgrade() -> None:
    op.create_table(
        "decision_head",
        sa.Column("site_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", code_point(64), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_decision_head_site_id")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_decision_head")),
    )
    with op.batch_alter_table("decision", table_kwargs=NUMBERED_ONCE) as batch_op:
        for name, kind in (FILLED | EMPTY).items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.alter_column("comment_id", existing_type=ID, nullable=True)
        batch_op.alter_column("comment_version", existing_type=sa.Integer(), nullable=True)
    with op.batch_alter_table("decision_detail") as batch_op:
        for name, kind in WORDS.items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    connection = op.get_bind()
    for site_id in connection.scalars(sa.select(DECISION.c.site_id).distinct()).all():
        chained(connection, site_id)
    with op.batch_alter_table("decision_detail") as batch_op:
        for name, kind in WORDS.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
    with op.batch_alter_table("decision", table_kwargs=NUMBERED_ONCE) as batch_op:
        for name, kind in FILLED.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        for table, name in ABOUT.items():
            batch_op.create_foreign_key(op.f(f"fk_decision_{name}"), table, [name], ["id"])
        batch_op.drop_index(op.f("ix_decision_site_id"))
        batch_op.create_unique_constraint(op.f("uq_decision_site_id_number"), ["site_id", "number"])
        batch_op.create_index("ix_decision_article_id_id", ["article_id", "id"])
        batch_op.create_index("ix_decision_moderator_id_id", ["moderator_id", "id"])
    for statement in kept.STATEMENTS[connection.dialect.name]:
        op.execute(statement)


def chained(connection: sa.Connection, site_id: int) -> None:
    """Give a site's decisions, in their order, what the chain is made of."""
    previous, number, after = chain.BEGINNING, 0, 0
    asked = (
        sa.select(DECISION, DETAIL.c.reason)
        .outerjoin(DETAIL, DETAIL.c.decision_id == DECISION.c.id)
        .where(DECISION.c.site_id == site_id)
        .order_by(DECISION.c.id)
        .limit(AT_ONCE)
    )
    while rows := connection.execute(asked.where(DECISION.c.id > after)).mappings().all():
        for row in rows:
            number, after = number + 1, row["id"]
            previous = link(connection, dict(row), number, previous)
    connection.execute(HEAD.insert().values(site_id=site_id, number=number, digest=previous))


def link(connection: sa.Connection, row: dict[str, object], number: int, previous: str) -> str:
    salt, words = secrets.token_hex(16), {"reason": row.pop("reason") or "", "facts": ""}
    given = {"number": number, "source": "own", "detected": False, "automated": False}
    given |= {"scope": "comment", "detail_digest": chain.seal(salt, words), "previous": previous}
    row |= given
    digest = chain.digest(previous, {name: row[name] for name in chain.FIELDS})
    own = DECISION.c.id == row["id"]
    connection.execute(DECISION.update().where(own).values(**given, digest=digest))
    words |= {"salt": salt}
    mine = DETAIL.c.decision_id == row["id"]
    if not connection.execute(DETAIL.update().where(mine).values(words)).rowcount:
        connection.execute(DETAIL.insert().values(decision_id=row["id"], **words))
    return digest


def downgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute("DROP FUNCTION decision_kept() CASCADE")
    else:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER decision_kept_{verb}")
    # What is not about a comment has no place in the older table.
    others = sa.select(DECISION.c.id).where(DECISION.c.comment_id.is_(None))
    connection.execute(DETAIL.delete().where(DETAIL.c.decision_id.in_(others)))
    connection.execute(DECISION.delete().where(DECISION.c.comment_id.is_(None)))
    with op.batch_alter_table("decision", table_kwargs=NUMBERED_ONCE) as batch_op:
        batch_op.drop_index("ix_decision_moderator_id_id")
        batch_op.drop_index("ix_decision_article_id_id")
        batch_op.drop_constraint(op.f("uq_decision_site_id_number"), type_="unique")
        for name in ABOUT.values():
            batch_op.drop_constraint(op.f(f"fk_decision_{name}"), type_="foreignkey")
        for name in FILLED | EMPTY:
            batch_op.drop_column(name)
        batch_op.alter_column("comment_version", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("comment_id", existing_type=ID, nullable=False)
        batch_op.create_index(op.f("ix_decision_site_id"), ["site_id"])
    with op.batch_alter_table("decision_detail") as batch_op:
        for name in WORDS:
            batch_op.drop_column(name)
    op.drop_table("decision_head")
