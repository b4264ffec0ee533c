"""Watching over Samråd itself: when it stood still, and what does not run."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "standstills",
        sa.Column("since", Instant, primary_key=True),
        sa.Column("until", Instant, nullable=False),
    )
    op.create_index("ix_standstills_until", "standstills", ["until"])
    op.create_table(
        "failing_jobs",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("since", Instant, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
