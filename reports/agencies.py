"""Each agency in its own words, with its numbers, where the county's file has placed it."""

from collections.abc import Container
from dataclasses import replace

from domain.answers import STATE, Standing
from domain.form import Kind, Question
from domain.material import Contribution, Material
from domain.swedish import upper_first
from forms.filled import in_words
from reports import situation
from reports.agency_tables import MEN, WOMEN, tables
from reports.development import Development
from reports.development_basis import past
from reports.development_notes import notes
from reports.development_told import further_back
from reports.document import Block, BulletList, Cell, Heading, Paragraph, Sentence, Table
from reports.number_cells import Numbers, footnotes
from reports.placing import PRESENCE, lead_of, place_of, placed, unless_beside
from reports.publishing import BACKGROUND
from reports.reading import TEXTS, Reading, read
from reports.swedish import asked, ended, quoted
from reports.worked_out import worked_out

_MEMBER = "member."
_SAID_ELSEWHERE = BACKGROUND | {"overall_status", "overall_trend", "has_handover", "headline", "outlook"}


def placed_in(development: Development, place: str) -> list[Block]:
    """The agencies whose part stands there, each under a heading; silent until any agency has sent in.

    Under a focus area, whose own heading is a level down, theirs is a level further.
    """
    material = development.material
    there = [part for part in material.agencies if _place(development, part) == place]
    readings = {one.part.respondent.id: one for one in read(material.agencies)}
    if not readings:
        return []
    level = 3 if "." in place else 2
    blocks: list[Block] = []
    for part in there:
        reading = readings.get(part.respondent.id)
        blocks.append(Heading(part.respondent.name, level))
        blocks.extend(_agency(reading, development) if reading else [situation.nothing_in(part)])
    return blocks


def _place(development: Development, part: Contribution) -> str:
    return place_of(development.material, part.respondent.id, PRESENCE)


def agency_numbers(development: Development, reading: Reading) -> Numbers:
    worked = worked_out(reading.part, development.quarter, development.hidden)
    return Numbers(reading.part, reading, development.marks, worked, (past(development.quarter.previous),))


def of_county(reading: Reading) -> list[Question]:
    """The numbers and days that the agency gives for the county, not those of women and of men."""
    return [one for one in _numbers(reading) if "." not in one.key and not one.key.endswith((WOMEN, MEN))]


def _numbers(reading: Reading) -> list[Question]:
    return [one for one in reading.questions.values() if one.kind in {Kind.NUMBER, Kind.DATE}]


def _agency(reading: Reading, development: Development) -> list[Block]:
    unit = agency_numbers(development, reading)
    here = place_of(development.material, reading.part.respondent.id, PRESENCE)
    numbers = [one for one in _numbers(reading) if _is_here(development, one, here)]
    county = [one for one in numbers if not one.key.startswith(_MEMBER) and "." not in one.key]
    since = tuple(footnotes([unit], county))
    whole = [one for one in of_county(reading) if one in county]
    words = (one for one in reading.questions.values() if _is_here(development, one, here))
    return [
        *situation.boxed(reading),
        *situation.words(reading, development.material),
        *situation.there(*(own_words(development.material, reading, one) for one in words)),
        *(tables(development, unit, county) if any(unit.said(one) for one in county) else ()),
        *([BulletList(since)] if since else []),
        *notes(development, [unit], whole),
        *unless_beside(development.material, _beside(reading, development)),
    ]


def agencies_beside(development: Development, section: str) -> list[Block]:
    """For the annex of tables: what is not told of the agencies in the section, each under its name."""
    readings = {one.part.respondent.id: one for one in read(development.material.agencies)}
    blocks: list[Block] = []
    for part in development.material.agencies:
        reading = readings.get(part.respondent.id)
        if reading and _place(development, part).partition(".")[0] == section:
            told = _beside(reading, development)
            blocks += [Heading(part.respondent.name, 3), *told] if told else []
    return blocks


def _beside(reading: Reading, development: Development) -> list[Block]:
    """The same quarter last year, the start of the year, and the numbers for each sub-region."""
    unit = agency_numbers(development, reading)
    here = place_of(development.material, reading.part.respondent.id, PRESENCE)
    numbers = [one for one in _numbers(reading) if _is_here(development, one, here)]
    whole = [one for one in of_county(reading) if one in numbers]
    return [*further_back(development, [unit], whole), *_per_member(unit, numbers)]


def told_in(development: Development, place: str, told: Container[str] = ()) -> list[Block]:
    """What agencies that stand elsewhere have their numbers placed here for; ``told``: keys told already."""
    blocks: list[Block] = []
    for reading in read(development.material.agencies):
        own = place_of(development.material, reading.part.respondent.id, PRESENCE)
        there = [one for one in reading.questions.values() if own != place and one.key not in told]
        there = placed(development.material, there, place, own)
        unit = agency_numbers(development, reading)
        numbers = [one for one in there if one in _numbers(reading) and unit.said(one)]
        blocks.extend(tables(development, unit, numbers) if numbers else ())
        words = situation.there(*(own_words(development.material, reading, one) for one in there))
        blocks.extend(replace(one, lead=f"{reading.name}. {one.lead}") for one in words)
    return blocks


def _is_here(development: Development, question: Question, here: str) -> bool:
    """Whether the answer is told in the agency's own part, and not in a section of its own."""
    return place_of(development.material, question.key, here) == here


def own_words(material: Material, reading: Reading, question: Question) -> Paragraph | None:
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
    return Paragraph(
        (Sentence(words, sources), *situation.unchanged(reading, key)), asked(lead_of(material, question))
    )


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
