"""What goes out and comes in: the outbox, addresses, activities seen, and what ran when."""

from sqlalchemy import Boolean, Column, Index, String, Table

from domain.delivery import Outcome, Reason
from store.schema.kinds import Instant, Number, json_value, metadata, words

outbox = Table(
    "outbox",
    metadata,
    Column("key", String, primary_key=True),
    Column("person", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("what", json_value(), nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("outcome", words(Outcome), nullable=False),
    Column("tries", Number, nullable=False, default=0),
    Column("doubts", Number, nullable=False, default=0),
    Column("holder", String, nullable=False, default=""),
    Column("lease_seconds", Number, nullable=False, default=0),
    Column("leased_until", Instant),
    Column("why", String, nullable=False, default=""),
    Column("activity", String, nullable=False, default=""),
    Column("at", Instant, nullable=False),
    Column("began", Instant),
    Column("reason", words(Reason), nullable=False, default=Reason.NONE, server_default=""),
    Index("ix_outbox_outcome_not_before", "outcome", "not_before"),
    Index("ix_outbox_person_key", "person", "key"),
)
"""``doubts``: sends with no answer. ``holder``: the process that claimed the row. ``at``: last changed.

``began``: when it was first sent. ``reason``: why it was given up.
"""

addresses = Table(
    "addresses",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("conversation", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("service_url", String, nullable=False),
    Column("bot", String, nullable=False),
    Column("personal", Boolean, nullable=False),
    Column("heard", Instant, nullable=False),
)

closed_addresses = Table(
    "closed_addresses",
    metadata,
    Column("channel", String, primary_key=True),
    Column("tenant", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("conversation", String, primary_key=True),
    Column("code", String, nullable=False),
    Column("reason", words(Reason), nullable=False),
    Column("why", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Where nobody is reached any more, and the channel's code for it. Of e-mail the account is the address."""

inbound = Table(
    "inbound",
    metadata,
    Column("conversation", String, primary_key=True),
    Column("activity", String, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("holder", String, nullable=False, default=""),
    Column("leased_until", Instant),
)
"""``leased_until``: somebody is answering it, ``holder``; without one it has been answered."""

ticks = Table(
    "ticks",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", Instant, nullable=False),
)

standstills = Table(
    "standstills",
    metadata,
    Column("since", Instant, primary_key=True),
    Column("until", Instant, nullable=False, index=True),
)
"""When no tick came, in hours of sending. Never taken away."""

failing_jobs = Table(
    "failing_jobs",
    metadata,
    Column("name", String, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("why", String, nullable=False),
)
"""What was due and did not run, since when; a row is gone when the job has run again."""
