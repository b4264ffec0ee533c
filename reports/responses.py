"""Section 2: who has answered and who has not, how the answers are anchored, and what the draft lacks."""

from domain.material import Contribution, Material
from domain.swedish import day, listed, moment, upper_first
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
from reports.reading import Reading, read
from reports.swedish import answered_day, part_of, period


def responses(material: Material) -> list[Block]:
    readings = {one.part.council.id: one for one in read(material)}
    rows = tuple(_row(part, readings.get(part.council.id)) for part in material.contributions)
    header = ("Delregion", "Svar", "Inlämnat", "Samråd", "Förankring")
    return [
        Heading("Underlag och svarsläge", 1),
        Paragraph((_basis(material), *_count(material))),
        Table("Inrapportering per delregion", header, rows, (7, 5, 7, 6, 6)),
        Heading("Begränsningar", 2),
        BulletList(tuple(Paragraph((limit,)) for limit in _limits(material, tuple(readings.values())))),
    ]


def _basis(material: Material) -> Sentence:
    quarter = material.round.quarter
    return Sentence(
        f"Lägesrapporten bygger på vad länets delregionala samråd har rapporterat om {quarter.label} "
        f"({period(quarter.start, quarter.end)}). Sista svarsdag är {day(material.round.due)}. "
        f"Utkastet omfattar svar som har kommit in till och med {moment(material.cut_off)}.",
        (ROUND,),
    )


def _count(material: Material) -> list[Sentence]:
    received, asked = len(material.received), len(material.contributions)
    if not received:
        return [Sentence("Ingen delregion har ännu lämnat svar.", (ROUND,))]
    text = f"Svar har kommit in från {part_of(received, asked)} delregioner"
    if received == asked:
        text = "Alla delregioner har lämnat svar"
    late = [part.council.name for part in material.received if not part.on_time]
    sentences = [Sentence(f"{text}.", (ROUND,))]
    if late:
        sentences.append(Sentence(f"Efter sista svarsdag kom svaret från {listed(late)}.", (ROUND,)))
    if material.missing:
        names = listed(part.council.name for part in material.missing)
        sentences.append(Sentence(f"Svar har inte kommit in från {names}.", (ROUND,)))
    return sentences


def _row(part: Contribution, reading: Reading | None) -> tuple[Cell, ...]:
    if reading is None:
        return (
            Cell(part.council.name, (ROUND,)),
            Cell("Inte inkommet", (ROUND,)),
            *(Cell("–", (ROUND,)) for _ in range(3)),
        )
    return (
        Cell(part.council.name, (reading.whole(),)),
        Cell("I tid" if part.on_time else "Efter sista svarsdag", (ROUND,)),
        Cell(moment(reading.submission.at), (reading.whole(),)),
        _meeting(reading),
        _endorsement(reading),
    )


def _meeting(reading: Reading) -> Cell:
    if reading.cancelled:
        return _answer(reading, "Inställt", "council_held")
    date = reading.value("council_date")
    on = answered_day(date) if date else ""
    words = {
        "JA": on or "Genomfört",
        "SKRIFTLIGT": f"Skriftligt {on}".strip(),
    }.get(reading.choice("council_held"), on)
    return _answer(reading, words, "council_held", "council_date")


def _endorsement(reading: Reading) -> Cell:
    if reading.cancelled and not reading.own_judgement:
        return _answer(reading, "Inget samråd", "council_held")
    return _answer(reading, upper_first(reading.label("endorsement")), "endorsement")


def _answer(reading: Reading, words: str, *keys: str) -> Cell:
    return Cell(words or "Inte besvarat", reading.source(*keys) or (reading.whole(),))


def _limits(material: Material, readings: tuple[Reading, ...]) -> list[Sentence]:
    return [
        *_agencies(material),
        Sentence(
            "Lägesbilden är delregionernas egna bedömningar. "
            "De har i den här versionen inte jämförts med officiell statistik.",
            (METHOD,),
        ),
        Sentence(
            "Bedömningar på skalan 1–5 redovisas som antal delregioner per steg. Inga medelvärden beräknas.",
            (METHOD,),
        ),
        *_deviating(readings),
        *_own_judgement(readings),
        *_cancelled(readings),
        *_withheld(material, readings),
    ]


def _agencies(material: Material) -> list[Sentence]:
    if not material.county.agencies:
        return []
    names = listed([agency.name for agency in material.county.agencies])
    text = f"{names} tillfrågas inte i den här versionen. Deras uppgifter och bedömningar ingår därför inte."
    return [Sentence(text, (METHOD,))]


def _deviating(readings: tuple[Reading, ...]) -> list[Sentence]:
    key = "figures_confirm"
    named = [one for one in readings if one.choice(key) == "AVVIKER"]
    if not named:
        return []
    who = listed(one.name for one in named)
    text = f"{who} uppger att publicerade siffror avviker från den egna bilden. Siffrorna återges inte här."
    return [Sentence(text, tuple(source for one in named for source in one.source(key)))]


def _own_judgement(readings: tuple[Reading, ...]) -> list[Sentence]:
    named = [one for one in readings if one.own_judgement]
    if not named:
        return []
    who = listed(one.name for one in named)
    text = f"Svaren från {who} är samordnarens egen bedömning och har inte förankrats i samrådet."
    return [Sentence(text, tuple(source for one in named for source in one.source("endorsement")))]


def _cancelled(readings: tuple[Reading, ...]) -> list[Sentence]:
    named = [one for one in readings if one.cancelled and not one.own_judgement]
    if not named:
        return []
    who = listed(one.name for one in named)
    text = f"Svaren från {who} har inte förankrats i samrådet, eftersom det ställdes in."
    return [Sentence(text, tuple(source for one in named for source in one.source("council_held")))]


def _withheld(material: Material, readings: tuple[Reading, ...]) -> list[Sentence]:
    named = [one for one in readings if one.withholds_texts]
    if not named:
        return []
    text = (
        f"Texter från {listed(one.name for one in named)} är lämnade bara som underlag för "
        f"{material.county.authority} och återges inte. Valen i formuläret redovisas."
    )
    return [Sentence(text, tuple(source for one in named for source in one.source("publishable")))]
