"""The raw answers and figures behind a stated source. Nothing here is worked out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from domain.answers import Answers, Value
from domain.county import Figure, OrgUnit
from domain.form import Question
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from domain.raised import RaisedIssue
from reports.document import EDITING, METHOD, REGISTER, ROUND, Source

PAST = "Svaren för "
_ITEMS = dict.fromkeys(("handover", "good_practice", "inventory"), 5) | dict.fromkeys(
    ("deepen_work", "deepen_health", "deepen_democracy"), 1
)


@dataclass(frozen=True)
class Given:
    """One answer that a source names: whose, to which question, in which quarter."""

    unit: str
    question: Question
    quarter: Quarter


@dataclass(frozen=True)
class Raw:
    material: Material

    @property
    def now(self) -> Quarter:
        return self.material.round.quarter

    @cached_property
    def parts(self) -> Mapping[str, Contribution]:
        return {part.respondent.name: part for part in self.material.contributions}

    @cached_property
    def questions(self) -> Mapping[str, Mapping[str, Question]]:
        """By unit and key every question of its form, those of groups too, and those no longer asked."""
        asked = {
            name: {one.key: one for card in part.form.cards for one in card.questions(_ITEMS)}
            for name, part in self.parts.items()
        }
        return {
            name: {**{one.key: one for one in self.parts[name].form.withdrawn}, **those}
            for name, those in asked.items()
        }

    @cached_property
    def places(self) -> Mapping[str, OrgUnit]:
        """Sub-regions and municipalities by name."""
        councils = [council.unit for council in self.material.county.councils]
        towns = [town for council in self.material.county.councils for town in council.members]
        return {unit.name: unit for unit in (*councils, *towns)}

    @cached_property
    def issues(self) -> Mapping[str, RaisedIssue]:
        """By name, such as M12, those of the units that report."""
        units = {part.respondent.id for part in self.parts.values()}
        return {one.name: one for one in self.material.raised if one.unit in units}

    @cached_property
    def quarters(self) -> Mapping[str, Quarter]:
        """By label those that anybody answered before."""
        every = {one.quarter for part in self.parts.values() for one in part.earlier}
        return {one.label: one for one in every | {self.now.previous}}

    def stands(self, source: Source) -> bool:
        """Whether there is such a source at all: the submission in that version, the quarter, the figure."""
        if source in {METHOD, ROUND, REGISTER}:
            return True
        if source.as_of:
            return bool(self.figures(source)) or self.is_event(source)
        if source.unit.startswith(EDITING):
            return True
        if source.unit.startswith(PAST):
            return source.unit.removeprefix(PAST) in self.quarters
        part = self.parts.get(source.unit)
        sent = part.submission if part else None
        return sent is not None and (sent.version, sent.at) == (source.version, source.at)

    def given(self, sources: tuple[Source, ...]) -> list[Given]:
        """The answers that the sources name; a whole submission or quarter names none."""
        return list(dict.fromkeys(one for source in sources for one in self._given_by(source)))

    def _given_by(self, source: Source) -> list[Given]:
        if source not in self._found:
            self._found[source] = list(self._given(source))
        return self._found[source]

    @cached_property
    def _found(self) -> dict[Source, list[Given]]:
        """What has been looked up."""
        return {}

    def _given(self, source: Source) -> Iterator[Given]:
        if source.as_of or not (source.number or source.label):
            return
        quarter = self.quarters.get(source.unit.removeprefix(PAST)) if source.version == 0 else self.now
        units = [source.unit] if source.version else list(self.parts)
        for unit in units if quarter else []:
            for question in self.questions.get(unit, {}).values():
                if quarter and _is(question, source):
                    yield Given(unit, question, quarter)

    def whole_quarters(self, sources: tuple[Source, ...]) -> set[Quarter]:
        """The earlier quarters that are named without any question."""
        named = [one for one in sources if one.unit.startswith(PAST) and not one.number and not one.label]
        return {self.quarters[one.unit.removeprefix(PAST)] for one in named}

    def figures(self, source: Source) -> list[Figure]:
        """The published figures of that day that the source's publisher has: its own, or summed of its."""
        return [one for one in self._published.get(source.as_of, ()) if _is_read(one, source)]

    @cached_property
    def _published(self) -> Mapping[date | None, list[Figure]]:
        """By the day that they speak of."""
        found: dict[date | None, list[Figure]] = {}
        for one in (*self.material.published, *self.material.municipal):
            found.setdefault(one.as_of, []).append(one)
        return found

    def last_read(self, source: Source) -> datetime | None:
        """When the publisher's figures of that day were read the last time."""
        there = self._published.get(source.as_of, ())
        return max((one.fetched for one in there if one.fetched and is_of(one, source)), default=None)

    def is_event(self, source: Source) -> bool:
        events = self.material.county.report.events
        return any(
            (one.day, one.words, one.source) == (source.as_of, source.label, source.unit) for one in events
        )

    def answers(self, unit: str, quarter: Quarter) -> Answers | None:
        """What the unit sent in for the quarter, as it is now known; None when it did not."""
        part = self.parts[unit]
        if quarter == self.now:
            return part.submission.answers if part.submission else None
        earlier = self.earlier(unit, quarter)
        return earlier.submission.answers if earlier else None

    def earlier(self, unit: str, quarter: Quarter) -> Earlier | None:
        return next((one for one in self.parts[unit].earlier if one.quarter == quarter), None)

    def number(self, unit: str, key: str, quarter: Quarter) -> float | None:
        """The answer, own or confirmed; of a confirmed one of an earlier quarter what its source has now."""
        answers = self.answers(unit, quarter)
        value = said(answers, key) if answers is not None else None
        earlier = self.earlier(unit, quarter)
        figure = earlier.figures.get(key) if earlier else None
        if (
            value is not None
            and answers is not None
            and key not in answers
            and figure
            and figure.value is not None
        ):
            value = figure.value
        return value

    def answered(self, unit: str, key: str, quarter: Quarter) -> float | None:
        """The answer as it was given."""
        answers = self.answers(unit, quarter)
        return said(answers, key) if answers is not None else None

    def figure_now(self, unit: str, key: str) -> Figure | None:
        """The published number that the unit's form shows beside the question."""
        question = self.questions[unit].get(key)
        return question.figure if question else None


def said(answers: Answers, key: str) -> float | None:
    value: Value | None = answers.get(key)
    if value is None and answers.get(f"{key}~state") == "STAMMER":
        value = answers.get(f"{key}~figure")
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def said_then(raw: Raw, one: Given) -> float | None:
    """The answer as it was when the report of its quarter was drafted."""
    earlier = raw.earlier(one.unit, one.quarter)
    if earlier is None or earlier.published is None:
        return None
    answers = earlier.published.answers
    value = answers.get(one.question.key, answers.get(f"{one.question.key}~figure"))
    return value if isinstance(value, int | float) else None


def _is(question: Question, source: Source) -> bool:
    if not source.number:
        return question.key == source.label
    return (question.number, question.label) == (source.number, source.label)


def is_of(figure: Figure, source: Source) -> bool:
    """Whether the source is the figure's publisher, on its day; of a sum of ours, what it is made of."""
    publisher = re.sub(r"\s*\b[NU]\d{5}\b", "", figure.source.rpartition(" efter ")[2]).strip()
    return (publisher, figure.as_of) == (source.unit, source.as_of)


def _is_read(figure: Figure, source: Source) -> bool:
    return figure.fetched == source.at and is_of(figure, source)
