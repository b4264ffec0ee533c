"""The words to those who answer for a unit: opened, reminded, late, closed."""

from domain import swedish
from domain.county import UnitKind
from domain.life import closes, due
from domain.messages import Message, Panel
from domain.notices import Kind
from domain.people import Person, Role
from domain.situation import REPORTING
from scheduler.telling import Telling


def written(telling: Telling) -> Message:
    """A notice of the calendar, for all of the person's units that it concerns now."""
    units = telling.units()
    paragraphs = (*_texts(telling, units), *_deputy(telling, units), telling.footer(units))
    return Message(
        panel=Panel(_TITLES[telling.kind].format(telling.label), paragraphs, _facts(telling, units)),
        buttons=telling.buttons(units),
    )


_TITLES = {
    Kind.OPENED: "Dags att rapportera {}",
    Kind.REMINDER: "Påminnelse: rapporten för {}",
    Kind.LATE: "Rapporten för {} har inte kommit in",
    Kind.CLOSED: "Omgången för {} är stängd",
}


def _texts(telling: Telling, units: list[str]) -> list[str]:
    """One paragraph; for several units one each, named."""
    texts = [_TEXTS[telling.kind](telling, unit) for unit in units]
    if len(units) == 1:
        return texts
    return [f"{telling.name(unit)}: {text}" for unit, text in zip(units, texts, strict=True)]


def _facts(telling: Telling, units: list[str]) -> tuple[tuple[str, str], ...]:
    facts: list[tuple[str, str]] = []
    for unit in units:
        life, of = telling.life(unit), f", {telling.name(unit)}" if len(units) > 1 else ""
        shuts = "Stängde" if telling.kind is Kind.CLOSED else "Stänger"
        facts.append((f"Sista svarsdag{of}", swedish.day(due(life, telling.round))))
        facts.append((f"{shuts}{of}", swedish.day(closes(life, telling.round))))
    return tuple(facts)


def _opened(telling: Telling, unit: str) -> str:
    cards = swedish.count(len(telling.form(unit).cards), "kort", "kort", neuter=True)
    council = telling.respondent(unit).unit.kind is UnitKind.SUB_REGION
    takes = " och tar ungefär 20 minuter" if council else ""
    before = telling.sources.store.submissions.latest(telling.round.quarter.previous.key, unit)
    again = " Det ni svarade förra kvartalet står bredvid frågorna." if before else ""
    return (
        f"Omgången är öppen. Formuläret har {cards}{takes}. "
        f"Svara senast {swedish.day(due(telling.life(unit), telling.round))}.{again} "
        "Det går bra att fylla i en del nu och resten senare."
    )


def _reminded(telling: Telling, unit: str) -> str:
    until = swedish.day(due(telling.life(unit), telling.round))
    extended = " Det är dagen som anståndet gäller till." if telling.life(unit).extension else ""
    return f"Sista svarsdag är {until}.{extended} {telling.missing(unit)}"


def _late(telling: Telling, unit: str) -> str:
    life = telling.life(unit)
    until, shuts = swedish.day(due(life, telling.round)), swedish.day(closes(life, telling.round))
    return f"Sista svarsdag var {until}. Det går att lämna in till och med {shuts}. {telling.missing(unit)}"


def _closed(telling: Telling, unit: str) -> str:
    life = telling.life(unit)
    if life.sent:
        return (
            f"Svaret återsändes och har inte lämnats in igen. Version {life.version} är den som finns med. "
            "Hör av dig till samordnaren om det är fel."
        )
    return (
        "Vi fick ingen rapport från er, och det kommer att framgå av lägesrapporten. "
        "Hör av dig till samordnaren om det är fel."
    )


_TEXTS = {Kind.OPENED: _opened, Kind.REMINDER: _reminded, Kind.LATE: _late, Kind.CLOSED: _closed}


def _deputy(telling: Telling, units: list[str]) -> list[str]:
    """To a deputy: who it is that answers in the first place."""
    told = []
    for unit in units:
        roles = {one.role for one in telling.person.assignments if one.unit == unit}
        first = reporters(telling, unit)
        if not roles & REPORTING and first and telling.kind is not Kind.CLOSED:
            names = swedish.listed(one.name for one in first)
            told.append(f"{names} svarar i första hand. Stäm av med varandra vem som gör det.")
    return list(dict.fromkeys(told))


def reporters(telling: Telling, unit: str) -> list[Person]:
    return _with(telling, unit, REPORTING)


def _with(telling: Telling, unit: str, roles: frozenset[Role]) -> list[Person]:
    return [
        person
        for person in telling.now.answering(unit)
        if any(one.unit == unit and one.role in roles for one in person.assignments)
    ]


def contacts(telling: Telling) -> Message:
    """Before the round: is it right who answers?"""
    units, round_ = telling.units(), telling.round
    told = (
        f"Omgången öppnar {swedish.day(round_.opens)}, och sista svarsdag är {swedish.day(round_.due)}.",
        *(who_answers(telling, unit) for unit in units),
        (
            "Stämmer det behöver du inte göra något. Är något fel, eller ska någon annan svara den här "
            f"gången, hör av dig till {telling.coordinators()} i god tid före dess."
        ),
        telling.footer(units),
    )
    return Message(panel=Panel(f"Snart dags för {telling.label}: stämmer det här?", told))


def who_answers(telling: Telling, unit: str) -> str:
    """Fyrbodal: Fia (uppgiftslämnare), Folke (ersättare)."""
    named = [f"{one.name} (uppgiftslämnare)" for one in reporters(telling, unit)]
    deputies = [f"{one.name} (ersättare)" for one in _with(telling, unit, frozenset({Role.DEPUTY}))]
    if not named and not deputies:
        return f"{telling.name(unit)}: ingen."
    return f"{telling.name(unit)}: {swedish.listed([*named, *deputies])}." + (
        "" if deputies else " Ingen ersättare är utsedd."
    )
