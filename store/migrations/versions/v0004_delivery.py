"""Delivery: where nobody is reached any more; when a message was first tried, and why it was given up."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "closed_addresses",
        *(
            sa.Column(name, sa.String, primary_key=True)
            for name in ("channel", "tenant", "account", "conversation")
        ),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.add_column("outbox", sa.Column("began", Instant))
    op.add_column("outbox", sa.Column("reason", sa.String(40), nullable=False, server_default=""))
