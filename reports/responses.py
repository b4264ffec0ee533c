"""Section 2: who has answered and who has not, how the answers are anchored, and what the report lacks."""

from domain.life import Status, Timing
from domain.material import Contribution, Material
from domain.swedish import day, listed, moment, upper_first
from reports.development import Development
from reports.document import METHOD, ROUND, Block, BulletList, Cell, Heading, Paragraph, Sentence, Table
from reports.how_to_read import legend
from reports.limits import limits
from reports.opening import opening
from reports.reading import Reading, read
from reports.swedish import answered_day, part_of, period

_CAME = {
    Timing.ON_TIME: "I tid",
    Timing.EXTENDED: "I tid enligt anstånd",
    Timing.LATE: "Efter sista svarsdag",
}
_NOT_APPLICABLE = "Ej tillämpligt"
_NO_ANSWER = "Inget svar"


def responses(development: Development) -> list[Block]:
    material = development.material
    readings = {one.part.respondent.id: one for one in read(material.contributions)}
    rows = tuple(_row(part, readings.get(part.respondent.id), material) for part in material.contributions)
    header = ("Enhet", "Svar", "Granskning", "Inlämnat", "Samråd", "Förankring")
    return [
        *opening(material, "responses"),
        Paragraph((_basis(material), *_count(material))),
        *legend(material),
        Table("Inrapportering per delregion och aktör", header, rows, (8, 6, 5, 7, 7, 8)),
        Heading("Begränsningar", 2),
        BulletList(tuple(Paragraph((limit,)) for limit in limits(development, tuple(readings.values())))),
    ]


def _basis(material: Material) -> Sentence:
    quarter = material.round.quarter
    return Sentence(
        "Lägesrapporten bygger på vad länets delregionala samråd och de statliga och regionala aktörerna har "
        f"rapporterat om {quarter.label} ({period(quarter.start, quarter.end)}). "
        f"Sista svarsdag {_is_or_was(material)} {day(material.round.due)}. "
        f"Rapporten omfattar svar som har kommit in till och med {moment(material.cut_off)}.",
        (ROUND,),
    )


def _is_or_was(material: Material) -> str:
    """By the answers' last moment: what is read later does not change a kept text."""
    return "var" if material.cut_off > material.round.due else "är"


def _count(material: Material) -> list[Sentence]:
    nothing = [part.respondent.name for part in material.contributions if part.life.nothing]
    missing = [part.respondent.name for part in material.missing]
    if not material.received and not nothing:
        return [Sentence("Ingen delregion eller aktör har ännu lämnat svar.", (ROUND,))]
    said = [_how_many(material)]
    for timing, words in (
        (Timing.EXTENDED, "Med anstånd kom {} i tid från"),
        (Timing.LATE, "Efter sista svarsdag kom {} från"),
    ):
        if names := [part.respondent.name for part in material.received if _timing(part, material) is timing]:
            said.append(f"{words.format('svaret' if len(names) == 1 else 'svaren')} {listed(names)}.")
    if nothing:
        said.append(f"{listed(nothing)} har angett att det inte finns något att rapportera.")
    if missing:
        said.append(f"Svar har inte kommit in från {listed(missing)}.")
    return [Sentence(text, (ROUND,)) for text in said]


def _how_many(material: Material) -> str:
    if len(material.received) == len(material.contributions):
        return "Alla delregioner och aktörer har lämnat svar."
    groups = ((material.councils, "delregioner"), (material.agencies, "aktörer"))
    parts = [
        f"{part_of(sum(one.submission is not None for one in group), len(group))} {name}"
        for group, name in groups
        if group
    ]
    return f"Svar har kommit in från {listed(parts)}."


def _timing(part: Contribution, material: Material) -> Timing | None:
    return part.timing(material.round)


def _row(part: Contribution, reading: Reading | None, material: Material) -> tuple[Cell, ...]:
    name, status = part.respondent.name, upper_first(part.life.status)
    if reading is None:
        words = "Inget att rapportera" if part.life.nothing else _not_in(part)
        at = day(part.life.nothing.at) if part.life.nothing else _NO_ANSWER
        status = _NOT_APPLICABLE if part.life.nothing else status
        rooted = _NO_ANSWER if part in material.councils else _NOT_APPLICABLE
        return tuple(Cell(text, (ROUND,)) for text in (name, words, status, at, rooted, rooted))
    came = _timing(part, material)
    return (
        Cell(name, (reading.whole(),)),
        Cell(_CAME[came] if came else "Inlämnat", (ROUND,)),
        Cell(status if part.life.status is not Status.NOT_STARTED else "Inte granskat", (ROUND,)),
        Cell(day(reading.submission.at), (reading.whole(),)),
        *_anchored(part, reading, material),
    )


def _not_in(part: Contribution) -> str:
    until = part.life.extension
    return f"Inte inkommet, anstånd till {day(until)}" if until else "Inte inkommet"


def _anchored(part: Contribution, reading: Reading, material: Material) -> tuple[Cell, Cell]:
    if part not in material.councils:
        cell = Cell(_NOT_APPLICABLE, (METHOD,))
        return cell, cell
    return _meeting(reading), _endorsement(reading)


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
