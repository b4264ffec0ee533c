"""Which numbers add up: of a unit, of its parts, of all sub-regions.

It is read out of the forms: rules such as V07 (women and men are all), an agency's sub-regions and its
county, the councils and an agency that answers the same question for the county.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.answers import STATE, Answers, Standing, amount
from domain.county import UnitKind
from domain.material import Contribution
from domain.suppression import suppressed
from domain.table import Cell, Hidden, Spot, Table
from reports.bounds import Place, Sum

_ADDING_UP = {"adds_up", "adds_up_own", "adds_up_mixed"}
_ORDERED = "at_most"
_MEMBER = "member."


def counts_of(part: Contribution) -> Iterator[tuple[Place, Cell]]:
    """The numbers of people that the unit is asked for: None for one that it has not given."""
    answers: Answers = part.submission.answers if part.submission else {}
    for question in part.form.of_people:
        yield (part.respondent.id, question.key), _cell(answers, question.key)


def _cell(answers: Answers, key: str) -> Cell:
    value = amount(answers, key)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return Hidden.SMALL if value is None and answers.get(key + STATE) == Standing.SUPPRESSED else None


def sums_within(part: Contribution) -> Iterator[Sum]:
    """The sums of one unit's own numbers, such as women and men."""
    unit = part.respondent.id
    asked = {question.key for question in part.form.of_people}
    for rule in part.form.rules:
        if rule.check in _ADDING_UP and asked.issuperset(rule.keys):
            total, *shares = rule.keys
            yield tuple((unit, key) for key in shares), (unit, total)


def parts_within(part: Contribution) -> Iterator[tuple[Place, Place]]:
    """Of which of its numbers another is a part, such as children of all enrolled."""
    unit = part.respondent.id
    asked = {question.key for question in part.form.of_people}
    for rule in part.form.rules:
        if rule.check == _ORDERED and asked.issuperset(rule.keys):
            yield from (((unit, lesser), (unit, greater)) for lesser, greater in pairwise(rule.keys))


@dataclass(frozen=True)
class Sums:
    """Places of a table in rows: the total last in each row, the totals of the columns in the last row."""

    places: tuple[tuple[Place | None, ...], ...]

    def hides(self, counts: Mapping[Place, Cell], hidden: Mapping[Place, Hidden]) -> dict[Place, Hidden]:
        """What is hidden here besides what is ``hidden`` for other tables' sake."""
        spots = {spot: self._cell(place, counts, hidden) for spot, place in self._spots()}
        shown = suppressed(self._table(spots)).spots()
        return {
            place: mark
            for spot, place in self._spots()
            if place and isinstance(mark := shown[spot], Hidden) and place not in hidden
        }

    def sums(self) -> Iterator[Sum]:
        """Each row and column that has a total, with the parts that are asked for."""
        for *parts, total in (*self.places, *zip(*self.places, strict=True)):
            there = tuple(part for part in parts if part)
            if total and there:
                yield there, total

    def _cell(
        self, place: Place | None, counts: Mapping[Place, Cell], hidden: Mapping[Place, Hidden]
    ) -> Cell:
        if place is None:
            return None
        cell = counts.get(place)
        # A small number hides itself here; one hidden for another table's sake comes as hidden.
        return hidden[place] if hidden.get(place) is Hidden.BESIDE else cell

    def _spots(self) -> Iterator[tuple[Spot, Place | None]]:
        for row, places in enumerate(self.places):
            for column, place in enumerate(places):
                yield (row, column), place

    def _table(self, spots: dict[Spot, Cell]) -> Table:
        rows = [
            tuple(spots[row, column] for column in range(len(places)))
            for row, places in enumerate(self.places)
        ]
        *body, last = rows
        return Table(tuple(row[:-1] for row in body), tuple(row[-1] for row in body), last[:-1], last[-1])


def tables(parts: Sequence[Contribution]) -> Iterator[Sums]:
    """What the councils and the agencies are asked for that adds up."""
    asked = {part.respondent.id: frozenset(place[1] for place, _ in counts_of(part)) for part in parts}
    councils = [part for part in parts if part.respondent.unit.kind is UnitKind.SUB_REGION]
    others = [part for part in parts if part not in councils]
    for keys in _families(councils, asked):
        rows = [(part.respondent.id, "") for part in councils]
        yield _sums(rows, (_whose_total(keys, others, asked), ""), keys, asked)
    for part in others:
        unit = part.respondent.id
        members = [f"{_MEMBER}{member.id}." for member in part.respondent.members]
        for keys in _families([part], asked):
            rows = [(unit, prefix) for prefix in members if prefix + keys[0] in asked[unit]]
            yield _sums(rows or [(unit, "")], (unit, "") if rows else ("", ""), keys, asked)
        yield from _same(part, asked)


_Asked = Mapping[str, frozenset[str]]


def _whose_total(keys: tuple[str, ...], others: Sequence[Contribution], asked: _Asked) -> str:
    """The agency that answers most of the questions for the whole county; "" when none answers any."""
    most = max(others, key=lambda part: len(asked[part.respondent.id].intersection(keys)), default=None)
    return most.respondent.id if most and not asked[most.respondent.id].isdisjoint(keys) else ""


def _families(parts: Sequence[Contribution], asked: _Asked) -> list[tuple[str, ...]]:
    """Keys of numbers that belong in one table, the total first; each number alone that no sum speaks of."""
    rules = [rule for part in parts for rule in part.form.rules if rule.check in _ADDING_UP]
    sums = dict.fromkeys(tuple(_bare(key) for key in rule.keys) for rule in rules)
    counted = {_bare(key) for part in parts for key in asked[part.respondent.id]}
    summed = {key for keys in sums for key in keys}
    return [*(keys for keys in sums if counted >= set(keys)), *((key,) for key in sorted(counted - summed))]


def _bare(key: str) -> str:
    return key.rpartition(".")[2] if key.startswith(_MEMBER) else key


def _sums(
    rows: Sequence[tuple[str, str]], total: tuple[str, str], keys: tuple[str, ...], asked: _Asked
) -> Sums:
    """``rows``, ``total``: unit id and prefix of the keys. A single key is a column without row totals."""
    whole, *shares = keys
    columns = [*shares, whole] if shares else [whole, ""]

    def places(unit: str, prefix: str) -> tuple[Place | None, ...]:
        known = asked.get(unit, frozenset())
        return tuple((unit, prefix + key) if key and prefix + key in known else None for key in columns)

    return Sums(tuple(places(*row) for row in (*rows, total)))


def _same(part: Contribution, asked: _Asked) -> Iterator[Sums]:
    """What an agency says of a sub-region and its council says of itself: one number in two places."""
    unit = part.respondent.id
    for member in part.respondent.members:
        for key in sorted(asked.get(member.id, frozenset())):
            if f"{_MEMBER}{member.id}.{key}" in asked[unit]:
                yield Sums((((member.id, key), (unit, f"{_MEMBER}{member.id}.{key}")), (None, None)))
