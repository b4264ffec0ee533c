"""Which services the bot talks to: exact origins, written down. A token goes to no other address."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

from yarl import URL


def is_loopback(host: str | None) -> bool:
    """Whether ``host`` (a name or an address, no port) is this machine itself."""
    if host is None:
        return False
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_near(written: str) -> bool:
    """Whether the address ``written`` leads to this machine itself."""
    url = address(written)
    return url is not None and is_loopback(url.host)


def address(text: str) -> URL | None:
    """``text`` as an absolute http(s) address without user, query or fragment; None when it is not one.

    Not even empty ones, nor blanks: whoever writes them means another address than we read.
    """
    if not text.isprintable() or set(text) & set(" #?@\\"):
        return None
    try:
        url = URL(text)
        port = url.port
    except ValueError:
        return None
    plain = url.absolute and url.host and port
    return url if plain and url.scheme in {"http", "https"} else None


@dataclass(frozen=True)
class Origins:
    """``local`` allows every http address on the loopback, and nothing else."""

    allowed: frozenset[URL]
    local: bool = False

    @classmethod
    def exactly(cls, origins: Iterable[str]) -> "Origins":
        """Raise ValueError, naming the origin, unless each is https (or http on the loopback) and no more."""
        return cls(frozenset(_origin(text) for text in origins))

    @classmethod
    def loopback(cls) -> "Origins":
        return cls(frozenset(), local=True)

    def allow(self, service_url: str) -> bool:
        url = address(service_url)
        if url is None:
            return False
        if self.local:
            return url.scheme == "http" and is_loopback(url.host)
        return url.origin() in self.allowed


def _origin(text: str) -> URL:
    if any(sign in text for sign in "@?#"):
        raise ValueError(
            "skriv adressen utan användare och lösenord, ? och #: https://smba.trafficmanager.net"
        )
    url = address(text)
    if url is None or url.path not in {"", "/"} or "*" in text:
        raise ValueError(
            f"”{text}” är ingen adress till en tjänst; skriv den så här: https://smba.trafficmanager.net"
        )
    if url.scheme != "https" and not is_loopback(url.host):
        raise ValueError(f"”{text}” ska börja med https://")
    return url.origin()
