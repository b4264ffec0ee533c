"""The words of a notice, written when it is sent, so that it tells how things are then."""

from datetime import datetime

from domain import swedish
from domain.county import Council, County
from domain.delivery import Claimed
from domain.errors import NotFound
from domain.messages import Button, Message, Panel
from domain.reminders import Kind, is_for
from domain.rounds import Phase, Round
from forms import checking, shelf
from store.store import Store

_FOOTER = "Du får det här för att du är {role} för {council}."
_AGAIN = (
    "Jag är inte säker på att det kom fram förra gången. Har du redan fått det kan du bortse från det här."
)

_PHASES = {
    Kind.OPENED: {Phase.OPEN},
    Kind.REMINDER: {Phase.OPEN},
    Kind.LATE: {Phase.LATE},
    Kind.LATE_LIST: {Phase.LATE, Phase.CLOSED},
    Kind.CLOSED: {Phase.CLOSED},
}
"""When what a notice says is still true; a later notice of the round says what holds after that."""


def needless(claimed: Claimed, store: Store, county: County, now: datetime) -> str:
    """Why the notice is not to be sent after all; empty when it is."""
    round_ = _round(claimed, store)
    person = store.people.get(claimed.person)
    unit = claimed.what["unit"]
    if person is None or (person.unit or "") != unit or not is_for(claimed.what["rule"], person):
        return "personen har inte längre det uppdraget"
    waiting = _waiting(round_, store, county)
    if not waiting or (unit and unit not in waiting):
        return "rapporten har kommit in"
    if round_.phase(now) not in _PHASES[Kind(claimed.kind)]:
        return "tiden för det har gått ut"
    return ""


def message(claimed: Claimed, store: Store, county: County) -> Message:
    """What to send for a notice that is not ``needless``. Both: NotFound for an unknown round."""
    round_ = _round(claimed, store)
    if claimed.kind == Kind.LATE_LIST:
        return _late_list(round_, [county.council(unit) for unit in _waiting(round_, store, county)])
    person = store.people.get(claimed.person)
    council = county.council(claimed.what["unit"])
    footer = _FOOTER.format(role=person.role if person else "kontakt", council=f"samrådet i {council.name}")
    title, text = _told(Kind(claimed.kind), round_, _missing(round_, council, store, county))
    closed = claimed.kind == Kind.CLOSED
    facts = (
        ("Sista svarsdag", swedish.day(round_.due)),
        ("Stängde" if closed else "Stänger", swedish.day(round_.closes)),
    )
    paragraphs = (text, footer, _AGAIN) if claimed.ambiguous else (text, footer)
    buttons = () if closed else (Button("Rapportera", "rapportera"),)
    return Message(panel=Panel(title, paragraphs, facts), buttons=buttons)


def _round(claimed: Claimed, store: Store) -> Round:
    key = claimed.what["round"]
    if found := store.rounds.get(key):
        return found
    raise NotFound(f"Det finns ingen omgång {key}.")


def _waiting(round_: Round, store: Store, county: County) -> list[str]:
    return store.submissions.waiting(round_.key, [council.id for council in county.councils])


def _told(kind: Kind, round_: Round, missing: str) -> tuple[str, str]:
    label, due, closes = round_.quarter.label, swedish.day(round_.due), swedish.day(round_.closes)
    titles = {
        Kind.OPENED: f"Dags att rapportera {label}",
        Kind.REMINDER: f"Påminnelse: rapporten för {label}",
        Kind.LATE: f"Rapporten för {label} har inte kommit in",
        Kind.CLOSED: f"Omgången för {label} är stängd",
    }
    texts = {
        Kind.OPENED: "Omgången är öppen. Formuläret har sex kort och tar ungefär 20 minuter. "
        f"Svara senast {due}. Det går bra att fylla i en del nu och resten senare.",
        Kind.REMINDER: f"Sista svarsdag är {due}. {missing}",
        Kind.LATE: f"Sista svarsdag var {due}. Det går att lämna in till och med {closes}. {missing}",
        Kind.CLOSED: "Vi fick ingen rapport från er, och det kommer att framgå av lägesrapporten. "
        "Hör av dig till samordnaren om det är fel.",
    }
    return titles[kind], texts[kind]


def _missing(round_: Round, council: Council, store: Store, county: County) -> str:
    draft = store.submissions.draft(round_.key, council.id)
    if draft is None:
        return "Ni har inte börjat ännu."
    form = shelf.form(round_.form, council, county.areas_in(round_.quarter))
    problems = checking.missing(form, draft.answers)
    if not problems:
        return "Allt är ifyllt. Det enda som återstår är att lämna in på sista kortet."
    return checking.told(problems)


def _late_list(round_: Round, late: list[Council]) -> Message:
    names = swedish.listed(council.name for council in late)
    count = swedish.upper_first(swedish.count(len(late), "delregion", "delregioner"))
    told = f"{count} har inte lämnat in: {names}."
    return Message(
        panel=Panel(f"Försenade rapporter för {round_.quarter.label}", (told,)),
        buttons=(Button("Visa status", f"status {round_.key}"),),
    )
