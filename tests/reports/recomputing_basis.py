"""What a number rests on: what its source has published or what the unit says itself, never mixed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.county import Figure
from domain.form import Question
from domain.quarter import Quarter
from reports.document import Source
from tests.reports.recomputing_raw import Raw

Whose = tuple[str, Question]
"""A unit's number under a question."""


@dataclass(frozen=True)
class Number:
    """``figure``: the one that a stated statistic has; None for a number that is answered or confirmed."""

    value: float
    figure: Figure | None = None


@dataclass(frozen=True)
class Basis:
    """One number of one unit, by quarter. ``own``: it is what the unit says itself."""

    numbers: Mapping[Quarter, Number]
    own: bool


@dataclass(frozen=True)
class Stated:
    """What can be known from the sources of one statement."""

    raw: Raw
    sources: tuple[Source, ...]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """By key those of which the sources name an answer of this quarter, or a statistic."""
        now = [one.question for one in self.raw.given(self.sources) if one.quarter == self.raw.now]
        labels = {source.label for source in self.sources if source.as_of}
        councils = (self.raw.questions[part.respondent.name] for part in self.raw.material.councils)
        asked = (one for those in councils for one in those.values() if one.label in labels)
        return {one.key: one for one in (*asked, *now)}

    def units(self, key: str) -> list[str]:
        """Whose answer of this quarter the sources name."""
        given = self.raw.given(self.sources)
        those = [one.unit for one in given if one.quarter == self.raw.now and one.question.key == key]
        return list(dict.fromkeys(those))

    def basis(self, whose: Whose, quarters: Sequence[Quarter]) -> Basis | None:
        """Of all those quarters, as published where that is known; None where either way lacks one."""
        published = {at: one for at in quarters if (one := self._published(whose, at))}
        own = {at: one for at in quarters if (one := self._own(whose, at))}
        for numbers, is_own in ((published, False), (own, True)):
            if len(numbers) == len(set(quarters)):
                return Basis(numbers, is_own)
        return None

    def _published(self, whose: Whose, at: Quarter) -> Number | None:
        """Confirmed by the unit, as its source has it now; else as a stated statistic has it."""
        unit, question = whose
        confirmed = self.raw.number(unit, question.key, at)
        if confirmed is not None and not self._is_own(whose, at):
            return Number(confirmed) if self._is_cited(whose, at) else None
        those = sorted(self._figures(whose, at), key=lambda one: one.as_of, reverse=True)
        return next((Number(one.value, one) for one in those if one.value is not None), None)

    def _own(self, whose: Whose, at: Quarter) -> Number | None:
        value = self.raw.answered(whose[0], whose[1].key, at)
        there = value is not None and self._is_own(whose, at) and self._is_cited(whose, at)
        return Number(value) if there and value is not None else None

    def _is_own(self, whose: Whose, at: Quarter) -> bool:
        return whose[1].key in (self.raw.answers(whose[0], at) or {})

    def _is_cited(self, whose: Whose, at: Quarter) -> bool:
        unit, question = whose
        return at in self.raw.whole_quarters(self.sources) or (unit, question.key, at) in self._cited

    @cached_property
    def _cited(self) -> set[tuple[str, str, Quarter]]:
        return {(one.unit, one.question.key, one.quarter) for one in self.raw.given(self.sources)}

    def _figures(self, whose: Whose, at: Quarter) -> Iterator[Figure]:
        unit, question = whose
        place = self.raw.parts[unit].respondent.id
        for source in self.sources:
            if source.as_of and source.label == question.label:
                for one in self.raw.figures(source):
                    if (one.unit, one.key) == (place, question.key) and one.holds_in(at):
                        yield one
