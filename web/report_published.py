"""A published edition, for who received it: what was decided, the files and their checksums, corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus

from aiohttp.web import Response

from domain import swedish
from domain.errors import NotFound
from domain.report_life import KeptFile, ReportStep
from reports.writers import Format
from web.handbook_rooms import number_in
from web.headers import clear
from web.report_files import attached, title_of
from web.report_frame import framed
from web.report_reading import readable
from web.report_rooms import Room


@dataclass(frozen=True)
class Edition:
    """What the link is to."""

    room: Room

    @property
    def number(self) -> int:
        return number_in(self.room.guest.link.what) or 0

    @cached_property
    def published(self) -> ReportStep:
        """Raise NotFound for an edition that is not published."""
        editions = self.room.life.editions
        if not 1 <= self.number <= len(editions):
            raise NotFound("Den utgåvan är inte publicerad.")
        return editions[self.number - 1]

    @cached_property
    def files(self) -> Sequence[KeptFile]:
        return self.room.desk.store.report_life.files(self.room.round.key, self.number)

    def file(self, name: str) -> KeptFile:
        """Raise NotFound for one that the edition does not have."""
        for file in self.files:
            if file.name == name:
                return file
        raise NotFound("Utgåvan har ingen sådan fil. Se dem som finns på rapportens sida.")


def shown(room: Room) -> Response:
    edition = Edition(room)
    published = edition.published
    document = room.document(published.version or 0)
    html = framed(
        "report_published.html",
        room.guest,
        "",
        title=document.title,
        newer=_newer(edition),
        facts=[
            ("Utgivare", document.properties.author),
            ("Diarienummer", document.properties.record or "inte angivet"),
            ("Beslut", _decision(edition)),
            ("Utgåva", f"{edition.number}, publicerad {swedish.day(published.at)}"),
            ("Svar till och med", swedish.moment(document.properties.made)),
        ],
        files=[_listed(file) for file in edition.files],
        readable=any(map(_is_page, edition.files)),
        corrections=list(_corrections(edition)),
    )
    return clear(HTTPStatus.OK, html)


def read(room: Room) -> Response:
    """The report as a page. It is a file like the others: nothing in it can reach what surrounds it."""
    for file in Edition(room).files:
        if _is_page(file):
            return readable(file.content)
    raise NotFound("Utgåvan har ingen webbsida. Ladda ner rapporten i stället.")


def fetched(room: Room, name: str) -> Response:
    file = Edition(room).file(name)
    return attached(file.name, file.media_type, file.content)


def _is_page(file: KeptFile) -> bool:
    return file.media_type == Format.HTML.media_type


@dataclass(frozen=True)
class Listed:
    title: str
    name: str
    told: str
    sha256: str


def _listed(file: KeptFile) -> Listed:
    size = max(1, round(len(file.content) / 1024))
    return Listed(title_of(file.media_type), file.name, f"{file.name}, {size} kB", file.sha256)


def _decision(edition: Edition) -> str:
    """Who decided and when, of the edition shown."""
    step = edition.room.life.decisions[edition.number - 1]
    return f"{step.by_name}, {swedish.day(step.at)}" + (f". {step.words}" if step.words else "")


def _newer(edition: Edition) -> str:
    latest = edition.room.life.edition
    if latest == edition.number:
        return ""
    return (
        f"Utgåva {latest} har ersatt den här. Fråga samordnaren på Länsstyrelsen om du inte har fått länken."
    )


def _corrections(edition: Edition) -> Iterator[str]:
    """What was put right in each edition up to this; of its errors once the next edition has told them."""
    for number, step in enumerate(edition.room.life.corrections, start=2):
        if number <= edition.number:
            yield f"Utgåva {number}: {step.words}"
        elif number > edition.room.life.edition:
            yield f"En rättelse pågår sedan {swedish.day(step.at)}. Vad som rättas står i nästa utgåva."
        elif number == edition.number + 1:
            yield f"Fel i den här utgåvan, anmält {swedish.day(step.at)}: {step.words}"
