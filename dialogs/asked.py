"""A question to the handbook: answered, noted without a name, remembered as what the next goes on from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.desk import Desk
from domain.feedback import TOPIC_LASTS, Asked, Last
from domain.messages import Turn
from forms import parsing, personal

if TYPE_CHECKING:
    from knowledge.finding import Finding

NOBODYS = "samrad"
"""The expert group of what is near no entry at all."""

READ = 500
"""Characters of a question that the handbook reads, and so the most that has been through its stop."""


@dataclass(frozen=True)
class Heard:
    """``number``: the question's id as noted; None for one that was stopped, which is not kept.

    ``group``: the key of the expert group whose question it is.
    """

    question: str
    finding: "Finding"
    group: str
    number: int | None = None


def ask(question: str, turn: Turn, desk: Desk) -> Heard:
    """Ask the handbook, which may read the question on from the one before it. Call ``remember`` after."""
    from knowledge.finding import Topic  # noqa: PLC0415 - loaded with the first question

    last = desk.store.questions.last(turn.account, turn.at - TOPIC_LASTS)
    finding = desk.handbook.find(question, Topic(last.entry, last.law) if last else None)
    heard = Heard(question, finding, group_of(finding, desk))
    if finding.outcome == "stopped":
        # What is said next must not be taken to speak of the question before this one.
        desk.store.questions.leave(turn.account)
        return heard
    if last and finding.entry and f"- {question.strip()}" in last.shown.splitlines():
        desk.store.questions.picked(last.question, finding.entry)
    noted = Asked(_kept(question), finding.outcome, finding.entry or "", heard.group)
    return Heard(question, finding, heard.group, desk.store.questions.note(noted, turn.at))


def remember(heard: Heard, shown: str, turn: Turn, desk: Desk) -> None:
    """Keep what the person was shown. The next question goes on from an answer, never from a guess."""
    if heard.number is not None:
        last = Last(heard.number, heard.finding.entry or "", heard.finding.law, shown)
        desk.store.questions.remember(turn.account, last, turn.at)


def group_of(finding: "Finding", desk: Desk) -> str:
    """The expert group of the entry that the question is about, or is nearest to."""
    entry = desk.handbook.entries.get(finding.entry or finding.near or "")
    return entry.owner if entry else NOBODYS


def _kept(question: str) -> str:
    return personal.masked(parsing.clean(question[:READ]))
