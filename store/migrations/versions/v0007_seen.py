"""What each person was last shown of what several may change in the chat."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "seen",
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
