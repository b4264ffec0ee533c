"""besluta: somebody has read the report and answers for it."""

import re
from collections.abc import Iterator

from dialogs import (
    already_decided,
    draft_words,
    orders,
    report_acts,
    report_rights,
    report_since,
    report_work,
    rights,
    status_report,
    unready,
)
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.report_files import Reader
from dialogs.round_words import names_report, round_in, version_in
from dialogs.status_report import Author
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.life import Act
from domain.messages import Button, Message, Panel, Turn
from domain.people import Role
from domain.report_life import ReportAct, ReportLife, check
from domain.report_versions import VersionHead
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from reports.writers import Format

COMMAND = Command(
    says="besluta",
    title_en="decide",
    description="Läs rapporten och besluta om den, till exempel: besluta K3",
    description_en="Read the report and decide on it, for example: decide Q3",
    roles=frozenset({Role.COORDINATOR, Role.DECIDER}),
    menu=False,
)

_ASKED = re.compile(
    r"(?:besluta|fatta beslut|fastställ|decide)(?: (?:om )?(?:rapporten|lägesrapporten|utkastet))?\b"
    r"(?P<rest>[^:]*)(?::(?P<words>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_LATE = frozenset({Act.SUBMIT, Act.NOTHING})
_LISTED = 3


def wants(turn: Turn, desk: Desk) -> bool:
    said = _ASKED.fullmatch(turn.text.strip().rstrip("!. "))
    return turn.action is None and said is not None and names_report(said["rest"], turn, desk)


def begins(turn: Turn, desk: Desk) -> str:
    rights.personal(turn)
    _may_decide(turn, desk)
    if version_in(turn.text):
        return ""
    return "Jag tar fram rapporten så att du kan läsa den. Det tar några sekunder."


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    if told := already_decided.told(_quarter(turn), turn, desk):
        return told
    _may_decide(turn, desk)
    said = _ASKED.fullmatch(turn.text.strip().rstrip("!. "))
    rest, words = (said["rest"], said["words"] or "") if said else ("", "")
    round_, rest = round_in(rest, turn, desk)
    orders.must_be_clean(words)
    seen = version_in(rest)
    return _decided(round_, seen, words, turn, desk) if seen else _shown(round_, turn, desk)


def _quarter(turn: Turn) -> str:
    said = _ASKED.fullmatch(turn.text.strip().rstrip("!. "))
    return said["rest"] if said else ""


def _may_decide(turn: Turn, desk: Desk) -> None:
    """Raise NotAllowed; who has no part in it is told that it is the county's, and not by whom."""
    person = rights.known(turn, desk)
    if not (person.coordinates or person.decides):
        raise NotAllowed(
            "Beslutet om lägesrapporten fattas på Länsstyrelsen. Du får veta när den är publicerad."
        )
    report_rights.must_decide(desk, person, turn.at)


def _shown(round_: Round, turn: Turn, desk: Desk) -> Message:
    """The version to read, what it rests on and what stands in the way. Nothing is decided."""
    heads = desk.store.reports.versions(round_.key)
    if not heads:
        raise NotFound(f"Det finns inget utkast för {round_.quarter.label} att besluta om.")
    head, life = heads[0], desk.store.report_life.of(round_.key)
    hinders = tuple(_hinders(life, round_, turn, desk))
    written = head.cut_off.astimezone(STOCKHOLM).date()
    material = desk.store.material(
        desk.county, round_, desk.forms(round_), cut_off=head.cut_off, written=written
    )
    told = (
        draft_words.based_on(material),
        *_since(head, round_, desk),
        *unready.told(desk, round_, head.number, rights.known(turn, desk)),
        *hinders,
        *(
            ()
            if hinders
            else (
                "Efter beslutet går rapporten inte att ändra. Beslutet gäller den version som du har läst.",
            )
        ),
    )
    file = Reader(turn, desk).version(round_, head.number, Format.PDF)
    decides = Button(f"Besluta version {head.number}", f"besluta {round_.key} version {head.number}")
    return Message(
        panel=Panel(
            _title(round_, head), told, (("Sparad", f"{swedish.moment(head.at)} av {head.by_name}"),)
        ),
        file=file,
        buttons=(*_to_read(round_, file.address, turn, desk), *(() if hinders else (decides,))),
    )


def _title(round_: Round, head: VersionHead) -> str:
    return f"Beslut om lägesrapporten för {round_.quarter.label}, version {head.number}"


def _to_read(round_: Round, address: str, turn: Turn, desk: Desk) -> Iterator[Button]:
    if page := desk.report_links.draft(rights.known(turn, desk), round_, turn.at):
        yield Button("Läs i webbläsaren", opens=page)
    if address:
        yield Button("Ladda ner PDF", opens=address)
    yield Button("Synpunkter", f"synpunkter {round_.key}")


def _hinders(life: ReportLife, round_: Round, turn: Turn, desk: Desk) -> Iterator[str]:
    """Why it cannot be decided now."""
    try:
        check(life, ReportAct.DECIDE, turn.at)
    except NotAllowed as why:
        yield str(why)
    answers = report_work.material(desk, round_, turn.at)
    if changed := status_report.composition_of(desk, round_, answers).changed_under:
        yield f"{report_since.changed(changed)} {report_since.way(round_)}"
    yield from report_since.stops(desk, round_, answers)
    left = [one for one in desk.store.report_life.remarks(round_.key) if not one.settled]
    if left:
        count = swedish.upper_first(swedish.count(len(left), "synpunkt", "synpunkter"))
        them = "den" if len(left) == 1 else "dem"
        yield f"{count} väntar på svar. Samordnaren svarar på {them} innan rapporten kan beslutas:"
        yield from (f"{desk.county.called(one.unit)}: ”{one.words}”" for one in left[:_LISTED])


def _since(head: VersionHead, round_: Round, desk: Desk) -> Iterator[str]:
    """Who has sent in after the version was made: their answers are not in it."""
    journal = desk.store.lives.journal(round_.key)
    late = [
        desk.county.called(unit)
        for unit in desk.reporting()
        if any(step.at > head.cut_off and step.action in _LATE for step in journal.get(unit, ()))
    ]
    if late:
        yield (
            f"Svar från {swedish.listed(late)} har kommit efter den här versionen och är inte med. Ska de "
            f"med gör samordnaren ett nytt utkast: utkast {round_.key}."
        )


def _decided(round_: Round, seen: int, words: str, turn: Turn, desk: Desk) -> Message:
    author = Author(rights.known(turn, desk), turn.at)
    report_acts.decide(desk, round_, author, words, seen)
    next_ = (
        "Nästa steg är att publicera den."
        if author.person.coordinates
        else "Samordnaren får veta det och publicerar den."
    )
    return Message(
        f"Version {seen} av lägesrapporten för {round_.quarter.label} är beslutad. {next_}",
        buttons=(Button("Publicera", f"publicera {round_.key}"),) if author.person.coordinates else (),
    )


DIALOG = Dialog(wants, answer, COMMAND, begins)
