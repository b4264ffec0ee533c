"""What the report lacks, in English: the same as ``reports.lacking`` tells, by the same rules."""

from collections.abc import Iterator, Sequence

from domain.material import Material
from reports.development import Development
from reports.deviating import Deviation, deviations
from reports.document import ROUND, Sentence
from reports.english_words import called, listed
from reports.lacking import unreviewed, withdrawn
from reports.reading import Reading, read


def lacking(development: Development) -> Iterator[Sentence]:
    material = development.material
    everyone = read(material.contributions)
    yield from _missing(material)
    yield from _unreviewed(material)
    yield from _withheld(everyone)
    yield from _deviating(development, everyone)
    yield from _withdrawn(everyone)


def _missing(material: Material) -> Iterator[Sentence]:
    names = [part.respondent.name for part in material.missing]
    nothing = [part.respondent.name for part in material.contributions if part.life.nothing]
    if names:
        councils = [part.respondent.name for part in material.missing if part in material.councils]
        kept_out = f" The assessments do not include {listed(councils)}." if councils else ""
        yield Sentence(f"No answers have been received from {listed(names)}.{kept_out}", (ROUND,))
    if nothing:
        yield Sentence(f"{listed(nothing)} had nothing to report.", (ROUND,))
    if not names and not nothing:
        yield Sentence("All sub-regions and agencies have reported.", (ROUND,))


def _unreviewed(material: Material) -> Iterator[Sentence]:
    names = unreviewed(material)
    if names and len(names) == len(material.received):
        yield Sentence("None of the answers has been reviewed yet.", (ROUND,))
    elif names:
        have = "answer from {} has" if len(names) == 1 else "answers from {} have"
        yield Sentence(f"The {have.format(listed(names))} not been reviewed yet.", (ROUND,))


def _withheld(readings: Sequence[Reading]) -> Iterator[Sentence]:
    if kept := [one for one in readings if one.withholds_texts]:
        some = [f"{one.name}{' (some of them)' if one.withholds_some else ''}" for one in kept]
        sources = tuple(source for one in kept for source in one.source("publishable"))
        yield Sentence(f"Texts from {listed(some)} are for background only and are not quoted.", sources)


def _deviating(development: Development, readings: Sequence[Reading]) -> Iterator[Sentence]:
    those = deviations(development, readings)
    if saying := [one for one in those if one.says_so]:
        state, their = ("states", "its") if len(saying) == 1 else ("state", "their")
        yield _told(saying, f"{state} that published figures do not match {their} own")
    if giving := [one for one in those if not one.says_so]:
        have, their = ("has", "its") if len(giving) == 1 else ("have", "their")
        yield _told(giving, f"{have} given figures of {their} own that differ from those published")


def _told(those: Sequence[Deviation], words: str) -> Sentence:
    sources = tuple(dict.fromkeys(source for one in those for source in one.sources))
    return Sentence(f"{listed(one.name for one in those)} {words}.", sources)


def _withdrawn(readings: Sequence[Reading]) -> Iterator[Sentence]:
    if found := withdrawn(readings):
        sources = tuple(source for those in found.values() for source in those)
        yield Sentence(f"The source has withdrawn its figures for: {listed(map(called, found))}.", sources)
