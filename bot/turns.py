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


class Answered(Protocol):
    """What was answered when the activity came the first time; ``response`` is None for a message."""

    @property
    def response(self) -> Response | None: ...


class Inbound(Protocol):
    """The activities that have been handled, kept over restarts."""

    def answered(self, conversation: str, activity: str, /) -> Answered | None: ...

    def note(
        self, conversation: str, activity: str, response: Response | None, at: datetime, /
    ) -> object: ...


@dataclass(frozen=True)
class Handled:
    """``send`` goes out as activities of its own. ``response`` answers an invoke."""

    send: Sequence[Outgoing] = ()
    response: Response | None = None


@dataclass(frozen=True)
class Turns:
    """``answer`` may take its time and use the store: this runs in a worker thread, never in the loop."""

    inbound: Inbound
    answer: Callable[[Turn], Sequence[Message]]
    render: Render
    on_conversation: Callable[[Address, datetime], None]

    def take(self, envelope: Envelope, turn: Turn) -> Handled:
        """Answer ``turn`` unless it has been; then only the stored response comes back.

        Noted after answering: a crash between the two answers twice, which a request id makes harmless,
        and never leaves someone without an answer.
        """
        conversation, is_invoke = envelope.address.conversation, envelope.kind == "invoke"
        if envelope.id and (before := self.inbound.answered(conversation, envelope.id)):
            return Handled(response=before.response)
        self.on_conversation(envelope.address, turn.at)
        handled = _placed(self._answered(turn), is_invoke=is_invoke)
        if envelope.id:
            self._note(envelope, handled.response, turn.at)
        return handled

    def _note(self, envelope: Envelope, response: Response | None, at: datetime) -> None:
        try:
            self.inbound.note(envelope.address.conversation, envelope.id, response, at)
        except Exception as error:  # noqa: BLE001 - what the person did is kept: it must not be told as failed
            dumps(response)  # raises for what could not be answered with either
            broken("inbound.failed", error, who=mark(envelope.address.account.id))

    def _answered(self, turn: Turn) -> list[Outgoing]:
        try:
            return list(outgoing(self.answer(turn), self.render))
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
