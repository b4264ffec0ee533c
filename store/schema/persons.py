"""People, their accounts, and what each was last shown."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, String, Table

from domain.people import Role
from store.schema.kinds import Instant, Number, metadata, words

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("mail", String, nullable=False, default=""),
    Column("invented", Boolean, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("role", words(Role), nullable=False),
    Column("unit", String),
    Column("since", Date),
    Column("until", Date),
    Index("ix_assignments_unit", "unit"),
)
"""Who has which role for which unit, and when. ``place`` 0 is the person's first."""

accounts = Table(
    "accounts",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
)

account_codes = Table(
    "account_codes",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("digest", String, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String, nullable=False, default="", server_default=""),
)
"""The hash of the code with which a person's account is bound; gone when it has been used.

``by``: the id of who gave it.
"""

code_tries = Table(
    "code_tries",
    metadata,
    Column("id", Number, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("account", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Wrong codes of the last hour. No record."""

whereabouts = Table(
    "whereabouts",
    metadata,
    Column("person", String, primary_key=True),
    Column("unit", String, nullable=False),
    Column("round", String, nullable=False),
    Column("card", String, nullable=False),
    Column("asked", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The form, card and question that a person was last shown: what typed words speak of. No record."""

seen = Table(
    "seen",
    metadata,
    Column("person", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("number", Number, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The version of each thing that a person was last shown. No record."""
