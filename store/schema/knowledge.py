"""The handbook: what was asked, who answers it, and how its entries change."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from domain.proposals import ProposalStatus
from domain.tickets import TicketAct, TicketReason, TicketStatus
from store.schema.kinds import Instant, Number, metadata, words

handbook_links = Table(
    "handbook_links",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("expires", Instant, nullable=False),
    Column("revoked", Instant),
    Column("at", Instant, nullable=False),
)
"""The signed links to the handbook's page, each for one person and a working day."""

tickets = Table(
    "tickets",
    metadata,
    Column("id", Number, primary_key=True),
    Column("question", String, nullable=False),
    Column("shown", String, nullable=False),
    Column("entry", String, nullable=False),
    Column("reason", words(TicketReason), nullable=False),
    Column("group", String, nullable=False),
    Column("asker", String, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("status", words(TicketStatus), nullable=False),
    Column("owner", String, nullable=False),
    Index("ix_tickets_status", "status"),
    Index("ix_tickets_asker", "asker"),
)
"""``status``, ``owner`` and ``group`` follow from the steps, and are written in the same transaction."""

ticket_steps = Table(
    "ticket_steps",
    metadata,
    Column("ticket", ForeignKey("tickets.id"), primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("act", words(TicketAct), nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", String, nullable=False),
    Column("group", String, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("question", String, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("entry", String, nullable=False),
    Column("group", String, nullable=False),
    Column("picked", String, nullable=False, default=""),
    Column("verdict", String(40), nullable=False, default=""),
    Column("reason", String, nullable=False, default=""),
    Index("ix_questions_at", "at"),
)
"""What the handbook was asked, and what came of it. Never who asked; what was stopped is not kept."""

last_asked = Table(
    "last_asked",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("question", Number, nullable=False),
    Column("entry", String, nullable=False),
    Column("law", String, nullable=False),
    Column("shown", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The topic that an account last asked about: what "och för kvotflyktingar?" speaks of. No record."""

proposals = Table(
    "proposals",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", String, nullable=False),
    Column("group", String, nullable=False),
    Column("markdown", String, nullable=False),
    Column("status", words(ProposalStatus), nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", String, nullable=False),
    Column("base", Number),
    Column("ticket", Number),
    Column("decided_by", String, nullable=False, default=""),
    Column("decided_name", String, nullable=False, default=""),
    Column("decided_at", Instant),
    Column("decided_words", String, nullable=False, default=""),
    Index("ix_proposals_key", "key"),
    Index("ix_proposals_status", "status"),
)
"""Every version of an entry of the handbook that somebody has proposed, and what came of it."""
