"""How a unit's answer stands, in words that say what comes next."""

from datetime import datetime

from dialogs.sheets import Sheet
from domain import swedish
from domain.county import UnitKind
from domain.life import Life, Status, closes, late, timing
from domain.workdays import STOCKHOLM
from forms import checking

IN = frozenset({Status.SUBMITTED, Status.APPROVED, Status.LOCKED})
_UNSENT = frozenset({Status.NOT_STARTED, Status.DRAFT, Status.RETURNED})


def state(sheet: Sheet, now: datetime) -> str:
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
    if life.status in IN and life.sent:
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
