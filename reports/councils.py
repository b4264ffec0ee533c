"""Section 7: the situation in each sub-region, in its own words. Texts are quoted, never rewritten."""

from domain.material import Material
from domain.swedish import listed, upper_first
from reports import situation
from reports.document import Block, Heading, Paragraph, Sentence
from reports.opening import opening
from reports.reading import Reading, read
from reports.swedish import answered_day, quoted


def councils(material: Material) -> list[Block]:
    readings = {one.part.respondent.id: one for one in read(material.councils)}
    if not readings:
        return []
    blocks = opening(material, "councils")
    for part in material.councils:
        blocks.append(Heading(part.respondent.name, 2))
        reading = readings.get(part.respondent.id)
        blocks.extend(_council(reading, material) if reading else [situation.nothing_in(part)])
    return blocks


def _council(reading: Reading, material: Material) -> list[Block]:
    """Its areas stand in section 5, its medskick in section 8 and its good examples in section 9."""
    return [
        *situation.boxed(reading),
        *situation.there(_meeting(reading)),
        *situation.words(reading, material),
    ]


def _meeting(reading: Reading) -> Paragraph | None:
    if reading.cancelled:
        return Paragraph((_cancelled(reading), *_own_judgement(reading)), "Samrådet.")
    sentences = [*_held(reading), *_present(reading), *_others(reading), *_endorsed(reading)]
    return Paragraph(tuple(sentences), "Samrådet.") if sentences else None


def _cancelled(reading: Reading) -> Sentence:
    return Sentence("Samrådet ställdes in.", reading.source("council_held"))


def _held(reading: Reading) -> list[Sentence]:
    date = reading.value("council_date")
    on = f" {answered_day(date)}" if date else ""
    words = {
        "JA": f"Samrådet hölls{on}.",
        "SKRIFTLIGT": f"Samrådet genomfördes skriftligt{on}.",
    }.get(reading.choice("council_held"), f"Samrådet hölls{on}." if on else "")
    return [Sentence(words, reading.source("council_held", "council_date"))] if words else []


def _present(reading: Reading) -> list[Sentence]:
    key = "municipalities_present"
    names = reading.municipalities(key)
    members = len(reading.part.respondent.members)
    if not names:
        return []
    if len(names) == members:
        return [Sentence(f"Alla {members} kommuner deltog.", reading.source(key))]
    text = f"Av {members} kommuner deltog {len(names)}: {listed(names)}."
    return [Sentence(text, reading.source(key))]


def _others(reading: Reading) -> list[Sentence]:
    names = [upper_first(label) for label in reading.labels("other_actors")]
    if named := reading.text("other_actors_named"):
        names.append(quoted(named))
    sources = reading.source("other_actors", "other_actors_named")
    return [Sentence(f"Övriga deltagare: {listed(names)}.", sources)] if names else []


def _endorsed(reading: Reading) -> list[Sentence]:
    if reading.choice("endorsement") == "FORANKRAD_I_SAMRADET":
        return [Sentence("Svaren är förankrade i samrådet.", reading.source("endorsement"))]
    return _own_judgement(reading)


def _own_judgement(reading: Reading) -> list[Sentence]:
    if not reading.own_judgement:
        return []
    return [Sentence("Svaren är samordnarens egen bedömning.", reading.source("endorsement"))]
