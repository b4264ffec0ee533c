"""Section 6: each agency in its own words, with its numbers, their states and where they come from."""

from domain.answers import STATE, Standing
from domain.form import Kind, Question
from domain.swedish import upper_first
from forms.filled import in_words
from reports import handovers, situation
from reports.agency_tables import MEN, WOMEN, tables
from reports.development import Development, past
from reports.development_notes import notes
from reports.development_told import further_back
from reports.document import METHOD, Block, BulletList, Cell, Heading, Paragraph, Sentence, Table
from reports.number_cells import LEGEND, Numbers, footnotes
from reports.publishing import BACKGROUND
from reports.reading import TEXTS, Reading, read
from reports.swedish import asked, ended, quoted
from reports.worked_out import worked_out

_MEMBER = "member."
_SAID_ELSEWHERE = BACKGROUND | {"overall_status", "overall_trend", "has_handover", "headline", "outlook"}


def agencies(development: Development) -> list[Block]:
    """Silent as long as none of them has sent in anything."""
    material = development.material
    readings = {one.part.respondent.id: one for one in read(material.agencies)}
    if not readings:
        return []
    blocks: list[Block] = []
    for part in material.agencies:
        reading = readings.get(part.respondent.id)
        blocks.append(Heading(part.respondent.name, 2))
        blocks.extend(_agency(reading, development) if reading else [situation.nothing_in(part)])
    legend = [LEGEND] if any(isinstance(block, Table) for block in blocks) else []
    opening = Paragraph((Sentence(_OPENING, (METHOD,)),))
    return [Heading("Aktörernas lägesbild", 1), opening, *legend, *blocks]


_OPENING = "Text inom citattecken är aktörens egna ord. Siffrorna är aktörens, om ingen annan källa anges."


def agency_numbers(development: Development, reading: Reading) -> Numbers:
    worked = worked_out(reading.part, development.quarter, development.hidden)
    return Numbers(reading.part, reading, development.marks, worked, (past(development.quarter.previous),))


def of_county(reading: Reading) -> list[Question]:
    """The numbers and days that the agency gives for the county, not those of women and of men."""
    numbers = (one for one in reading.questions.values() if one.kind in {Kind.NUMBER, Kind.DATE})
    return [one for one in numbers if "." not in one.key and not one.key.endswith((WOMEN, MEN))]


def _agency(reading: Reading, development: Development) -> list[Block]:
    unit = agency_numbers(development, reading)
    numbers = [one for one in reading.questions.values() if one.kind in {Kind.NUMBER, Kind.DATE}]
    county = [one for one in numbers if not one.key.startswith(_MEMBER) and "." not in one.key]
    since = tuple(footnotes([unit], county))
    whole = of_county(reading)
    return [
        *situation.boxed(reading),
        *situation.words(reading, development.material),
        *situation.there(*(_own_words(reading, one) for one in reading.questions.values())),
        *(tables(development, unit, county) if any(unit.said(one) for one in county) else ()),
        *([BulletList(since)] if since else []),
        *further_back(development, [unit], whole),
        *notes(development, [unit], whole),
        *_per_member(unit, numbers),
        *situation.under("Medskick", handovers.items(reading)),
    ]


def _own_words(reading: Reading, question: Question) -> Paragraph | None:
    """What the agency alone is asked, in words or by choice; that nothing has happened is an answer."""
    key = question.key
    if key in _SAID_ELSEWHERE or "." in key or key.endswith(STATE) or key in _SHOWN:
        return None
    sources = reading.source(key)
    if question.kind is Kind.TEXT and (text := reading.text(key)):
        words = quoted(text)
    elif question.kind in {Kind.CHOICE, Kind.SEVERAL} and (value := reading.value(key)):
        words = ended(in_words(question, value))
    elif reading.choice(key + STATE) == Standing.NOTHING:
        words = ended(upper_first(question.nothing))
    else:
        return None
    return Paragraph((Sentence(words, sources), *situation.unchanged(reading, key)), asked(question.label))


_SHOWN = frozenset(TEXTS) - {"presence_change", "site_changes"}


def _per_member(unit: Numbers, numbers: list[Question]) -> list[Block]:
    """The same numbers for each sub-region; a number that no sub-region has is left out."""
    members = unit.part.respondent.members
    by_key = {one.key: one for one in numbers}
    keys = dict.fromkeys(one.key.split(".", 2)[2] for one in numbers if one.key.startswith(_MEMBER))
    rows = []
    for key in keys:
        there = [one for member in members if (one := by_key.get(f"{_MEMBER}{member.id}.{key}"))]
        if any(unit.said(one) for one in there):
            cells = [unit.cell(one) for one in there]
            first = tuple(source for cell in cells for source in cell.sources)
            rows.append((Cell(_of_member(there[0]), first), *cells))
    if not rows:
        return []
    header = ("Mått", *(member.name for member in members))
    caption = f"{unit.part.respondent.name}: siffror per delregion"
    return [Table(caption, header, tuple(rows), (6, *(5 for _ in members)))]


def _of_member(question: Question) -> str:
    """The label without the name of the sub-region, which stands in the heading."""
    label = upper_first(question.label.partition(": ")[2])
    return f"{label} ({question.unit})" if question.unit else label
