"""Who did what, and why."""

from sqlalchemy import Column, String, Table

from store.schema.kinds import Instant, Number, metadata

audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Instant),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("why", String, nullable=False),
)
