"""Section 7: the situation in each sub-region, in its own words. Texts are quoted, never rewritten."""

from domain.county import FocusArea
from domain.material import Material
from domain.swedish import count, listed, upper_first
from reports import handovers
from reports.document import (
    METHOD,
    ROUND,
    Block,
    BulletList,
    Callout,
    Heading,
    Paragraph,
    Sentence,
)
from reports.publishing import example_is_shared
from reports.reading import Reading, read
from reports.swedish import answered_day, ended, part_of, quoted


def councils(material: Material) -> list[Block]:
    readings = {one.part.council.id: one for one in read(material)}
    if not readings:
        return []
    blocks: list[Block] = [Heading("Läget i delregionerna", 1), Paragraph((Sentence(_OPENING, (METHOD,)),))]
    for part in material.contributions:
        blocks.append(Heading(part.council.name, 2))
        reading = readings.get(part.council.id)
        blocks.extend(_council(reading, material) if reading else [_nothing(part.council.name)])
    return blocks


_OPENING = "Text inom citattecken är delregionens egna ord. Övrigt är sammanställt från valen i formuläret."


def _nothing(name: str) -> Paragraph:
    text = f"Svar från {name} hade inte kommit in när utkastet togs fram. Läget redovisas därför inte."
    return Paragraph((Sentence(text, (ROUND,)),))


def _council(reading: Reading, material: Material) -> list[Block]:
    boxed = _there(_judgement(reading), _said(reading, "Viktigast just nu.", "headline"))
    areas = _there(*(_area(reading, area) for area in material.areas))
    return [
        *([Callout(boxed)] if boxed else []),
        *_there(
            _withheld(reading, material),
            _meeting(reading),
            _said(reading, "Motivering.", "status_reason"),
            _said(reading, "Väntas nästa kvartal.", "outlook"),
            _said(reading, "Önskad fördjupning till nästa samråd.", "theme_request"),
        ),
        *_under("Insatsområden", areas),
        *_under("Medskick", handovers.items(reading)),
        *_under("Goda exempel", _good_practice(reading)),
    ]


def _there(*items: Paragraph | None) -> tuple[Paragraph, ...]:
    return tuple(item for item in items if item)


def _under(heading: str, items: tuple[Paragraph, ...]) -> list[Block]:
    return [Heading(heading, 3), BulletList(items)] if items else []


def _said(reading: Reading, lead: str, key: str) -> Paragraph | None:
    text = reading.text(key)
    return Paragraph((Sentence(quoted(text), reading.source(key)),), lead) if text else None


def _judgement(reading: Reading) -> Paragraph | None:
    words = [reading.label("overall_status"), reading.trend("overall_trend")]
    text = ", ".join(filter(None, words))
    sources = reading.source("overall_status", "overall_trend")
    return Paragraph((Sentence(ended(upper_first(text)), sources),), "Samlat läge.") if text else None


def _withheld(reading: Reading, material: Material) -> Paragraph | None:
    if not reading.withholds_texts:
        return None
    text = (
        f"Delregionens texter är lämnade bara som underlag för {material.county.authority} och återges inte."
    )
    return Paragraph((Sentence(text, reading.source("publishable")),))


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
    members = len(reading.part.council.members)
    if not names:
        return []
    if len(names) == members:
        return [Sentence(f"Alla {count(members, 'kommun', 'kommuner')} deltog.", reading.source(key))]
    share = upper_first(part_of(len(names), members))
    return [Sentence(f"{share} kommuner deltog: {listed(names)}.", reading.source(key))]


def _others(reading: Reading) -> list[Sentence]:
    names = [upper_first(label) for label in reading.labels("other_actors")]
    return [Sentence(f"Övriga deltagare: {listed(names)}.", reading.source("other_actors"))] if names else []


def _endorsed(reading: Reading) -> list[Sentence]:
    if reading.choice("endorsement") == "FORANKRAD_I_SAMRADET":
        return [Sentence("Svaren är förankrade i samrådet.", reading.source("endorsement"))]
    return _own_judgement(reading)


def _own_judgement(reading: Reading) -> list[Sentence]:
    if not reading.own_judgement:
        return []
    return [Sentence("Svaren är samordnarens egen bedömning.", reading.source("endorsement"))]


def _area(reading: Reading, area: FocusArea) -> Paragraph | None:
    key = f"area.{area.key}"
    judged = ", ".join(filter(None, (reading.label(f"{key}.status"), reading.trend(f"{key}.trend"))))
    sentences = []
    if judged:
        sentences.append(
            Sentence(ended(upper_first(judged)), reading.source(f"{key}.status", f"{key}.trend"))
        )
    if events := reading.text(f"{key}.events"):
        sentences.append(Sentence(quoted(events), reading.source(f"{key}.events")))
    if obstacles := reading.labels(f"{key}.obstacles"):
        sentences.append(Sentence(f"Hinder: {'; '.join(obstacles)}.", reading.source(f"{key}.obstacles")))
    if note := reading.text(f"{key}.gender_note"):
        sentences.append(Sentence(f"Kvinnor och män: {quoted(note)}", reading.source(f"{key}.gender_note")))
    return Paragraph(tuple(sentences), f"{area.name}.") if sentences else None


_LEARNT = (("result", "Resultat"), ("failed", "Fungerade inte"), ("contact", "Vet mer"))


def _good_practice(reading: Reading) -> tuple[Paragraph, ...]:
    keys = [f"good_practice.{index}" for index in reading.items("good_practice")]
    shared = [key for key in keys if example_is_shared(reading.submission.answers, key)]
    return tuple(item for item in (_example(reading, key) for key in shared) if item.sentences)


def _example(reading: Reading, key: str) -> Paragraph:
    sentences = []
    if title := reading.text(f"{key}.title"):
        where = listed(reading.municipalities(f"{key}.municipality"))
        words = f"{quoted(title)} ({where})" if where else quoted(title)
        sentences.append(Sentence(ended(words), reading.source(f"{key}.title", f"{key}.municipality")))
    if what := reading.text(f"{key}.what"):
        sentences.append(Sentence(quoted(what), reading.source(f"{key}.what")))
    for name, opening in _LEARNT:
        if words := reading.text(f"{key}.{name}"):
            sentences.append(Sentence(f"{opening}: {quoted(words)}", reading.source(f"{key}.{name}")))
    return Paragraph(tuple(sentences))
