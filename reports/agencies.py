"""Section 6: each agency in its own words, with its numbers, their states and where they come from."""

from collections.abc import Iterator, Mapping

from domain.answers import STATE, Standing
from domain.form import Kind, Question
from domain.material import Material
from domain.swedish import upper_first
from domain.table import Hidden
from forms.filled import in_words
from reports import handovers, situation, telling
from reports.document import METHOD, Block, BulletList, Cell, Heading, Paragraph, Sentence, Table
from reports.number_cells import LEGEND, Numbers, footnotes
from reports.publishing import BACKGROUND
from reports.reading import TEXTS, Reading, read
from reports.small_numbers import Place, small_numbers
from reports.swedish import asked, ended, quoted

WOMEN, MEN = "_women", "_men"
_MEMBER = "member."
_SAID_ELSEWHERE = BACKGROUND | {"overall_status", "overall_trend", "has_handover", "headline", "outlook"}
_WHOLE = "delas inte upp"


def agencies(material: Material) -> list[Block]:
    """Silent as long as none of them has sent in anything."""
    readings = {one.part.respondent.id: one for one in read(material.agencies)}
    if not readings:
        return []
    hidden = small_numbers(material.contributions)
    blocks: list[Block] = []
    for part in material.agencies:
        reading = readings.get(part.respondent.id)
        blocks.append(Heading(part.respondent.name, 2))
        blocks.extend(_agency(reading, material, hidden) if reading else [situation.nothing_in(part)])
    legend = [LEGEND] if any(isinstance(block, Table) for block in blocks) else []
    opening = Paragraph((Sentence(_OPENING, (METHOD,)),))
    return [Heading("Aktörernas lägesbild", 1), opening, *legend, *blocks]


_OPENING = "Text inom citattecken är aktörens egna ord. Siffrorna är aktörens, om ingen annan källa anges."


def _agency(reading: Reading, material: Material, hidden: Mapping[Place, Hidden]) -> list[Block]:
    unit = Numbers(reading.part, reading, hidden)
    numbers = [one for one in reading.questions.values() if one.kind in {Kind.NUMBER, Kind.DATE}]
    county = [one for one in numbers if not one.key.startswith(_MEMBER) and "." not in one.key]
    notes = tuple(footnotes([unit], county))
    return [
        *situation.boxed(reading),
        *situation.words(reading, material),
        *situation.there(*(_own_words(reading, one) for one in reading.questions.values())),
        *(_tables(unit, county) if any(unit.said(one) for one in county) else ()),
        *([BulletList(notes)] if notes else []),
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


def _tables(unit: Numbers, county: list[Question]) -> Iterator[Table]:
    """The county's numbers with their sources: those of women and men, then those that are not parted.

    A question that need not be answered, and is not, is left out.
    """
    by_key = {one.key: one for one in county}
    whole = [one for one in county if not one.key.endswith((WOMEN, MEN))]
    parted = [one for one in whole if one.key + WOMEN in by_key]
    plain = [one for one in whole if one not in parted and (one.required or unit.said(one))]
    name = unit.part.respondent.name
    sexed = [
        (one, by_key[one.key + WOMEN], by_key[one.key + MEN], one)
        for one in parted
        if one.required or any(unit.said(by_key[one.key + sex]) for sex in ("", WOMEN, MEN))
    ]
    for caption, header, asked_of, widths in (
        ("kvinnor och män", ("Mått", "Kvinnor", "Män", "Totalt", "Källa"), sexed, (9, 4, 4, 4, 7)),
        ("siffror för länet", ("Mått", "Uppgift", "Källa"), [(one, one) for one in plain], (9, 6, 8)),
    ):
        if rows := tuple(_row(unit, *row) for row in asked_of):
            yield Table(f"{name}: {caption}", header, rows, widths)


def _row(unit: Numbers, named: Question, *shown: Question) -> tuple[Cell, ...]:
    cells = [unit.cell(one) for one in shown]
    answers = unit.reading.submission.answers if unit.reading else {}
    hidden = (unit.part.respondent.id, named.key) in unit.hidden
    source = "" if hidden else upper_first(telling.source(named, answers))
    return (Cell(_measured(named), cells[-1].sources), *cells, Cell(source, cells[-1].sources))


def _measured(question: Question) -> str:
    return f"{question.label} ({question.unit})" if question.unit else question.label


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
    return [Table(caption, header, tuple(rows), (4, *(5 for _ in members)))]


def _of_member(question: Question) -> str:
    """The label without the name of the sub-region, which stands in the heading."""
    label = upper_first(question.label.partition(": ")[2])
    return f"{label} ({question.unit})" if question.unit else label
