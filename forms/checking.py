"""What a set of answers still lacks, and how answers and cards meet: defaults, merging, groups."""

from collections.abc import Iterator, Mapping, Sequence

from domain import swedish
from domain.answers import Answers, Problem, Value
from domain.form import Card, Condition, Form, Group, Kind, Question
from forms.numbers import show
from forms.parsing import Parsed, items_in

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


def missing(form: Form, answers: Answers) -> list[Problem]:
    """All required answers that are not there (V01, V21), in the order of the form."""
    return [problem for card in form.cards for problem in missing_on(card, answers)]


def missing_on(card: Card, answers: Answers) -> list[Problem]:
    """The required answers that one card lacks."""
    counts = items_in(card, answers)
    found = [
        Problem(question.key, question.number, _WANTED[question.kind])
        for question in card.questions(counts)
        if _is_required(question, answers) and not _answered(question, answers)
    ]
    found.extend(
        Problem(group.key, group.number, f"Ni har svarat ja. Välj ”{group.add}” och fyll i.")
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


def _is_required(question: Question, answers: Answers) -> bool:
    return question.required or _any_holds(question.required_if, answers)


def _any_holds(conditions: tuple[Condition, ...], answers: Answers) -> bool:
    return any(answers.get(condition.question) in condition.values for condition in conditions)


def _answered(question: Question, answers: Answers) -> bool:
    value = answers.get(question.key)
    return value is True if question.kind is Kind.TICK else value is not None


def raw_values(card: Card, answers: Answers) -> dict[str, str]:
    """What the card's fields show: the answers, and the defaults of what has no answer yet."""
    shown = {}
    for question in card.questions(items_in(card, answers)):
        if question.key in answers:
            shown[question.key] = raw(answers[question.key])
        elif question.default:
            shown[question.key] = question.default
    return shown


def raw(value: Value) -> str:
    """A stored value as a field shows it; the parser reads it back to the same value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(value)
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def merge(card: Card, answers: Answers, parsed: Parsed) -> dict[str, Value]:
    """The answers after a card was saved. Cleared and refused fields have none; emptied items are gone."""
    gone = parsed.cleared | {problem.key for problem in parsed.problems}
    merged = {key: value for key, value in answers.items() if key not in gone} | dict(parsed.answers)
    for group in card.groups:
        merged = _closed_up(group, merged)
    return merged


def _closed_up(group: Group, answers: Mapping[str, Value]) -> dict[str, Value]:
    prefix = group.key + "."
    places = sorted({int(key.split(".")[1]) for key in answers if key.startswith(prefix)})
    new_place = {old: new for new, old in enumerate(places)}
    return {_moved(key, prefix, new_place): value for key, value in answers.items()}


def _moved(key: str, prefix: str, new_place: Mapping[int, int]) -> str:
    if not key.startswith(prefix):
        return key
    _, place, name = key.split(".", 2)
    return f"{prefix}{new_place[int(place)]}.{name}"


def answered_lines(form: Form, answers: Answers) -> Iterator[tuple[Question, str]]:
    """Each answered question with its answer in words, in the order of the form."""
    for card in form.cards:
        for question in card.questions(items_in(card, answers)):
            if question.key in answers:
                yield question, in_words(question, answers[question.key])


def in_words(question: Question, value: Value) -> str:
    """An answer as a reader sees it: the labels of choices, "ja", a number with its unit."""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, list):
        return ", ".join(question.label_of(part) for part in value)
    if question.kind is Kind.CHOICE:
        return question.label_of(str(value))
    if isinstance(value, str):
        return value
    return f"{show(value)} {question.unit}".strip()
