"""Running totals over the quarters of a year: the later one less the earlier tells how many came in between.

When that is one to five people, or a number that is hidden, the later total is hidden too: the earlier has
been shown. What it does not see: stocks, whose comings and goings are counted apart, and what others publish.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from domain.answers import Answers, amount
from domain.form import Question
from domain.material import Contribution, Material
from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.table import Hidden
from domain.trends import needed
from reports.bounds import Place
from reports.past import parts_in
from reports.small_numbers import counts_people, small_numbers

Marks = Mapping[Place, Hidden]

_SMALL = range(1, MOST_HIDDEN + 1)
_TOTAL, _IN_QUARTER = "_ytd", "_q"


def hidden_numbers(material: Material) -> dict[Place, Hidden]:
    """What to show instead of each number of the material's round that may not be shown."""
    year = [quarter for quarter in needed(material.round.quarter) if _same_year(quarter, material)]
    return hidden_in(material, year)[material.round.quarter]


def hidden_in(material: Material, quarters: Sequence[Quarter]) -> dict[Quarter, dict[Place, Hidden]]:
    """The same of the material's quarter and of earlier ones, each hidden for what was shown before it."""
    found: dict[Quarter, dict[Place, Hidden]] = {}
    for quarter in sorted({*quarters, material.round.quarter}):
        parts = parts_in(material, quarter)
        year = {one: marks for one, marks in found.items() if one.year == quarter.year}
        found[quarter] = small_numbers(parts, partial(_told, parts, year))
    return found


def _same_year(quarter: Quarter, material: Material) -> bool:
    return quarter.year == material.round.quarter.year


def _told(parts: Sequence[Contribution], before: Mapping[Quarter, Marks], hidden: Marks) -> Iterator[Place]:
    """What else to hide in a quarter; ``before``: what was hidden in each earlier one of its year."""
    for part in parts:
        if part.submission:
            answers = part.submission.answers
            totals = _Totals(part, answers, before, hidden)
            yield from (place for question in _running(part) for place in totals.told(question))


def _running(part: Contribution) -> Iterator[Question]:
    questions = (question for card in part.form.cards for question in card.questions())
    return (one for one in questions if one.since_new_year and counts_people(one))


class _Totals:
    """One unit's running totals beside those that it was shown with before."""

    def __init__(
        self, part: Contribution, answers: Answers, before: Mapping[Quarter, Marks], hidden: Marks
    ) -> None:
        self._part, self._answers, self._before, self._hidden = part, answers, before, hidden
        self._unit = part.respondent.id

    def told(self, question: Question) -> Iterator[Place]:
        """The total, or the quarter's own number beside it, that would tell a hidden number."""
        key, own = question.key, question.key.replace(_TOTAL, _IN_QUARTER)
        total, in_quarter = _number(self._answers, key), _number(self._answers, own)
        if total is None:
            return
        shown = {number for quarter in self._before for number in self._shown(quarter, key)}
        hides = (self._unit, key) in self._hidden
        if not hides and (any(total - number in _SMALL for number in shown) or self._tells(key, own)):
            yield self._unit, key
        if hides and own != key and in_quarter is not None and self._before_is_shown(key):
            yield self._unit, own

    def _tells(self, key: str, own: str) -> bool:
        """Whether the total tells the hidden one of the quarter with it, or the hidden total before it."""
        in_quarter = _number(self._answers, own) if own != key else None
        hides = (self._unit, own) in self._hidden
        if hides and self._before_is_shown(key):
            return True
        return in_quarter is not None and not hides and self._before_is_hidden(key)

    def _before_is_shown(self, key: str) -> bool:
        """In the first quarter the total before it is nothing, and everybody knows."""
        if not self._before:
            return True
        return bool(self._shown(max(self._before), key))

    def _before_is_hidden(self, key: str) -> bool:
        if not self._before:
            return False
        last = max(self._before)
        return (self._unit, key) in self._before[last]

    def _shown(self, quarter: Quarter, key: str) -> set[int]:
        """The totals of an earlier quarter that somebody may have seen: as it was published, and as it is."""
        past = self._part.before(quarter)
        if past is None or (self._unit, key) in self._before[quarter]:
            return set()
        sent = [one.answers for one in (past.published, past.submission) if one]
        figure = past.figures[key].value if key in past.figures else None
        found = {number for answers in sent if (number := _number(answers, key)) is not None}
        return {number for number in (*found, *_whole(figure)) if number not in _SMALL}


def _number(answers: Answers, key: str) -> int | None:
    return next(_whole(amount(answers, key)), None)


def _whole(value: object) -> Iterator[int]:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        yield int(value)
