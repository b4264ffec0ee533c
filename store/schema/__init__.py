"""The tables. A change here goes with a new file in migrations/versions and a new HEAD in migrate.py."""

from store.schema.audit import audit
from store.schema.delivery import (
    addresses,
    closed_addresses,
    failing_jobs,
    inbound,
    outbox,
    standstills,
    ticks,
)
from store.schema.kinds import Instant, metadata
from store.schema.knowledge import handbook_links, last_asked, proposals, questions, ticket_steps, tickets
from store.schema.persons import account_codes, accounts, assignments, code_tries, people, seen, whereabouts
from store.schema.raised import raised_issues, raised_steps
from store.schema.reports import (
    report_edits,
    report_files,
    report_links,
    report_remarks,
    report_settled,
    report_steps,
    report_versions,
)
from store.schema.rounds import (
    drafts,
    evaluations,
    figures,
    form_versions,
    links,
    meetings,
    round_forms,
    rounds,
    steps,
    submissions,
)

__all__ = [
    "Instant",
    "account_codes",
    "accounts",
    "addresses",
    "assignments",
    "audit",
    "closed_addresses",
    "code_tries",
    "drafts",
    "evaluations",
    "failing_jobs",
    "figures",
    "form_versions",
    "handbook_links",
    "inbound",
    "last_asked",
    "links",
    "meetings",
    "metadata",
    "outbox",
    "people",
    "proposals",
    "questions",
    "raised_issues",
    "raised_steps",
    "report_edits",
    "report_files",
    "report_links",
    "report_remarks",
    "report_settled",
    "report_steps",
    "report_versions",
    "round_forms",
    "rounds",
    "seen",
    "standstills",
    "steps",
    "submissions",
    "ticket_steps",
    "tickets",
    "ticks",
    "whereabouts",
]
