"""status: who has reported and what is missing. Only a coordinator sees the others."""

from datetime import datetime

from dialogs import comments, report_standing, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after, says
from dialogs.next_step import next_step
from dialogs.sheets import meeting_first, sheet_of
from dialogs.unit_state import IN, state
from domain import swedish
from domain.county import Respondent
from domain.delivery import Reason
from domain.errors import NotFound
from domain.life import Life, Status, closes, due
from domain.messages import Button, Message, Panel, Turn
from domain.quarter import Quarter
from domain.rounds import Round
from domain.undelivered import LATELY
from domain.workdays import STOCKHOLM

COMMAND = Command(
    says="status",
    title_en="status",
    description="Se vad som är inlämnat och vad som saknas",
    description_en="See what has come in and what is missing",
)


_ALSO = (
    "visa status",
    "visa läget",
    "hur går det",
    "hur många har svarat",
    "hur många har lämnat in",
    "när är sista svarsdag",
    "när är sista dagen",
    "när stänger omgången",
    "när stänger det",
    "sista svarsdag",
    "deadline",
    "läget",
    "läge",
    "vem har svarat",
    "vilka har svarat",
    "vilka har inte svarat",
    "vem saknas",
    "vad saknas",
)

_TO_REVIEW = frozenset({Status.SUBMITTED, Status.NOTHING})


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and (after(turn, "status") is not None or says(turn, *_ALSO))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    unit, words = rights.unit_at_start(after(turn, "status") or "", desk)
    round_ = round_named(words, turn, desk)
    if unit:
        rights.filler(person, unit, desk)
        return of_unit(round_, unit, turn.at, desk)
    if person.coordinates:
        return _everyone(round_, turn, desk)
    if units := list(person.answers_for()):
        return _own(round_, units, turn.at, desk)
    return Message(panel=Panel(_title(round_, turn.at), (), _dates(round_)))


def round_named(words: str, turn: Turn, desk: Desk) -> Round:
    """The round of a quarter said in words; without words the one that is open, else the latest."""
    words = words.strip().removeprefix("för ").strip()
    if not words:
        if found := desk.store.rounds.taking_answers(turn.at) or desk.store.rounds.latest():
            return found
        raise NotFound("Ingen omgång är planerad ännu.")
    quarter = Quarter.parse(words, turn.at.date())
    if quarter is None:
        raise NotFound(
            f"Jag förstår inte vilket kvartal du menar med ”{words}”. Skriv till exempel K3 eller 2026Q3."
        )
    if found := desk.store.rounds.get(quarter.key):
        return found
    there = swedish.listed(round_.quarter.label for round_ in desk.store.rounds.all())
    raise NotFound(f"Det finns ingen omgång för {quarter.label}. Finns: {there or 'ingen ännu'}.")


def _everyone(round_: Round, turn: Turn, desk: Desk) -> Message:
    asked = desk.county.reporting()
    lives = desk.store.lives.all(round_.key)
    facts = [(one.name, state(sheet_of(desk, round_, one.id), turn.at)) for one in asked]
    told = [_counted(asked, lives)]
    told += [*_without_reporter(desk, turn), *(lost := _undelivered(turn, desk))]
    if to_review := [one.name for one in asked if _stands(lives, one.id) in _TO_REVIEW]:
        told.append(f"Att granska: {swedish.listed(to_review)}.")
    if asking := [one.name for one in asked if one.id in lives and lives[one.id].asked]:
        told.append(f"Väntar på svar om anstånd: {swedish.listed(asking)}.")
    next_: tuple[Button, ...] = ()
    if standing := report_standing.of_round(desk, round_, turn.at):
        facts.append(("Lägesrapporten", standing))
        next_ = tuple(next_step(desk.store.report_life.of(round_.key), round_, turn, desk))
    return Message(
        panel=Panel(_title(round_, turn.at), tuple(told), (*facts, *_dates(round_))),
        buttons=(
            Button("Granska", f"granska {round_.key}"),
            Button("Gör ett utkast", f"utkast {round_.key}"),
            *([Button("Visa ej levererat", "ej levererat")] if lost else []),
            *next_,
        ),
    )


def _counted(asked: tuple[Respondent, ...], lives: dict[str, Life]) -> str:
    """3 av 4 delregioner och 2 av 3 aktörer har lämnat in, 2 är godkända."""
    councils = [one for one in asked if one.members and one.members[0].parent == one.id]
    agencies = [one for one in asked if one not in councils]
    parts = [
        f"{sum(_came(lives, one.id) for one in own)} av {len(own)} {name}"
        for own, name in ((councils, "delregioner"), (agencies, "aktörer"))
        if own
    ]
    approved = sum(_stands(lives, one.id) in {Status.APPROVED, Status.LOCKED} for one in asked)
    told = [f"{' och '.join(parts)} har lämnat in"]
    nothing = sum(one.id in lives and lives[one.id].nothing is not None for one in asked)
    told += [f"{nothing} har inget att rapportera"] if nothing else []
    told += [f"{approved} är {'godkänd' if approved == 1 else 'godkända'}"] if approved else []
    return f"{', '.join(told)}."


def _came(lives: dict[str, Life], unit: str) -> bool:
    """Whether an answer stands that is more than "nothing to report"."""
    return _stands(lives, unit) in IN and lives[unit].nothing is None


def _stands(lives: dict[str, Life], unit: str) -> Status:
    return lives[unit].status if unit in lives else Status.NOT_STARTED


def _without_reporter(desk: Desk, turn: Turn) -> list[str]:
    """One line a unit that nobody answers for: no form and no reminder reaches it."""
    day = turn.at.astimezone(STOCKHOLM).date()
    people = desk.store.people.for_units(desk.reporting())
    answering = {unit for person in people for unit in person.on(day).answers_for()}
    return [
        f"{one.name} har ingen uppgiftslämnare." for one in desk.county.reporting() if one.id not in answering
    ]


def _undelivered(turn: Turn, desk: Desk) -> list[str]:
    """In one line: what the list of what did not come has in it."""
    rows = desk.store.dead_letters.since(turn.at - LATELY)
    doubted = sum(row.reason is Reason.UNCLEAR for row in rows)
    parts = []
    if lost := len(rows) - doubted:
        parts.append(f"{_messages(lost)} har inte kommit fram")
    if doubted:
        parts.append(f"om {_messages(doubted)} är det oklart")
    told = swedish.upper_first(" och ".join(parts))
    return [f"{told}: skriv ”ej levererat”."] if told else []


def _messages(number: int) -> str:
    return swedish.count(number, "meddelande", "meddelanden", neuter=True)


def _own(round_: Round, units: list[str], now: datetime, desk: Desk) -> Message:
    if len(units) == 1:
        return of_unit(round_, units[0], now, desk)
    sheets = [sheet_of(desk, round_, unit) for unit in units]
    facts = tuple((sheet.respondent.name, state(sheet, now)) for sheet in sheets)
    return Message(panel=Panel(_title(round_, now), (), (*facts, *_dates(round_))))


def of_unit(round_: Round, unit: str, now: datetime, desk: Desk) -> Message:
    """How one unit's answer stands, the comment first; whoever may see it has been let in already."""
    sheet = sheet_of(desk, round_, unit)
    name = sheet.respondent.name
    told = [state(sheet, now)]
    if sheet.life.comment:
        told.insert(0, comments.told(sheet.life))
    if meeting := meeting_first(desk, sheet):
        told.append(f"Samrådet hålls {swedish.day_of_month(meeting)}. Svara gärna före det.")
    told += report_standing.to_check(desk, round_, unit, now)
    return Message(
        panel=Panel(f"{name}: {_title(round_, now)}", tuple(told), _dates(round_, sheet.life)),
        buttons=(Button("Rapportera", f"rapportera {name}"), Button("Visa svaren", f"visa svar {name}")),
    )


def _title(round_: Round, now: datetime) -> str:
    return f"{swedish.upper_first(round_.quarter.label)} – {round_.phase(now)}"


def _dates(round_: Round, life: Life | None = None) -> tuple[tuple[str, str], ...]:
    known = life or Life()
    return (
        ("Öppnar", swedish.day(round_.opens)),
        ("Sista svarsdag", swedish.day(due(known, round_))),
        ("Stänger", swedish.day(closes(known, round_))),
        ("Regionalt samråd", swedish.day(round_.council_date)),
    )


DIALOG = Dialog(wants, answer, COMMAND)
