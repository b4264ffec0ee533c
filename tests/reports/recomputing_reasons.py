"""Why a number is not compared, worked out anew from the raw answers: each reason that the report gives.

Except where its source has pulled it, a number must be known in every quarter that the reason speaks of.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from domain.county import Figure, FigureState
from domain.form import Kind, Question
from domain.quarter import Quarter
from tests.reports.recomputing_change import used, why_another
from tests.reports.recomputing_raw import Raw, said
from tests.reports.recomputing_text import WORDS

REASON = re.compile(r"^(?P<who>.+?): ingen utveckling räknas fram, (?P<why>.*)\.$")
_COUNTED = re.compile(rf"(?P<count>{'|'.join((*WORDS, 'ett'))}|\d+) mått$")
_PULLED = {"har dragit in": FigureState.WITHDRAWN, "har rättat": FigureState.REVISED}
_QUOTAS = ("quota_current", "county_quota")


@dataclass(frozen=True)
class Number:
    """One unit's number under a question, now and last quarter."""

    raw: Raw
    unit: str
    question: Question

    @property
    def quarters(self) -> Sequence[Quarter]:
        now = self.raw.now
        return tuple(dict.fromkeys((*used(self.question, now), *used(self.question, now.previous))))

    def is_own(self, at: Quarter) -> bool:
        answers = self.raw.answers(self.unit, at) or {}
        return self.question.key in answers and said(answers, self.question.key) is not None

    def is_published(self, at: Quarter) -> bool:
        """Confirmed by the unit, or read from the source."""
        confirmed = not self.is_own(at) and self.raw.answered(self.unit, self.question.key, at) is not None
        return confirmed or any(one.value is not None for one in self.figures(at))

    def figures(self, at: Quarter) -> Iterator[Figure]:
        part = self.raw.parts[self.unit]
        earlier = self.raw.earlier(self.unit, at)
        shown = self.raw.figure_now(self.unit, self.question.key) if at == self.raw.now else None
        if earlier and self.question.key in earlier.figures:
            yield earlier.figures[self.question.key]
        if shown:
            yield shown
        for one in self.raw.material.published:
            if (one.unit, one.key) == (part.respondent.id, self.question.key) and one.holds_in(at):
                yield one

    @cached_property
    def is_known(self) -> bool:
        return all(self.is_own(at) or self.is_published(at) for at in self.quarters)

    def has(self, why: str) -> bool:
        """Whether the reason holds."""
        if pulled := next((state for words, state in _PULLED.items() if words in why), None):
            return any(one.state is pulled for at in self.quarters for one in self.figures(at))
        return self.is_known and any(holds(self, why) for holds in _REASONS)


def _is_mixed(number: Number, why: str) -> bool:
    told = re.findall(r"(egen|publicerad) uppgift (nu|förra kvartalet|för (kvartal \d \d{4}))", why)
    if not told:
        every = {number.is_own(at) for at in number.quarters}
        return "omväxlande" in why and every == {True, False}
    now = number.raw.now
    quarters = {one.label: one for one in number.quarters} | {"nu": now, "förra kvartalet": now.previous}
    spoken = [(whose, quarters.get(label or when)) for whose, when, label in told]
    return all(
        at is not None and (number.is_own(at) if whose == "egen" else number.is_published(at))
        for whose, at in spoken
    )


def _has_new_quota(number: Number, why: str) -> bool:
    return "talet har ändrats" in why and any(
        len({value for at in number.quarters for value in _quotas(number, key, at)}) > 1 for key in _QUOTAS
    )


def _quotas(number: Number, key: str, at: Quarter) -> Iterator[float]:
    part, raw = number.raw.parts[number.unit], number.raw
    answered = raw.answered(number.unit, key, at)
    if answered is not None:
        yield answered
    for one in raw.material.published:
        if one.key == key and one.unit in {part.respondent.id, "vg"} and one.holds_in(at):
            yield from (value for value in (one.value,) if value is not None)


def _is_another(number: Number, why: str) -> bool:
    """As the county, the forms or the members have changed; by what other words is told elsewhere."""
    if any(words in why for words in ("talet har ändrats", "uppgift")):
        return False
    return any(why_another(number.raw, number.unit, number.question, at) for at in number.quarters)


def _has_shrunk(number: Number, why: str) -> bool:
    if "har minskat" not in why or not number.question.since_new_year:
        return False
    values = [
        {one.value for one in number.figures(at) if one.value is not None}
        | {
            value
            for value in (number.raw.answered(number.unit, number.question.key, at),)
            if value is not None
        }
        for at in number.quarters
    ]
    pairs = pairwise(values)
    return any(max(before, default=0) > min(now, default=0) for now, before in pairs)


_REASONS: tuple[Callable[[Number, str], bool], ...] = (_is_mixed, _has_new_quota, _is_another, _has_shrunk)


def untrue(raw: Raw, text: str) -> list[str]:
    """The units and numbers of whom the statement gives a reason that does not hold; none for another one."""
    found = REASON.match(text)
    if found is None:
        return []
    units = [name for name in raw.parts if re.search(rf"\b{name}\b", found["who"])]
    numbers = [one for unit in units for one in _numbers(raw, unit)]
    there = [one for one in numbers if one.has(found["why"])]
    flaws = [unit for unit in units if not any(one.unit == unit for one in _named(there, found["who"]))]
    if counted := _COUNTED.search(found["who"]):
        word = counted["count"].lower().replace("ett", "en")
        least = WORDS.index(word) if word in WORDS else int(word)
        return flaws + ([text] if len({one.question.key for one in there}) < least else [])
    labels = {one.question.label for one in _named(numbers, found["who"])}
    return flaws + [label for label in labels if all(one.question.label != label for one in there)]


def _named(numbers: Sequence[Number], who: str) -> list[Number]:
    """Those that the statement names; all of them where it counts them."""
    if _COUNTED.search(who):
        return list(numbers)
    called: set[str] = set()
    for label in sorted({_called(one.question) for one in numbers}, key=len, reverse=True):
        if label in who:
            called.add(label)
            who = who.replace(label, "")
    return [one for one in numbers if _called(one.question) in called]


def _called(question: Question) -> str:
    label = (
        question.label.replace("hittills i år", "under kvartalet")
        if question.since_new_year
        else question.label
    )
    return label[:1].lower() + label[1:]


def _numbers(raw: Raw, unit: str) -> list[Number]:
    return [Number(raw, unit, one) for one in raw.questions[unit].values() if one.kind is Kind.NUMBER]
