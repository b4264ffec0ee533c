"""Development in the report: cells, the councils' table, and comparisons further back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.form import Question
from domain.swedish import count, listed, upper_first
from domain.trends import Broken, Change, Since, Size, Together, comparisons, together
from reports.development import Development
from reports.development_words import told, told_whole
from reports.document import Block, Cell, Paragraph, Sentence, Source, Table
from reports.number_cells import NOT_ADDED, NOT_COMPARED, Numbers
from reports.swedish import inside

_NAMED = 3
"""So many numbers are named one by one."""

_QUARTER_OF = ", hittills i år"
_IN_QUARTER = ", under kvartalet"
_LONG_NAME = 12
"""Letters of a name that does not fit a narrow column without being cut."""


def named(question: Question) -> str:
    """The label; of a running total as the quarter's own number, which is what is compared."""
    label = question.label.replace(_QUARTER_OF, _IN_QUARTER).replace(" hittills i år", " under kvartalet")
    return label if question.since_new_year else question.label


def compared(questions: Iterable[Question]) -> list[Question]:
    """Each number once: a running total is left out where the quarter's own is asked for beside it."""
    those = list(questions)
    keys = {question.key for question in those}
    return [one for one in those if not (one.since_new_year and _quarters_own(one) in keys)]


def _quarters_own(question: Question) -> str:
    """The key that the quarter's own number has, where it is asked for: assigned_q beside assigned_ytd."""
    return f"{question.key.removesuffix('_ytd')}_q"


def since_cell(development: Development, unit: Numbers, question: Question) -> Cell:
    """What has become of the number since last quarter; of what cannot be compared that it is not."""
    change = development.of(unit.part, question, Since.PREVIOUS)
    if change is None:
        return Cell(NOT_COMPARED, unit.cell(question).sources)
    sources = development.sources(unit.part, question, Since.PREVIOUS)
    return Cell(NOT_COMPARED if isinstance(change, Broken) else told(change, question), sources)


def councils_table(
    development: Development, units: Sequence[Numbers], asked: Sequence[Question], subject: str
) -> list[Block]:
    """A row for each number that any sub-region can compare with last quarter; nothing without any.

    Why the other numbers are not compared stands in the notes. ``subject``: what the numbers are of.
    """
    rows = [row for question in compared(asked) if (row := tuple(_row(development, units, question)))]
    if not rows:
        return []
    header = ("Mått", *(unit.part.respondent.name for unit in units), "Länet")
    before = Since.PREVIOUS.before(development.quarter).label
    widths = (7, *(6 if len(name) > _LONG_NAME else 4 for name in header[1:-1]), 5)
    caption = f"Utveckling sedan förra kvartalet ({before}): {subject}"
    return [Table(caption, header, tuple(rows), widths)]


def _row(development: Development, units: Sequence[Numbers], question: Question) -> Iterator[Cell]:
    cells = [since_cell(development, unit, question) for unit in units]
    if all(cell.text == NOT_COMPARED for cell in cells):
        return
    first = tuple(source for cell in cells for source in cell.sources)
    yield Cell(f"{named(question)} ({question.unit})", first)
    yield from cells
    whole = summed(development, units, question, Since.PREVIOUS)
    yield Cell(told(whole.change, question) if whole else _no_sum(question), first)


def _no_sum(question: Question) -> str:
    """Why the sub-regions together have no development."""
    return NOT_COMPARED if _may_be_added(question) else NOT_ADDED


def _may_be_added(question: Question) -> bool:
    return question.unit.startswith(("personer", "kommuner"))


def summed(
    development: Development, units: Sequence[Numbers], question: Question, since: Since
) -> Together | None:
    """The sub-regions as one, those with a number in both quarters; None where they may not be added up.

    Weeks are not added up, nor an own number of a council with municipalities outside the county (V28).
    """
    if not _may_be_added(question):
        return None
    changes = {unit.part.respondent.name: _in_county(development, unit, question, since) for unit in units}
    return together(changes)


def _in_county(
    development: Development, unit: Numbers, question: Question, since: Since
) -> Change | Broken | None:
    guests = any(not member.in_county for member in unit.part.respondent.members)
    if guests and development.rests_on_own(unit.part, question, since):
        return None
    return development.of(unit.part, question, since)


def further_back(
    development: Development, units: Sequence[Numbers], asked: Sequence[Question]
) -> list[Paragraph]:
    """The same quarter last year and the start of the year; of several units together, and which they are."""
    return [
        Paragraph(tuple(sentences), f"Jämfört med {since} ({since.before(development.quarter).label}).")
        for since in Since
        if since is not Since.PREVIOUS and (sentences := list(_lines(development, units, asked, since)))
    ]


def _lines(
    development: Development, units: Sequence[Numbers], asked: Sequence[Question], since: Since
) -> Iterator[Sentence]:
    """What has moved, a sentence for each number; what has hardly moved."""
    still: list[Source] = []
    unmoved: list[str] = []
    for question in compared(asked):
        if since not in comparisons(development.quarter, since_new_year=question.since_new_year):
            continue
        whole = of_all(development, units, question, since)
        if whole is None:
            continue
        name = f"{named(question)}{whole.beside}"
        if whole.change.size is Size.SAME or whole.change.before == whole.change.now:
            unmoved.append(name)
            still += whole.sources
        else:
            yield Sentence(f"{upper_first(name)}: {told_whole(whole.change, question)}.", whole.sources)
    if unmoved:
        yield Sentence(_unchanged(unmoved), tuple(dict.fromkeys(still)))


def _unchanged(names: Sequence[str]) -> str:
    """A few by name; many by how many they are."""
    if len(names) > _NAMED:
        return f"{upper_first(count(len(names), 'mått', 'mått', neuter=True))} är i stort sett oförändrade."
    return f"I stort sett oförändrat: {'; '.join(inside(name) for name in names)}."


@dataclass(frozen=True)
class Whole:
    """The change of those that can be compared, as one. ``whose``: they; empty when it is every unit."""

    change: Change
    whose: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def beside(self) -> str:
        """Which units, in brackets, when it is not all of them."""
        return f" ({listed(self.whose)})" if self.whose else ""


def of_all(
    development: Development, units: Sequence[Numbers], question: Question, since: Since
) -> Whole | None:
    """Of the only unit, or of several added up; None where nothing can be compared."""
    if len(units) == 1:
        change = development.of(units[0].part, question, since)
        sources = development.sources(units[0].part, question, since)
        return Whole(change, (), sources) if isinstance(change, Change) else None
    added = summed(development, units, question, since)
    if added is None:
        return None
    there = [unit.part for unit in units if unit.part.respondent.name in added.both]
    sources = tuple(one for part in there for one in development.sources(part, question, since))
    return Whole(added.change, added.both if added.left_out else (), sources)


def sources_of(units: Sequence[Numbers], question: Question) -> tuple[Source, ...]:
    found = tuple(source for unit in units if unit.reading for source in unit.reading.source(question.key))
    return found or tuple(unit.reading.whole() for unit in units if unit.reading)


@dataclass(frozen=True)
class Moved:
    """A number of one unit or of several together that may be said in percent of last quarter's.

    ``whose``: the units that it is of; empty for all sub-regions.
    """

    percent: float
    size: Size
    sentence: Sentence
    question: Question
    change: Change
    whose: tuple[str, ...]


def moved(development: Development, units: Sequence[Numbers], asked: Sequence[Question]) -> Iterator[Moved]:
    """Each number that can be compared with last quarter and is large enough for a percentage."""
    for question in compared(asked):
        whole = of_all(development, units, question, Since.PREVIOUS)
        if whole is None or whole.change.percent is None or whole.change.size is None:
            continue
        whose = (units[0].part.respondent.name,) if len(units) == 1 else whole.whose
        where = listed(whose) if whose else "alla delregioner"
        words = f"{named(question)} ({where}): {told_whole(whole.change, question)}."
        sentence = Sentence(words, whole.sources)
        yield Moved(whole.change.percent, whole.change.size, sentence, question, whole.change, whose)
