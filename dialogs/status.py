"""status: who has reported and what is missing. Only a coordinator sees the others."""

from datetime import datetime

from dialogs import comments, report_standing, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after, says
from dialogs.next_step import next_step
from dialogs.sheets import Sheet, meeting_first, sheet_of
from domain import swedish
from domain.county import Respondent, UnitKind
from domain.delivery import Outcome
from domain.errors import NotFound
from domain.life import Life, Status, closes, due, late, timing
from domain.messages import Button, Message, Panel, Turn
from domain.quarter import Quarter
from domain.rounds import Round
from domain.undelivered import news
from domain.workdays import STOCKHOLM
from forms import checking

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

_IN = frozenset({Status.SUBMITTED, Status.APPROVED, Status.LOCKED})
_UNSENT = frozenset({Status.NOT_STARTED, Status.DRAFT, Status.RETURNED})
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
    facts = [(one.name, _state(sheet_of(desk, round_, one.id), turn.at)) for one in asked]
    told = [_counted(asked, lives)]
    told += [*_without_reporter(desk, turn), *_undelivered(round_, desk)]
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
    return _stands(lives, unit) in _IN and lives[unit].nothing is None


def _stands(lives: dict[str, Life], unit: str) -> Status:
    return lives[unit].status if unit in lives else Status.NOT_STARTED


def _state(sheet: Sheet, now: datetime) -> str:
    """How the unit's answer stands, in words that say what comes next."""
    life, round_ = sheet.life, sheet.round
    waiting = life.status in _UNSENT
    over = waiting and now >= closes(life, round_)
    told = [_over(life) if over and life.returned and life.sent else _standing(sheet)]
    if life.extension and (waiting or not life.standing):
        told.append(f"Anstånd till {swedish.day(life.extension)}.")
    if waiting and life.reopened and now < life.reopened:
        told.append(f"Går att ändra till {swedish.day(life.reopened)}.")
    if late(life, round_, now) and sheet.respondent.unit.kind is not UnitKind.MUNICIPALITY:
        told.append("Försenad.")
    if over and life.returned and life.sent:
        told.append(f"Version {life.version} är den som finns med.")
    return " ".join(told)


def _over(life: Life) -> str:
    """Of an answer that never came back, once it is too late."""
    return f"{_begun(life).rstrip('.')}, inte inlämnad igen."


def _standing(sheet: Sheet) -> str:
    life = sheet.life
    if life.nothing:
        return f"Inget att rapportera: {life.nothing.words.rstrip('.')}.{_approved(life)}"
    if life.status in _IN and life.sent:
        when = timing(life, sheet.round)
        came = f"{swedish.moment(life.sent.at)} ({when})"
        told = f"{swedish.upper_first(life.status)}, version {life.version}, {came}."
        return f"{told} Det finns ändringar som inte är inlämnade." if sheet.has_unsent else told
    if life.status is Status.NOT_STARTED:
        return "Inte påbörjad."
    problems = [problem for _, found in sheet.open() for problem in found]
    begun = _begun(life)
    return f"{begun} {checking.told(problems)}" if problems else f"{begun} Redo att lämnas in."


def _begun(life: Life) -> str:
    if not life.returned:
        return "Påbörjad."
    return "Öppnad igen." if life.opened_anew else "Återsänd."


def _approved(life: Life) -> str:
    if not life.approved:
        return ""
    locked = " Låst." if life.status is Status.LOCKED else ""
    day = swedish.day_of_month(life.approved.at.astimezone(STOCKHOLM).date())
    return f" Godkänt av {life.approved.by_name} {day}.{locked}"


def _without_reporter(desk: Desk, turn: Turn) -> list[str]:
    """One line a unit that nobody answers for: no form and no reminder reaches it."""
    day = turn.at.astimezone(STOCKHOLM).date()
    people = desk.store.people.for_units(desk.reporting())
    answering = {unit for person in people for unit in person.on(day).answers_for()}
    return [
        f"{one.name} har ingen uppgiftslämnare." for one in desk.county.reporting() if one.id not in answering
    ]


def _undelivered(round_: Round, desk: Desk) -> list[str]:
    """One line a notice that did not reach its recipient, with the reason."""
    failed = {Outcome.FAILED, Outcome.UNREACHABLE}
    rows = [row for row in desk.store.outbox.rows(f"{round_.key}/") if row.outcome in failed]
    names = desk.store.people.names({row.person for row in rows})
    return [news(row.kind, names.get(row.person, row.person), row.why) for row in rows]


def _own(round_: Round, units: list[str], now: datetime, desk: Desk) -> Message:
    if len(units) == 1:
        return of_unit(round_, units[0], now, desk)
    sheets = [sheet_of(desk, round_, unit) for unit in units]
    facts = tuple((sheet.respondent.name, _state(sheet, now)) for sheet in sheets)
    return Message(panel=Panel(_title(round_, now), (), (*facts, *_dates(round_))))


def of_unit(round_: Round, unit: str, now: datetime, desk: Desk) -> Message:
    """How one unit's answer stands, the comment first; whoever may see it has been let in already."""
    sheet = sheet_of(desk, round_, unit)
    name = sheet.respondent.name
    told = [_state(sheet, now)]
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
