"""Numbers in the report's tables, each with what it is: zero, missing and unanswered never look alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.answers import FIGURE, STATE, Answers, State, amount, state_of
from domain.county import FigureState
from domain.form import Kind, Question
from domain.material import Contribution
from domain.swedish import listed
from domain.table import Hidden
from forms.numbers import show
from reports import telling
from reports.bounds import Place
from reports.document import ROUND, Cell, Paragraph, Sentence, Source
from reports.published import published_of
from reports.reading import Reading
from reports.statistics import statistic
from reports.swedish import answered_day
from reports.worked_out import WorkedOut

UNANSWERED = "–"
UNCONFIRMED = "publicerat"
NOT_COMPARED, NOT_ADDED = "jämförs inte", "summeras inte"
NOT_PUBLISHED, NOT_PARTED = "ej publicerat", "delas inte upp"
_SMALL = range(1, 6)


@dataclass(frozen=True)
class Unconfirmed:
    """A published number that may be shown, and that the unit has not confirmed."""

    value: float
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Numbers:
    """The cells of one unit. ``reading`` is None for a unit that has sent in nothing.

    ``worked``: its calculated numbers, and ``before`` what those rest on that take the quarter before.
    ``unconfirmed``: by key what is published, where the unit has its own number or none.
    """

    part: Contribution
    reading: Reading | None
    hidden: Mapping[Place, Hidden]
    worked: tuple[WorkedOut, ...] = ()
    before: tuple[Source, ...] = ()
    unconfirmed: Mapping[str, Unconfirmed] = field(default_factory=dict)

    def worked_out(self, key: str) -> WorkedOut | None:
        """The calculated number under the key; None for one that is asked for."""
        return next((one for one in self.worked if one.question.key == key), None)

    def _worked_cell(self, one: WorkedOut, reading: Reading) -> Cell:
        words = one.mark.value if one.mark else f"kan inte beräknas ({one.why})"
        sources = (*reading.source(*one.of), *(self.before if one.before else ()))
        return Cell(words if one.value is None else show(one.value), sources or (reading.whole(),))

    def cell(self, question: Question) -> Cell:
        """The number in words with the answers that it rests on."""
        if published := self._instead(question):
            return Cell(f"{show(published.value)} ({UNCONFIRMED})", published.sources)
        if self.reading is None:
            return Cell(self._not_in(), (ROUND,))
        if one := self.worked_out(question.key):
            return self._worked_cell(one, self.reading)
        sources = self._sources(question, self.reading)
        return Cell(self._words(question, self.reading.submission.answers), sources)

    def _sources(self, question: Question, reading: Reading) -> tuple[Source, ...]:
        if question.figure and self._published_mark(question):
            return (statistic(question.figure, question.label),)
        return reading.source(question.key) or (reading.whole(),)

    def _instead(self, question: Question) -> Unconfirmed | None:
        """What is published, where the unit has nothing to say of it."""
        return None if self.has_said(question) else self.unconfirmed.get(question.key)

    def has_said(self, question: Question) -> bool:
        """Whether the unit has answered the question, if only that there is no number."""
        if self.reading is None:
            return False
        if one := self.worked_out(question.key):
            return not one.why
        hidden = (self.part.respondent.id, question.key) in self.hidden
        return hidden or state_of(self.reading.submission.answers, question.key) is not State.UNANSWERED

    def added(self, question: Question) -> tuple[float, tuple[Source, ...]] | None:
        """The number that goes into a sum, with its sources: the published one where there is one."""
        if published := self.unconfirmed.get(question.key):
            return published.value, published.sources
        number = self.plain(question)
        return None if number is None else (number, self.cell(question).sources)

    def _published_mark(self, question: Question) -> Hidden | None:
        """What stands instead of a published number, where the unit has said nothing of it."""
        published = self.hidden.get((published_of(self.part.respondent.id), question.key))
        return None if self.has_said(question) else published

    def _not_in(self) -> str:
        return "inget att rapportera" if self.part.life.nothing else "ej inkommet"

    def said(self, question: Question) -> bool:
        """Whether there is anything else than an unanswered question to show."""
        return self.reading is not None and self.cell(question).text != UNANSWERED

    def plain(self, question: Question) -> float | None:
        """A number that may be shown and added to others; None without one."""
        if self.reading is None or (self.part.respondent.id, question.key) in self.hidden:
            return None
        if any(one.key == question.key for one in self.part.form.withdrawn):
            return None
        if one := self.worked_out(question.key):
            return one.value
        value = amount(self.reading.submission.answers, question.key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def mark(self, question: Question) -> Hidden | None:
        """What stands instead of a number that may not be shown; None where one may."""
        if one := self.worked_out(question.key):
            return one.mark
        return self.hidden.get((self.part.respondent.id, question.key)) if self.reading else None

    def mark_in_sum(self, question: Question) -> Hidden | None:
        """The mark of what would go into a sum: of the published number, where that is hidden."""
        published = self.hidden.get((published_of(self.part.respondent.id), question.key))
        own = self.mark(question)
        return published if published and (own or self._published_mark(question)) else own

    def is_own(self, question: Question) -> bool:
        """Whether the number, or one that it is made of, is the unit's and not a published one confirmed."""
        if self.reading is None:
            return False
        one = self.worked_out(question.key)
        return any(key in self.reading.submission.answers for key in (one.of if one else (question.key,)))

    def _words(self, question: Question, answers: Answers) -> str:
        if mark := self.hidden.get((self.part.respondent.id, question.key)):
            return mark.value
        if mark := self._published_mark(question):
            return mark.value
        state = state_of(answers, question.key)
        if state in {State.REPORTED, State.ZERO}:
            return _number(question, answers)
        if state is State.NOT_APPLICABLE:
            return "ej tillämpligt"
        why = telling.reason(question, answers)
        if state is State.MISSING or why:
            return f"uppgift saknas ({why})"
        return UNANSWERED


def _number(question: Question, answers: Answers) -> str:
    value = amount(answers, question.key)
    words = answered_day(value) if question.kind is Kind.DATE else _shown(value)
    beside = [_published(question, answers)]
    if telling.carried_from(answers, question.key):
        beside.append("oförändrat sedan förra kvartalet")
    told = "; ".join(filter(None, beside))
    return f"{words} ({told})" if told else words


def _shown(value: object) -> str:
    return show(value) if isinstance(value, int | float) else str(value)


def _published(question: Question, answers: Answers) -> str:
    """The published number beside an own one that differs."""
    figure = question.figure
    own = answers.get(question.key)
    if figure is None or figure.value is None or own is None or own == figure.value:
        return ""
    return "" if figure.value in _SMALL else f"egen uppgift, publicerat {show(figure.value)}"


def footnotes(units: Sequence[Numbers], asked: Iterable[Question]) -> Iterator[Paragraph]:
    """What the source has done with a published number since: withdrawn, corrected, or changed it."""
    said: dict[tuple[str, str], list[tuple[Numbers, Question]]] = {}
    for question in asked:
        for unit in units:
            if words := _since(unit, question):
                said.setdefault((question.key, words), []).append((unit, question))
    for (_, words), those in said.items():
        names = listed(dict.fromkeys(unit.part.respondent.name for unit, _ in those))
        label = _lower(those[0][1].label)
        sources = dict.fromkeys(source for unit, one in those for source in unit.cell(one).sources)
        yield Paragraph((Sentence(f"{names}, {label}: {words}", tuple(sources)),))


def _since(unit: Numbers, question: Question) -> str:
    own = next((one for one in _questions(unit.part) if one.key == question.key), None)
    if own is None or own.figure is None or unit.reading is None:
        return ""
    what = f"{own.figure.source} har"
    if own.figure.state is FigureState.WITHDRAWN:
        return f"{what} dragit in uppgiften."
    answers = unit.reading.submission.answers
    confirmed = answers.get(own.key + FIGURE) if own.key + STATE in answers else None
    if own.figure.state is FigureState.REVISED:
        return f"{what} rättat uppgiften."
    if confirmed is None or own.figure.value in {None, confirmed} or _may_not_show(unit, own):
        return ""
    return f"{what} ändrat uppgiften till {_shown(own.figure.value)} sedan {_shown(confirmed)} bekräftades."


def _may_not_show(unit: Numbers, question: Question) -> bool:
    published = question.figure.value if question.figure else None
    return (unit.part.respondent.id, question.key) in unit.hidden or published in _SMALL


def _questions(part: Contribution) -> Iterator[Question]:
    yield from (question for card in part.form.cards for question in card.questions())
    yield from part.form.withdrawn


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
