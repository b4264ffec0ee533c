"""An activity of Teams becomes a turn, whatever way the button was made or the words were said."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.cards.data import DATA_KEYS
from bot.fields import CHANNEL, clean, identifier, part, parts, tenants
from bot.seals import CardSeals
from domain.delivery import Address
from domain.messages import RENEW, Account, Action, Turn

SAY = "say"
"""A button with these words in its data, and no verb, says them for the person who presses it."""
FIELDS_LIMIT = 500

_MENTION = re.compile(r"<at(?:\s[^<>]*)?>([^<>]*)</at>", re.IGNORECASE)


class Unreadable(Exception):
    """The activity lacks what its kind must have; the words name the field, never its contents."""


@dataclass(frozen=True)
class Envelope:
    """An activity, the fields that all kinds share read. ``id``, ``name`` and ``reply_to`` may be empty.

    ``sender``: as the conversation calls who sent it. ``answers_card``: the card that a pressed Action.Submit
    stands on; empty for words, said by a button or typed. ``raw``: what the kinds read besides.
    """

    kind: str
    id: str
    name: str
    reply_to: str
    sender: str
    answers_card: str
    address: Address
    raw: Mapping[str, Any]
    local: bool = False

    @property
    def thread(self) -> str:
        """The conversation, and who speaks in it by tenant and account: an activity's id is told apart in it.

        An id that somebody else sends in the same conversation is another activity.
        """
        account = self.address.account
        who = sha256(json.dumps([account.tenant, account.id]).encode()).hexdigest()[:32]
        return f"{self.address.conversation} {who}"

    def let_go(self) -> "Envelope":
        """The same without what was read: for the time that an answer waits to be sent."""
        return replace(self, raw={})


_READ = ("action", "entities", "membersAdded", "text", "value")
"""All that is read of an activity later; the rest is let go at once."""


def open_envelope(activity: Mapping[str, Any], *, local: bool = False) -> Envelope:
    """Raise Unreadable for an activity without kind, sender or conversation, or of another channel."""
    if activity.get("channelId") != CHANNEL:
        raise Unreadable("channelId")
    conversation = part(activity, "conversation")
    kind, reply_to = _needed(activity, "type"), identifier(activity.get("replyToId"))
    pressed = kind == "message" and identifier(part(activity, "value").get("verb"))
    return Envelope(
        kind=kind,
        id=identifier(activity.get("id")),
        name=identifier(activity.get("name")),
        reply_to=reply_to,
        sender=identifier(part(activity, "from").get("id")),
        answers_card=reply_to if pressed else "",
        address=Address(
            account=_account(activity),
            service_url=_needed(activity, "serviceUrl"),
            conversation=_needed(conversation, "id"),
            bot=_needed(part(activity, "recipient"), "id"),
            channel=CHANNEL,
            # What is not surely a chat of two is not treated as one: others may be reading.
            personal=conversation.get("conversationType") == "personal",
        ),
        raw={name: activity[name] for name in _READ if name in activity},
        local=local,
    )


def said(envelope: Envelope, at: datetime, seals: CardSeals) -> Turn:
    """A message: typed words or a pressed Action.Submit.

    Raise Unreadable for a button that says nothing, NotOurs for one whose seal is not whole.
    """
    if value := part(envelope.raw, "value"):
        return _pressed(envelope, value, at, seals)
    return words(envelope, _typed(envelope), at)


def executed(envelope: Envelope, at: datetime, seals: CardSeals) -> Turn:
    """A pressed Action.Execute: the same turn as the same button made with Action.Submit."""
    action = part(part(envelope.raw, "value"), "action")
    verb, data = action.get("verb"), part(action, "data")
    if isinstance(verb, str) and verb not in {"", SAY}:
        data = {**data, "verb": verb}
    return _pressed(envelope, data, at, seals)


def words(envelope: Envelope, text: str, at: datetime) -> Turn:
    address = envelope.address
    return Turn(address.account, at, text, personal=address.personal, local=envelope.local)


def _pressed(envelope: Envelope, value: Mapping[str, Any], at: datetime, seals: CardSeals) -> Turn:
    """What the button says of itself holds when its seal is whole. The fields are what somebody wrote."""
    if not identifier(value.get("verb")):
        if text := clean(value.get(SAY)):
            return words(envelope, text, at)
        raise Unreadable("value.verb")
    opened = seals.opened(value, envelope.address, at)
    data = dict(opened.data)
    verb, request = data.pop("verb"), data.pop("request", "")
    filled_in = _texts({name: given for name, given in value.items() if name not in DATA_KEYS})
    action = Action(RENEW if opened.expired else verb, request, data, filled_in)
    return replace(words(envelope, "", at), action=action)


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    few = list(given.items())[:FIELDS_LIMIT]
    return {name: _text(value) for name, value in few if identifier(name) and isinstance(value, _PLAIN)}


_PLAIN = (str, int, float, bool)


def _text(value: str | float) -> str:
    """As a card writes it: ``true`` for a tick, no decimals on a whole number."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str(value))


def _typed(envelope: Envelope) -> str:
    """Without the mention of the bot; others who are mentioned keep their names."""
    text = envelope.raw.get("text")
    if not isinstance(text, str):
        return ""
    mentioned = _mentions(envelope)
    for mention, account in mentioned.items():
        if account == envelope.address.bot:
            text = text.replace(mention, " ")
    text = text.replace("&nbsp;", " ").strip()
    leading = _MENTION.match(text)
    if leading and leading[0] not in mentioned:
        text = text[leading.end() :]
    return clean(_MENTION.sub(r"\1", text))


def _mentions(envelope: Envelope) -> dict[str, str]:
    """What stands in the text for each mentioned account."""
    return {
        text: identifier(part(entity, "mentioned").get("id"))
        for entity in parts(envelope.raw, "entities")
        if entity.get("type") == "mention" and isinstance(text := entity.get("text"), str) and text
    }


def _account(activity: Mapping[str, Any]) -> Account:
    """An object id is a GUID, in whatever letters: ours are small. The channel's own id stands as it came."""
    sender = part(activity, "from")
    account = identifier(sender.get("aadObjectId")).lower() or _needed(sender, "id", "from.id")
    tenant = next(iter(tenants(activity)), "")
    return Account(tenant, account, clean(sender.get("name")))


def _needed(of: Mapping[str, Any], name: str, called: str = "") -> str:
    found = identifier(of.get(name))
    if not found:
        raise Unreadable(called or name)
    return found
