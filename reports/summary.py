"""Section 1: the quarter in brief, by rules that a reader can follow. Steps are counted, never averaged."""

from collections.abc import Iterable

from domain.county import FocusArea
from domain.material import Contribution, Material
from domain.swedish import listed, upper_first
from reports import areas, brief_numbers, handovers, shifts
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
from reports.opening import opening
from reports.reading import Reading, read, status_scale
from reports.swedish import TRENDS, quoted, sub_regions

_OVERALL = {
    "FORBATTRAT": "ha förbättrats i",
    "OFORANDRAT": "vara i stort sett oförändrat i",
    "FORSAMRAT": "ha försämrats i",
}


def summary(development: Development) -> list[Block]:
    material = development.material
    readings = read(material.councils)
    everyone = read(material.contributions)
    councils = len(material.councils)
    items = [
        Paragraph(sentences, lead)
        for lead, sentences in (
            ("Samlat läge.", _status(readings)),
            ("Utveckling.", (*_trend(readings), *shifts.moved(development, readings, "overall_status"))),
            ("Största förändringen.", areas.biggest_change(material.areas, readings)),
            ("Siffror sedan förra kvartalet.", brief_numbers.biggest(development)),
            *(
                (f"{area.name}.", areas.line(area, readings, councils, development))
                for area in material.areas
            ),
            ("Medskick.", handovers.raised(everyone)),
            ("Till det regionala samrådet.", handovers.asked(everyone)),
            ("Det som saknas.", (*_missing(material), *_withheld(everyone))),
        )
        if sentences
    ]
    blocks: list[Block] = [*opening(material, "summary"), BulletList(tuple(items))]
    return [*blocks, *_table(material, readings)] if readings else blocks


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


def _missing(material: Material) -> tuple[Sentence, ...]:
    names = [part.respondent.name for part in material.missing]
    nothing = [part.respondent.name for part in material.contributions if part.life.nothing]
    if not material.received and not nothing:
        return (Sentence("Inga svar har kommit in. Utkastet innehåller därför ingen lägesbild.", (ROUND,)),)
    said = [f"Svar saknas från {listed(names)}."] if names else []
    if councils := [part.respondent.name for part in material.missing if part in material.councils]:
        said.append(f"Bedömningarna ovan omfattar inte {listed(councils)}.")
    if nothing:
        said.append(f"{listed(nothing)} har angett att det inte finns något att rapportera.")
    return (Sentence(" ".join(said) or "Alla delregioner och aktörer har lämnat svar.", (ROUND,)),)


def _withheld(readings: tuple[Reading, ...]) -> tuple[Sentence, ...]:
    named = [one for one in readings if one.withholds_texts]
    if not named:
        return ()
    words = [f"{'en del texter' if one.withholds_some else 'texter'} från {one.name}" for one in named]
    text = f"{upper_first(listed(words))} är bara underlag och återges inte."
    return (Sentence(text, tuple(source for one in named for source in one.source("publishable"))),)


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
