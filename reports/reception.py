"""Section 4: the numbers of the sub-regions, published and confirmed or their own, and the county's sums."""

from collections.abc import Container, Iterator, Sequence

from domain.form import Kind, Question
from domain.swedish import listed
from forms.calculated import CALCULATIONS
from forms.numbers import show
from reports.development import Development, past
from reports.development_notes import notes
from reports.development_told import councils_table, further_back
from reports.document import METHOD, ROUND, Block, BulletList, Cell, Paragraph, Sentence, Table
from reports.number_cells import LEGEND, UNANSWERED, Numbers, footnotes
from reports.opening import opening
from reports.reading import read
from reports.worked_out import CALCULATED, worked_out

_COLUMNS = 4
"""Numbers side by side on a page."""

_CALCULATED = {one.question.key for one in CALCULATIONS}
_ADDED = ("personer", "kommuner")
"""Units that may be added up over the sub-regions; weeks may not."""


def reception(development: Development) -> list[Block]:
    """Each number that any sub-region has something to say of, a few at a time; silent without any."""
    units = councils_numbers(development)
    asked = asked_of(units)
    if not asked:
        return []
    blocks: list[Block] = [*opening(development.material, "reception"), LEGEND, *_guests(units)]
    columns = _with_worked_out(units, asked)
    for first in range(0, len(columns), _COLUMNS):
        shown = columns[first : first + _COLUMNS]
        blocks.append(_table(units, shown))
        if since := tuple(footnotes(units, shown)):
            blocks.append(BulletList(since))
    return [*blocks, *_developed(development, units, asked)]


def _developed(development: Development, units: Sequence[Numbers], asked: Sequence[Question]) -> list[Block]:
    """What was received in the quarter, worked out, and how the numbers have moved."""
    return [
        *councils_table(development, units, asked),
        *further_back(development, units, asked),
        *notes(development, units, asked),
    ]


def councils_numbers(development: Development) -> list[Numbers]:
    """Each council with its cells; one that is not in has none."""
    readings = {one.part.respondent.id: one for one in read(development.material.councils)}
    return [
        Numbers(
            part,
            readings.get(part.respondent.id),
            development.marks,
            worked_out(part, development.quarter, development.hidden),
            (past(development.quarter.previous),),
        )
        for part in development.material.councils
    ]


def asked_of(units: Sequence[Numbers]) -> list[Question]:
    """The numbers that any of the units has something to say of."""
    return [one for one in _asked(units) if any(_of(unit, one) for unit in units)]


def _with_worked_out(units: Sequence[Numbers], asked: Sequence[Question]) -> list[Question]:
    """Each calculated number after the number that it is made of."""
    worked = {one.of[-1]: one.question for unit in units for one in unit.worked if not one.why}
    pairs = ((question, worked.get(question.key)) for question in asked)
    return [one for pair in pairs for one in pair if one]


def _asked(units: Sequence[Numbers]) -> list[Question]:
    """The numbers outside groups, each once, in the order of the forms."""
    found: dict[str, Question] = {}
    for unit in units:
        for card in unit.part.form.cards:
            for question in card.questions():
                if question.kind is Kind.NUMBER:
                    found.setdefault(question.key, question)
    return list(found.values())


def _of(unit: Numbers, question: Question) -> bool:
    own = _own(unit, question)
    return own is not None and unit.said(own)


def _own(unit: Numbers, question: Question) -> Question | None:
    """The same question on the unit's own form, with the figure that is published for it."""
    if question.key in _CALCULATED:
        return question
    cards = unit.part.form.cards
    return next((one for card in cards for one in card.questions() if one.key == question.key), None)


def _table(units: Sequence[Numbers], asked: Sequence[Question]) -> Table:
    rows = tuple(tuple(_row(unit, asked)) for unit in units)
    total = (Cell("Länet", (ROUND,)), *(_total(units, question) for question in asked))
    worked = {one.question.key for unit in units for one in unit.worked}
    header = ("Delregion", *(_headed(one, worked) for one in asked))
    caption = "Siffror per delregion"
    return Table(caption, header, (*rows, total), (6, *(5 for _ in asked)))


def _headed(question: Question, worked: Container[str]) -> str:
    beside = [question.unit, CALCULATED if question.key in worked else ""]
    told = ", ".join(filter(None, beside))
    return f"{question.label} ({told})" if told else question.label


def _row(unit: Numbers, asked: Sequence[Question]) -> Iterator[Cell]:
    whole = (unit.reading.whole(),) if unit.reading else (ROUND,)
    yield Cell(unit.part.respondent.name, whole)
    for question in asked:
        own = _own(unit, question)
        yield unit.cell(own) if own else Cell("ej publicerat", whole)


def _total(units: Sequence[Numbers], question: Question) -> Cell:
    """The county's sum, never of some sub-regions, nor with municipalities outside the county (V28)."""
    if not question.unit.startswith(_ADDED):
        return Cell("summeras inte", (METHOD,))
    owns = [(unit, own) for unit in units if (own := _own(unit, question))]
    numbers = [unit.plain(own) for unit, own in owns]
    known = [number for number in numbers if number is not None]
    sources = tuple(source for unit, own in owns for source in unit.cell(own).sources)
    if len(known) == len(units) and not any(unit.is_own(own) and _has_guests(unit) for unit, own in owns):
        return Cell(show(sum(known)), sources)
    if any((unit.part.respondent.id, own.key) in unit.hidden for unit, own in owns):
        return Cell("..", sources)
    return Cell("kan inte summeras" if known else UNANSWERED, sources or (ROUND,))


def _has_guests(unit: Numbers) -> bool:
    return any(not member.in_county for member in unit.part.respondent.members)


def _guests(units: Sequence[Numbers]) -> list[Block]:
    """Members outside the county are not in its numbers."""
    guests = [
        member.name for unit in units for member in unit.part.respondent.members if not member.in_county
    ]
    if not guests:
        return []
    text = (
        f"{listed(guests)} är med i samråd men ligger utanför länet och ingår inte i länets tal. Där en "
        "delregion med en sådan kommun har lämnat en egen siffra summeras länet inte."
    )
    return [Paragraph((Sentence(text, (METHOD,)),))]
