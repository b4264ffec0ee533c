"""Annex 2: what words mean, how numbers are worked out, what has changed in them, whence they come."""

from collections.abc import Iterator
from dataclasses import replace

from domain.county import Figure
from domain.material import Material
from domain.swedish import count, day, listed, moment
from domain.trends import drawn
from reports import in_depth
from reports.chosen import chosen
from reports.development import Development
from reports.development_basis import past
from reports.development_words import METHOD_WORDS
from reports.document import METHOD, Block, BulletList, Cell, Heading, Paragraph, Sentence, Table
from reports.opening import opening
from reports.statistics import statistic

KEY = "method"


def method(development: Development) -> list[Block]:
    """Fixed words of the method, then what holds for this report: breaks, corrections and sources."""
    material = development.material
    return [
        *opening(material, KEY),
        *_definitions(material),
        Heading("Så beskrivs läge och utveckling", 2),
        _said(_JUDGED),
        *_developed(material),
        _said(_ADDED_UP),
        *_in_depth(development),
        *chosen(material.county.report),
        Heading("Små tal", 2),
        _said(_SMALL),
        *_breaks(material),
        *_corrections(development),
        *_sources(material),
    ]


def _developed(material: Material) -> Iterator[Block]:
    """How development is told, where there is anything to compare with."""
    if any(part.earlier for part in material.contributions):
        yield _said(METHOD_WORDS)


def _in_depth(development: Development) -> Iterator[Block]:
    """Where the report has any annual statistics."""
    title = development.material.county.report.title(in_depth.KEY)
    if title and in_depth.in_depth(development):
        yield _said(f"Den årliga statistiken under rubriken {title} jämförs inte mellan kvartal.")


def _said(words: str) -> Paragraph:
    return Paragraph((Sentence(words, (METHOD,)),))


_JUDGED = (
    "Läget bedöms av delregionerna och aktörerna själva på en skala i fem steg. Vilka som har bytt steg "
    "anges för dem som har bedömt läget båda kvartalen, på samma fråga och med samma kommuner."
)
_ADDED_UP = (
    "En delregions publicerade tal är summan av dess kommuner i länet, aldrig ett medelvärde av kommuner. "
    "Länets tal är summan av delregionerna och anges bara när alla delregioner har ett tal som får visas."
)
_SMALL = (
    "Tal om 1–5 personer döljs, eftersom enskilda annars kan kännas igen. För att de inte ska kunna räknas "
    "ut döljs också andra tal: i samma rad eller kolumn, i summor och i tal som räknas från nyår och har "
    "visats i en tidigare rapport. Vilka tal som döljs bestäms för hela rapporten på en gång."
)


def _definitions(material: Material) -> Iterator[Block]:
    plan = material.county.report
    items = [
        ("Integration.", plan.definition),
        ("Samverkans mål.", plan.goal),
        ("Rättslig grund.", plan.legal_basis),
    ]
    told = tuple(Paragraph((Sentence(words, (METHOD,)),), lead) for lead, words in items if words)
    if told:
        yield Heading("Begrepp och uppdrag", 2)
        yield BulletList(told)


def _breaks(material: Material) -> Iterator[Block]:
    """Those within the quarters that figures show, the oldest first."""
    first, last = drawn(material.round.quarter)[0].start, material.round.quarter.end
    there = sorted(
        (one for one in material.county.breaks if first < one.day <= last), key=lambda one: one.day
    )
    if there:
        yield Heading("Brott i serier", 2)
        items = tuple(_break(material, one.why, one.units, day(one.day)) for one in there)
        yield BulletList(items)


def _break(material: Material, why: str, units: tuple[str, ...], when: str) -> Paragraph:
    whose = f" Det gäller {listed(material.county.called(unit) for unit in units)}." if units else ""
    words = f"{why}.{whose} Ingen utveckling räknas fram över den dagen."
    return Paragraph((Sentence(words, (METHOD,)),), f"{when}.")


def _corrections(development: Development) -> Iterator[Block]:
    """How many numbers have been corrected since their report; each is told where the number stands."""
    found = [
        (one.quarter, question)
        for part in development.material.contributions
        for card in part.form.cards
        for question in card.questions()
        for one in development.corrections(part, question)
    ]
    if found:
        quarters = listed(one.label for one in sorted({quarter for quarter, _ in found}))
        words = (
            f"{count(len(found), 'uppgift', 'uppgifter').capitalize()} för {quarters} har rättats sedan "
            "rapporten för kvartalet togs fram. Rättelserna anges vid siffrorna."
        )
        sources = dict.fromkeys(past(quarter, question) for quarter, question in found)
        yield Heading("Rättade uppgifter", 2)
        yield Paragraph((Sentence(words, tuple(sources)),))


def _sources(material: Material) -> Iterator[Block]:
    """What others have published that the report draws on, by publisher and the day that it speaks of."""
    first = material.round.quarter.start
    there = [one for one in (*material.published, *material.municipal) if one.as_of >= first]
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in sorted(there, key=lambda one: (statistic(one, "").unit, one.as_of)):
        groups.setdefault((statistic(figure, "").unit, day(figure.as_of)), []).append(figure)
    rows = [_source(publisher, when, those) for (publisher, when), those in groups.items()]
    if rows:
        header = ("Källa", "Avser", "Läst", "Antal uppgifter")
        yield Heading("Publicerad statistik om kvartalet", 2)
        yield Table("Publicerade uppgifter, deras dag och när de lästes", header, tuple(rows), (7, 6, 6, 4))


def _source(publisher: str, when: str, those: list[Figure]) -> tuple[Cell, ...]:
    read = max((one.fetched for one in those if one.fetched), default=None)
    words = (publisher, when, moment(read) if read else "ingen uppgift", str(len(those)))
    sources = dict.fromkeys(replace(statistic(one, EVERY_NUMBER), number="") for one in those)
    return tuple(Cell(word, tuple(sources)) for word in words)


EVERY_NUMBER = "Samtliga uppgifter"
