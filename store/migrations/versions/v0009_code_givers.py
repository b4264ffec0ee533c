"""Who gave a code, so that an impostor's are taken back with the account."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("account_codes", sa.Column("by", sa.String, nullable=False, server_default=""))
