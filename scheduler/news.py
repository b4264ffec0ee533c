"""What has happened in a round since a coordinator's last digest, in words."""

from collections.abc import Iterator
from datetime import datetime, time

from domain import swedish, undelivered
from domain.life import Act, Step
from domain.notices import Kind
from domain.people import Person
from domain.report_life import ReportAct
from domain.rounds import created_on
from domain.situation import Situation
from domain.workdays import at
from scheduler.gathering import Sources

_TOLD = {
    Act.SUBMIT: "lämnade in",
    Act.NOTHING: "har inget att rapportera",
    Act.RETURN: "fick sitt svar återsänt",
    Act.ASK_EXTENSION: "bad om anstånd",
}
_OF_REPORT = {
    ReportAct.SEND_TO_CHECK: "Rapporten skickades på faktagranskning",
    ReportAct.ACCEPT: "{} godtog sina uppgifter i rapporten",
    ReportAct.CORRECT: "Rapporten öppnades för rättelse",
}
_TEN = time(10)
_MOST = 5
"""So many undelivered messages have lines of their own."""


def any_for(sources: Sources, now: Situation, person: Person) -> bool:
    """Whether something had happened by ten o'clock today."""
    until = at(now.today, _TEN)
    return any(moment <= until for moment, _ in _all(sources, now, person))


def lines(sources: Sources, now: Situation, person: Person) -> list[str]:
    """All that has happened, the earliest first; what the person did is not news to that person."""
    return [words for _, words in sorted(_all(sources, now, person), key=lambda told: told[0])]


def _all(sources: Sources, now: Situation, person: Person) -> Iterator[tuple[datetime, str]]:
    since = _since(sources, now, person)
    yield from _steps(sources, now, person, since)
    yield from _raised(sources, now, person, since)
    yield from _report(sources, now, person, since)
    yield from _undelivered(sources, now, _told(sources, now, person))


def _since(sources: Sources, now: Situation, person: Person) -> datetime:
    return max(now.round.opens, _told(sources, now, person))


def _told(sources: Sources, now: Situation, person: Person) -> datetime:
    """When the person's last digest went; before the first, when the round was made."""
    digests = [
        sent.at
        for sent in sources.store.correspondence.in_round(person.id, now.round.key)
        if sent.kind == Kind.DIGEST
    ]
    return max((at(created_on(now.round.council_date, now.hours), time()), *digests))


def _steps(
    sources: Sources, now: Situation, person: Person, since: datetime
) -> Iterator[tuple[datetime, str]]:
    for unit, steps in now.kept.steps.items():
        name = sources.county.called(unit)
        for step in steps:
            if step.at > since and step.action in _TOLD and step.by != person.id:
                yield step.at, f"{name} {_TOLD[step.action]}{_more(step)}."


def _more(step: Step) -> str:
    version = f" version {step.version}" if step.action is Act.SUBMIT else ""
    until = f" till {swedish.day(step.until)}" if step.until else ""
    by = "" if step.action is Act.NOTHING else f" ({step.by_name})"
    words = f": {step.words}" if step.action is not Act.SUBMIT and step.words else ""
    return f"{version}{until}{by}{words.rstrip('.')}"


def _raised(
    sources: Sources, now: Situation, person: Person, since: datetime
) -> Iterator[tuple[datetime, str]]:
    for issue in sources.store.raised.of_round(now.round.key):
        if issue.said.at > since and issue.said.by != person.id:
            name = sources.county.called(issue.unit)
            yield issue.said.at, f"Nytt medskick från {name}: {issue.content.title}."


def _report(
    sources: Sources, now: Situation, person: Person, since: datetime
) -> Iterator[tuple[datetime, str]]:
    for step in now.kept.report:
        if step.at > since and step.act in _OF_REPORT and step.by != person.id:
            told = _OF_REPORT[step.act].format(sources.county.called(step.unit))
            words = f": {step.words.rstrip('.')}" if step.words else ""
            yield step.at, f"{told} ({step.by_name}){words}."


def any_undelivered_for(sources: Sources, now: Situation, person: Person) -> bool:
    """Whether something has not arrived since the person was last told, by ten o'clock today."""
    until = at(now.today, _TEN)
    return any(moment <= until for moment, _ in _undelivered(sources, now, _told(sources, now, person)))


def _undelivered(sources: Sources, now: Situation, since: datetime) -> Iterator[tuple[datetime, str]]:
    """A line each when they are few. What is of no round is told with the round."""
    sent = sources.store.correspondence
    rows = [*sent.undelivered(now.round.key, since), *sent.undelivered_of_no_round(since)]
    names = {person.id: person.name for person in now.people}
    for row in rows[:_MOST]:
        yield row.at, undelivered.news(row.kind, names.get(row.person, row.person), row.why)
    if more := len(rows) - len(rows[:_MOST]):
        number = swedish.count(more, "meddelande", "meddelanden", neuter=True)
        yield rows[-1].at, f"{undelivered.NEWS[0]}: {number} till. Skriv ”ej levererat”, så ser du alla."
