"""How Teams refuses a send, by the names of domain.delivery and a few of our own.

Plain NotDelivered (Busy): nothing arrived, and it may be tried again after a while.
"""

from collections.abc import Callable, Mapping

from domain.delivery import Ambiguous, Halted, NotDelivered, Reason, Refused, Throttled, Unreachable


class Busy(NotDelivered):
    """412, 503, or no connection: nothing was taken."""


class NoToken(Halted):
    """We could not get a token of our own; nothing was sent."""


class NotRegistered(Halted):
    """401: the service does not take our token. Every send will fail until someone mends it."""


class TooBig(Refused):
    """More than Teams takes in one message."""

    reason = Reason.TOO_BIG


class Broken(Refused):
    """500: the service broke on this message; it is documented as not to be sent again."""

    reason = Reason.BROKEN


class Gone(Unreachable):
    """404, for the conversation or with no word for what: a new conversation may be asked for, once."""


class NoSuchActivity(Refused):
    """404: the message that was to be changed is not there any more; the conversation is."""


class ForeignService(Refused):
    """The address is not on our list: no request was made, no token left the house."""


PERMANENT = (Refused, Unreachable)
"""The same send will never go."""


def named(status: int, code: str, retry_after: float, *, repeatable: bool) -> NotDelivered:
    """The error for an answer of ``status``. What is ``repeatable`` is never ambiguous: it is done again.

    ``code`` is the service's own word; ``retry_after`` its seconds, 0 when it named none: whoever is busy and
    names some is believed as one that is asked too much.
    """
    why = " ".join(filter(None, (str(status), code)))
    if status == _TOO_MANY:
        return Throttled(f"Teams ber oss vänta ({why})", retry_after)
    if status == _FORBIDDEN:
        reason, words = _CLOSED.get(code, (Reason.SHUT, "mottagaren kan inte nås i Teams"))
        return Unreachable(f"{words} ({why})", reason, why)
    if status == _NOT_FOUND:
        return _not_found(code, why, repeatable=repeatable)
    kind, words = _BY_STATUS.get(status, (Refused, _NOT_TAKEN))
    if kind is Ambiguous and repeatable:
        kind = Busy
    if kind is Busy and retry_after:
        return Throttled(f"{words} ({why})", retry_after)
    return kind(f"{words} ({why})")


def silent(failure: Exception, *, repeatable: bool) -> NotDelivered:
    """The error when no answer came to a request that may have arrived."""
    kind = Busy if repeatable else Ambiguous
    return kind(f"Teams svarade inte ({type(failure).__name__})")


def _not_found(code: str, why: str, *, repeatable: bool) -> NotDelivered:
    """Without a code it is the conversation that most probably is not there: a new one may be asked for."""
    if code == "ActivityNotFoundInConversation":
        # What is sent anew changes no message that could be missing.
        return NoSuchActivity(
            f"meddelandet finns inte längre ({why})" if repeatable else f"{_NOT_TAKEN} ({why})"
        )
    kind = Gone if code in {"ConversationNotFound", ""} else Unreachable
    return kind(f"samtalet finns inte längre ({why})", Reason.GONE, why)


_TOO_MANY, _FORBIDDEN, _NOT_FOUND = 429, 403, 404
_NOT_TAKEN = "Teams tog inte emot meddelandet"
_NO_APP = (Reason.NOT_INSTALLED, "mottagaren har inte Samråd i Teams")
_CLOSED: Mapping[str, tuple[Reason, str]] = {
    "BotDisabledByAdmin": (Reason.DISABLED, "organisationen har stängt av Samråd i Teams"),
    "BotNotInConversationRoster": _NO_APP,
    "ConversationBlockedByUser": (Reason.BLOCKED, "mottagaren har blockerat Samråd i Teams"),
    "ForbiddenOperationException": _NO_APP,
    "MessageWritesBlocked": (Reason.BLOCKED, "mottagaren har blockerat, tystat eller tagit bort Samråd"),
    "InvalidBotApiHost": (Reason.WRONG_HOST, "adressen hör till en annan molntjänst än botens"),
    "NotEnoughPermissions": (Reason.NOT_PERMITTED, "Samråd är inte tillagt där"),
}
"""The documented words of a 403. Any other is the same to us: nobody is reached there."""

_BY_STATUS: dict[int, tuple[Callable[[str], NotDelivered], str]] = {
    401: (NotRegistered, "Teams känner inte igen boten: se över app-id och hemlighet"),
    412: (Busy, "samtalet är upptaget"),
    413: (TooBig, "meddelandet är för stort för Teams"),
    500: (Broken, "något gick fel hos Teams"),
    502: (Ambiguous, "Teams svarade otydligt"),
    503: (Busy, "Teams är upptaget"),
    504: (Ambiguous, "Teams svarade otydligt"),
}
"""The documented answers of the service. A status that is not here is never retried."""
