"""Codes that bind an account in Teams to a person, and who has written a wrong one."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "account_codes",
        sa.Column("person", sa.String, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("expires", Instant, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_table(
        "code_tries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
