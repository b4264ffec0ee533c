"""What is said over a form that is opened: a comment first, then dates, and who else is at it."""

from dialogs import comments
from dialogs.filling import Filling
from dialogs.sheets import meeting_first
from domain import swedish
from domain.life import Status, closes, due, wanted_by


def greeting(filling: Filling) -> str:
    """Paragraphs: what somebody has written stands by itself."""
    told = [_state(filling)]
    if filling.filler.on_behalf:
        told.append(f"Du fyller i för {filling.sheet.respondent.name}. Det kommer att synas.")
    if others := _others(filling):
        told.append(others)
    return "\n\n".join(part for part in (comments.told(filling.sheet.life), " ".join(told)) if part)


def _state(filling: Filling) -> str:
    life, round_ = filling.sheet.life, filling.sheet.round
    if life.returned:
        return f"Lämna in igen senast {swedish.day(wanted_by(life, round_))}."
    if life.status is Status.SUBMITTED:
        return (
            f"Ni har lämnat in version {life.version}. "
            "Ändra det som behövs och lämna in igen på sista kortet."
        )
    if life.status is Status.NOTHING:
        return (
            "Ni har angett att det inte finns något att rapportera. Det gäller tills ni sparar ett svar här."
        )
    return _dates(filling)


def _dates(filling: Filling) -> str:
    sheet = filling.sheet
    until = due(sheet.life, sheet.round)
    shuts = f"Omgången stänger {swedish.day(closes(sheet.life, sheet.round))}."
    meeting = meeting_first(filling.desk, sheet)
    if meeting and filling.today() <= meeting:
        return f"Svara gärna före samrådet {swedish.day_of_month(meeting)}. {shuts}"
    if filling.now > until:
        return f"Sista svarsdag var {swedish.day(until)}. {shuts}"
    extended = " Det är dagen som anståndet gäller till." if sheet.life.extension else ""
    return f"Svara senast {swedish.day(until)}.{extended} {shuts}"


def _others(filling: Filling) -> str:
    """Who else is asked."""
    desk, unit = filling.desk, filling.sheet.respondent.id
    day = filling.today()
    names = [
        f"{person.name} ({person.on(day).role})"
        for person in desk.store.people.for_units([unit])
        if person.id != filling.filler.person.id and unit in person.on(day).answers_for()
    ]
    return f"{swedish.listed(names)} kan också fylla i." if names else ""
