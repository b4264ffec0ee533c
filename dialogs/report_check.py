"""faktagranska: each who has contributed reads its own part of the draft, before it is decided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dialogs import (
    check_day,
    refused,
    report_acts,
    report_since,
    report_work,
    rights,
    status_report,
    unready,
)
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.passages import Passage, passages
from dialogs.round_words import round_in, version_in
from dialogs.status_report import Author
from domain import swedish
from domain.errors import Conflict, NotAllowed, NotFound
from domain.material import Material
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role
from domain.report_life import ReportAct, ReportLife, ReportStatus
from domain.rounds import Round
from domain.workdays import STOCKHOLM

COMMAND = Command(
    says="faktagranska",
    title_en="fact check",
    description="Låt var och en läsa sin del av utkastet, till exempel: faktagranska K3 till fredag",
    description_en="Let each contributor read its own part of the draft: fact check K3 till fredag",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_ASKED = re.compile(
    r"(?:(?:(?:starta|påbörja|börja|inled|gör) (?:en )?)?fakta ?(?:granska|granskning(?:en)?)|fact check"
    r"|(?:skicka|sänd)\b(?P<what>[^:]*?)\b(?:på|till|för) (?:fakta)?granskning(?:en)?)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class _Check:
    """``seen``: the version that was shown when it was asked for; 0 when none has been."""

    round: Round
    until: date
    seen: int


def wants(turn: Turn, _desk: Desk) -> bool:
    """Who works on no report and says so means to read the own part: that is another dialog's."""
    coordinates = turn.person is None or turn.person.coordinates or turn.person.decides
    return turn.action is None and coordinates and _ASKED.fullmatch(turn.text.strip()) is not None


def begins(turn: Turn, desk: Desk) -> str:
    asked = _asked(turn, desk)
    if asked.seen:
        return ""
    return f"Jag tar fram vad var och en ska läsa för {asked.round.quarter.label}. Det tar några sekunder."


def answer(turn: Turn, desk: Desk) -> Message:
    asked = _asked(turn, desk)
    return _sent(asked, turn, desk) if asked.seen else _shown(asked, turn, desk)


def _asked(turn: Turn, desk: Desk) -> _Check:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    said = _ASKED.fullmatch(turn.text.strip())
    words = f"{said['what'] or ''} {said['rest']}" if said else ""
    round_, rest = round_in(words, turn, desk)
    return _Check(round_, check_day.read(rest, round_, turn), version_in(rest))


def _shown(asked: _Check, turn: Turn, desk: Desk) -> Message:
    """Whom it goes to and what each will read; nothing is sent."""
    life = refused.must(asked.round, ReportAct.SEND_TO_CHECK, turn, desk)
    units = report_acts.contributing(desk, asked.round)
    if not units:
        raise NotFound("Ingen har lämnat något till rapporten än, så det finns ingen att skicka den till.")
    head = status_report.renew(desk, asked.round, Author(rights.coordinator(turn, desk), turn.at))
    until = swedish.day(asked.until)
    document = status_report.document(desk, asked.round, head.number)
    answers = report_work.material(desk, asked.round, turn.at)
    hinders = tuple(_hinders(asked.round, answers, desk))
    told = (
        *hinders,
        *_again(life),
        (
            "Var och en får ett meddelande med en egen länk till det som bygger på det egna svaret, inget "
            "annat. De kan lämna synpunkter på varje stycke, eller svara att det stämmer."
        ),
        f"De kan svara till och med {until}. Den som inte svarar i tid anses ha godtagit uppgifterna.",
        *check_day.unwise(asked.until, asked.round, turn),
        *_unreached(units, turn, desk),
        *unready.told(desk, asked.round, head.number, rights.known(turn, desk)),
    )
    facts = tuple(
        (desk.county.called(unit), _reads(part, unit, turn, desk))
        for unit in units
        for part in [passages(status_report.part_of(desk, document, unit, answers))]
    )
    says = f"faktagranska {asked.round.key} version {head.number} till {asked.until}"
    return Message(
        panel=Panel(_title(asked.round, head.number, sends=not hinders), told, facts),
        buttons=(
            tuple(_to_draft(asked.round, turn, desk))
            if hinders
            else (Button(f"Skicka till {swedish.count(len(units), 'enhet', 'enheter')}", says),)
        ),
    )


def _title(round_: Round, number: int, *, sends: bool) -> str:
    of = f"version {number} för {round_.quarter.label}"
    return f"Skicka {of} på faktagranskning?" if sends else f"Inte klar att skicka: {of}"


def _hinders(round_: Round, answers: Material, desk: Desk) -> Iterator[str]:
    """Why it cannot be sent now, and what to do."""
    if changed := status_report.composition_of(desk, round_, answers).changed_under:
        yield (
            f"{report_since.changed(changed)} Öppna utkastet, jämför med det nya underlaget och välj vilken "
            f"text som ska gälla. Skriv sedan ”faktagranska {round_.key}” igen."
        )
    yield from report_since.stops(desk, round_, answers)


def _to_draft(round_: Round, turn: Turn, desk: Desk) -> Iterator[Button]:
    if page := desk.report_links.draft(rights.known(turn, desk), round_, turn.at):
        yield Button("Öppna utkastet", opens=page)
    else:
        yield Button("Visa utkastet", f"utkast {round_.key}")


def _again(life: ReportLife) -> Iterator[str]:
    if life.checked and life.status is ReportStatus.CHECK:
        yield (
            f"Version {life.checked.version} är redan på faktagranskning. Skickar du den här i stället får "
            "alla läsa på nytt, också de som har svarat. Synpunkterna finns kvar."
        )


def _reads(part: Sequence[Passage], unit: str, turn: Turn, desk: Desk) -> str:
    """Fia Fyrbodal och Folke Fyrbodal: 14 stycken i fem avsnitt."""
    sections = swedish.count(len({one.section for one in part}), "avsnitt", "avsnitt", neuter=True)
    count = len(part)
    names = swedish.listed(person.name for person in _people(unit, turn, desk)) or "ingen är utsedd"
    what = (
        f"{count} {'stycke' if count == 1 else 'stycken'} i {sections}" if part else "inget eget i rapporten"
    )
    return f"{names}: {what}"


def _people(unit: str, turn: Turn, desk: Desk) -> list[Person]:
    today = turn.at.astimezone(STOCKHOLM).date()
    people = (one.on(today) for one in desk.store.people.for_units([unit]))
    return [person for person in people if unit in person.answers_for()]


def _unreached(units: tuple[str, ...], turn: Turn, desk: Desk) -> Iterator[str]:
    """Silence of who could not be told is no answer: that is said before it is sent."""
    reached = desk.store.correspondence.reached(by_mail=True)
    names = [
        desk.county.called(unit)
        for unit in units
        if not any(person.id in reached for person in _people(unit, turn, desk))
    ]
    if names:
        yield (
            f"Jag når ingen hos {swedish.listed(names)}. Hör av dig dit på annat sätt: den som inte har fått "
            "veta något kan inte ha godtagit det."
        )


def _sent(asked: _Check, turn: Turn, desk: Desk) -> Message:
    newest = desk.store.reports.versions(asked.round.key)
    if asked.seen > (latest := newest[0].number if newest else 0):
        has = f"Den senaste är version {latest}." if latest else "Det finns inget utkast än."
        raise NotFound(f"Det finns ingen version {asked.seen} för {asked.round.quarter.label}. {has}")
    life = desk.store.report_life.of(asked.round.key)
    if _is_sent(life, asked):
        return Message(
            "Den är redan skickad på faktagranskning. Det görs en gång.", buttons=_then(asked.round)
        )
    if newest and newest[0].number != asked.seen:
        raise Conflict(
            f"Det finns en nyare version än den du såg: version {newest[0].number}, sparad av "
            f"{newest[0].by_name}. Inget är skickat. Skriv ”faktagranska {asked.round.key}” igen."
        )
    refused.must(asked.round, ReportAct.SEND_TO_CHECK, turn, desk)
    if hinders := list(_hinders(asked.round, report_work.material(desk, asked.round, turn.at), desk)):
        raise NotAllowed(f"Inget är skickat. {hinders[0]}")
    author = Author(rights.coordinator(turn, desk), turn.at)
    life = report_acts.send_to_check(desk, asked.round, author, asked.until)
    units = swedish.listed(desk.county.called(unit) for unit in life.asked)
    return Message(
        f"Version {asked.seen} för {asked.round.quarter.label} är skickad på faktagranskning till "
        f"{units}. De får veta det så snart det är kontorstid och kan svara till och med "
        f"{swedish.day(asked.until)}. Du får veta när någon har en synpunkt, och när alla har "
        "svarat eller tiden är ute.",
        buttons=_then(asked.round),
    )


def _is_sent(life: ReportLife, asked: _Check) -> bool:
    until = life.checked_until
    same = life.checked is not None and life.checked.version == asked.seen
    return same and until is not None and until.astimezone(STOCKHOLM).date() == asked.until


def _then(round_: Round) -> tuple[Button, ...]:
    return (Button("Visa status", f"status {round_.key}"), Button("Synpunkter", f"synpunkter {round_.key}"))


DIALOG = Dialog(wants, answer, COMMAND, begins)
