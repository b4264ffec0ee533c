"""How a send can end badly, by name. What a delivery loop does about each follows from three questions."""


class SendFailed(Exception):
    """``permanent``: the same send will never go. ``ambiguous``: it may have arrived all the same.

    When neither, nothing arrived and it may be tried again, after ``retry_after`` seconds when that is known.
    ``code`` is the service's own word for it.
    """

    permanent = False
    ambiguous = False

    def __init__(self, code: str = "", *, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(f"{type(self).__name__} {status or ''} {code}".strip())
        self.code = code
        self.status = status
        self.retry_after = retry_after


class Throttled(SendFailed):
    """429: too many at once. Wait as long as the service says."""


class Busy(SendFailed):
    """412, 503, or no connection: nothing was taken; try again after a while."""


class Ambiguous(SendFailed):
    """502, 504, or no answer after the message was on its way: try again at most once, and mark it."""

    ambiguous = True


class Unreachable(SendFailed):
    """403 or 404: blocked, not installed, gone. Nothing more goes there until the person writes again."""

    permanent = True


class TooBig(SendFailed):
    """More than Teams takes in one message."""

    permanent = True


class Refused(SendFailed):
    """Any other answer that is no success: our mistake or theirs, and no retry mends it."""

    permanent = True


class NotRegistered(SendFailed):
    """401: the service does not take our token. Every send will fail until someone mends it."""

    permanent = True


class ForeignService(SendFailed):
    """The address is not on our list: no request was made, no token left the house."""

    permanent = True


class NoToken(SendFailed):
    """We could not get a token of our own; nothing was sent."""


def named(status: int, code: str, retry_after: float | None, *, post: bool) -> SendFailed:
    """The error for an answer of ``status``. Only a POST can be ambiguous: the others may be repeated."""
    kind = _BY_STATUS.get(status, Refused)
    if kind is Ambiguous and not post:
        kind = Busy
    return kind(code, status=status, retry_after=retry_after)


_BY_STATUS: dict[int, type[SendFailed]] = {
    401: NotRegistered,
    403: Unreachable,
    404: Unreachable,
    412: Busy,
    413: TooBig,
    429: Throttled,
    502: Ambiguous,
    503: Busy,
    504: Ambiguous,
}
"""The documented answers of the service. A status that is not here is never retried."""
