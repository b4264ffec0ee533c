"""The report's files: where to fetch each, and how one is sent."""

from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from reports.writers import Format

_TITLES = {Format.WORD: "Word", Format.PDF: "PDF", Format.HTML: "Webbsida (HTML)"}


@dataclass(frozen=True)
class FileLink:
    """``path``: below the report's address."""

    title: str
    path: str


def formats(base: str) -> list[FileLink]:
    """The files of a version; ``base``: the version's address."""
    return [FileLink(title, f"{base}/{format_}") for format_, title in _TITLES.items()]


def title_of(media_type: str) -> str:
    """What a file of that type is called on a page."""
    return next((title for format_, title in _TITLES.items() if format_.media_type == media_type), "Fil")


def attached(name: str, media_type: str, content: bytes) -> web.Response:
    """A file to save, that no cache keeps and no browser shows as a page of ours."""
    response = web.Response(body=content)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Cache-Control"] = "no-store"
    return response
