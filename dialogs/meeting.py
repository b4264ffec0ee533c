"""möte and inspel: what a council's leader needs before, during and after the meeting."""

import re
from dataclasses import replace

from dialogs import door, places, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.sheets import open_round, sheet_of
from domain import swedish
from domain.county import Council, OrgUnit
from domain.errors import NotAllowed, NotFound
from domain.life import Status
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from forms import filled, parsing
from forms.typed import folded
from store.meetings import Meeting

COMMAND = Command(
    says="möte",
    title_en="meeting",
    description="Anteckna under samrådet, eller säg när det hålls: möte 12 november",
    description_en="Take notes at the council, or say when it meets: meeting 12 November",
    roles=frozenset({Role.REPORTER, Role.DEPUTY, Role.LEADER, Role.COORDINATOR}),
    at_councils=True,
)

_MEETING = re.compile(
    r"(?:mote|motet|meeting|anteckna(?: motet| mote)?|samradet)(?: ar| halls| blir| ager rum)?"
    r"(?P<rest>(?: .*)?)"
)
_INPUTS = re.compile(r"(?:kommunernas )?inspel(?:en)?(?: fran kommunerna)?(?P<rest>(?: .*)?)")
_VIEW = "mote"
_IN = frozenset({Status.SUBMITTED, Status.APPROVED, Status.LOCKED})


def wants(turn: Turn, _desk: Desk) -> bool:
    said = folded(turn.text)
    return turn.action is None and any(asked.fullmatch(said) for asked in (_MEETING, _INPUTS))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    said = folded(turn.text)
    if found := _INPUTS.fullmatch(said):
        council, _ = _council(found["rest"], "inspel Fyrbodal", person, desk)
        return _inputs(council, person, turn, desk)
    found = _MEETING.fullmatch(said)
    council, words = _council(found["rest"] if found else "", "möte Fyrbodal 12 november", person, desk)
    if words:
        return _planned(council, words, person, turn, desk)
    notes = _notes(council, person, turn, desk)
    places.remember(desk, person, notes, turn.at)
    return notes


def _council(words: str, example: str, person: Person, desk: Desk) -> tuple[Council, str]:
    """The council that is named first in the words, else the person's own; and the rest."""
    unit, rest = rights.unit_at_start(words.strip(), desk)
    own = [one for one in person.answers_for() if one in {council.id for council in desk.county.councils}]
    unit = unit or (own[0] if len(own) == 1 else None)
    for council in desk.county.councils:
        if council.id == unit:
            return council, rest
    if person.coordinates or own:
        raise NotFound(f"Skriv vilket samråd det gäller, till exempel: {example}.")
    raise NotAllowed("Det är för den som leder eller rapporterar för ett samråd.")


def _notes(council: Council, person: Person, turn: Turn, desk: Desk) -> Message:
    """The card for notes: its answers are those of the council's form."""
    filling = door.at_form(desk, person, door.Wanted(council.id), turn.at)
    view = next((view for view in filling.sheet.form.views if view.key == _VIEW), None)
    if view is None:
        raise NotFound("Det här formuläret har inget kort för mötesanteckningar. Skriv ”rapportera”.")
    return filling.opened("Det du skriver här hamnar i rapporten. Spara så ofta du vill.", view)


def _planned(council: Council, words: str, person: Person, turn: Turn, desk: Desk) -> Message:
    """The day that the council meets: its municipalities are reminded before it."""
    rights.filler(person, council.id, desk)
    round_ = open_round(desk, council.id, turn.at)
    window = parsing.Window(round_.opens.date(), round_.council_date)
    try:
        day = parsing.read_date(words.removeprefix("den "), window)
    except ValueError as refused:
        raise NotFound(f"{refused} Skriv till exempel: möte 12 november.") from refused
    if not window.earliest <= day <= window.latest:
        raise NotFound(
            f"Samrådet behöver hållas mellan {swedish.day(window.earliest)} och {swedish.day(window.latest)}."
        )
    stands = desk.store.meetings.told(round_.key).get(council.id)
    if stands and stands.day != day and not _has_seen(stands, person, turn, desk):
        name = desk.store.people.names([stands.by]).get(stands.by, "någon annan")
        return Message(
            f"Inget är ändrat. {name} har sagt att samrådet i {council.name} hålls"
            f" {swedish.day(stands.day)}, och du skrev {swedish.day(day)}. Skriv det en gång till om din dag"
            " gäller."
        )
    told = Meeting(round_.key, council.id, day, person.id)
    desk.store.meetings.tell(told, turn.at, over=stands.day if stands else None)
    return Message(
        f"Jag har antecknat att samrådet i {council.name} hålls {swedish.day(day)}. "
        "Kommunerna påminns om sitt inspel före det."
    )


def _has_seen(stands: Meeting, person: Person, turn: Turn, desk: Desk) -> bool:
    """Whether the day is the person's own or one that he or she has been told of, which is done by asking."""
    subject, number = f"möte/{stands.round}/{stands.unit}", stands.day.toordinal()
    known = stands.by == person.id or desk.store.seen.of(person.id, subject) == number
    desk.store.seen.note(person.id, {subject: number}, turn.at)
    return known


def _inputs(council: Council, person: Person, turn: Turn, desk: Desk) -> Message:
    """What the council's municipalities say before it meets, and who has not said anything."""
    if not (person.coordinates or council.id in person.answers_for()):
        raise NotAllowed(f"Inspelen går till den som leder samrådet i {council.name}.")
    round_ = open_round(desk, council.id, turn.at)
    lives = desk.store.lives.all(round_.key)
    given = [unit for unit in council.members if unit.id in lives and lives[unit.id].status in _IN]
    facts = tuple((unit.name, _said(unit, round_, desk)) for unit in given)
    silent = swedish.listed(unit.name for unit in council.members if unit not in given)
    told = [f"{len(given)} av {len(council.members)} kommuner har lämnat inspel."]
    told += [f"Inte ännu: {silent}."] if silent else []
    meeting = desk.store.meetings.of(round_.key).get(council.id)
    told += [f"Samrådet hålls {swedish.day(meeting)}."] if meeting else []
    buttons = (Button("Anteckna från mötet", f"möte {council.name}"),)
    title = f"Kommunernas inspel: {council.name}, {round_.quarter.label}"
    return replace(Message(panel=Panel(title, tuple(told), facts)), buttons=buttons)


def _said(unit: OrgUnit, round_: Round, desk: Desk) -> str:
    sheet = sheet_of(desk, round_, unit.id)
    sent = sheet.sent.answers if sheet.sent else {}
    lines = [
        words
        for card in sheet.form.cards
        for question in filled.asked_on(card, sent)
        if (words := filled.spoken(question, sent))
    ]
    when = f" ({swedish.day_of_month(sheet.sent.at.astimezone(STOCKHOLM).date())})" if sheet.sent else ""
    return ". ".join(line.rstrip(".") for line in lines) + f".{when}"


DIALOG = Dialog(wants, answer, COMMAND)
