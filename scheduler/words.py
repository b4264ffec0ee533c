"""The words of a notice, written when it is sent, so that it tells how things are then."""

from domain import swedish
from domain.county import Council, County
from domain.delivery import Claimed
from domain.messages import Button, Message, Panel
from domain.reminders import Kind
from domain.rounds import Round
from forms import checking, shelf
from store.store import Store

_FOOTER = "Du får det här för att du är {role} för {council}."


def message(claimed: Claimed, store: Store, county: County) -> Message | None:
    """What to send, or None when the notice is no longer needed: the unit has reported."""
    round_ = store.rounds.get(claimed.what["round"])
    if round_ is None:
        return None
    waiting = store.submissions.waiting(round_.key, [council.id for council in county.councils])
    if claimed.kind == Kind.LATE_LIST:
        return _late_list(round_, [county.council(unit) for unit in waiting]) if waiting else None
    unit = claimed.what["unit"]
    if unit not in waiting:
        return None
    person = store.people.get(claimed.person)
    council = county.council(unit)
    footer = _FOOTER.format(role=person.role if person else "kontakt", council=f"samrådet i {council.name}")
    title, text = _told(Kind(claimed.kind), round_, _missing(round_, council, store, county))
    buttons = () if claimed.kind == Kind.CLOSED else (Button("Rapportera", "rapportera"),)
    facts = (("Sista svarsdag", swedish.day(round_.due)), ("Stänger", swedish.day(round_.closes)))
    return Message(panel=Panel(title, (text, footer), facts), buttons=buttons)


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
        Kind.CLOSED: "Vi fick ingen rapport från er, och det framgår av lägesrapporten. "
        "Hör av dig till samordnaren om det är fel.",
    }
    return titles[kind], texts[kind]


def _missing(round_: Round, council: Council, store: Store, county: County) -> str:
    draft = store.submissions.draft(round_.key, council.id)
    if draft is None:
        return "Ni har inte börjat ännu."
    form = shelf.form(round_.form, council, county.areas_on(round_.quarter.start))
    problems = checking.missing(form, draft.answers)
    if not problems:
        return "Allt är ifyllt. Det enda som återstår är att lämna in på sista kortet."
    return f"Det här saknas: {swedish.listed(problem.number for problem in problems)}."


def _late_list(round_: Round, late: list[Council]) -> Message:
    names = swedish.listed(council.name for council in late)
    count = swedish.upper_first(swedish.count(len(late), "delregion", "delregioner"))
    told = f"{count} har inte lämnat in: {names}."
    return Message(
        panel=Panel(f"Försenade rapporter för {round_.quarter.label}", (told,)),
        buttons=(Button("Visa status", f"status {round_.key}"),),
    )
