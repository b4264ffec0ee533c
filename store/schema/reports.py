"""The quarterly report: its versions, edits, life, remarks, files and links."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from domain.report_life import ReportAct, ReportStatus
from domain.report_links import Purpose
from store.schema.kinds import Instant, Number, json_value, metadata, words

report_versions = Table(
    "report_versions",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", String, nullable=False),
    Column("edits", Number, nullable=False),
    Column("cut_off", Instant, nullable=False),
    Column("why", String, nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The report as it stood: the whole document, compressed. ``number`` counts from 1; never changed."""

report_edits = Table(
    "report_edits",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("section", String, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("base", String, nullable=False),
    Column("words", String),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""What coordinators wrote in place of a section's text; the latest number counts. Never changed."""

report_steps = Table(
    "report_steps",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("act", words(ReportAct), nullable=False),
    Column("status", words(ReportStatus), nullable=False),
    Column("version", Number),
    Column("unit", String, nullable=False),
    Column("words", String, nullable=False),
    Column("until", Instant),
    Column("asked", json_value(), nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The life of a round's report, step by step from 1; ``status`` is what it led to. Never changed."""

report_remarks = Table(
    "report_remarks",
    metadata,
    Column("id", Number, primary_key=True),
    Column("round", ForeignKey("rounds.key"), nullable=False, index=True),
    Column("unit", String, nullable=False),
    Column("section", String, nullable=False),
    Column("quote", String, nullable=False),
    Column("words", String, nullable=False),
    Column("version", Number, nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""What the units said in the fact check, each about a paragraph. Never changed."""

report_settled = Table(
    "report_settled",
    metadata,
    Column("remark", ForeignKey("report_remarks.id"), primary_key=True, autoincrement=False),
    Column("words", String, nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""What was done about a remark."""

report_files = Table(
    "report_files",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("edition", Number, primary_key=True, autoincrement=False),
    Column("name", String, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The published files of each edition. Never changed."""

report_links = Table(
    "report_links",
    metadata,
    Column("id", String, primary_key=True),
    Column("purpose", words(Purpose), nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("round", ForeignKey("rounds.key"), nullable=False),
    Column("what", String, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("revoked", Instant),
    Column("at", Instant, nullable=False),
)
"""The signed links to the report's pages and files, each for one person and purpose."""
