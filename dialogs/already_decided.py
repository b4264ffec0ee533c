"""besluta, of a report that is decided already: when, by whom, and what comes next."""

from collections.abc import Iterator

from dialogs import rights
from dialogs.desk import Desk
from dialogs.round_words import round_in
from domain import swedish
from domain.messages import Button, Message, Turn
from domain.report_life import ReportLife, ReportStatus
from domain.rounds import Round


def told(words: str, turn: Turn, desk: Desk) -> Message | None:
    """To who works on the report or decides on it; None while there is a decision to take."""
    person = rights.known(turn, desk)
    if not (person.coordinates or person.decides):
        return None
    round_, _ = round_in(words, turn, desk)
    life = desk.store.report_life.of(round_.key)
    if life.status not in {ReportStatus.DECIDED, ReportStatus.PUBLISHED}:
        return None
    return Message(_stands(life, round_), buttons=tuple(_next(life, round_, turn, desk)))


def _stands(life: ReportLife, round_: Round) -> str:
    label, decided = round_.quarter.label, life.decided
    by = f" av {decided.by_name}" if decided else ""
    if life.status is ReportStatus.PUBLISHED and life.published:
        edition = f", utgåva {life.edition}," if life.edition > 1 else ""
        when = swedish.day(life.published.at)
        return f"Lägesrapporten för {label}{edition} är beslutad{by} och publicerad {when}."
    when = f" {swedish.day(decided.at)}" if decided else ""
    which = f"Version {decided.version} av lägesrapporten" if decided else "Lägesrapporten"
    return f"{which} för {label} är redan beslutad{by}{when}. Nästa steg är att publicera den."


def _next(life: ReportLife, round_: Round, turn: Turn, desk: Desk) -> Iterator[Button]:
    person = rights.known(turn, desk)
    if life.status is ReportStatus.PUBLISHED:
        yield Button("Hämta rapporten", f"lägesrapporten {round_.key}")
    elif person.coordinates:
        yield Button("Publicera", f"publicera {round_.key}")
    links, now = desk.report_links, turn.at
    page = links.published(person, round_, life.edition, now) if life.edition else ""
    if page := page or links.draft(person, round_, now):
        yield Button("Läs i webbläsaren", opens=page)
