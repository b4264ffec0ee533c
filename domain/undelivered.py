"""What became of a message, in words that claim no more than is known.

Sent means that Teams or the server of e-mail took it. Nobody knows whether it was read.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

from domain import notice_names, swedish
from domain.delivery import Outcome, Reason

LATELY = timedelta(days=60)
"""What was given up longer ago is neither listed nor counted: it has come to an end in other ways."""

NOT_THERE = "kom inte fram"
IN_DOUBT = "oklart om det kom fram"
"""What ``why`` begins with where nobody knows."""

NEWS = ("Nådde inte fram", swedish.upper_first(IN_DOUBT))
"""What a line of a message that did not come, or may not have come, begins with."""

_STANDS: Mapping[Outcome, str] = {
    Outcome.WAITING: "väntar på att skickas",
    Outcome.CLAIMED: "väntar på att skickas",
    Outcome.SENDING: "skickas",
    Outcome.SENT: "skickat",
    Outcome.REPLACED: "ersattes av ett senare",
    Outcome.NEEDLESS: "behövdes inte längre",
    Outcome.UNREACHABLE: NOT_THERE,
    Outcome.FAILED: NOT_THERE,
}

_CODE = re.compile(r"\s*\((?:\d{3}\b[^()]*|[A-Z]\w*)\)")
_FOR_OPERATOR = frozenset(
    {Reason.REFUSED, Reason.TOO_BIG, Reason.WRONG_HOST, Reason.NOT_PERMITTED, Reason.UNWRITTEN}
)
"""Where the channel's own code is what whoever runs Samråd needs to be told."""

_ASKED = " bad om det"


def stands(outcome: Outcome, reason: Reason) -> str:
    """Skickat; kom inte fram; oklart om det kom fram; väntar på att skickas."""
    return IN_DOUBT if reason is Reason.UNCLEAR else _STANDS[outcome]


def what_came_of_it(outcome: Outcome, reason: Reason, why: str) -> str:
    """Kom inte fram. Teams tog inte emot meddelandet; oklart om det kom fram: Teams svarade inte."""
    told = why if reason in _FOR_OPERATOR else in_words(why)
    if in_doubt(why):
        return f"{IN_DOUBT}{told[len(IN_DOUBT) :]}".rstrip(".")
    return f"{stands(outcome, reason)}. {swedish.upper_first(told)}".rstrip(". ")


def in_doubt(why: str) -> bool:
    """Whether ``why`` says itself that nobody knows."""
    return why[: len(IN_DOUBT)].lower() == IN_DOUBT


def in_words(why: str) -> str:
    """Without the channel's own codes, which are for the log: "(403 ConversationBlockedByUser)"."""
    return _CODE.sub("", why)


def cause(why: str) -> str:
    """Only what went wrong: Teams svarade inte."""
    told = in_words(why)
    return (told[len(IN_DOUBT) :].lstrip(": ") if in_doubt(why) else told).rstrip(".")


def asked_for(by: str) -> str:
    """Why a message waits again: the person with that id asked for it."""
    return f"{by}{_ASKED}"


def asker(why: str) -> str:
    """The id of who asked that a message be sent again; empty when nobody did."""
    return why.removesuffix(_ASKED) if why.endswith(_ASKED) else ""


def news(kind: str, name: str, why: str) -> str:
    """In one line: Nådde inte fram: lägesrapporten, till Ada. Teams är upptaget."""
    words = swedish.upper_first(cause(why))
    return f"{NEWS[in_doubt(why)]}: {notice_names.name(kind)}, till {name}.{f' {words}.' if words else ''}"
