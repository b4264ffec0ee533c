"""Answers that are typed instead of tapped: "2.1: 3", "1.2: 12 november", "1.3: Åmål, Orust"."""

import re
import unicodedata

from domain.answers import Answers
from domain.form import Form, Group, Kind, Question

TYPED = re.compile(r"^\s*(?P<number>\d+(?:\.\d+)+)\s*[:=]\s*(?P<words>.*)$", re.DOTALL)


def question_at(form: Form, number: str, answers: Answers) -> tuple[str, Question] | None:
    """The card's key and the question with that number; in a group also the first item not yet there."""
    for card in form.cards:
        for part in card.parts:
            for question in (part,) if isinstance(part, Question) else _items(part, answers):
                if question.number == number:
                    return card.key, question
    return None


def _items(group: Group, answers: Answers) -> tuple[Question, ...]:
    there = {int(key.split(".")[1]) for key in answers if key.startswith(group.key + ".")}
    shown = min(max(there, default=-1) + 2, group.most)
    return tuple(question for index in range(shown) for question in group.item(index))


def raw(question: Question, words: str) -> str:
    """What the words mean as a field's value. Words that match no choice come back as they are."""
    words = words.strip()
    if question.kind is Kind.SEVERAL and folded(words) == "alla":
        return ",".join(choice.value for choice in question.choices)
    if question.kind is Kind.SEVERAL:
        return ",".join(_choice(question, part) for part in re.split(r"[,;]|\boch\b", words) if part.strip())
    if question.kind is Kind.CHOICE:
        return _choice(question, words)
    return words


def _choice(question: Question, words: str) -> str:
    wanted = folded(words)
    labels = {choice.value: folded(choice.label) for choice in question.choices}
    # "4 – Gott" is also said "gott", which is not "mycket gott".
    said = {value: label.removeprefix(f"{value} – ") for value, label in labels.items()}
    for matches in (
        [value for value, label in labels.items() if wanted in (value.lower(), label, said[value])],
        [value for value, label in said.items() if label.startswith(wanted)],
        [value for value, label in labels.items() if wanted in label.split()],
    ):
        if len(matches) == 1:
            return matches[0]
    return words.strip()


def folded(words: str) -> str:
    """Lower case, without accents or outer punctuation: "Försämrat." and "forsamrat" are one."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).strip(" .!?:").split())
