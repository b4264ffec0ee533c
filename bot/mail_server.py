"""Which server takes our e-mail, read from one address. It holds a password: it is never shown."""

from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import SplitResult, unquote, urlsplit

from bot.origins import is_loopback

EXAMPLE = "smtp://användare:lösenord@smtp.example.se:587"

_PORTS = {"smtp": 587, "smtps": 465}


class Tls(Enum):
    """How the connection is made private. ``NONE`` only to this machine itself."""

    FROM_THE_START = "smtps"
    STARTTLS = "starttls"
    NONE = "loopback"


@dataclass(frozen=True)
class MailServer:
    """``user`` is empty for a server that takes our letters without one."""

    host: str
    port: int
    tls: Tls
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def mail_server(url: str) -> MailServer:
    """Raise ValueError, without a word of ``url``, when it is no address of a mail server."""
    parts = _parts(url)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password) or not (user + password).isprintable():
        raise ValueError("skriv både användare och lösenord, eller inget av dem; %40 för @ och %3A för :")
    host = parts.hostname or ""
    return MailServer(host, parts.port or _PORTS[parts.scheme], _tls(parts.scheme, host), user, password)


def _parts(url: str) -> SplitResult:
    wrong = ValueError(f"skriv en adress som {EXAMPLE}, eller med smtps://")
    try:
        parts = urlsplit(url)
        known = parts.scheme in _PORTS and parts.port != 0
        (parts.hostname or "").encode("idna")
    except ValueError:
        raise wrong from None
    extra = parts.path.strip("/") or parts.query or parts.fragment
    if not known or not parts.hostname or extra or not url.isprintable() or " " in url:
        raise wrong
    return parts


def _tls(scheme: str, host: str) -> Tls:
    if scheme == "smtps":
        return Tls.FROM_THE_START
    return Tls.NONE if is_loopback(host) else Tls.STARTTLS
