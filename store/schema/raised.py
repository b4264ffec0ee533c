"""What the councils raise, until it is answered."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, UniqueConstraint

from store.schema.kinds import Instant, Number, json_value, metadata

raised_issues = Table(
    "raised_issues",
    metadata,
    Column("id", Number, primary_key=True),
    Column("round", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("source", String, nullable=False),
    Column("content", json_value(), nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("round", "unit", "source"),
    Index("ix_raised_issues_unit", "unit"),
)
"""What a unit raised. ``source`` tells where it was said, such as "form/handover/1" or a request's id."""

raised_steps = Table(
    "raised_steps",
    metadata,
    Column("issue", ForeignKey("raised_issues.id"), primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("round", String, nullable=False),
    Column("status", String(40), nullable=False),
    Column("content", json_value()),
    Column("words", String, nullable=False, default=""),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""How a raised issue went on: a status with words, or a changed content. Never changed."""
