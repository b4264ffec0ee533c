"""Signed links: who may open which form, in an address that nobody can make up or change."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from itsdangerous import BadData, URLSafeSerializer

from domain.life import closes
from domain.people import Person
from domain.rounds import Round
from store.handbook_links import HandbookLink
from store.links import Holder, Link
from store.store import Store

_NOBODY = ("-", "-", "-", "-")
"""Looked up for a token that cannot be read, so that it takes as much work as one that can."""

_PAIR = 2
_REPORT_PARTS = 3

WRITING = timedelta(days=1)
"""So long after the closing what somebody had written is given back."""


@dataclass(frozen=True)
class Seal:
    """Signs what a browser carries. ``secret`` is the setting; each use has a key of its own.

    ``old``: the secret before it; what that has signed still holds.
    """

    secret: str
    old: str = ""

    def link(self, link: Link) -> str:
        return self._written("svara", [link.id, *vars(link.holder).values()])

    def link_parts(self, token: str) -> tuple[str, str, str, str] | None:
        """Link id, person, unit and round of a token that we have signed, exactly as we wrote it."""
        found = self._read("svara", token)
        if isinstance(found, list) and len(found) == len(_NOBODY):
            return (str(found[0]), str(found[1]), str(found[2]), str(found[3]))
        return None

    def handbook_link(self, link: HandbookLink) -> str:
        return self._written("handbok", [link.id, link.person])

    def handbook_parts(self, token: str) -> tuple[str, str] | None:
        """Link id and person of a token to the handbook that we have signed, exactly as we wrote it."""
        found = self._read("handbok", token)
        return (str(found[0]), str(found[1])) if isinstance(found, list) and len(found) == _PAIR else None

    def report_link(self, link_id: str, purpose: str, person: str) -> str:
        return self._written("rapport", [link_id, purpose, person])

    def report_parts(self, token: str) -> tuple[str, str, str] | None:
        """Link id, purpose and person of a token to the report that we have signed, as we wrote it."""
        found = self._read("rapport", token)
        if isinstance(found, list) and len(found) == _REPORT_PARTS:
            return (str(found[0]), str(found[1]), str(found[2]))
        return None

    def session(self, link_id: str, nonce: str) -> str:
        """What the cookie holds: the link that a browser has opened."""
        return self._written("session", [link_id, nonce])

    def opened(self, cookie: str, link_id: str) -> bool:
        """Whether the cookie is ours and for that link."""
        found = self._read("session", cookie)
        return isinstance(found, list) and found[:1] == [link_id]

    def guard(self, cookie: str) -> str:
        """The mark that a form sent from this session carries."""
        return self._guard(self.secret, cookie)

    def guards(self, cookie: str, given: str) -> bool:
        said = given.encode("utf-8", "replace")
        return any(hmac.compare_digest(self._guard(one, cookie).encode(), said) for one in self._known())

    def _guard(self, secret: str, cookie: str) -> str:
        key = f"formulär {secret}".encode()
        return hmac.new(key, cookie.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def _known(self) -> tuple[str, ...]:
        return (self.secret, self.old) if self.old else (self.secret,)

    def _written(self, use: str, what: list[str]) -> str:
        return str(_serializer(self.secret, use).dumps(what))

    def _read(self, use: str, text: str) -> object:
        """What was signed; None for what was not. The last sign of base64 has bits to spare: compare anew."""
        for secret in self._known():
            serializer = _serializer(secret, use)
            try:
                found: object = serializer.loads(text)
            except (BadData, ValueError):
                continue
            again = str(serializer.dumps(found))
            return found if hmac.compare_digest(again.encode(), text.encode()) else None
        return None


def _serializer(secret: str, use: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=f"samråd.{use}", signer_kwargs={"digest_method": hashlib.sha256})


@dataclass(frozen=True)
class LinkMaker:
    """``base_url`` is where people reach us, without a slash at the end."""

    seal: Seal
    base_url: str
    store: Store

    def to(self, person: Person, unit: str, round_: Round, now: datetime) -> str:
        """The address of the person's own form. The same one as long as the link is not taken back.

        It holds until the unit's answer is no longer taken: the closing of the round, or the extension.
        """
        holder = Holder(person.id, unit, round_.key)
        expires = closes(self.store.lives.of(round_.key, unit), round_)
        found = self.store.links.find(holder)
        if not found or found.expires != expires:
            found = self.store.links.make(holder, expires, now)
        return f"{self.base_url}/svara/{quote(self.seal.link(found))}"

    def opened(self, token: str, now: datetime) -> Link | None:
        """The link of a token; None for one that is wrong, expired, taken back or unknown."""
        parts = self.seal.link_parts(token)
        link = self.live((parts or _NOBODY)[0], now)
        return link if link and (link.id, *vars(link.holder).values()) == parts else None

    def live(self, link_id: str, now: datetime) -> Link | None:
        """The link with that id, as long as it holds."""
        link = self.store.links.get(link_id)
        if link is None or link.revoked:
            return None
        return link if now <= link.expires or now <= self._until(link) else None

    def lately(self, link_id: str, now: datetime) -> Link | None:
        """The link with that id, though its time ran out while somebody was writing; not one taken back."""
        link = self.store.links.get(link_id)
        return link if link and not link.revoked and now <= self._until(link) + WRITING else None

    def _until(self, link: Link) -> datetime:
        """When the unit's answer closes as it stands now: an extension may be younger than the link."""
        round_ = self.store.rounds.get(link.round)
        return closes(self.store.lives.of(link.round, link.unit), round_) if round_ else link.expires
