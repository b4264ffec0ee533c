"""Where a PostgreSQL database is, from the address that was written. No part of it is told to anybody: in one
that was written wrongly, the host or the name may be a piece of the password.
"""

from psycopg import ProgrammingError
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

EXAMPLE = "postgresql://samrad:lösenord@db.example.se:5432/samrad"

_SCHEMES = frozenset({"postgresql", "postgres"})
_DRIVER = "postgresql+psycopg"
_PATIENCE = {
    "connect_timeout": "5",
    "keepalives": "1",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
    "application_name": "samrad",
}
"""A server that has gone silent is given up: seconds, the last but one in milliseconds."""

_NEAR = frozenset({"localhost", "127.0.0.1", "::1"})


def place_of(written: str) -> URL:
    """The database at that address. Raise ValueError with what to write; nothing of it is quoted."""
    if written.count("@") > 1:
        raise ValueError("det står mer än ett @ i adressen; skriv @ i användare och lösenord som %40")
    try:
        url = make_url(written)
        fits = url.drivername in _SCHEMES and written.isprintable() and bool(url.database)
        url.translate_connect_args()
    except (ArgumentError, ValueError):
        fits = False
    if not fits:
        raise ValueError(
            f"skriv en adress som {EXAMPLE}, med @ : / och % i lösenordet som %40 %3A %2F och %25"
        ) from None
    try:
        make_conninfo("", **_options(url))
    except (ProgrammingError, TypeError):
        raise ValueError(
            "något efter frågetecknet är okänt. Där kan stå till exempel sslmode=verify-full och sslrootcert"
        ) from None
    return url.set(drivername=_DRIVER)


def with_defaults(url: URL) -> URL:
    """With what the address leaves unsaid: patience, and encryption to other machines."""
    defaults = dict(_PATIENCE)
    if not _near(url):
        defaults["sslmode"] = "require"
    return url.set(query={**defaults, **url.query})


def _near(url: URL) -> bool:
    host = _host(url)
    return not host or host.startswith("/") or host in _NEAR


def _host(url: URL) -> str:
    given = url.query.get("host", "")
    return url.host or (given if isinstance(given, str) else ",".join(given))


def _options(url: URL) -> dict[str, str]:
    return {name: value if isinstance(value, str) else ",".join(value) for name, value in url.query.items()}
