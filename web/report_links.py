"""Signed links to the report: to the draft, to a fact check, to a file, to what is published."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from domain.people import Person
from domain.report_links import LASTS, Opens, Purpose, ReportLink
from domain.rounds import Round
from store.store import Store
from web.links import WRITING, Seal

READING = timedelta(days=30)
"""So long after the last day of a fact check its page can still be read."""

DOORS = {
    Purpose.DRAFT: "utkast",
    Purpose.CHECK: "granska",
    Purpose.PUBLISHED: "rapport",
    Purpose.FILE: "fil",
}
"""Where in our address a link of each kind leads."""

_NOBODY = ("-", "-", "-")
"""Looked up for a token that cannot be read, so that it takes as much work as one that can."""


@dataclass(frozen=True)
class ReportLinkMaker:
    """``base_url`` is where people reach us, without a slash at the end."""

    seal: Seal
    base_url: str
    store: Store

    def draft(self, person: Person, round_: Round, now: datetime) -> str:
        """The page of the draft: for its coordinators and who decides."""
        return self._lasting(Opens(Purpose.DRAFT, person.id, round_.key), now)

    def check(self, person: Person, unit: str, round_: Round, until: datetime, now: datetime) -> str:
        """The page where a unit's people check what rests on their answer, to ``until`` (aware)."""
        return self._to(Opens(Purpose.CHECK, person.id, round_.key, unit), until, until, now)

    def file(self, person: Person, round_: Round, what: str, now: datetime) -> str:
        """One file, by what it is called among the round's: such as "4/pdf" or "dagordning/docx"."""
        return self._lasting(Opens(Purpose.FILE, person.id, round_.key, what), now)

    def published(self, person: Person, round_: Round, edition: int, now: datetime) -> str:
        """The page of a published edition, for who received it."""
        return self._lasting(Opens(Purpose.PUBLISHED, person.id, round_.key, str(edition)), now)

    def opened(self, token: str, now: datetime) -> ReportLink | None:
        """The link of a token; None for one that is wrong, expired, taken back or unknown."""
        parts = self.seal.report_parts(token)
        link = self.live((parts or _NOBODY)[0], now)
        return link if link and (link.id, str(link.purpose), link.person) == parts else None

    def live(self, link_id: str, now: datetime) -> ReportLink | None:
        """The link with that id, as long as it holds; a fact check's a while longer, to be read."""
        link = self.store.report_links.get(link_id)
        if link is None or link.revoked:
            return None
        more = READING if link.purpose is Purpose.CHECK else timedelta(0)
        return link if now <= link.expires + more else None

    def lately(self, link_id: str, now: datetime) -> ReportLink | None:
        """The link with that id, though its time ran out while somebody was writing; not one taken back."""
        link = self.store.report_links.get(link_id)
        return link if link and not link.revoked and now <= link.expires + WRITING else None

    def _lasting(self, opens: Opens, now: datetime) -> str:
        """The same address again while half of its time is left."""
        lasts = LASTS[opens.purpose]
        return self._to(opens, now + lasts, now + lasts / 2, now)

    def _to(self, opens: Opens, expires: datetime, least: datetime, now: datetime) -> str:
        links = self.store.report_links
        link = links.held(opens, least) or links.make(opens, expires, now)
        token = quote(self.seal.report_link(link.id, link.purpose, link.person))
        return f"{self.base_url}/{DOORS[link.purpose]}/{token}"
