"""What stands around every page of the handbook: whose it is, the ways to go, the mark of its forms."""

from dataclasses import dataclass

from domain import swedish
from web import pages
from web.handbook_entrance import Guest

_ROOMS = (("", "Alla svar"), ("/forslag", "Förslag"), ("/nytt", "Nytt svar"))


@dataclass(frozen=True)
class Room:
    """A way to go from every page."""

    path: str
    title: str
    here: bool


def framed(template: str, guest: Guest, path: str, **what: object) -> str:
    """A template filled in; ``path``: of the page, below the handbook's address."""
    rooms = [Room(room, title, room == path) for room, title in _ROOMS]
    until = swedish.moment(guest.until)
    return pages.drawn(template, None, guest=guest, rooms=rooms, until=until, **what)


def hidden(guest: Guest, **values: str) -> dict[str, str]:
    return {"guard": guest.guard, **values}
