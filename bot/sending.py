"""How Teams refuses a send, by the names of domain.delivery and a few of our own.

Plain NotDelivered (Busy, NoToken): nothing arrived, and it may be tried again after a while.
"""

from collections.abc import Callable

from domain.delivery import Ambiguous, NotDelivered, Refused, Throttled, Unreachable


class Busy(NotDelivered):
    """412, 503, or no connection: nothing was taken."""


class NoToken(NotDelivered):
    """We could not get a token of our own; nothing was sent."""


class TooBig(Refused):
    """More than Teams takes in one message."""


class NotRegistered(Refused):
    """401: the service does not take our token. Every send will fail until someone mends it."""


class ForeignService(Refused):
    """The address is not on our list: no request was made, no token left the house."""


PERMANENT = (Refused, Unreachable)
"""The same send will never go."""


def named(status: int, code: str, retry_after: float, *, is_post: bool) -> NotDelivered:
    """The error for an answer of ``status``. Only a POST can be ambiguous: all else may be done again.

    ``code`` is the service's own word; ``retry_after`` its seconds, 0 when it named none.
    """
    why = " ".join(filter(None, (str(status), code)))
    if status == _TOO_MANY:
        return Throttled(f"Teams ber oss vänta ({why})", retry_after)
    kind, words = _BY_STATUS.get(status, (Refused, "Teams tog inte emot meddelandet"))
    if kind is Ambiguous and not is_post:
        kind = Busy
    return kind(f"{words} ({why})")


def silent(failure: Exception, *, is_post: bool) -> NotDelivered:
    """The error when no answer came to a request that may have arrived."""
    kind = Ambiguous if is_post else Busy
    return kind(f"Teams svarade inte ({type(failure).__name__})")


_TOO_MANY = 429
_BY_STATUS: dict[int, tuple[Callable[[str], NotDelivered], str]] = {
    401: (NotRegistered, "Teams känner inte igen boten: se över app-id och hemlighet"),
    403: (Unreachable, "mottagaren har inte appen, har blockerat den eller får inte nås"),
    404: (Unreachable, "samtalet eller meddelandet finns inte längre"),
    412: (Busy, "samtalet är upptaget"),
    413: (TooBig, "meddelandet är för stort för Teams"),
    502: (Ambiguous, "Teams svarade otydligt"),
    503: (Busy, "Teams är upptaget"),
    504: (Ambiguous, "Teams svarade otydligt"),
}
"""The documented answers of the service. A status that is not here is never retried."""
