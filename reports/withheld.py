"""Words that a unit gave as background alone, found again in what a coordinator writes."""

import re
from collections.abc import Iterator

from domain.form import Kind, Question
from domain.material import Material
from reports.publishing import BACKGROUND, is_withheld
from reports.reading import Reading, read

RUN = 5
"""So many words in a row as they stand in a text are that text's."""

_WORD = re.compile(r"\w+")

Run = tuple[str, ...]


def repeats(material: Material, words: str) -> Iterator[str]:
    """Which units' background ``words`` repeat, with the first such words and what to do; nothing for none.

    Case, spaces and punctuation hide nothing. What a unit has also said openly is no secret.
    """
    typed = _WORD.findall(words)
    at = {run: place for place, run in reversed(list(enumerate(_runs(typed))))}
    if not at:
        return
    answers = (*read(material.contributions), *read(material.inputs))
    openly = {run for one in answers for text in _texts(one, withheld=False) for run in _runs_of(text)}
    for one in answers:
        theirs = {run for text in _texts(one, withheld=True) for run in _runs_of(text)} - openly
        if places := [at[run] for run in theirs & at.keys()]:
            yield _told(one.name, " ".join(typed[min(places) : min(places) + RUN]))


def _told(unit: str, words: str) -> str:
    return (
        f"”{words} …” står i en text som {unit} har lämnat bara som underlag. Den får inte återges. Ta bort "
        f"orden, eller fråga {unit} om texten får stå i rapporten: då ändrar de i sitt svar."
    )


def _texts(reading: Reading, *, withheld: bool) -> Iterator[str]:
    for question in reading.questions.values():
        value = reading.value(question.key)
        if question.kind is Kind.TEXT and value is not None and _kept(reading, question) == withheld:
            yield str(value)


def _kept(reading: Reading, question: Question) -> bool:
    form, answers = reading.part.form, reading.submission.answers
    return question.key in BACKGROUND or is_withheld(form, answers, question)


def _runs_of(text: str) -> list[Run]:
    return _runs(_WORD.findall(text))


def _runs(words: list[str]) -> list[Run]:
    """Every run of so many words, by where it begins."""
    folded = [word.casefold() for word in words]
    return [tuple(folded[start : start + RUN]) for start in range(len(folded) - RUN + 1)]
