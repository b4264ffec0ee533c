"""The ways to reach a person, the best first: Teams where there is a personal chat, else e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.mail import CHANNEL, Mail
from domain.delivery import Address, Claimed, Unreachable
from domain.messages import Message
from scheduler.delivery import Deliver
from store.store import Store


@dataclass(frozen=True)
class Ways:
    """``mail`` is None where e-mail is not set up."""

    store: Store
    teams: Deliver
    mail: Mail | None = None

    def to(self, row: Claimed) -> Sequence[Address]:
        """Where the row's person is reached. Raise Unreachable, which says what is missing."""
        person = self.store.people.get(row.person)
        chat = self.store.addresses.of_person(row.person)
        found = [chat] if chat else []
        if person and self.mail and self.mail.reaches(person):
            found.append(self.mail.address(person, row.key))
        if not found:
            why = "ingen e-postadress" if self.mail else "e-post är inte inställd"
            raise Unreachable(f"ingen adress i Teams, och {why}")
        return found

    async def deliver(self, address: Address, message: Message) -> str:
        """The channel's id of what was sent, after the name of the channel unless it is Teams."""
        if address.channel != CHANNEL:
            return await self.teams(address, message)
        if not self.mail:
            raise Unreachable("e-post är inte inställd")
        return f"{CHANNEL} {await self.mail.deliver(address, message)}"
