"""What a set of answers still lacks before it can be sent in, and how that is told."""

from collections.abc import Iterable, Iterator, Sequence

from domain import swedish
from domain.answers import FIGURE, STATE, Answers, Problem, Standing, Value
from domain.county import FigureState
from domain.form import Card, Condition, Form, Group, Kind, Question
from forms.filled import CONFLICT, REFUSED, places
from forms.numbers import show
from forms.rules import Finding

_WANTED = {
    Kind.CHOICE: "Välj ett svar.",
    Kind.SEVERAL: "Välj minst ett alternativ.",
    Kind.TEXT: "Skriv ett svar.",
    Kind.NUMBER: "Skriv ett tal.",
    Kind.DATE: "Ange ett datum.",
    Kind.TICK: "Kryssa i rutan för att kunna lämna in.",
}

_FEW = 6
"""So many missing answers are told one by one."""


def open_on(card: Card, answers: Answers, unexplained: Iterable[Finding]) -> list[Problem]:
    """All that one card needs before sending in: answers, a choice between two texts, explanations.

    What the card shows as chosen from the start is an answer. At most one problem for each question: what is
    missing comes before what needs an explanation.
    """
    found = {problem.key: problem for problem in missing_on(card, with_defaults((card,), answers))}
    keys = {question.key for question in card.questions(places(card, answers))}
    for finding in unexplained:
        if finding.key in keys:
            found.setdefault(finding.key, Problem(finding.key, finding.number, finding.words))
    return list(found.values())


def with_defaults(cards: Iterable[Card], answers: Answers) -> dict[str, Value]:
    """The answers, and of what nobody has answered what the cards show as chosen from the start."""
    shown = {
        question.key: question.default
        for card in cards
        for question in card.questions(places(card, answers))
        if question.default and question.kind is Kind.CHOICE and _untouched(question.key, answers)
    }
    return {**shown, **answers}


def _untouched(key: str, answers: Answers) -> bool:
    return not any(part in answers for part in (key, key + STATE, REFUSED + key, CONFLICT + key))


def missing(form: Form, answers: Answers) -> list[Problem]:
    """All required answers that nobody has given (V01), in the order of the form; a default is not given."""
    return [problem for card in form.cards for problem in missing_on(card, answers)]


def missing_on(card: Card, answers: Answers) -> list[Problem]:
    """The required answers that one card lacks, and what on it contradicts itself or is not settled."""
    counts = places(card, answers)
    found = [
        Problem(question.key, question.number, words)
        for question in card.questions(counts)
        if (words := _amiss(question, answers))
    ]
    found.extend(
        Problem(group.key, group.number, f"Ni har svarat ja. Fyll i {group.title.lower()}, eller svara nej.")
        for group in card.groups
        if _any_holds(group.required_if, answers) and not counts[group.key]
    )
    found.extend(
        problem
        for group in card.groups
        if counts[group.key]
        for problem in _contradictions(group, card, answers)
    )
    return found


def _contradictions(group: Group, card: Card, answers: Answers) -> Iterator[Problem]:
    """A group that is filled in although the question before it says that there is none."""
    if group.required_if and not _any_holds(group.required_if, answers):
        asked = {condition.question for condition in group.required_if}
        for question in card.questions():
            if question.key in asked and question.key in answers:
                words = f"Ni har svarat nej men fyllt i {group.title.lower()}. Svara ja, eller töm fälten."
                yield Problem(question.key, question.number, words)


def told(problems: Sequence[Problem]) -> str:
    """Två svar saknas: 2.1 och 2.3. Many are told by their cards: 15 svar saknas, på kort 2, 3 och 6."""
    count = swedish.upper_first(swedish.count(len(problems), "svar", "svar", neuter=True))
    if len(problems) <= _FEW:
        return f"{count} saknas: {swedish.listed(problem.number for problem in problems)}."
    cards = dict.fromkeys(problem.number.split(".")[0] for problem in problems)
    return f"{count} saknas, på kort {swedish.listed(cards)}."


def _amiss(question: Question, answers: Answers) -> str:
    """What is wrong with the answer to one question; "" when nothing is."""
    if CONFLICT + question.key in answers:
        return "Två personer har svarat olika. Välj vilket svar som ska gälla."
    if REFUSED + question.key in answers:
        return "Svaret sparades inte som det står. Rätta det, eller töm fältet."
    if words := _clash(question, answers):
        return words
    if is_required(question, answers) and not _answered(question, answers):
        return _wanted(question)
    return ""


def _wanted(question: Question) -> str:
    words = _WANTED[question.kind]
    standing = question.standing
    if not standing:
        return words
    if question.figure and question.figure.value is not None:
        return f"{words.removesuffix('.')}, eller svara om den publicerade siffran stämmer."
    if question.nothing:
        return f"{words.removesuffix('.')}, eller välj ”{question.nothing}”."
    return f"{words.removesuffix('.')}, eller välj varför uppgiften saknas."


def is_required(question: Question, answers: Answers) -> bool:
    """Whether the question must be answered now, as the other answers stand."""
    return question.required or _any_holds(question.required_if, answers)


def _any_holds(conditions: Iterable[Condition], answers: Answers) -> bool:
    return any(_holds(condition, answers) for condition in conditions)


def _holds(condition: Condition, answers: Answers) -> bool:
    given = answers.get(condition.question)
    return any(value in condition.values for value in (given if isinstance(given, list) else [given]))


def _answered(question: Question, answers: Answers) -> bool:
    """By a value, or by the companion that says why there is none."""
    if question.kind is Kind.TICK:
        return answers.get(question.key) is True
    return question.key in answers or (bool(question.standing) and question.key + STATE in answers)


def _clash(question: Question, answers: Answers) -> str:
    """A value and its companion that cannot both hold, or a companion that needs what is not there."""
    given = answers.get(question.key + STATE)
    if given is None:
        return ""
    own = answers.get(question.key)
    if given == Standing.HOLDS:
        return _not_holding(question, answers)
    if given == Standing.DEVIATES:
        return "" if own is not None else "Skriv er egen siffra, eller svara ”Vet inte”."
    if own is None:
        return ""
    said = question.standing.label_of(str(given)) if question.standing else str(given)
    return f"Ni har både svarat och valt ”{said}”. Ta bort det ena."


def _not_holding(question: Question, answers: Answers) -> str:
    """Why the published figure cannot be confirmed: it is gone or has changed, or another number stands."""
    value = question.figure.value if question.figure else None
    if not question.standing:  # withdrawn, and no field left to answer in: nothing is confirmed any more
        return ""
    own, confirmed = answers.get(question.key), answers.get(question.key + FIGURE)
    if value is None:
        withdrawn = question.figure and question.figure.state is FigureState.WITHDRAWN
        why = "Källan har dragit in uppgiften" if withdrawn else "Det finns ingen publicerad uppgift"
        return f"{why}, så den kan inte bekräftas. Skriv en egen siffra, eller töm svaret."
    if own not in (None, value):
        return "Ni har skrivit en egen siffra men svarat att den publicerade stämmer. Ta bort det ena."
    if isinstance(confirmed, int | float) and confirmed != value:
        return (
            f"Ni bekräftade {show(confirmed)}, men källan har ändrat uppgiften till {show(value)}. "
            "Svara på nytt om den stämmer."
        )
    return ""
