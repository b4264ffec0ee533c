"""Section 1: the quarter in brief, by rules that a reader can follow. Steps are counted, never averaged."""

from collections.abc import Iterable

from domain.county import FocusArea
from domain.material import Material
from domain.swedish import listed, upper_first
from reports import areas, handovers
from reports.document import (
    METHOD,
    ROUND,
    Block,
    BulletList,
    Cell,
    Heading,
    Paragraph,
    Sentence,
    Table,
)
from reports.reading import Reading, read, status_scale
from reports.swedish import TRENDS, quoted, sub_regions

_OVERALL = {
    "FORBATTRAT": "ha förbättrats i",
    "OFORANDRAT": "vara i stort sett oförändrat i",
    "FORSAMRAT": "ha försämrats i",
}


def summary(material: Material) -> list[Block]:
    readings = read(material)
    councils = len(material.contributions)
    items = [
        Paragraph(sentences, lead)
        for lead, sentences in (
            ("Samlat läge.", _status(readings)),
            ("Utveckling.", _trend(readings)),
            ("Största förändringen.", areas.biggest_change(material.areas, readings)),
            *((f"{area.name}.", areas.line(area, readings, councils)) for area in material.areas),
            ("Medskick.", handovers.raised(readings)),
            ("Till det regionala samrådet.", handovers.asked(readings)),
            ("Det som saknas.", (*_missing(material), *_withheld(readings))),
        )
        if sentences
    ]
    blocks: list[Block] = [Heading("Kvartalet i korthet", 1), BulletList(tuple(items))]
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
    names = [part.council.name for part in material.missing]
    if not names:
        return (Sentence("Alla delregioner har lämnat svar.", (ROUND,)),)
    if not material.received:
        return (Sentence("Inga svar har kommit in. Utkastet innehåller därför ingen lägesbild.", (ROUND,)),)
    text = f"Svar saknas från {listed(names)}. Bedömningarna ovan omfattar inte {_them(names)}."
    return (Sentence(text, (ROUND,)),)


def _withheld(readings: tuple[Reading, ...]) -> tuple[Sentence, ...]:
    named = [one for one in readings if one.withholds_texts]
    if not named:
        return ()
    text = f"Texter från {listed([one.name for one in named])} är bara underlag och återges inte."
    return (Sentence(text, tuple(source for one in named for source in one.source("publishable"))),)


def _them(names: list[str]) -> str:
    return "den delregionen" if len(names) == 1 else "de delregionerna"


def _where(readings: Iterable[Reading], key: str, value: str) -> list[str]:
    return [one.name for one in readings if one.choice(key) == value]


def _sourced(texts: list[str], readings: tuple[Reading, ...], key: str) -> tuple[Sentence, ...]:
    sources = tuple(source for one in readings for source in one.source(key))
    return tuple(Sentence(text, sources) for text in texts)


def _table(material: Material, readings: tuple[Reading, ...]) -> list[Block]:
    by_council = {one.part.council.id: one for one in readings}
    rows = tuple(
        _row(part.council.name, by_council.get(part.council.id), material.areas)
        for part in material.contributions
    )
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


def _row(name: str, reading: Reading | None, focus: tuple[FocusArea, ...]) -> tuple[Cell, ...]:
    if reading is None:
        return (Cell(name, (ROUND,)), *(Cell("Svar saknas", (ROUND,)) for _ in range(len(focus) + 1)))
    keys = [("overall_status", "overall_trend")]
    keys.extend((f"area.{area.key}.status", f"area.{area.key}.trend") for area in focus)
    return (Cell(name, (reading.whole(),)), *(_judged(reading, *pair) for pair in keys))


def _judged(reading: Reading, status: str, trend: str) -> Cell:
    words = [words for words in (upper_first(reading.label(status)), reading.trend(trend)) if words]
    if not words:
        return Cell("Inte besvarat", (reading.whole(),))
    return Cell("\n".join(words), reading.source(status, trend))
