"""What the report lacks, in few words: for the quarter in brief. Why stands in ``reports.limits``."""

from collections.abc import Iterator, Sequence

from domain.county import FigureState
from domain.life import Status
from domain.material import Material
from domain.swedish import listed, upper_first
from reports.development import Development
from reports.deviating import Deviation, deviations
from reports.document import ROUND, Sentence, Source
from reports.reading import Reading
from reports.swedish import inside

Readings = Sequence[Reading]

_REVIEWED = frozenset({Status.APPROVED, Status.LOCKED})


def lacking(development: Development, readings: Readings) -> Iterator[Sentence]:
    """Who has not answered or is not reviewed, whose texts are kept, which numbers do not hold."""
    material = development.material
    yield from _missing(material)
    yield from _unreviewed(material)
    yield from _withheld(readings)
    yield from _deviating(development, readings)
    yield from _withdrawn(readings)


def _missing(material: Material) -> tuple[Sentence, ...]:
    names = [part.respondent.name for part in material.missing]
    nothing = [part.respondent.name for part in material.contributions if part.life.nothing]
    if not material.received and not nothing:
        return (Sentence("Inga svar har kommit in. Rapporten innehåller därför ingen lägesbild.", (ROUND,)),)
    said = [f"Svar saknas från {listed(names)}."] if names else []
    if councils := [part.respondent.name for part in material.missing if part in material.councils]:
        said.append(f"Bedömningarna ovan omfattar inte {listed(councils)}.")
    if nothing:
        said.append(f"{listed(nothing)} har angett att det inte finns något att rapportera.")
    return (Sentence(" ".join(said) or "Alla delregioner och aktörer har lämnat svar.", (ROUND,)),)


def _unreviewed(material: Material) -> Iterator[Sentence]:
    """Sent in is not approved."""
    names = unreviewed(material)
    if names and len(names) == len(material.received):
        yield Sentence("Inget av svaren är granskat än.", (ROUND,))
    elif names:
        many = "Svaret" if len(names) == 1 else "Svaren"
        yield Sentence(f"{many} från {listed(names)} är inte {_bent('granskat', names)} än.", (ROUND,))


def unreviewed(material: Material) -> list[str]:
    """Whose answers nobody has approved yet."""
    return [one.respondent.name for one in material.received if one.life.status not in _REVIEWED]


def _bent(word: str, names: Sequence[str]) -> str:
    """Granskat of one answer, granskade of several."""
    return word if len(names) == 1 else f"{word.removesuffix('t')}de"


def _withheld(readings: Readings) -> tuple[Sentence, ...]:
    named = [one for one in readings if one.withholds_texts]
    if not named:
        return ()
    words = [f"{'en del texter' if one.withholds_some else 'texter'} från {one.name}" for one in named]
    text = f"{upper_first(listed(words))} är bara underlag och återges inte."
    return (Sentence(text, tuple(source for one in named for source in one.source("publishable"))),)


def _deviating(development: Development, readings: Readings) -> Iterator[Sentence]:
    """Those that say so, then those that have given other numbers and said nothing of the published."""
    those = deviations(development, readings)
    if saying := [one for one in those if one.says_so]:
        yield _told(saying, "uppger att publicerade siffror avviker")
    if giving := [one for one in those if not one.says_so]:
        yield _told(giving, own_numbers(max(len(giving), *(len(one.numbers) for one in giving))))


def own_numbers(how_many: int) -> str:
    """What a unit that has given so many other numbers than the published has done."""
    if how_many == 1:
        return "har lämnat ett eget tal som skiljer sig från det publicerade"
    return "har lämnat egna tal som skiljer sig från de publicerade"


def _told(those: Sequence[Deviation], words: str) -> Sentence:
    sources = tuple(dict.fromkeys(source for one in those for source in one.sources))
    return Sentence(f"{listed(one.name for one in those)} {words}.", sources)


def _withdrawn(readings: Readings) -> Iterator[Sentence]:
    """The numbers that their source has taken back."""
    if found := withdrawn(readings):
        sources = tuple(source for those in found.values() for source in those)
        yield Sentence(f"Källan har dragit in uppgiften om {listed(map(inside, found))}.", sources)


def withdrawn(readings: Readings) -> dict[str, list[Source]]:
    """By label what their source has taken back, and at whom the question stands."""
    found: dict[str, list[Source]] = {}
    for one in readings:
        for question in one.questions.values():
            if question.figure and question.figure.state is FigureState.WITHDRAWN:
                source = Source(one.name, question.number, question.label, one.submission.version)
                found.setdefault(question.label, []).append(source)
    return found
