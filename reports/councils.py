"""Section 7: the situation in each sub-region, in its own words. Texts are quoted, never rewritten."""

from domain.county import FocusArea
from domain.form import Kind, Question
from domain.material import Material
from domain.swedish import count, listed, upper_first
from forms.filled import in_words
from reports import handovers, situation
from reports.document import Block, Heading, Paragraph, Sentence
from reports.opening import opening
from reports.reading import Reading, read
from reports.swedish import answered_day, asked, ended, part_of, quoted


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
    areas = situation.there(*(_area(reading, area) for area in material.areas))
    return [
        *situation.boxed(reading),
        *situation.there(_meeting(reading)),
        *situation.words(reading, material),
        *situation.under("Insatsområden", areas),
        *situation.under("Fördjupning", _in_depth(reading)),
        *situation.under("Medskick", handovers.items(reading)),
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
        return [Sentence(f"Alla {count(members, 'kommun', 'kommuner')} deltog.", reading.source(key))]
    share = upper_first(part_of(len(names), members))
    return [Sentence(f"{share} kommuner deltog: {listed(names)}.", reading.source(key))]


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


def _area(reading: Reading, area: FocusArea) -> Paragraph | None:
    key = f"area.{area.key}"
    judged = ", ".join(filter(None, (reading.label(f"{key}.status"), reading.trend(f"{key}.trend"))))
    sentences = []
    if judged:
        sources = reading.source(f"{key}.status", f"{key}.trend")
        sentences.append(Sentence(ended(upper_first(judged)), sources))
    if events := reading.text(f"{key}.events"):
        sentences.append(Sentence(quoted(events), reading.source(f"{key}.events")))
    sentences.extend(_obstacles(reading, key))
    if note := reading.text(f"{key}.gender_note"):
        sentences.append(Sentence(f"Kvinnor och män: {quoted(note)}", reading.source(f"{key}.gender_note")))
    sentences.extend(situation.unchanged(reading, f"{key}.status", f"{key}.events"))
    return Paragraph(tuple(sentences), f"{area.name}.") if sentences else None


def _obstacles(reading: Reading, key: str) -> list[Sentence]:
    found = list(reading.labels(f"{key}.obstacles"))
    if other := reading.text(f"{key}.obstacles_other"):
        found.append(quoted(other))
    sources = reading.source(f"{key}.obstacles", f"{key}.obstacles_other")
    return [Sentence(f"Hinder: {'; '.join(found)}.", sources)] if found else []


def _in_depth(reading: Reading) -> tuple[Paragraph, ...]:
    """What was told beyond the core: each question with its answer."""
    deepened = [one for key, one in reading.questions.items() if key.startswith(_DEEPENED)]
    return situation.there(*(_answer(reading, question) for question in deepened))


def _answer(reading: Reading, question: Question) -> Paragraph | None:
    key = question.key
    value = reading.value(key)
    if value is None or (question.kind is Kind.TEXT and not reading.text(key)):
        return None
    words = quoted(reading.text(key)) if question.kind is Kind.TEXT else ended(in_words(question, value))
    return Paragraph((Sentence(words, reading.source(key)),), asked(question.label))


_DEEPENED = "deepen_"
