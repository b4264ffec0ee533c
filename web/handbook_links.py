"""Signed links to the handbook's page: each is one person's own, for a working day."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from domain.people import Person
from store.handbook_links import HandbookLink
from store.store import Store
from web.links import WRITING, Seal

_NOBODY = ("-", "-")
"""Looked up for a token that cannot be read, so that it takes as much work as one that can."""


@dataclass(frozen=True)
class HandbookLinkMaker:
    """``base_url`` is where people reach us, without a slash at the end."""

    seal: Seal
    base_url: str
    store: Store

    def to(self, person: Person, now: datetime) -> str:
        """The address of the handbook for the person. The same one again while it holds for a good while."""
        links = self.store.handbook_links
        link = links.held(person.id, now) or links.make(person.id, now)
        return f"{self.base_url}/handbok/{quote(self.seal.handbook_link(link))}"

    def opened(self, token: str, now: datetime) -> HandbookLink | None:
        """The link of a token; None for one that is wrong, expired, taken back or unknown."""
        parts = self.seal.handbook_parts(token)
        link = self.live((parts or _NOBODY)[0], now)
        return link if link and (link.id, link.person) == parts else None

    def live(self, link_id: str, now: datetime) -> HandbookLink | None:
        """The link with that id, as long as it holds."""
        link = self.store.handbook_links.get(link_id)
        return link if link and link.live(now) else None

    def lately(self, link_id: str, now: datetime) -> HandbookLink | None:
        """The link with that id, though its time ran out while somebody was writing; not one taken back."""
        link = self.store.handbook_links.get(link_id)
        return link if link and not link.revoked and now <= link.expires + WRITING else None
