"""Running totals over the quarters of a year: the later one less the earlier tells how many came in between.

When that is one to five people, or a number that is hidden, the later total is hidden too: the earlier has
been shown. What it does not see: stocks, whose comings and goings are counted apart, and what others publish
elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from domain.answers import Answers, amount
from domain.material import Contribution, Material
from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.table import Hidden
from reports.bounds import Marks, Place
from reports.looks import looks
from reports.over_the_year import Report
from reports.shown import Shown
from reports.small_numbers import hidden_in_report

_SMALL = range(1, MOST_HIDDEN + 1)
_TOTAL, _IN_QUARTER = "_ytd", "_q"


def hidden_in(material: Material, quarters: Sequence[Quarter]) -> dict[Quarter, dict[Place, Hidden]]:
    """What to show instead of each number that may not be shown, by quarter: the material's and earlier ones.

    Each quarter's are hidden for what was shown in those before it, too, and in every edition of them all.
    """
    read: list[Report] = []
    found: dict[Quarter, Report] = {}
    for shown in looks(material, sorted({*quarters, material.round.quarter})):
        year = [one for one in read if one.quarter.year == shown.quarter.year]
        report = _seen_before(shown, year) or _report(shown, year, found)
        read += [] if report in year else [report]
        found[shown.quarter] = report
    return {quarter: dict(report.hidden) for quarter, report in found.items()}


def _seen_before(shown: Shown, year: Iterable[Report]) -> Report | None:
    """The quarter's report with the very same numbers: what it shows has been shown."""
    there = (one for one in year if one.quarter == shown.quarter)
    return next((one for one in there if one.seen.counts == shown.seen.counts), None)


def _report(shown: Shown, year: Sequence[Report], found: Mapping[Quarter, Report]) -> Report:
    before = {
        at: one.hidden for at, one in found.items() if shown.quarter.year == at.year and at < shown.quarter
    }
    return _worked_out(_Look(shown, tuple(_totals(shown.every, before)), tuple(year)))


class _Look:
    """A report to be made: the same as another of the same numbers, read after the very same reports."""

    def __init__(self, shown: Shown, totals: tuple["_Total", ...], year: tuple[Report, ...]) -> None:
        self.shown, self.totals, self.year = shown, totals, year
        self._key = shown.numbers, totals, tuple(map(id, year))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Look) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=32)  # earlier quarters and editions are what they were, in every new draft
def _worked_out(look: _Look) -> Report:
    return hidden_in_report(look.shown, partial(_told, look.totals), look.year)


def _told(totals: Sequence["_Total"], hidden: Marks) -> Iterator[Place]:
    """What else to hide in a quarter, when so much is hidden in it."""
    return (place for total in totals for place in total.told(hidden))


def _totals(parts: Sequence[Contribution], before: Mapping[Quarter, Marks]) -> Iterator["_Total"]:
    """``before``: what was hidden in each earlier quarter of the year."""
    for part in parts:
        if part.submission:
            for question in part.form.of_people:
                if question.since_new_year:
                    total = _total(part, part.submission.answers, question.key, before)
                    yield from (total,) if total else ()


@dataclass(frozen=True)
class _Total:
    """A running total, and the quarter's own number beside it where there is one.

    ``few``: one to five came since a total that has been shown. ``is_shown``, ``is_hidden``: the total of the
    quarter before; in the first quarter that is nothing, and everybody knows.
    """

    place: Place
    own: Place | None
    few: bool
    is_shown: bool
    is_hidden: bool

    def told(self, hidden: Marks) -> Iterator[Place]:
        """The total, or the quarter's own number beside it, that would tell a hidden number."""
        if self.place in hidden:
            if self.own and self.is_shown:
                yield self.own
        elif self.few or self._tells(hidden):
            yield self.place

    def _tells(self, hidden: Marks) -> bool:
        """Whether the total tells the hidden one of the quarter with it, or the hidden total before it."""
        if self.own is None:
            return False
        return self.is_shown if self.own in hidden else self.is_hidden


def _total(part: Contribution, answers: Answers, key: str, before: Mapping[Quarter, Marks]) -> _Total | None:
    unit, own = part.respondent.id, key.replace(_TOTAL, _IN_QUARTER)
    number = _number(answers, key)
    if number is None:
        return None
    shown = {at: set(_shown(part, key, at, marks)) for at, marks in before.items()}
    ever = {one for those in shown.values() for one in those}
    last = max(before, default=None)
    return _Total(
        place=(unit, key),
        own=(unit, own) if own != key and _number(answers, own) is not None else None,
        few=any(number - one in _SMALL for one in ever),
        is_shown=last is None or bool(shown[last]),
        is_hidden=last is not None and (unit, key) in before[last],
    )


def _shown(part: Contribution, key: str, quarter: Quarter, marks: Marks) -> Iterator[int]:
    """The totals of an earlier quarter that somebody may have seen: as in any edition, and as it is."""
    past = part.before(quarter)
    if past and (part.respondent.id, key) not in marks:
        sent = [one.answers for one in (*past.editions, past.submission) if one]
        found = [_number(answers, key) for answers in sent]
        found += _whole(past.figures[key].value) if key in past.figures else ()
        yield from (number for number in found if number is not None and number not in _SMALL)


def _number(answers: Answers, key: str) -> int | None:
    return next(_whole(amount(answers, key)), None)


def _whole(value: object) -> Iterator[int]:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        yield int(value)
