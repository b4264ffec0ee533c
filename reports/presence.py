"""Section 6: the agencies' presence in the county, how they work together, and the lead times."""

from collections.abc import Iterable, Iterator

from domain.form import Kind, Question
from domain.material import Material
from domain.swedish import listed, upper_first
from reports import agencies, charts
from reports.agencies import agency_numbers, own_words
from reports.development import Development
from reports.development_told import since_cell
from reports.document import Block, BulletList, Cell, Paragraph, Sentence, Source, Table
from reports.number_cells import NOT_COMPARED
from reports.opening import opening
from reports.placing import PRESENCE, drawn_beside, place_of
from reports.reading import Reading, read
from reports.swedish import quoted, sub_regions

_DAYS = "dagar"
_OF_PRESENCE = {"NARVARO": "Medskick om statlig närvaro.", "SAMVERKAN": "Medskick om samverkan och ledtider."}
"""The areas of a medskick that are no focus area, with what their medskick are told under."""

_OBSTACLE = "AF_NARVARO"


def presence(development: Development) -> list[Block]:
    """Silent when nobody has said anything of it."""
    readings = read(development.material.agencies)
    here = {one.key: one for reading in readings for one in _here(development, reading)}
    times = [*_lead_times(development, readings, [one for one in here.values() if one.unit == _DAYS])]
    said: list[Block] = [
        *_changes(development.material, readings, here),
        *_of_councils(read(development.material.councils), readings),
        *times,
        *drawn_beside(development.material, charts.lead_times(development)),
        *agencies.told_in(development, PRESENCE, here),
        *agencies.placed_in(development, PRESENCE),
    ]
    if not said:
        return []
    return [*opening(development.material, PRESENCE), *said]


def _here(development: Development, reading: Reading) -> list[Question]:
    """The agency's words that are placed here, and its lead times; not those of its own part here."""
    own = place_of(development.material, reading.part.respondent.id, PRESENCE)
    those = [
        one
        for one in reading.questions.values()
        if own != PRESENCE and place_of(development.material, one.key, own) == PRESENCE
    ]
    return [one for one in those if one.kind is Kind.TEXT or one.unit == _DAYS]


def _changes(material: Material, readings: tuple[Reading, ...], here: dict[str, Question]) -> Iterator[Block]:
    """What agencies say has changed; that nothing has is an answer."""
    items = [
        Paragraph(said.sentences, f"{reading.name}. {said.lead}")
        for reading in readings
        for question in here.values()
        if question.key in reading.questions and (said := own_words(material, reading, question))
    ]
    if items:
        yield BulletList(tuple(items))


def _of_councils(councils: tuple[Reading, ...], readings: tuple[Reading, ...]) -> Iterator[Paragraph]:
    """How many sub-regions name the presence as an obstacle, and the medskick that concern it."""
    named = {one.name: one.source(*keys) for one in councils if (keys := _naming(one))}
    if named:
        text = f"Arbetsförmedlingens närvaro nämns som hinder i {sub_regions(tuple(named))}."
        yield Paragraph((Sentence(text, _all(named.values())),), "Hinder.")
    for area, lead in _OF_PRESENCE.items():
        titles = [
            (f"{quoted(title)} ({one.name})", one.source(f"{key}.title", f"{key}.area"))
            for one in (*councils, *readings)
            for key in (f"handover.{index}" for index in one.items("handover"))
            if one.choice(f"{key}.area") == area and (title := one.text(f"{key}.title"))
        ]
        if titles:
            sources = _all(those for _, those in titles)
            yield Paragraph((Sentence(f"{listed(words for words, _ in titles)}.", sources),), lead)


def _naming(reading: Reading) -> list[str]:
    """The keys of the areas that the obstacle is named in."""
    keys = (key for key in reading.questions if key.startswith("area.") and key.endswith(".obstacles"))
    return [key for key in keys if isinstance(value := reading.value(key), list) and _OBSTACLE in value]


def _lead_times(
    development: Development, readings: tuple[Reading, ...], asked: list[Question]
) -> Iterator[Block]:
    rows = [
        row
        for reading in readings
        for question in asked
        if question.key in reading.questions
        for row in _lead_time(development, reading, question)
    ]
    if rows:
        header = ("Ledtid", "Uppgift från", "Median (dagar)", "Sedan förra kvartalet")
        columns = 4 if any(row[-1].text != NOT_COMPARED for row in rows) else 3
        cells = tuple(row[:columns] for row in rows)
        yield Table("Ledtider", header[:columns], cells, (9, 5, 5, 6)[:columns])


def _lead_time(development: Development, reading: Reading, question: Question) -> Iterator[tuple[Cell, ...]]:
    unit = agency_numbers(development, reading)
    if unit.said(question):
        cell = unit.cell(question)
        since = since_cell(development, unit, question)
        name = upper_first(question.label.removesuffix(", median"))
        yield (Cell(name, cell.sources), Cell(reading.name, cell.sources), cell, since)


def _all(groups: Iterable[tuple[Source, ...]]) -> tuple[Source, ...]:
    return tuple(source for those in groups for source in those)
