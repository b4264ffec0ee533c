"""A turn from first to last in one worker thread: seen before? answered, noted, remembered where."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from json import dumps
from typing import Any, Protocol

from bot.inbox import Envelope
from bot.log import broken, mark
from bot.outgoing import CARD, Drawing, Outgoing, outgoing
from bot.seals import NotOurs, Why
from domain.delivery import Address
from domain.errors import SamradError
from domain.messages import Button, Message, Turn
from store.inbound import Claim, Standing

Response = Mapping[str, Any]
"""The body that answers an invoke. Its ``statusCode`` is the true one: the HTTP status is always 200."""

BROKEN = (
    "Det gick inte: något är fel hos mig. Det du har sparat tidigare är kvar. "
    "Försök igen om en stund, och hör av dig till samordnaren om det inte hjälper."
)
IN_CHAT = "Svaret står i chatten."

_NOTHING_SAVED = "Inget är sparat."
_FROM_BEFORE = (
    f"Det här kortet skickades innan Samråd uppdaterades, så jag kan inte ta emot det. {_NOTHING_SAVED}"
)
_NOT_YOURS = (
    "Jag kan inte ta emot det här kortet: antingen är det någon annans, eller så har det ändrats på vägen. "
    f"{_NOTHING_SAVED}"
)
_REFUSED: Mapping[Why, str] = {Why.UNSEALED: _FROM_BEFORE}
_ANEW = (
    "Tryck på knappen här, eller skriv ”rapportera”, så får du ett nytt kort. Står det du skrev kvar på det "
    "gamla kortet kan du kopiera det därifrån."
)
_IN_OUR_CHAT = "Skriv till mig i vår egen chatt, så får du ett kort som är ditt."


class Inbound(Protocol):
    """The activities that have been answered, kept over restarts; never what was in them or in the answer.

    One that is being answered, here or by another replica, is somebody's claim. ``thread``: of the envelope,
    so that nobody's activity is taken for anybody else's.
    """

    def is_taken(self, thread: str, activity: str, now: datetime, /) -> bool: ...

    def claim(self, thread: str, activity: str, now: datetime, /) -> Claim: ...

    def release(self, claim: Claim, /) -> object: ...

    def note(self, thread: str, activity: str, at: datetime, /) -> object: ...


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
    drawing: Drawing
    on_conversation: Callable[[Address, datetime], None]
    begins: Callable[[Turn], str] = _nothing
    offers_files: bool = True

    def begun(self, envelope: Envelope, turn: Turn) -> str:
        """What to say at once, while the answer is worked out; empty mostly, and for what is answered."""
        if self.inbound.is_taken(envelope.thread, envelope.id, turn.at):
            return ""
        return self.begins(turn)

    def take(self, envelope: Envelope, turn: Turn) -> Handled:
        """Answer ``turn``. A message that has been answered is let pass; an invoke is answered anew.

        Its request id makes the repeated card harmless, and the answer comes from how things stand: a stored
        one would hold what people wrote. What was sent beside the response is not sent once more. Claimed
        before answering, so that two replicas do not answer one message both; noted after: a crash between
        the two leaves nobody without an answer, when the claim has run out.
        """
        is_invoke = envelope.kind == "invoke"
        return self._once(
            envelope, turn.at, lambda: _placed(self._answered(envelope, turn), is_invoke=is_invoke)
        )

    def refused(self, envelope: Envelope, refused: NotOurs, at: datetime) -> Handled:
        """What is said of a card that is not acted on: that nothing is saved, and how to get a new one."""
        why = _REFUSED.get(refused.why, _NOT_YOURS)
        if envelope.address.personal:
            message = Message(f"{why} {_ANEW}", buttons=(Button("Visa ett nytt kort", "rapportera"),))
        else:
            message = Message(f"{why} {_IN_OUR_CHAT}")
        response = _told(message.text) if envelope.kind == "invoke" else None
        return self._once(envelope, at, lambda: Handled(list(self._drawn(envelope, [message])), response))

    def _once(self, envelope: Envelope, at: datetime, answered: Callable[[], Handled]) -> Handled:
        """What ``answered`` gives; of an activity that is not ours only the response to an invoke."""
        if not envelope.id:
            return self._first(envelope, at, answered)
        claim = self.inbound.claim(envelope.thread, envelope.id, at)
        if claim.standing is not Standing.MINE:
            return Handled(response=answered().response) if envelope.kind == "invoke" else Handled()
        try:
            handled = self._first(envelope, at, answered)
            dumps(handled.response)  # raises for what could not be answered with: then nothing was answered
        except BaseException:
            self._release(envelope, claim)
            raise
        self._note(envelope, at)
        return handled

    def _first(self, envelope: Envelope, at: datetime, answered: Callable[[], Handled]) -> Handled:
        self.on_conversation(envelope.address, at)
        return answered()

    def _release(self, envelope: Envelope, claim: Claim) -> None:
        try:
            self.inbound.release(claim)
        except Exception as error:  # noqa: BLE001 - what broke the turn is what is told; the claim runs out
            broken("inbound.failed", error, who=mark(envelope.address.account.id))

    def _note(self, envelope: Envelope, at: datetime) -> None:
        try:
            self.inbound.note(envelope.thread, envelope.id, at)
        except Exception as error:  # noqa: BLE001 - what the person did is kept: it must not be told as failed
            broken("inbound.failed", error, who=mark(envelope.address.account.id))

    def _answered(self, envelope: Envelope, turn: Turn) -> list[Outgoing]:
        try:
            return list(self._drawn(envelope, self.answer(turn)))
        except SamradError as words:
            return [Outgoing(text=str(words))]

    def _drawn(self, envelope: Envelope, messages: Iterable[Message]) -> Iterator[Outgoing]:
        address = envelope.address
        return outgoing(messages, self.drawing.to(address), files=address.personal and self.offers_files)


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
    return Handled(rest, _told(IN_CHAT))


def _told(words: str) -> Response:
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": words}
