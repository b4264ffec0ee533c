"""Section 1: the quarter in brief, at most a page, by rules that a reader can follow.

- The situation: how many sub-regions are at each step, who has changed step. Steps are never averaged.
- The biggest changes: the areas that most sub-regions say are worse, and those that most say are better;
  steps down; the areas on the two lowest steps; then the numbers that have moved more than 15 percent since
  last quarter, at most three, the largest first.
- The focus areas: a line for each, between which steps it is and where it moves.
- What is raised: how many; what several units raise side by side (``domain.alike``), the two that most units
  raise, else the most urgent.
- What the regional council is asked: what is proposed as a task or raised to the regional level and may be
  told, like ones as one, five at most.
- What is missing: who has not answered, what is not reviewed, whose texts are kept, which numbers deviate or
  are withdrawn (``reports.lacking``).
"""

from collections.abc import Iterable, Iterator

from domain.county import FocusArea
from domain.material import Contribution, Material
from domain.swedish import listed, upper_first
from reports import areas, brief_numbers, handovers, shifts, themes
from reports.development import Development
from reports.document import (
    METHOD,
    ROUND,
    Block,
    BulletList,
    Cell,
    Paragraph,
    Sentence,
    Table,
)
from reports.lacking import lacking
from reports.opening import opening
from reports.reading import Reading, read, status_scale
from reports.swedish import TRENDS, quoted, sub_regions

_OVERALL = {
    "FORBATTRAT": "ha förbättrats i",
    "OFORANDRAT": "vara oförändrat i",
    "FORSAMRAT": "ha försämrats i",
}


def summary(development: Development) -> list[Block]:
    material = development.material
    readings = read(material.councils)
    items = tuple(
        Paragraph(sentences, lead) for lead, sentences in _brief(development, readings) if sentences
    )
    blocks: list[Block] = [*opening(material, "summary"), BulletList(items)]
    return [*blocks, *_table(material, readings)] if readings else blocks


def _brief(
    development: Development, readings: tuple[Reading, ...]
) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """Each point's lead and what it says; a point may have nothing to say."""
    material = development.material
    everyone = read(material.contributions)
    issues = themes.open_issues(material)
    moved = shifts.moved(development, readings, "overall_status")
    yield "Samlat läge.", (*_status(readings), *_trend(readings), *moved)
    changes = areas.biggest_change(development, readings)
    yield "Största förändringarna.", (*changes, *brief_numbers.biggest(development))
    lines = (line for area in material.areas for line in areas.brief(area, readings))
    yield "Insatsområden.", tuple(lines)
    alike = themes.themes(issues)
    counted = handovers.counted(material, issues, everyone)
    yield "Medskick.", (*counted, *(themes.in_brief(material, alike) or handovers.urgent(issues)))
    yield "Till det regionala samrådet.", handovers.asked(material, issues)
    yield "Det som saknas.", tuple(lacking(development, everyone))


def _status(readings: tuple[Reading, ...]) -> tuple[Sentence, ...]:
    key = "overall_status"
    steps = [
        (f"som {step.label} i", _where(readings, key, step.value)) for step in status_scale(readings, key)
    ]
    said = [f"{words} {sub_regions(names)}" for words, names in steps if names]
    unknown = [one.name for one in readings if one.choice(key) == "EJ_BEDOMT"]
    sentences = []
    if said:
        sentences.append(f"Läget bedöms {listed(said)}.")
    if unknown:
        sentences.append(f"Läget har inte kunnat bedömas i {sub_regions(unknown)}.")
    return _sourced(sentences, readings, key)


def _trend(readings: tuple[Reading, ...]) -> tuple[Sentence, ...]:
    key = "overall_trend"
    said = [
        f"{words} {sub_regions(names)}"
        for value, words in _OVERALL.items()
        if (names := _where(readings, key, value))
    ]
    unknown = _where(readings, key, "KAN_EJ_BEDOMA")
    sentences = []
    if said:
        sentences.append(f"Jämfört med förra kvartalet bedöms läget {listed(said)}.")
    if unknown:
        sentences.append(f"Utvecklingen kan inte bedömas i {sub_regions(unknown)}.")
    return _sourced(sentences, readings, key)


def _where(readings: Iterable[Reading], key: str, value: str) -> list[str]:
    return [one.name for one in readings if one.choice(key) == value]


def _sourced(texts: list[str], readings: tuple[Reading, ...], key: str) -> tuple[Sentence, ...]:
    sources = tuple(source for one in readings for source in one.source(key))
    return tuple(Sentence(text, sources) for text in texts)


def _table(material: Material, readings: tuple[Reading, ...]) -> list[Block]:
    by_council = {one.part.respondent.id: one for one in readings}
    rows = tuple(_row(part, by_council.get(part.respondent.id), material.areas) for part in material.councils)
    header = ("Delregion", "Samlat läge", *(area.name for area in material.areas))
    widths = (7, *(5 for _ in header[1:]))
    return [
        Table("Läge och trend per delregion och insatsområde", header, rows, widths),
        Paragraph((Sentence(_explained(readings), (METHOD,)),)),
    ]


def _explained(readings: tuple[Reading, ...]) -> str:
    lowest, *_, highest = status_scale(readings, "overall_status")
    return (
        f"Läget anges på en skala från {quoted(lowest.label)} till {quoted(highest.label)}. Pilen visar "
        f"utvecklingen sedan förra kvartalet: {', '.join(TRENDS.values())}. Både läge och trend är "
        "delregionens egen bedömning. Hänvisningen efter delregionens namn gäller hela raden."
    )


def _row(part: Contribution, reading: Reading | None, focus: tuple[FocusArea, ...]) -> tuple[Cell, ...]:
    name = part.respondent.name
    if reading is None:
        words = "Inget att rapportera" if part.life.nothing else "Svar saknas"
        return (Cell(name, (ROUND,)), *(Cell(words, (ROUND,)) for _ in range(len(focus) + 1)))
    keys = [("overall_status", "overall_trend")]
    keys.extend((f"area.{area.key}.status", f"area.{area.key}.trend") for area in focus)
    return (Cell(name, (reading.whole(),)), *(_judged(reading, *pair) for pair in keys))


def _judged(reading: Reading, status: str, trend: str) -> Cell:
    words = [words for words in (upper_first(reading.label(status)), reading.trend(trend)) if words]
    if not words:
        return Cell("Inte besvarat", (reading.whole(),))
    if reading.unchanged_since(status):
        words.append("svaret oförändrat sedan förra kvartalet")
    return Cell("\n".join(words), reading.source(status, trend))
