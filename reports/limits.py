"""What a reader of the draft must bear in mind: how answers came about, and what is not shown."""

from collections.abc import Iterable

from domain.answers import SAME
from domain.life import Status
from domain.material import Material
from domain.swedish import count, listed
from forms.numbers import show
from reports.development import Development
from reports.deviating import Deviation, deviations
from reports.document import METHOD, ROUND, Sentence, Source
from reports.lacking import own_numbers
from reports.reading import Reading

Readings = tuple[Reading, ...]


def limits(development: Development, readings: Readings) -> list[Sentence]:
    material = development.material
    return [
        Sentence(
            "Lägesbilden är delregionernas och aktörernas egna bedömningar. "
            "Siffror är enhetens egna eller publicerade uppgifter som enheten har bekräftat.",
            (METHOD,),
        ),
        Sentence(
            "Bedömningar på skalan 1–5 redovisas som antal delregioner per steg. Inga medelvärden beräknas.",
            (METHOD,),
        ),
        *_unreviewed(material),
        *_on_behalf(readings),
        *_carried(readings),
        *_deviating(development, readings),
        *_own_judgement(readings),
        *_cancelled(readings),
        *_withheld(material, readings),
    ]


def _unreviewed(material: Material) -> list[Sentence]:
    """Sent in is not approved."""
    approved = {Status.APPROVED, Status.LOCKED}
    waiting = [one.respondent.name for one in material.received if one.life.status not in approved]
    if not waiting:
        return []
    if len(waiting) == len(material.received):
        return [Sentence("Inget av svaren är granskat och godkänt än.", (ROUND,))]
    return [Sentence(f"Svaren från {listed(waiting)} är inte granskade och godkända än.", (ROUND,))]


def _on_behalf(readings: Readings) -> list[Sentence]:
    named = [one for one in readings if one.submission.on_behalf]
    if not named:
        return []
    text = f"Svaren från {_names(named)} är inlämnade av någon annan i enhetens ställe."
    return [Sentence(text, tuple(one.whole() for one in named))]


def _carried(readings: Readings) -> list[Sentence]:
    """Answers that stand unchanged since last quarter are answers, and told as such."""
    found = []
    for one in readings:
        keys = [key.removesuffix(SAME) for key in one.submission.answers if key.endswith(SAME)]
        if keys:
            many = count(len(keys), "svar", "svar", neuter=True)
            alike = "oförändrat" if len(keys) == 1 else "oförändrade"
            text = f"{one.name} har låtit {many} stå {alike} sedan förra kvartalet."
            found.append(Sentence(text, one.source(*keys) or (one.whole(),)))
    return found


def _deviating(development: Development, readings: Readings) -> list[Sentence]:
    """Whose numbers are not those published, and which, where both may be shown."""
    return [_deviation(one) for one in deviations(development, readings)]


def _deviation(one: Deviation) -> Sentence:
    told = [
        f"{_lower(question.label)}: {show(own)}, publicerat {show(other.value)}"
        for question, own, other in one.numbers
    ]
    words = "uppger att publicerade siffror avviker från den egna bilden"
    if not one.says_so:
        words = own_numbers(len(told))
    text = f"{one.name} {words}"
    return Sentence(f"{text} ({'; '.join(told)})." if told else f"{text}.", one.sources)


def _own_judgement(readings: Readings) -> list[Sentence]:
    named = [one for one in readings if one.own_judgement]
    if not named:
        return []
    text = f"Svaren från {_names(named)} är samordnarens egen bedömning och har inte förankrats i samrådet."
    return [Sentence(text, _sources(named, "endorsement"))]


def _cancelled(readings: Readings) -> list[Sentence]:
    named = [one for one in readings if one.cancelled and not one.own_judgement]
    if not named:
        return []
    text = f"Svaren från {_names(named)} har inte förankrats i samrådet, eftersom det ställdes in."
    return [Sentence(text, _sources(named, "council_held"))]


def _withheld(material: Material, readings: Readings) -> list[Sentence]:
    named = [one for one in readings if one.withholds_texts]
    if not named:
        return []
    text = (
        f"Texter från {_names(named)} är helt eller delvis lämnade bara som underlag för "
        f"{material.county.authority} och återges då inte. Valen i formuläret redovisas."
    )
    return [Sentence(text, _sources(named, "publishable"))]


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _names(named: Iterable[Reading]) -> str:
    return listed(one.name for one in named)


def _sources(named: Iterable[Reading], key: str) -> tuple[Source, ...]:
    return tuple(source for one in named for source in one.source(key))
