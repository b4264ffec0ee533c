"""Section 5: the focus areas, one by one: how the sub-regions judge them, what has happened, what hinders."""

from collections.abc import Iterator, Mapping, Sequence

from domain.county import FocusArea
from domain.form import Kind, Question
from domain.swedish import listed, upper_first
from reports import agencies, areas, charts
from reports.development import Development
from reports.development_notes import notes
from reports.development_told import councils_table
from reports.document import Block, BulletList, Heading, Paragraph, Sentence
from reports.focus_obstacles import obstacles
from reports.number_cells import Numbers
from reports.opening import opening
from reports.placing import AREAS, area_place, drawn, lead_of, place_of
from reports.reading import Reading, read
from reports.reception_tables import asked_of, councils_numbers, tables
from reports.situation import unchanged
from reports.swedish import asked as as_lead
from reports.swedish import ended, inside, quoted

Readings = Sequence[Reading]

_YEARLY = ("housing_",)
"""Numbers of a yearly survey: the quarter before says the same, so nothing develops."""


def focus(development: Development) -> list[Block]:
    """An area that nobody has said anything of is left out; silent when that is all of them."""
    material = development.material
    readings = read(material.councils)
    units = councils_numbers(development)
    said: list[Block] = []
    for area in material.areas:
        own = [*_judged(development, area, readings), *_numbers(development, area, units)]
        own += agencies.told_in(development, area_place(area.key))
        own += agencies.placed_in(development, area_place(area.key))
        said += [Heading(area.name, 2), *own] if own else []
    if not said:
        return []
    return [*opening(material, AREAS), *drawn(charts.judged(development)), *said]


def _judged(development: Development, area: FocusArea, readings: Readings) -> Iterator[Block]:
    """What the sub-regions say of the area: their judgements together, then their words one by one."""
    councils = len(development.material.councils)
    key = f"area.{area.key}"
    if judged := areas.line(area, readings, councils, development):
        yield Paragraph(judged, "Läge och utveckling.")
    yield from obstacles(readings, key)
    deepened = _deepened(development, area, readings)
    for one in deepened:
        if one.kind is Kind.CHOICE and (steps := _steps(readings, one.key)):
            yield Paragraph(steps, as_lead(lead_of(development.material, one)))
    asked = {f"{key}.events": "", f"{key}.gender_note": "kvinnor och män"}
    asked |= {
        one.key: inside(lead_of(development.material, one)) for one in deepened if one.kind is Kind.TEXT
    }
    if items := tuple(item for one in readings for item in _words(one, asked)):
        yield BulletList(items)


def _words(reading: Reading, asked: Mapping[str, str]) -> Iterator[Paragraph]:
    """A sub-region's own words. ``asked``: by key what they are of; empty of what has happened."""
    for key, about in asked.items():
        if text := reading.text(key):
            said = Sentence(quoted(text), reading.source(key))
            lead = ended(", ".join(filter(None, (reading.name, about))))
            yield Paragraph((said, *unchanged(reading, key)), lead)


def _deepened(development: Development, area: FocusArea, readings: Readings) -> list[Question]:
    """The questions beyond the core that are placed under the area, each once."""
    found: dict[str, Question] = {}
    for one in readings:
        for question in one.questions.values():
            if place_of(development.material, question.key, "") == area_place(area.key):
                found.setdefault(question.key, question)
    return list(found.values())


def _steps(readings: Readings, key: str) -> tuple[Sentence, ...]:
    """Each step and where it is given, from the most strained: never a mean."""
    given: dict[str, list[Reading]] = {}
    for one in sorted(readings, key=lambda one: one.choice(key)):
        if label := one.label(key):
            given.setdefault(label, []).append(one)
    return tuple(
        Sentence(
            f"{upper_first(label)} i {listed(one.name for one in those)}.",
            tuple(source for one in those for source in one.source(key)),
        )
        for label, those in given.items()
    )


def _numbers(development: Development, area: FocusArea, units: Sequence[Numbers]) -> Iterator[Block]:
    material = development.material
    asked = [one for one in asked_of(units) if place_of(material, one.key, "") == area_place(area.key)]
    if asked:
        yield from tables(units, asked, f"{area.name}: siffror per delregion")
        quarterly = [one for one in asked if not one.key.startswith(_YEARLY)]
        yield from councils_table(development, units, quarterly, inside(area.name))
        yield from notes(development, units, quarterly)
