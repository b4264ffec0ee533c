"""The notes on development: what is not compared and why, who is left out, what has been corrected."""

import re
from collections.abc import Iterable, Iterator, Sequence

from domain.form import Question
from domain.swedish import count, listed
from domain.trends import Broken, Since
from forms.numbers import show
from reports.development import Correction, Development
from reports.development_basis import past
from reports.development_told import compared, named, sources_of, summed
from reports.document import METHOD, Block, BulletList, Paragraph, Sentence, Source
from reports.number_cells import Numbers
from reports.quotas import QUOTAS

_ALIKE = (
    (re.compile(r"^((?:kommun|läns)talet har ändrats) från .*$"), r"\1 inom året"),
    (
        re.compile(r"^(?:egen|publicerad) uppgift .*$"),
        "kvartalens tal är omväxlande egna och publicerade uppgifter",
    ),
)
"""Reasons that differ in their numbers or quarters alone, and what they are called when they are several."""

_NAMED = 3
"""So many numbers are named one by one."""


def notes(development: Development, units: Sequence[Numbers], asked: Sequence[Question]) -> list[Block]:
    """Why something is not compared, who is not part of a comparison, and which old numbers are corrected."""
    said = [
        *_not_compared(development, units, asked),
        *_left_out(development, units, asked),
        *_corrected(development, units, asked),
    ]
    return [BulletList(tuple(Paragraph((one,)) for one in said))] if said else []


def _not_compared(
    development: Development, units: Sequence[Numbers], asked: Sequence[Question]
) -> Iterator[Sentence]:
    """Each reason once, with whose numbers it holds for. That a quota is new is told by its own table."""
    found: dict[str, list[tuple[Numbers, Question]]] = {}
    for unit in units:
        for question in compared(asked):
            broken = development.of(unit.part, question, Since.PREVIOUS)
            if isinstance(broken, Broken) and question.key not in QUOTAS:
                found.setdefault(broken.why, []).append((unit, question))
    for why, those in _alike(found).items():
        names = listed(dict.fromkeys(unit.part.respondent.name for unit, _ in those))
        rests = (source for unit, one in those for source in _of_broken(development, unit, one))
        words = f"{names}, {_what([one for _, one in those])}: ingen utveckling räknas fram, {why}."
        yield Sentence(words, (*dict.fromkeys(rests), METHOD))


_Broken = dict[str, list[tuple[Numbers, Question]]]


def _alike(found: _Broken) -> _Broken:
    """Reasons of several sub-regions that are alike are told in one, without the numbers of each."""
    merged: _Broken = {}
    for why, those in found.items():
        merged.setdefault(_called(why, found), []).extend(those)
    return merged


def _called(why: str, every: Iterable[str]) -> str:
    for pattern, words in _ALIKE:
        if pattern.match(why) and sum(bool(pattern.match(one)) for one in every) > 1:
            return pattern.sub(words, why)
    return why


def _what(those: Sequence[Question]) -> str:
    """The numbers by name; many of them by how many they are."""
    labels = tuple(dict.fromkeys(_lower(named(one)) for one in those))
    return listed(labels) if len(labels) <= _NAMED else count(len(labels), "mått", "mått", neuter=True)


def _of_broken(development: Development, unit: Numbers, question: Question) -> Iterator[Source]:
    yield from sources_of([unit], question)
    yield from development.why_sources(unit.part, question, Since.PREVIOUS)


def _left_out(
    development: Development, units: Sequence[Numbers], asked: Sequence[Question]
) -> Iterator[Sentence]:
    """For which sub-regions the county's column holds, when it is not all of them."""
    found: dict[tuple[str, ...], list[Question]] = {}
    alike = 0
    for question in compared(asked):
        whole = None if question.key in QUOTAS else summed(development, units, question, Since.PREVIOUS)
        if whole and whole.left_out:
            found.setdefault(whole.both, []).append(question)
        alike += 1 if whole else 0
    for both, those in found.items():
        what = "" if len(those) == alike else f" i fråga om {_what(those)}"
        rests = dict.fromkeys(
            source
            for one in those
            for unit in units
            if unit.part.respondent.name in both
            for source in development.sources(unit.part, one, Since.PREVIOUS)
        )
        yield Sentence(f"Kolumnen Länet gäller bara {listed(both)}{what}.", (*rests, METHOD))


def _corrected(
    development: Development, units: Sequence[Numbers], asked: Sequence[Question]
) -> Iterator[Sentence]:
    """Each with what has become of it; those that read the same with whose they are."""
    found: dict[tuple[str, Question], list[tuple[Numbers, Correction]]] = {}
    for unit in units:
        for question in asked:
            for one in development.corrections(unit.part, question):
                words = f"Uppgiften för {one.quarter.label} har rättats{_change(one)}"
                found.setdefault((words, question), []).append((unit, one))
    for (words, question), those in found.items():
        whose = listed(unit.part.respondent.name for unit, _ in those)
        rests = (source for unit, one in those for source in _of_corrected(unit, question, one))
        yield Sentence(f"{words} ({whose}, {_lower(question.label)}).", tuple(dict.fromkeys(rests)))


def _of_corrected(unit: Numbers, question: Question, one: Correction) -> Iterator[Source]:
    yield from sources_of([unit], question)
    yield past(one.quarter, question)


def _change(one: Correction) -> str:
    """From what to what; empty of what may not be shown."""
    if one.published is None:
        return ""
    now = "uppgift saknas" if one.known is None else show(one.known)
    return f" från {show(one.published)} till {now}"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
