"""The report's files: where to fetch each, and how one is sent."""

from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from dialogs import report_files
from dialogs.beside import AGENDA, ARCHIVE, INTERNAL
from reports.writers import Format, Written
from web.report_rooms import Room

_TITLES = {Format.WORD: "Word", Format.PDF: "PDF", Format.HTML: "Webbsida (HTML)"}


@dataclass(frozen=True)
class FileLink:
    """``path``: below the report's address."""

    title: str
    path: str


def formats(base: str) -> list[FileLink]:
    """The files of a version; ``base``: the version's address."""
    return [FileLink(title, f"{base}/{format_}") for format_, title in _TITLES.items()]


def beside(room: Room) -> list[FileLink]:
    """What may be fetched beside the report, for who coordinates: it goes no further than that."""
    if not room.person.coordinates:
        return []
    found = [
        FileLink("Förslag till dagordning (Word)", f"/bredvid/{AGENDA}/{Format.WORD}"),
        FileLink("Internt underlag (Word)", f"/bredvid/{INTERNAL}/{Format.WORD}"),
    ]
    if room.life.published:
        found.append(FileLink("Arkivpaket (zip)", f"/bredvid/{ARCHIVE}/zip"))
    return found


def made_beside(room: Room, what: str, ending: str) -> web.Response:
    """Raise NotAllowed for anyone but a coordinator, NotFound as its maker does."""
    return sent(report_files.handed(room.desk, room.person, room.round, f"{what}/{ending}", room.now))


def title_of(media_type: str) -> str:
    """What a file of that type is called on a page."""
    return next((title for format_, title in _TITLES.items() if format_.media_type == media_type), "Fil")


def sent(made: Written) -> web.Response:
    return attached(made.name, made.media_type, made.content)


def attached(name: str, media_type: str, content: bytes) -> web.Response:
    """A file to save, that no cache keeps and no browser shows as a page of ours."""
    response = web.Response(body=content)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Cache-Control"] = "no-store"
    return response
