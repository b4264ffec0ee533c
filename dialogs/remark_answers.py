"""åtgärdat, ingen ändring, besvarat: the coordinator's answer to a remark, with or without a change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dialogs import report_acts, report_rights, rights
from dialogs.desk import Desk
from dialogs.status_report import Author
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, Message, Turn
from domain.report_life import Remark, Settled

UNCHANGED = "Ingen ändring"
"""So the kept answer begins when the report stays as it was: it is read by who made the remark."""


class Outcome(StrEnum):
    """What became of a remark, in a word for it."""

    CHANGED = "åtgärdad"
    UNCHANGED = "besvarad utan ändring"
    ANSWERED = "besvarad"


_VERBS = {
    Outcome.CHANGED: r"åtgärda[dt]?|klart? med|klar|settled",
    Outcome.UNCHANGED: (
        r"(?:det blir )?ingen ändring(?: (?:av|för|på|i))?|ändras inte|inte ändra[dt]|stämmer inte|"
        r"avvis(?:a|at|ad|as|ar)|avslå(?:s|r)?|avslag(?:en|et)?(?: på)?|avböj(?:er|d|t)?|no change|rejected"
    ),
    Outcome.ANSWERED: r"svara?(?: på)?|besvara[dt]?|avsluta[dt]?|stäng(?:d|t)?",
}
_NUMBERS = r"\d{1,6}(?:\s*(?:,|och)\s*\d{1,6})*"
_NAMED = r"(?:synpunkt(?:en|er|erna)?|anmärkning(?:en|ar|arna)?)"


def _pattern(verb: str) -> re.Pattern[str]:
    """The verb and then the number, or the remark, its number and then the verb."""
    return re.compile(
        rf"(?:(?:{verb})(?:\s+{_NAMED})?(?:\s+(?P<number>{_NUMBERS}))?"
        rf"|{_NAMED}\s+(?P<first>{_NUMBERS})\s+(?:är\s+)?(?:{verb}))\s*(?::(?P<words>.*))?",
        re.IGNORECASE | re.DOTALL,
    )


_SAID = {outcome: _pattern(verb) for outcome, verb in _VERBS.items()}
_TOLD_ALREADY = re.compile(rf"^{UNCHANGED}[\s,.:;–-]*", re.IGNORECASE)
_ABOUT_REMARKS = re.compile(rf"\b{_NAMED}\b|åtgärda|settled|ingen ändring", re.IGNORECASE)


@dataclass(frozen=True)
class Answered:
    """``numbers``: of the remarks, empty when none was said; ``words``: what was done, or why not."""

    outcome: Outcome
    numbers: tuple[int, ...]
    words: str


def read(turn: Turn) -> Answered | None:
    """What is answered; None for other words. "Svara 2: …" alone is an answer when a coordinator says it."""
    text = turn.text.strip()
    for outcome, pattern in _SAID.items():
        if said := pattern.fullmatch(text):
            numbers = tuple(dict.fromkeys(int(one) for one in _digits(said["number"] or said["first"] or "")))
            if _ABOUT_REMARKS.search(text) or (numbers and said["words"] and _coordinates(turn)):
                return _fitting(Answered(outcome, numbers, (said["words"] or "").strip()))
    return None


def _digits(words: str) -> Iterator[str]:
    yield from re.findall(r"\d+", words)


def _coordinates(turn: Turn) -> bool:
    return turn.person is not None and turn.person.coordinates


def _fitting(said: Answered) -> Answered:
    """Words that say themselves that nothing was changed count as that."""
    if said.outcome is Outcome.CHANGED and said.words.casefold().startswith(UNCHANGED.casefold()):
        return Answered(Outcome.UNCHANGED, said.numbers, said.words)
    return said


def kept(outcome: Outcome, words: str) -> str:
    """The words as they are kept; an answer without a change says so. Empty words stay empty."""
    if not words or outcome is not Outcome.UNCHANGED:
        return words
    return f"{UNCHANGED}: {_TOLD_ALREADY.sub('', words) or words}"


def told_of(remark: Remark, how: Settled, longest: int) -> str:
    """Sara svarade: ”ändrat till 12”; who took it back; whose answer left the report as it was."""
    if how.by == remark.by:
        return f"{how.by_name} tog tillbaka synpunkten."
    words = swedish.shortened(how.words, longest)
    before, colon, why = words.partition(": ")
    if colon and before == UNCHANGED:
        return f"{how.by_name} svarade utan att ändra i rapporten: ”{why}”"
    return f"{how.by_name} svarade: ”{words}”"


def settle(said: Answered, turn: Turn, desk: Desk) -> Message:
    """Note it for each. Raise NotFound without a number or words, and as ``report_acts.settle``."""
    person = rights.coordinator(turn, desk)
    if not said.numbers or not said.words:
        raise NotFound(_how_to(said))
    author, words = Author(person, turn.at), kept(said.outcome, said.words)
    done = [report_acts.settle(desk, id_, author, words) for id_ in said.numbers]
    numbers = swedish.listed(str(each.id) for each in done)
    names = swedish.listed(dict.fromkeys(each.by_name for each in done))
    is_ = _bent(said.outcome, many=len(done) > 1)
    left = [each for each in desk.store.report_life.remarks(done[0].round) if not each.settled]
    rest = (
        f"Kvar: {swedish.count(len(left), 'synpunkt', 'synpunkter')}."
        if left
        else "Alla synpunkter har fått svar."
    )
    next_ = Button("Alla synpunkter", f"synpunkter {done[0].round}")
    if not left and report_rights.may_decide(desk, person, turn.at):
        next_ = Button("Till beslutet", f"besluta {done[0].round}")
    return Message(f"Synpunkt {numbers} är {is_}. {names} får veta det. {rest}", buttons=(next_,))


def _bent(outcome: Outcome, *, many: bool) -> str:
    """Åtgärdad of one, åtgärdade of several."""
    first, *rest = outcome.value.split()
    return " ".join((f"{first}e" if many else first, *rest))


def _how_to(said: Answered) -> str:
    which = said.numbers[0] if said.numbers else 3
    return (
        f"Skriv synpunktens nummer och vad som gjordes, till exempel: åtgärdat {which}: ändrat till 12. Står "
        f"texten kvar skriver du varför: ingen ändring {which}: siffran stämmer."
    )
