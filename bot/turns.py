"""A turn from first to last in one worker thread: seen before? answered, noted, remembered where."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from json import dumps
from typing import Any, Protocol

from bot.inbox import Envelope
from bot.log import broken, mark
from bot.outgoing import CARD, Outgoing, Render, outgoing
from domain.delivery import Address
from domain.errors import SamradError
from domain.messages import Message, Turn

Response = Mapping[str, Any]
"""The body that answers an invoke. Its ``statusCode`` is the true one: the HTTP status is always 200."""

BROKEN = (
    "Det gick inte: något är fel hos mig. Det du har sparat tidigare är kvar. "
    "Försök igen om en stund, och hör av dig till samordnaren om det inte hjälper."
)
IN_CHAT = "Svaret står i chatten."


class Inbound(Protocol):
    """The activities that have been answered, kept over restarts; never what was in them or in the answer."""

    def has_answered(self, conversation: str, activity: str, /) -> bool: ...

    def note(self, conversation: str, activity: str, at: datetime, /) -> object: ...


@dataclass(frozen=True)
class Handled:
    """``send`` goes out as activities of its own. ``response`` answers an invoke."""

    send: Sequence[Outgoing] = ()
    response: Response | None = None


def _nothing(_turn: Turn) -> str:
    return ""


@dataclass(frozen=True)
class Turns:
    """``answer`` may take its time and use the store: this runs in a worker thread, never in the loop.

    ``offers_files``: whether there is anywhere to put them.
    """

    inbound: Inbound
    answer: Callable[[Turn], Sequence[Message]]
    render: Render
    on_conversation: Callable[[Address, datetime], None]
    begins: Callable[[Turn], str] = _nothing
    offers_files: bool = True

    def begun(self, envelope: Envelope, turn: Turn) -> str:
        """What to say at once, while the answer is worked out; empty mostly, and for what is answered."""
        if self.inbound.has_answered(envelope.address.conversation, envelope.id):
            return ""
        return self.begins(turn)

    def take(self, envelope: Envelope, turn: Turn) -> Handled:
        """Answer ``turn``. A message that has been answered is let pass; an invoke is answered anew.

        Its request id makes the repeated card harmless, and the answer comes from how things stand: a stored
        one would hold what people wrote. What was sent beside the response is not sent once more. Noted after
        answering: a crash between the two leaves nobody without an answer.
        """
        conversation, is_invoke = envelope.address.conversation, envelope.kind == "invoke"
        if envelope.id and self.inbound.has_answered(conversation, envelope.id):
            return self._again(turn) if is_invoke else Handled()
        self.on_conversation(envelope.address, turn.at)
        handled = _placed(self._answered(turn), is_invoke=is_invoke)
        if envelope.id:
            dumps(handled.response)  # raises for what could not be answered with: then nothing was answered
            self._note(envelope, turn.at)
        return handled

    def _again(self, turn: Turn) -> Handled:
        return Handled(response=_placed(self._answered(turn), is_invoke=True).response)

    def _note(self, envelope: Envelope, at: datetime) -> None:
        try:
            self.inbound.note(envelope.address.conversation, envelope.id, at)
        except Exception as error:  # noqa: BLE001 - what the person did is kept: it must not be told as failed
            broken("inbound.failed", error, who=mark(envelope.address.account.id))

    def _answered(self, turn: Turn) -> list[Outgoing]:
        try:
            return list(outgoing(self.answer(turn), self.render, files=turn.personal and self.offers_files))
        except SamradError as words:
            return [Outgoing(text=str(words))]


def failed(error: Exception, envelope: Envelope) -> Handled:
    """What is said when a turn broke."""
    broken("turn.failed", error, who=mark(envelope.address.account.id))
    if envelope.kind == "invoke":
        return Handled(response=problem(HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN))
    return Handled((Outgoing(text=BROKEN),))


def problem(status: HTTPStatus, words: str) -> Response:
    """An invoke's answer when it could not be done."""
    return {
        "statusCode": int(status),
        "type": "application/vnd.microsoft.error",
        "value": {"code": status.phrase.replace(" ", ""), "message": words},
    }


def _placed(found: list[Outgoing], *, is_invoke: bool) -> Handled:
    """For an invoke, the first card that replaces the answered one is the response itself."""
    if not is_invoke:
        return Handled(found)
    first = next((item for item in found if item.replaces), None)
    rest = [item for item in found if item is not first]
    if first is not None:
        return Handled(rest, {"statusCode": 200, "type": CARD, "value": first.card})
    return Handled(
        rest, {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": IN_CHAT}
    )
