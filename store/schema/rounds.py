"""The rounds: their questionnaires, what was answered, and its life."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Table,
    UniqueConstraint,
)

from store.schema.kinds import Instant, Number, json_value, metadata

rounds = Table(
    "rounds",
    metadata,
    Column("key", String, primary_key=True),
    Column("council_date", Date, nullable=False),
    Column("opens", Instant, nullable=False),
    Column("due", Instant, nullable=False),
    Column("closes", Instant, nullable=False),
    Column("draft_at", Instant, nullable=False),
)

round_forms = Table(
    "round_forms",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("form_id", String, primary_key=True),
    Column("version", Number, nullable=False),
)
"""The version of each questionnaire that a round is pinned to."""

form_versions = Table(
    "form_versions",
    metadata,
    Column("form_id", String, primary_key=True),
    Column("version", Number, primary_key=True, autoincrement=False),
    Column("digest", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The digest of each questionnaire file when a round first used it: from then on it may not change."""

meetings = Table(
    "meetings",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("unit", String, primary_key=True),
    Column("day", Date, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The day that a council meets in a round; its municipalities are asked before it."""

drafts = Table(
    "drafts",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("unit", String, primary_key=True),
    Column("revision", Number, primary_key=True, autoincrement=False),
    Column("card", String, nullable=False),
    Column("answers", json_value(), nullable=False),
    Column("request", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("on_behalf", Boolean, nullable=False, default=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("request"),
)
"""Every saved card, whole. ``revision`` counts from 1; a row is never changed."""

submissions = Table(
    "submissions",
    metadata,
    Column("round", String, primary_key=True),
    Column("unit", String, primary_key=True),
    Column("version", Number, primary_key=True, autoincrement=False),
    Column("revision", Number, nullable=False),
    Column("form_id", String, nullable=False),
    Column("form_version", Number, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("round", "unit", "revision"),
    Index("ix_submissions_unit_round", "unit", "round"),
    ForeignKeyConstraint(["round", "unit", "revision"], ["drafts.round", "drafts.unit", "drafts.revision"]),
)
"""Which saved card was sent in; the answers, and who gave them, stand in ``drafts``. Never changed."""

steps = Table(
    "steps",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("unit", String, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("action", String(40), nullable=False),
    Column("status", String(40), nullable=False),
    Column("version", Number),
    Column("until", Instant),
    Column("words", String, nullable=False, default=""),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The life of a unit's answer, step by step from 1; ``status`` is what the step led to. Never changed."""

links = Table(
    "links",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("unit", String, nullable=False),
    Column("round", ForeignKey("rounds.key"), nullable=False),
    Column("expires", Instant, nullable=False),
    Column("revoked", Instant),
    Column("at", Instant, nullable=False),
    Index("ix_links_person_unit_round", "person", "unit", "round"),
)
"""The signed links to the form in a browser, each for one person, unit and round."""

evaluations = Table(
    "evaluations",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("person", String, primary_key=True),
    Column("answers", json_value(), nullable=False),
    Column("at", Instant, nullable=False),
)
"""The three questions when a round is over; a person's latest answers count."""

figures = Table(
    "figures",
    metadata,
    Column("unit", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("as_of", Date, primary_key=True),
    Column("fetched", Instant, primary_key=True),
    Column("value", Float),
    Column("state", String(40), nullable=False),
    Column("source", String, nullable=False),
    Index("ix_figures_key_as_of", "key", "as_of"),
)
"""Published numbers, each as read at ``fetched``: the latest counts, the others are what stood before."""
