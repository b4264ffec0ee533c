"""Two who change one raised issue: who has not seen the other's words is shown both, and writes again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from dialogs import raised_pages as pages
from dialogs.desk import Desk
from domain.answers import Answers
from domain.errors import Conflict
from domain.form import Question
from domain.handover import FollowUp
from domain.messages import Message
from domain.people import Person
from domain.raised import Content, RaisedIssue, RaisedStep, Said
from forms import filled

_AGAIN = "Skriv det en gång till om det ska gälla ändå."


def note_seen(issues: Iterable[RaisedIssue], who: Person | Said, at: datetime, desk: Desk) -> None:
    """The person is being shown them as they stand."""
    person = who.id if isinstance(who, Person) else who.by
    desk.store.seen.note(person, {one.name: len(one.steps) for one in issues}, at)


def must_know_status(issue: RaisedIssue, told: FollowUp, said: Said, desk: Desk) -> int:
    """How many steps the follow-up is built on. Raise Conflict when another has told how it stands since.

    What others have said in the same words is no conflict.
    """
    since = issue.told_since(desk.store.seen.of(said.by, issue.name))
    if _others(since, said) and (issue.status, issue.steps[-1].words) != (told.status, told.words):
        raise Conflict(issue.name)
    return len(issue.steps)


def must_know_content(issue: RaisedIssue, content: Content, said: Said, desk: Desk) -> int:
    """The same of a new content: raise Conflict when another has reworded what it rewords."""
    seen = desk.store.seen.of(said.by, issue.name)
    if seen is None or not _others(issue.reworded_since(seen), said):
        return len(issue.steps)
    known = replace(issue, steps=issue.steps[:seen]).content.answers()
    now = issue.content.answers()
    if any(now.get(key) != known.get(key) for key in _reworded(issue.content, content)):
        raise Conflict(issue.name)
    return len(issue.steps)


def of_status(issue: RaisedIssue, told: FollowUp, said: Said, desk: Desk) -> Message:
    """What the other said and what this one said; nothing is kept."""
    now = _reread(issue, said, desk)
    theirs = next((step for step in reversed(now.steps) if not step.content), None)
    there = (
        f"{theirs.said.by_name} skrev ”{_words(theirs.status, theirs.words)}”" if theirs else "Det ändrades"
    )
    mine = _words(told.status or now.status, told.words)
    return pages.shown(
        now, desk, (f"Inget är sparat. {there}, efter att du såg det.", f"Du skrev ”{mine}”.", _AGAIN)
    )


def of_content(issue: RaisedIssue, content: Content, said: Said, desk: Desk) -> Message:
    """Each question that both have worded: as it stands, and as this one wanted it; nothing is kept."""
    now = _reread(issue, said, desk)
    theirs = next((step for step in reversed(now.steps) if step.content), None)
    by = theirs.said.by_name if theirs else "Någon annan"
    card = pages.card(now, desk)
    wanted, stands = content.answers(), now.content.answers()
    both = tuple(
        f"{one.number}: nu ”{_shown(one, stands)}”, du skrev ”{_shown(one, wanted)}”."
        for one in card.questions()
        if one.key in _reworded(now.content, content)
    )
    told = f"Inget är sparat. {by} ändrade {now.name} efter att du såg det."
    return pages.shown(now, desk, (told, *both, _AGAIN))


def _reread(issue: RaisedIssue, said: Said, desk: Desk) -> RaisedIssue:
    """As it stands, which the person is now shown."""
    now = desk.store.raised.get(issue.id) or issue
    note_seen([now], said, said.at, desk)
    return now


def _others(since: Iterable[RaisedStep], said: Said) -> bool:
    return any(step.said.by != said.by for step in since)


def _reworded(before: Content, after: Content) -> set[str]:
    """The keys of what the two say differently."""
    one, other = before.answers(), after.answers()
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def _words(status: str, words: str) -> str:
    return f"{status}: {words}" if words else status


def _shown(question: Question, answers: Answers) -> str:
    return filled.in_words(question, answers[question.key]) if question.key in answers else ""
