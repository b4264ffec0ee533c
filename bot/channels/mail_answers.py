"""How a mail server refuses a letter, by the names of domain.delivery.

An answer is told of by its numbers alone: the server's own words may quote the recipient, or us.
"""

import re
import ssl
from collections.abc import Iterator

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from domain.delivery import Ambiguous, Halted, NotDelivered, Postponed, Reason, Refused, Unreachable

LATER = 900.0
"""Seconds to the next try: servers that put off strangers (greylisting) want some minutes."""

_FOR_GOOD = 500
_LOGIN_FIRST = 530
_FINER = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?!\d)", re.ASCII)

_LOOK = "Se över SAMRAD_SMTP_URL."
_SENDER = "e-postservern tar inte emot vår avsändare. Se över SAMRAD_MAIL_FROM och SAMRAD_SMTP_URL."
_LOGIN = f"e-postservern godtar inte användaren eller lösenordet. {_LOOK}"
_CERTIFICATE = (
    f"e-postserverns certifikat går inte att lita på: fel värdnamn, utgånget eller okänd utgivare. {_LOOK}"
)


class Mistaken(Halted):
    """Nothing goes to anyone until whoever runs Samråd has mended it; until then all letters wait."""


def no_tls() -> Mistaken:
    return Mistaken(f"e-postservern har inget skydd för överföringen (STARTTLS), så inget skickas. {_LOOK}")


def no_login() -> Mistaken:
    return Mistaken(f"e-postservern har ingen inloggning som vi kan använda. {_LOOK}")


def named(failure: Exception) -> NotDelivered:
    """The error for what went wrong before the letter was sent: it was not delivered."""
    if any(isinstance(one, ssl.SSLError) for one in _causes(failure)):
        return Mistaken(_CERTIFICATE)
    if not isinstance(failure, SMTPResponseException):
        return Postponed(f"e-postservern svarade inte ({type(failure).__name__})", LATER)
    return _later(failure) if failure.code < _FOR_GOOD else _for_good(failure)


def silent(failure: Exception) -> NotDelivered:
    """The error for what went wrong with the letter on its way: without an answer it may be there."""
    if not isinstance(failure, SMTPDataError):
        return Ambiguous(f"e-postservern svarade inte på brevet ({type(failure).__name__})")
    if failure.code < _FOR_GOOD:
        return _later(failure)
    return Refused(f"e-postservern tog inte emot brevet ({_numbers(failure)})")


def _for_good(failure: SMTPResponseException) -> NotDelivered:
    if isinstance(failure, SMTPAuthenticationError) or failure.code == _LOGIN_FIRST:
        return Mistaken(f"{_LOGIN} ({_numbers(failure)})")
    if isinstance(failure, SMTPRecipientRefused):
        numbers = _numbers(failure)
        return Unreachable(f"e-postadressen tas inte emot ({numbers})", Reason.NO_SUCH_MAIL, numbers)
    if isinstance(failure, SMTPSenderRefused):
        return Mistaken(f"{_SENDER} ({_numbers(failure)})")
    return _later(failure)


def _later(failure: SMTPResponseException) -> Postponed:
    return Postponed(f"e-postservern tar inte emot just nu ({_numbers(failure)})", LATER)


def _numbers(failure: SMTPResponseException) -> str:
    """550 5.1.1; only 550 from a server that says no more."""
    finer = _FINER.match(failure.message)
    return f"{failure.code} {finer.group()}" if finer else str(failure.code)


def _causes(failure: BaseException | None) -> Iterator[BaseException]:
    while failure:
        yield failure
        failure = failure.__cause__
