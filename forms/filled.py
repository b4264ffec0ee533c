"""What is filled in on the cards of a draft: what the fields show, what a saved card leaves behind."""

from collections.abc import Iterator, Mapping

from domain.answers import Answers, Value
from domain.form import Card, Form, Group, Kind, Question
from forms.numbers import show
from forms.parsing import Parsed, items_in
from forms.personal import masked

REFUSED = "refused."
"""Before a question's key in a draft: the words that could not be taken as an answer, for the field to show.

They block sending in, so no submission holds such a key.
"""

_LONGEST_REFUSED = 4_000


def places(card: Card, answers: Mapping[str, object]) -> dict[str, int]:
    """How many items each group of the card has, those with refused words too."""
    return items_in(card, {key.removeprefix(REFUSED): value for key, value in answers.items()})


def raw_values(card: Card, answers: Answers) -> dict[str, str]:
    """What the card's fields show: refused words, else the answer, else the default."""
    shown = {}
    for question in card.questions(places(card, answers)):
        if REFUSED + question.key in answers:
            shown[question.key] = raw(answers[REFUSED + question.key])
        elif question.key in answers:
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
    return value if isinstance(value, str) else show(value)


def merge(card: Card, answers: Answers, raw_: Mapping[str, str], parsed: Parsed) -> dict[str, Value]:
    """The answers after a card was saved with ``raw_``. Emptied and removed items are gone.

    Refused words are kept aside, without personal data, until they are put right.
    """
    touched = parsed.cleared | set(parsed.answers) | {problem.key for problem in parsed.problems}
    merged = {key: value for key, value in answers.items() if key.removeprefix(REFUSED) not in touched}
    merged |= parsed.answers
    for problem in parsed.problems:
        merged[REFUSED + problem.key] = masked(raw_[problem.key])[:_LONGEST_REFUSED]
    for group in card.groups:
        merged = _closed_up(group, merged)
    return merged


def without_removed(card: Card, raw_: Mapping[str, str]) -> dict[str, str]:
    """The fields as if every item whose removal is ticked had been emptied."""
    emptied = {
        question.key: ""
        for group in card.groups
        for index in range(group.most)
        if raw_.get(group.removal(index).key) == "true"
        for question in group.item(index)
    }
    return {**raw_, **emptied}


def _closed_up(group: Group, answers: Mapping[str, Value]) -> dict[str, Value]:
    prefix = group.key + "."
    plain = (key.removeprefix(REFUSED) for key in answers)
    used = sorted({int(key.split(".")[1]) for key in plain if key.startswith(prefix)})
    new_place = {old: new for new, old in enumerate(used)}
    return {_moved(key, prefix, new_place): value for key, value in answers.items()}


def _moved(key: str, prefix: str, new_place: Mapping[int, int]) -> str:
    aside = REFUSED if key.startswith(REFUSED) else ""
    plain = key.removeprefix(REFUSED)
    if not plain.startswith(prefix):
        return key
    _, place, name = plain.split(".", 2)
    return f"{aside}{prefix}{new_place[int(place)]}.{name}"


def answered_lines(form: Form, answers: Answers) -> Iterator[tuple[Question, str]]:
    """Each answered question with its answer in words, in the order of the form."""
    for card in form.cards:
        for question in card.questions(places(card, answers)):
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
