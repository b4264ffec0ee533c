"""utkast: the draft of the quarterly status report, for those who work on it and decide on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dialogs import (
    draft_words,
    kept_version,
    report_acts,
    report_files,
    report_standing,
    rights,
    status_report,
    unready,
)
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.draft_words import Asked
from dialogs.next_step import next_step
from dialogs.report_files import FORMATS, Reader
from dialogs.round_words import names_quarter, round_in
from dialogs.status import round_named
from dialogs.status_report import Author
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, File, Message, Panel, Turn
from domain.people import Role
from domain.report_life import ReportLife, ReportStatus, editable
from domain.report_versions import VersionHead
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from reports.comparing import differences
from reports.composing import Composition
from reports.writers import Format

COMMAND = Command(
    says="utkast",
    title_en="draft",
    description="Gör ett utkast till lägesrapporten, för omgången nu eller för ett kvartal som du skriver",
    description_en="Make a draft of the status report, for the current round or a quarter that you name",
    roles=frozenset({Role.COORDINATOR, Role.DECIDER}),
)


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and draft_words.read(turn.text) is not None


def begins(turn: Turn, desk: Desk) -> str:
    asked, round_ = _asked(turn, desk)
    as_ = FORMATS[asked.format or Format.WORD]
    return f"Jag sammanställer utkastet för {round_.quarter.label} som {as_}. Det tar några sekunder."


def answer(turn: Turn, desk: Desk) -> Message:
    asked, round_ = _asked(turn, desk)
    given = _given(asked, round_, turn, desk)
    file = Reader(turn, desk).version(round_, given.head.number, given.format)
    return Message(
        _opening(given),
        panel=Panel(
            f"Version {given.head.number}, {given.round.quarter.label}",
            tuple(_told(given)),
            tuple(_facts(given)),
        ),
        file=file,
        buttons=tuple(_buttons(given, file)),
    )


def _asked(turn: Turn, desk: Desk) -> tuple[Asked, Round]:
    """Raise NotAllowed for who may not read drafts, NotFound for words that name no quarter."""
    rights.personal(turn)
    report_files.may_read_drafts(turn, desk)
    asked = draft_words.read(turn.text) or Asked("")
    draft_words.said_once(asked)
    round_, rest = round_in(asked.rest, turn, desk)
    if rest.startswith("som "):
        raise NotFound("Utkastet finns som Word, PDF och webbsida. Skriv till exempel: utkast som pdf.")
    return asked, round_named(rest, turn, desk) if rest else round_


@dataclass(frozen=True)
class _Given:
    """The version that is handed over. ``before``: the one before it, None for the first.

    ``newest``: the latest there is. ``today``: whether it is the report as it stands now, and not one that
    was kept; ``renewed``: whether it came to be now.
    """

    turn: Turn
    desk: Desk
    round: Round
    head: VersionHead
    format: Format
    before: VersionHead | None
    newest: VersionHead
    today: bool
    renewed: bool

    @cached_property
    def life(self) -> ReportLife:
        return self.desk.store.report_life.of(self.round.key)

    @cached_property
    def composition(self) -> Composition:
        """The report as it stands now."""
        return status_report.composition(self.desk, self.round, self.turn.at)


def _given(asked: Asked, round_: Round, turn: Turn, desk: Desk) -> _Given:
    person, wanted = rights.known(turn, desk), asked.format or Format.WORD
    author = Author(person, turn.at)
    life = desk.store.report_life.of(round_.key)
    heads = desk.store.reports.versions(round_.key)
    renews = not asked.version and person.coordinates and editable(life)
    if renews:
        if asked.english and not life.english:
            report_acts.ask_english(desk, round_, author)
        head = _renewed(desk, round_, author, turn)
    else:
        head = _kept(asked.version or _standing(life), heads, round_)
    is_new = not heads or head.number > heads[0].number
    earlier = [one for one in heads if one.number < head.number]
    before = earlier[0] if earlier else None
    newest = heads[0] if heads and not is_new else head
    return _Given(turn, desk, round_, head, wanted, before, newest, renews, renews and is_new)


def _renewed(desk: Desk, round_: Round, author: Author, turn: Turn) -> VersionHead:
    """Raise NotFound while no answer has come in; with the quarter, when none was said."""
    try:
        return status_report.renew(desk, round_, author)
    except NotFound as why:
        which = "" if names_quarter(turn.text) else f" Det gäller {round_.quarter.label}."
        raise NotFound(f"{why}{which}") from None


def _standing(life: ReportLife) -> int:
    """The version that is decided or published; 0 for the newest."""
    if life.status is ReportStatus.DECIDED and life.decided:
        return life.decided.version or 0
    return (life.published.version or 0) if life.status is ReportStatus.PUBLISHED and life.published else 0


def _kept(number: int, heads: list[VersionHead], round_: Round) -> VersionHead:
    found = next((one for one in heads if number in {0, one.number}), None)
    if found is None:
        which = f"version {number} av utkastet" if number else "inget utkast"
        raise NotFound(f"Det finns {'ingen ' if number else ''}{which} för {round_.quarter.label}.")
    return found


def _opening(given: _Given) -> str:
    """What it is based on: as things stood at the version's cut-off."""
    desk, at = given.desk, given.head.cut_off
    written = at.astimezone(STOCKHOLM).date()
    material = desk.store.material(
        desk.county, given.round, desk.forms(given.round), cut_off=at, written=written
    )
    return draft_words.based_on(material) if editable(given.life) else _fixed(given, material.counted)


def _fixed(given: _Given, counted: str) -> str:
    standing = report_standing.told(given.life, given.turn.at)
    return f"Lägesrapporten för {given.round.quarter.label} bygger på {counted}. {standing}."


def _told(given: _Given) -> Iterator[str]:
    """What is new, and which edited sections need a look."""
    head, before, now = given.head, given.before, given.turn.at
    if not given.today:
        yield kept_version.standing(head, given.newest, now)
    elif not given.renewed:
        yield f"Inget har ändrats sedan {head.by_name} sparade versionen {report_standing.ago(head.at, now)}."
    elif before is None:
        yield "Det är den första versionen."
    else:
        found = differences(
            status_report.document(given.desk, given.round, before.number),
            status_report.document(given.desk, given.round, head.number),
        )
        when = report_standing.ago(before.at, now)
        yield (
            draft_words.new_in(found, before.number, when)
            if found
            else (f"Texten är densamma som i version {before.number} ({when}).")
        )
    if not _is_newest(given):
        return
    if editable(given.life):
        yield from draft_words.changed_under(given.composition.changed_under)
    person = rights.known(given.turn, given.desk)
    if given.life.status is not ReportStatus.PUBLISHED:
        yield from unready.told(given.desk, given.round, head.number, person)


def _is_newest(given: _Given) -> bool:
    return given.head.number == given.newest.number


def _facts(given: _Given) -> Iterator[tuple[str, str]]:
    head, life = given.head, given.life
    yield "Sparad", f"{swedish.moment(head.at)} av {head.by_name}"
    yield "Svar till och med", swedish.moment(head.cut_off)
    yield "Läge", report_standing.told(life, given.turn.at)
    if named := draft_words.named(kept_version.edited_in(given.desk, given.round, head)):
        yield "Redigerade avsnitt", named
    if life.english:
        yield "Engelsk sammanfattning", "Ja. Resten är på svenska."


def _buttons(given: _Given, file: File) -> Iterator[Button]:
    desk, round_, turn, number = given.desk, given.round, given.turn, given.head.number
    person = rights.known(turn, desk)
    if page := desk.report_links.draft(person, round_, turn.at):
        yield Button("Öppna utkastet", opens=page)
    if file.address:
        yield Button(f"Ladda ner {FORMATS[given.format]}", opens=file.address)
    other = Format.PDF if given.format is not Format.PDF else Format.WORD
    yield Button(
        f"Som {FORMATS[other]}", f"utkast {round_.key} version {number} som {FORMATS[other].lower()}"
    )
    if given.before:
        yield Button("Visa ändringar", f"ändringar {round_.key} {given.before.number} och {number}")
    if _is_newest(given):
        yield from next_step(given.life, round_, turn, desk)
    else:
        yield Button(f"Den senaste ({given.newest.number})", f"utkast {round_.key}")


DIALOG = Dialog(wants, answer, COMMAND, begins)
