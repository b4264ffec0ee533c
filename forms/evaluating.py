"""The three questions when a round is over: one card, and the same answers typed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from domain.answers import Answers
from domain.form import Card, Choice, Kind, Limits, Question
from forms import typed

CARD = "utvardering"
_LONGEST = 500

_WORKED = (
    Choice("5", "5 – Mycket bra"),
    Choice("4", "4 – Bra"),
    Choice("3", "3 – Varken bra eller dåligt"),
    Choice("2", "2 – Dåligt"),
    Choice("1", "1 – Mycket dåligt"),
)
_WORTH = (
    Choice("JA", "Ja"),
    Choice("DELVIS", "Delvis"),
    Choice("NEJ", "Nej"),
    Choice("VET_EJ", "Vet inte"),
)

QUESTIONS = (
    Question("worked", "1", "Hur fungerade omgången för dig?", Kind.CHOICE, required=True, choices=_WORKED),
    Question(
        "worth",
        "2",
        "Var arbetet rimligt i förhållande till nyttan?",
        Kind.CHOICE,
        required=True,
        choices=_WORTH,
    ),
    Question(
        "better",
        "3",
        "Vad skulle göra nästa omgång bättre?",
        Kind.TEXT,
        hint="Frivilligt. Skriv inget om enskilda personer.",
        limits=Limits(most=_LONGEST),
    ),
)


def card() -> Card:
    intro = "Svaren redovisas utan namn. Det går att ändra dem tills ärendet stängs."
    return Card(CARD, 1, "Tre frågor om omgången", intro, QUESTIONS)


def raw_values(words: str) -> dict[str, str]:
    """The fields that "4; delvis; fler exempel" fills in, in the order of the questions."""
    parts = [part.strip() for part in words.split(";", len(QUESTIONS) - 1)]
    return {
        question.key: typed.raw(question, part)
        for question, part in zip(QUESTIONS, parts, strict=False)
        if part
    }


def summed(given: Iterable[Answers]) -> Iterator[tuple[str, str]]:
    """Each question with what was answered: how many of each choice, and all words without names."""
    answers = list(given)
    for question in QUESTIONS:
        if question.kind is Kind.CHOICE:
            counts = Counter(str(one[question.key]) for one in answers if question.key in one)
            told = [f"{choice.label}: {counts[choice.value]}" for choice in question.choices]
            yield question.label, ", ".join(told)
        else:
            words = sorted(str(one[question.key]) for one in answers if question.key in one)
            yield question.label, " / ".join(f"”{one}”" for one in words) or "Inget svar."
