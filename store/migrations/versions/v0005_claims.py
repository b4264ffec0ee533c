"""Received activities are claimed before they are answered."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("inbound", sa.Column("holder", sa.String, nullable=False, server_default=""))
    op.add_column("inbound", sa.Column("leased_until", Instant))
