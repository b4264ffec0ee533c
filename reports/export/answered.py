"""What stands in a row about one answer: its state, and what of it may be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.answers import COMMENT, Answers, State, Value, amount, state_of
from domain.form import Kind, Question
from domain.material import Contribution
from domain.swedish import upper_first
from domain.table import Hidden
from forms.filled import in_words
from reports import telling
from reports.bounds import Place
from reports.export.rows import Apart, Copy
from reports.publishing import is_withheld
from reports.worked_out import WorkedOut

BESIDE = "dolt för att ett annat tal inte ska kunna räknas ut"
FEW = "1–5 personer"


@dataclass(frozen=True)
class Answered:
    """The fields of a row that are about the answer; see ``Row``."""

    state: State | None = None
    apart: Apart | None = None
    reason: str = ""
    value: str | None = None
    amount: int | float | None = None
    code: str | None = None
    comment: str = ""
    source: str = ""


@dataclass(frozen=True)
class Telling:
    """``hidden``: what stands instead of numbers that may not be shown; empty in the internal copy."""

    copy: Copy
    hidden: Mapping[Place, Hidden]

    def answered(self, part: Contribution, question: Question) -> Answered:
        """What became of the question in the unit's submission."""
        if part.submission is None:
            nothing = part.life.nothing is not None
            return Answered(apart=Apart.NOTHING if nothing else Apart.NOT_IN, reason=self._why_nothing(part))
        answers = part.submission.answers
        if self.copy is Copy.OPEN and question.key in answers and is_withheld(part.form, answers, question):
            return Answered(state_of(answers, question.key), Apart.WITHHELD)
        if mark := self.hidden.get((part.respondent.id, question.key)):
            return Answered(
                State.SUPPRESSED, reason=FEW if mark is Hidden.SMALL else BESIDE, value=mark.value
            )
        return self._told(part, question, answers)

    def calculated(self, one: WorkedOut) -> Answered:
        """A number that is worked out of others: hidden as they are."""
        if one.mark:
            few = one.mark is Hidden.SMALL
            return Answered(State.SUPPRESSED, reason=FEW if few else BESIDE, value=one.mark.value)
        if one.value is None:
            return Answered(State.MISSING, reason=one.why)
        return Answered(
            State.CALCULATED,
            value=in_words(one.question, one.value),
            amount=one.value,
            source=f"beräknat av {' och '.join(one.of)}{f' minus {one.before.label}' if one.before else ''}",
        )

    def _told(self, part: Contribution, question: Question, answers: Answers) -> Answered:
        value = amount(answers, question.key)
        return Answered(
            state=state_of(answers, question.key),
            reason=telling.reason(question, answers),
            value=_words(question, answers, value),
            amount=value if question.kind is Kind.NUMBER and isinstance(value, int | float) else None,
            code=_code(question, value),
            comment=self._comment(part, question, answers),
            source=_source(question, answers),
        )

    def _comment(self, part: Contribution, question: Question, answers: Answers) -> str:
        """The ready reason; the words to Länsstyrelsen besides only in the coordinator's own copy."""
        chosen = telling.explained(part.form, answers, question.key)
        own = str(answers.get(question.key + COMMENT, "")) if self.copy is Copy.INTERNAL else ""
        return ". ".join(filter(None, (chosen, own)))

    def _why_nothing(self, part: Contribution) -> str:
        return part.nothing if self.copy is Copy.INTERNAL else ""


def _words(question: Question, answers: Answers, value: Value | None) -> str | None:
    if value is not None:
        return in_words(question, value)
    if state_of(answers, question.key) is State.ZERO:
        return upper_first(question.nothing or "inget att rapportera")
    return None


def _code(question: Question, value: Value | None) -> str | None:
    if value is None or question.kind not in {Kind.CHOICE, Kind.SEVERAL}:
        return None
    return ",".join(value) if isinstance(value, list) else str(value)


def _source(question: Question, answers: Answers) -> str:
    said = telling.source(question, answers) if question.kind is Kind.NUMBER else ""
    since = telling.carried_from(answers, question.key)
    return "; ".join(filter(None, (said, since and f"oförändrat sedan {since}")))
