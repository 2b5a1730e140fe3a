"""Networks are digested under keys of a week, which are destroyed"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET LOCAL statement_timeout = 0")
    op.create_table(
        "network_key",
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_network_key")),
    )
    # Digested under keys that the secret gives back at any time.
    op.execute("UPDATE vote SET network = NULL WHERE network IS NOT NULL")


def downgrade() -> None:
    op.drop_table("network_key")
