"""What a message is in Teams: one activity, a text or a card. The card carries the text too, since an
activity with both is split there, and its id lost.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from botbuilder.schema import Activity, Attachment

from bot.clock import Clock
from bot.consent import asking, offered
from bot.seals import CardSeals
from domain.delivery import Address
from domain.messages import File, Message

CARD = "application/vnd.microsoft.card.adaptive"

Card = dict[str, Any]
Render = Callable[[Message], Card | None]
"""The Adaptive Card for a message; None when all of it is text."""


@dataclass(frozen=True)
class Drawing:
    """Cards that are sealed for whoever gets them."""

    render: Render
    seals: CardSeals
    clock: Clock

    def to(self, address: Address) -> Render:
        """Draws for who is reached there; nobody else's press on the card is acted on."""
        return partial(self._drawn, address)

    def _drawn(self, address: Address, message: Message) -> Card | None:
        card = self.render(message)
        return card and self.seals.sealed(card, address, self.clock())


@dataclass(frozen=True)
class Outgoing:
    """A text, a card or the offer of a file. ``replaces``: it stands in the place of the answered card."""

    text: str = ""
    card: Card | None = None
    replaces: bool = False
    file: File | None = None

    def activity(self) -> Activity:
        if self.file is not None:
            return asking(self.file)
        if self.card is None:
            return Activity(type="message", text=self.text, text_format="plain")
        return Activity(type="message", attachments=[Attachment(content_type=CARD, content=self.card)])


def outgoing(messages: Iterable[Message], render: Render, *, files: bool = False) -> Iterator[Outgoing]:
    """In order. A message without any words is left out. ``files``: they are offered to be put away, too."""
    for message in messages:
        if card := render(message):
            yield Outgoing(card=card, replaces=bool(message.page or message.summary or message.panel))
        elif message.text:
            yield Outgoing(text=message.text)
        if files and message.file and offered(message.file):
            yield Outgoing(file=message.file)


def body_of(activity: Activity) -> dict[str, Any]:
    """What we send of an activity, as JSON. The SDK's own ``serialize`` takes a third of a millisecond."""
    accounts = {"from": activity.from_property, "recipient": activity.recipient}
    body = {
        "type": activity.type,
        "channelId": activity.channel_id,
        "serviceUrl": activity.service_url,
        "conversation": activity.conversation and {"id": activity.conversation.id},
        **{role: account and {"id": account.id} for role, account in accounts.items()},
        "replyToId": activity.reply_to_id,
        "text": activity.text,
        "textFormat": activity.text_format,
        "attachments": [_attached(one) for one in activity.attachments or ()],
    }
    return {name: value for name, value in body.items() if value}


def _attached(attachment: Attachment) -> dict[str, Any]:
    body = {
        "contentType": attachment.content_type,
        "contentUrl": attachment.content_url,
        "name": attachment.name,
        "content": attachment.content,
    }
    return {name: value for name, value in body.items() if value}
