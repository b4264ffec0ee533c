"""The ways to reach a person, the best first: Teams where there is a personal chat, else e-mail."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from bot.channels.mail import Mail
from domain.delivery import MAIL, Address, Claimed, Unreachable
from domain.messages import Message
from domain.people import Person
from scheduler.delivery import Deliver, Turns, at_once
from scheduler.preparing import nowhere
from store.store import Store


@dataclass(frozen=True)
class Ways:
    """``mail`` is None where e-mail is not set up. ``turns``: the pace of Teams; letters need none."""

    store: Store
    teams: Deliver
    mail: Mail | None = None
    turns: Turns = at_once

    def to(self, row: Claimed) -> Sequence[Address]:
        """Where the row's person is reached. Raise Unreachable, which says what is missing."""
        person = self.store.people.get(row.person)
        chat = self.store.addresses.of_person(row.person)
        found = [chat] if chat else []
        if person and self.mail and self._by_mail(person, self.mail):
            found.append(self.mail.address(person, row.key))
        if not found:
            why = "ingen e-postadress" if self.mail else "e-post är inte inställd"
            raise nowhere(self.store, row.person, f"ingen adress i Teams, och {why}")
        return found

    def turn(self, address: Address) -> AbstractAsyncContextManager[None]:
        """The turn to ``deliver`` there."""
        return at_once(address) if address.channel == MAIL else self.turns(address)

    async def deliver(self, address: Address, message: Message) -> str:
        """The channel's id of what was sent, after the name of the channel unless it is Teams."""
        if address.channel != MAIL:
            return await self.teams(address, message)
        if not self.mail:
            raise Unreachable("e-post är inte inställd")
        return f"{MAIL} {await self.mail.deliver(address, message)}"

    def _by_mail(self, person: Person, mail: Mail) -> bool:
        return mail.reaches(person) and not self.store.closures.mail_is_closed(person.mail)
