"""The kept versions: listed, one of them, its files, and what differs between two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from aiohttp.web import Response

from dialogs import status_report
from domain import swedish
from domain.report_versions import VersionHead
from domain.workdays import STOCKHOLM
from reports.comparing import Change, LineDiff, SectionDiff, differences
from reports.html import section_html
from reports.writers import Format
from web.fields import Field, Option
from web.headers import clear
from web.report_files import attached, formats
from web.report_frame import framed
from web.report_marks import Mark, Piece, Pieces
from web.report_progress import offers
from web.report_rooms import Room


@dataclass(frozen=True)
class Listed:
    """``mark``: what became of it, mostly nothing. ``before``: the version before, 0 for the first."""

    number: int
    told: str
    cut_off: str
    mark: str
    before: int


def listing(room: Room) -> Response:
    heads = room.versions
    newest = heads[0].number if heads else 0
    html = framed(
        "report_versions.html",
        room.guest,
        "/versioner",
        count=swedish.upper_first(swedish.count(len(heads), "version är", "versioner är")),
        versions=[_listed(room, head) for head in heads],
        older=_choice("fran", "Den äldre", heads, newest - 1),
        newer=_choice("till", "Den nyare", heads, newest),
    )
    return clear(HTTPStatus.OK, html)


def _listed(room: Room, head: VersionHead) -> Listed:
    told = f"{swedish.moment(head.at)}, {head.by_name}: {head.why}"
    return Listed(head.number, told, swedish.moment(head.cut_off), _mark(room, head.number), head.number - 1)


def _mark(room: Room, number: int) -> str:
    life = room.life
    if edition := life.edition_of(number):
        return f"Utgåva {edition}"
    if life.decided and life.decided.version == number:
        return "Beslutad"
    return "På faktagranskning" if life.checked and life.checked.version == number else ""


def _choice(name: str, label: str, heads: Sequence[VersionHead], chosen: int) -> Field:
    options = tuple(
        Option(
            f"{name}-{head.number}",
            str(head.number),
            _told_shortly(head),
            head.number == chosen,
        )
        for head in heads
    )
    return Field(name, "list", label, options=options)


def _told_shortly(head: VersionHead) -> str:
    """So short that two of the same day are told apart on a narrow screen."""
    local = head.at.astimezone(STOCKHOLM)
    return f"{head.number}: {swedish.day_of_month(local)} kl. {local:%H.%M}, {head.why}"


def one(room: Room, number: str) -> Response:
    """Raise NotFound."""
    head, newest = room.version(number), room.versions[0]
    document = room.document(head.number)
    html = framed(
        "report_version.html",
        room.guest,
        f"/version/{head.number}",
        title=document.title,
        number=head.number,
        newest=newest.number,
        acts=[offer for offer in offers(room) if not offer.aside] if head is newest else [],
        facts=[
            ("Status", document.status),
            ("Sparad", f"{swedish.moment(head.at)} av {head.by_name}"),
            ("Varför", swedish.upper_first(head.why)),
            ("Svar till och med", swedish.moment(head.cut_off)),
        ],
        files=formats(f"/version/{head.number}"),
        watermark=document.watermark,
        sections=[
            {"title": section.title, "html": section_html(document, section)} for section in document.sections
        ],
    )
    return clear(HTTPStatus.OK, html)


def file(room: Room, number: str, format_: str) -> Response:
    """Raise NotFound."""
    made = status_report.made(room.desk, room.round, room.version(number).number, Format(format_))
    return attached(made.name, made.media_type, made.content)


def compared(room: Room, query: Mapping[str, str]) -> Response:
    """Raise NotFound for a number of no version. The older first, whichever was asked for first."""
    numbers = [room.version(query.get(name, "")).number for name in ("fran", "till")]
    older, newer = sorted(numbers)
    found = [_told(diff) for diff in differences(room.document(older), room.document(newer))]
    html = framed(
        "report_compared.html",
        room.guest,
        "/versioner/jamfor",
        older=older,
        newer=newer,
        told=swedish.upper_first(swedish.count(len(found), "avsnitt", "avsnitt", neuter=True)),
        sections=found,
    )
    return clear(HTTPStatus.OK, html)


@dataclass(frozen=True)
class Compared:
    """A section that differs. ``told``: how much. ``paragraphs``: in pieces, or how many are the same."""

    key: str
    title: str
    told: str
    paragraphs: Sequence[Pieces | str]


_WHOLE = {Change.ADDED: "nytt avsnitt", Change.REMOVED: "borttaget avsnitt"}
_REWRITTEN = "avsnittet är omskrivet"
_MARKS = {Change.KEPT: Mark.KEPT, Change.ADDED: Mark.ADDED, Change.REMOVED: Mark.REMOVED}


def _told(diff: SectionDiff) -> Compared:
    changed = sum(line.changed for line in diff.lines)
    much = _REWRITTEN if diff.rewritten else swedish.count(changed, "ändring", "ändringar")
    told = _WHOLE.get(diff.change) or much
    return Compared(diff.key, diff.title, told, list(_paragraphs(diff.lines)))


def _paragraphs(lines: Sequence[LineDiff]) -> Iterator[Pieces | str]:
    """What changed with a line before and after it; of what else stayed the same only how much there is."""
    near = {place + step for place, line in enumerate(lines) if line.changed for step in (-1, 0, 1)}
    for shown, group in groupby(enumerate(lines), key=lambda numbered: numbered[0] in near):
        kept = [line for _, line in group]
        if shown:
            yield from ([Piece(_MARKS[piece.change], piece.text) for piece in line.pieces] for line in kept)
        else:
            yield f"{swedish.upper_first(swedish.count(len(kept), 'rad', 'rader'))} utan ändring"
