"""What an answer is, in words: how it came, why it is missing. One place for the report and the export."""

from domain.answers import FIGURE, SAME, STATE, WHY, Answers, Standing, State, amount, state_of
from domain.county import Figure, FigureState
from domain.form import LACKING, Form, Question
from domain.quarter import Quarter
from domain.swedish import day
from forms.numbers import show
from forms.rules import EVERYWHERE

OWN = "egen uppgift"
UNKNOWN = "vet inte"
_WITHDRAWN = "källan har dragit in uppgiften"
_FEW = "källan visar inte uppgiften, den gäller få personer"
_OUT_OF_SIGHT = {
    FigureState.WITHDRAWN: _WITHDRAWN,
    FigureState.SUPPRESSED: _FEW,
    FigureState.MISSING: "källan har ingen uppgift",
}
_SMALL = range(1, 6)


def reason(question: Question, answers: Answers) -> str:
    """Why there is no number, such as "inte klar än"; empty when there is one, or when nobody has said."""
    state = state_of(answers, question.key)
    if state is State.UNANSWERED:
        return _OUT_OF_SIGHT.get(question.figure.state, "") if question.figure else ""
    if state not in {State.MISSING, State.SUPPRESSED}:
        return ""
    standing = Standing(str(answers[question.key + STATE]))
    words = LACKING.get(standing, UNKNOWN).partition(": ")
    return words[2] or words[0]


def carried_from(answers: Answers, key: str) -> str:
    """The quarter that the answer stands unchanged from, such as "kvartal 2 2026"; empty for a new one."""
    marked = answers.get(key + SAME)
    return Quarter.from_key(str(marked)).label if marked else ""


def source(question: Question, answers: Answers) -> str:
    """Where a number comes from: the unit's own, or the published one that was confirmed, and its day."""
    key = question.key
    if amount(answers, key) is None:
        return ""
    figure = question.figure
    if key in answers:
        return f"{OWN}{_deviating(question)}"
    confirmed = answers.get(key + FIGURE)
    if figure is None:
        return "publicerad uppgift, bekräftad"
    words = f"publicerad uppgift, bekräftad: {published(figure)}"
    if figure.value is None:
        return f"{words}; {_OUT_OF_SIGHT.get(figure.state, 'källan visar inte uppgiften nu')}"
    return f"{words}; källan visar nu {show(figure.value)}" if figure.value != confirmed else words


def _deviating(question: Question) -> str:
    """What the source has, beside an own number; a number of a few people is left out."""
    figure = question.figure
    if figure is None or figure.value is None or figure.value in _SMALL:
        return ""
    return f"; publicerat {show(figure.value)} ({published(figure)})"


def published(figure: Figure) -> str:
    """Migrationsverket, avser 30 september 2026."""
    return f"{figure.source}, avser {day(figure.as_of)}"


def explained(form: Form, answers: Answers, key: str) -> str:
    """The ready reason that was chosen for a warning at the answer, in its words."""
    chosen = answers.get(key + WHY)
    labels = (
        choice.label
        for rule in (*form.rules, *EVERYWHERE)
        if key in rule.keys or not rule.keys
        for choice in rule.reasons
        if choice.value == chosen
    )
    return next(labels, str(chosen)) if chosen else ""
