"""Words that units gave as background alone, found again in what a coordinator writes or a version holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from domain.answers import Submission
from domain.form import Kind, Question
from domain.material import Contribution, Material
from forms.publishing import text_is_public
from reports.anchors import paragraph_text
from reports.document import Block, Chart, Heading, Paragraph, Section, Table
from reports.publishing import BACKGROUND, is_withheld
from reports.reading import Reading, read
from reports.running_words import RUN, Run, Words, tells

Versions = Mapping[str, Sequence[Submission]]
"""By unit id what it has sent in for the round, the oldest first."""


@dataclass(frozen=True)
class Repeat:
    """``words``: as they were written, the first of those that ``unit`` gave as background."""

    unit: str
    words: str

    @property
    def told(self) -> str:
        """Whose words they are, as the beginning of a sentence goes on."""
        return f"”{self.words}” står i en text som {self.unit} har lämnat bara som underlag."


def to_do(repeat: Repeat) -> str:
    """The same for who is writing, with what to do."""
    return (
        f"{repeat.told} Den får inte återges. Ta bort orden, eller fråga {repeat.unit} om texten får stå i "
        "rapporten: då ändrar de i sitt svar."
    )


@dataclass(frozen=True)
class Background:
    """What the units of a round keep as background, in every version that they have sent in.

    The latest version that has the words decides whether they may be shown, and a unit that takes back its
    leave takes it back for what it said before too. What any unit says openly is no secret.
    """

    material: Material
    versions: Versions = field(default_factory=dict)

    def repeats(self, words: str, openly: Iterable[str] = ()) -> list[Repeat]:
        """Which units' background the words repeat; ``openly``: what is known to be said openly besides.

        So many words in a row as ``RUN`` are enough, or all of a shorter text where they stand by themselves.
        Case, punctuation, how words are parted at a line's end and signs that nobody sees hide nothing.
        """
        typed = Words.of(words)
        there = typed.passages
        known = {run for text in openly for run in Words.of(text).passages} if there else set()
        return [
            Repeat(unit, typed.shown(*min((there[run], len(run)) for run in found)))
            for unit, kept in self._kept.items()
            if (found := kept & there.keys() - known)
        ]

    @cached_property
    def _kept(self) -> dict[str, set[Run]]:
        """By the name of the unit."""
        given = {part.respondent.name: dict(self._given(part)) for part in self._parts}
        openly = {run for runs in given.values() for run, is_open in runs.items() if is_open}
        return {
            name: {run for run, is_open in runs.items() if not is_open} - openly
            for name, runs in given.items()
        }

    @property
    def _parts(self) -> tuple[Contribution, ...]:
        return (*self.material.contributions, *self.material.inputs)

    def _given(self, part: Contribution) -> Iterator[tuple[Run, bool]]:
        """What the unit has said, version by version, and whether openly; within one what is open last."""
        sent = self.versions.get(part.respondent.id) or [one for one in (part.submission,) if one]
        for reading in read(replace(part, submission=one) for one in sent):
            said = [(text, _keeps(reading, question, sent[-1])) for question, text in _texts(reading)]
            yield from ((run, False) for text, kept in said if kept for run in _telling(text))
            yield from ((run, True) for text, kept in said if not kept for run in Words.of(text).passages)


def _texts(reading: Reading) -> Iterator[tuple[Question, str]]:
    for question in reading.questions.values():
        value = reading.value(question.key)
        if question.kind is Kind.TEXT and value is not None:
            yield question, str(value)


def _keeps(reading: Reading, question: Question, latest: Submission) -> bool:
    form, answers = reading.part.form, reading.submission.answers
    if question.key in BACKGROUND or is_withheld(form, answers, question):
        return True
    return not text_is_public(form, latest.answers, question.key)


def _telling(text: str) -> Iterable[Run]:
    """What must not be repeated of it: its runs; of a shorter text the whole, when that says anything."""
    words = Words.of(text)
    if len(words.folded) >= RUN:
        return words.runs
    return [words.folded] if tells(words.folded) else []


def written_in(section: Section) -> str:
    """All that a section says, tables and figures too."""
    return "\n".join(text for block in section.blocks for text in _says(block))


def _says(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield paragraph_text(block)
        case Table():
            yield from (block.caption, *block.header, *(cell.text for row in block.rows for cell in row))
        case Chart():
            yield from (block.caption, block.alt, *(note.text for note in block.notes))
            yield from _says(block.table)
        case _:
            yield from map(paragraph_text, block.items)
