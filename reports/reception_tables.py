"""Tables of the sub-regions' numbers: a row for each, the county's sum where it may be summed."""

import re
from collections.abc import Container, Iterator, Sequence

from domain.form import Kind, Question
from domain.table import Hidden
from forms.calculated import CALCULATIONS
from forms.numbers import show
from reports.development import Development
from reports.development_basis import past
from reports.document import METHOD, ROUND, Block, BulletList, Cell, Table
from reports.number_cells import NOT_ADDED, NOT_PUBLISHED, UNANSWERED, Numbers, footnotes
from reports.own_numbers import own_notes, unconfirmed
from reports.reading import read
from reports.worked_out import CALCULATED, worked_out

_COLUMNS = 4
"""Numbers side by side on a page."""

_CALCULATED = {one.question.key for one in CALCULATIONS}
_ADDED = ("personer", "kommuner")
"""Units that may be added up over the sub-regions; weeks may not."""


def councils_numbers(development: Development) -> list[Numbers]:
    """Each council with its cells; one that is not in has only what is published."""
    readings = {one.part.respondent.id: one for one in read(development.material.councils)}
    return [
        Numbers(
            part,
            readings.get(part.respondent.id),
            development.marks,
            worked_out(part, development.quarter, development.hidden),
            (past(development.quarter.previous),),
            unconfirmed(development, part),
        )
        for part in development.material.councils
    ]


def asked_of(units: Sequence[Numbers]) -> list[Question]:
    """The numbers that any of the units has something to say of, each once, in the order of the forms."""
    found: dict[str, Question] = {}
    for unit in units:
        for question in _numbers(unit):
            found.setdefault(question.key, question)
    return [one for one in found.values() if any(_says(unit, one) for unit in units)]


def tables(units: Sequence[Numbers], asked: Sequence[Question], caption: str) -> list[Block]:
    """The numbers, a few side by side, each calculated one after what it is made of; then what changed."""
    blocks: list[Block] = []
    families: dict[str, list[Question]] = {}
    for question in _with_worked_out(units, asked):
        families.setdefault(family(question.key), []).append(question)
    for one, columns in families.items():
        named = f"{caption}: {one}" if one else caption
        for first in range(0, len(columns), _COLUMNS):
            shown = columns[first : first + _COLUMNS]
            blocks.append(_table(units, shown, named + part_of(first // _COLUMNS, len(columns), _COLUMNS)))
            if since := (*own_notes(units, shown), *footnotes(units, shown)):
                blocks.append(BulletList(since))
    return blocks


def part_of(place: int, columns: int, most: int) -> str:
    """Which part a table is of those that so many columns are shared among; empty where it has them all."""
    parts = -(-columns // most)
    return f", del {place + 1} av {parts}" if parts > 1 else ""


_FAMILIES = (
    (re.compile(r"received_.*_(women|men)"), "mottagna, kvinnor och män"),
    (re.compile(r"received_"), "mottagna"),
    (re.compile(r"enrolled_(total|children)"), "inskrivna"),
    (re.compile(r"enrolled_"), "inskrivna efter boende"),
    (re.compile(r"(uac|tpd)_"), "anvisade"),
)


def family(key: str) -> str:
    """What tells the tables of the numbers apart; empty for other numbers."""
    return next((name for pattern, name in _FAMILIES if pattern.match(key)), "")


def _numbers(unit: Numbers) -> Iterator[Question]:
    """Those that the unit is asked for, and those of the groups that it has answered."""
    for card in unit.part.form.cards:
        yield from (one for one in card.questions() if one.kind is Kind.NUMBER)
    if unit.reading:
        yield from (one for one in unit.reading.questions.values() if one.kind is Kind.NUMBER)


def _says(unit: Numbers, question: Question) -> bool:
    own = own_question(unit, question.key)
    return own is not None and unit.said(own)


def _with_worked_out(units: Sequence[Numbers], asked: Sequence[Question]) -> list[Question]:
    worked = {one.of[-1]: one.question for unit in units for one in unit.worked if not one.why}
    pairs = ((question, worked.get(question.key)) for question in asked)
    return [one for pair in pairs for one in pair if one]


def own_question(unit: Numbers, key: str) -> Question | None:
    """The question on the unit's own form, with the figure that is published for it."""
    if worked := unit.worked_out(key):
        return worked.question
    asked = unit.part.form.plain.get(key), unit.reading.questions.get(key) if unit.reading else None
    return next((one for one in asked if one and one.kind is Kind.NUMBER), None)


def _table(units: Sequence[Numbers], asked: Sequence[Question], caption: str) -> Table:
    rows = tuple(tuple(_row(unit, asked)) for unit in units)
    total = (Cell("Länet", (ROUND,)), *(county_total(units, question) for question in asked))
    worked = {one.question.key for unit in units for one in unit.worked}
    header = ("Delregion", *(_headed(one, worked) for one in asked))
    return Table(caption, header, (*rows, total), (6, *(5 for _ in asked)))


def _headed(question: Question, worked: Container[str]) -> str:
    beside = [question.unit, CALCULATED if question.key in worked else ""]
    told = ", ".join(filter(None, beside))
    return f"{question.label} ({told})" if told else question.label


def _row(unit: Numbers, asked: Sequence[Question]) -> Iterator[Cell]:
    whole = (unit.reading.whole(),) if unit.reading else (ROUND,)
    yield Cell(unit.part.respondent.name, whole)
    for question in asked:
        own = own_question(unit, question.key)
        if own or question.key in (*_CALCULATED, *unit.unconfirmed) or "." in question.key:
            yield unit.cell(own or question)
        else:
            yield Cell(NOT_PUBLISHED, whole)


def county_total(units: Sequence[Numbers], question: Question) -> Cell:
    """The county's sum, never of some sub-regions, nor with municipalities outside the county (V28)."""
    if not question.unit.startswith(_ADDED):
        return Cell(NOT_ADDED, (METHOD,))
    owns = [(unit, own_question(unit, question.key) or question) for unit in units]
    known = [added for unit, own in owns if (added := unit.added(own))]
    sources = tuple(source for unit, own in owns for source in unit.cell(own).sources)
    if len(known) == len(units) and not any(beyond_county(unit, own) for unit, own in owns):
        rests = tuple(dict.fromkeys(source for _, those in known for source in those))
        return Cell(show(sum(number for number, _ in known)), rests)
    marks = [mark for unit, own in owns if (mark := unit.mark_in_sum(own))]
    if marks:
        # One small number beside nothing but zeros is the sum, and its mark says as much.
        alone = len(known) == len(units) - 1 and not any(number for number, _ in known)
        return Cell((marks[0] if alone else Hidden.BESIDE).value, sources)
    return Cell(NOT_ADDED if known else _none(units, question), sources or (ROUND,))


def _none(units: Sequence[Numbers], question: Question) -> str:
    """Why there is nothing to add up: the same everywhere, or that nobody has answered."""
    said = {unit.cell(own_question(unit, question.key) or question).text for unit in units if unit.reading}
    return "ingen uppgift" if said - {UNANSWERED} else UNANSWERED


def beyond_county(unit: Numbers, question: Question) -> bool:
    """Whether it is an own number that speaks of municipalities outside the county."""
    return question.key not in unit.unconfirmed and unit.is_own(question) and _has_guests(unit)


def _has_guests(unit: Numbers) -> bool:
    return any(not member.in_county for member in unit.part.respondent.members)
