"""Somebody who has read all the reports of a year and works out what they do not say.

It knows what every mark means and which numbers add up, and looks for other years that would have given the
very same reports. What has but one is no secret. It has nothing in common with how the program hides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Name = tuple[str, str, str]
"""Unit, key and quarter."""

Line = tuple[tuple[Name, int], ...]
"""A sum with signs."""

_AROUND = (3, 12, 60)
"""How far from the truth it looks for other years, nearest first."""

_MOST_TRIED = 20_000


@dataclass
class Reports:
    """What was read: between which numbers each lies, and between which each sum lies."""

    between: dict[Name, tuple[int, int]] = field(default_factory=dict)
    sums: list[tuple[Line, int, int]] = field(default_factory=list)

    def saw(self, name: Name, least: int, most: int) -> None:
        low, high = self.between.get(name, (0, FAR))
        self.between[name] = max(low, least), min(high, most)


FAR = 10**6

_Bounds = dict[Name, tuple[int, int]]


class Attacker:
    """``truth`` is known only so as to begin looking near it; to be asked when nothing ``lies``."""

    def __init__(self, reports: Reports, truth: Mapping[Name, int]) -> None:
        self._reports, self._truth = reports, truth
        self._lines = [one for one in reports.sums if all(name in truth for name, _ in one[0])]
        self._of: dict[Name, list[int]] = {}
        self._seen = {name: reports.between.get(name, (0, FAR)) for name in truth}
        for at, (line, _, _) in enumerate(self._lines):
            for name, _ in line:
                self._of.setdefault(name, []).append(at)

    def lies(self) -> list[Name]:
        """What was read that is not so: then there is nothing to be proved."""
        wrong = [name for name, (low, high) in self._seen.items() if not low <= self._truth[name] <= high]
        for line, least, most in self._lines:
            if not least <= sum(sign * self._truth[name] for name, sign in line) <= most:
                wrong.append(line[0][0])
        return wrong

    def could_be(self, line: Line, least: int, most: int) -> bool:
        """Whether there is another year in which the sum with signs lies so."""
        return any(self._year(line, least, most, around) for around in _AROUND)

    def _year(self, line: Line, least: int, most: int, around: int) -> bool:
        bounds = {
            name: (max(low, self._truth[name] - around), min(high, self._truth[name] + around))
            for name, (low, high) in self._seen.items()
        }
        lines = [*self._lines, (line, least, most)]
        of = {**self._of, **{name: [*self._of.get(name, ()), len(lines) - 1] for name, _ in line}}
        return _Looking(self._truth, lines, of).finds(bounds, [len(lines) - 1])


class _Looking:
    def __init__(
        self,
        truth: Mapping[Name, int],
        lines: Sequence[tuple[Line, int, int]],
        of: Mapping[Name, Sequence[int]],
    ) -> None:
        self._truth, self._lines, self._of, self._tried = truth, lines, of, 0

    def finds(self, bounds: _Bounds, first: list[int]) -> bool:
        """Whether numbers within the bounds satisfy every line: narrowed, then tried, the truth first."""
        self._tried += 1
        if self._tried > _MOST_TRIED or not self._narrowed(bounds, first):
            return False
        open_ = self._open(bounds)
        if open_ is None:
            return True
        low, high = bounds[open_]
        for number in sorted(range(low, high + 1), key=lambda one: abs(one - self._truth[open_])):
            tried = {**bounds, open_: (number, number)}
            if self.finds(tried, list(self._of.get(open_, ()))):
                return True
        return False

    def _open(self, bounds: _Bounds) -> Name | None:
        """A number of a line that the truth within the bounds does not satisfy; None when all are."""
        # What lies within its bounds is as it was; of a line of such numbers nothing has to be tried again.
        nearest = {
            name: low if true < low else high
            for name, true in self._truth.items()
            for low, high in (bounds[name],)
            if not low <= true <= high
        }
        touched = {at for name in nearest for at in self._of.get(name, ())} | {len(self._lines) - 1}
        for line, least, most in (self._lines[at] for at in sorted(touched)):
            if not least <= sum(sign * nearest.get(name, self._truth[name]) for name, sign in line) <= most:
                names = [name for name, _ in line if bounds[name][0] < bounds[name][1]]
                return min(names or [line[0][0]], key=lambda one: bounds[one][1] - bounds[one][0])
        return None

    def _narrowed(self, bounds: _Bounds, first: list[int]) -> bool:
        waiting = list(first)
        while waiting:
            line, least, most = self._lines[waiting.pop()]
            for name in self._narrow(bounds, line, least, most):
                low, high = bounds[name]
                if low > high:
                    return False
                waiting.extend(self._of.get(name, ()))
        return True

    def _narrow(self, bounds: _Bounds, line: Line, least: int, most: int) -> Iterator[Name]:
        """Each number of the line between what the others leave for it."""
        low = high = 0
        for name, sign in line:
            own_low, own_high = _signed(bounds[name], sign)
            low, high = low + own_low, high + own_high
        if least <= low and high <= most:
            return
        if low > most or high < least:
            name = line[0][0]
            bounds[name] = 1, 0
            yield name
            return
        for name, sign in line:
            own_low, own_high = _signed(bounds[name], sign)
            left = max(own_low, least - (high - own_high)), min(own_high, most - (low - own_low))
            found = _signed(left, sign)
            if found != bounds[name]:
                bounds[name] = found
                yield name


def _signed(bounds: tuple[int, int], sign: int) -> tuple[int, int]:
    return bounds if sign > 0 else (-bounds[1], -bounds[0])
