"""How a number has moved, by the rules of the report's method, worked out anew from the raw answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from domain.county import FigureState, UnitKind
from domain.form import Question
from domain.quarter import Quarter
from domain.rounds import FormRef
from forms import shelf
from tests.reports.recomputing_basis import Basis, Whose
from tests.reports.recomputing_raw import Raw

_MANY = ("fler", "färre")
_BY_UNIT = {"dagar": ("längre", "kortare"), "veckor": ("längre", "kortare")}
_HIGH = ("högre", "lägre")
_ENGLISH = {
    "något": "somewhat",
    "tydligt": "clearly",
    "fler": "more",
    "färre": "fewer",
    "längre": "longer",
    "kortare": "shorter",
    "högre": "higher",
    "lägre": "lower",
    "en förbättring": "an improvement",
    "en försämring": "a deterioration",
}
_BY_DECISION = {"received_assigned_ytd", "assigned_ytd", "assigned_q"}
_QUOTAS = ("quota_current", "county_quota")


def used(question: Question, quarter: Quarter) -> tuple[Quarter, ...]:
    """The quarters that a quarter's own number is made of."""
    return (quarter, quarter.previous) if question.since_new_year and quarter.number > 1 else (quarter,)


def part_of(found: Basis, question: Question, quarter: Quarter) -> Fraction:
    """The quarter's own number: what is counted from New Year less what was counted a quarter before."""
    first, *rest = (exact(found.numbers[at].value) for at in used(question, quarter))
    return first - sum(rest)


def exact(number: float) -> Fraction:
    return Fraction(str(number))


@dataclass(frozen=True)
class Moved:
    """From ``before`` to ``now``, of ``question``."""

    before: Fraction
    now: Fraction
    question: Question

    def phrases(self) -> set[str]:
        """Every way that the change may be told, short and with its numbers; also in English."""
        swedish = set(self._swedish())
        return swedish | {told for one in swedish for told in _english(one)}

    def _swedish(self) -> Iterator[str]:
        numbers = f"från {written(self.before)} till {written(self.now)}"
        if self.before == self.now:
            yield f"oförändrat ({written(self.now)})"
            return
        good = self._good()
        if min(self.before, self.now) < 20:
            yield f"{numbers}{good}"
            return
        percent = (self.now - self.before) * 100 / self.before
        for rounded in _rounded(abs(percent)):
            share = f"{'+' if percent > 0 else '−'}{written(rounded)}\u00a0%"
            beside = {numbers} if self.question.unit == "procent" else {share, f"{share}, {numbers}"}
            for one in beside:
                yield f"{self._words(percent)} ({one}){good}"

    def _words(self, percent: Fraction) -> str:
        if abs(percent) < 5:
            return "i stort sett oförändrat"
        size = "något" if abs(percent) <= 15 else "tydligt"
        unit = self.question.unit
        high = unit == "procent" or unit.endswith("per år")
        return f"{size} {(_HIGH if high else _BY_UNIT.get(unit, _MANY))[percent < 0]}"

    def _good(self) -> str:
        """Only where a way of the number is configured as good, and it has moved more than a little."""
        wanted = self.question.good_when
        if wanted is None or self.before == self.now or self._hardly():
            return ""
        return ", en förbättring" if (self.now > self.before) == (wanted == "upp") else ", en försämring"

    @property
    def is_still(self) -> bool:
        """Whether it has not moved, or only a little."""
        return self.before == self.now or self._hardly()

    def _hardly(self) -> bool:
        large = min(self.before, self.now) >= 20
        return large and abs(self.now - self.before) * 100 < 5 * self.before


def _english(words: str) -> Iterator[str]:
    told = words.replace("i stort sett oförändrat", "largely unchanged")
    for swedish, english in _ENGLISH.items():
        told = told.replace(swedish, english)
    told = told.replace("från", "from").replace("till", "to").replace(",", ".").replace("\u00a0%", "%")
    told = told.replace(". from", ", from").replace("). a", "), a").replace("\u00a0", ",")
    yield told
    yield told.replace("oförändrat", "unchanged")


def _rounded(number: Fraction) -> set[Fraction]:
    """To one decimal, or more where that is across five or fifteen; exactly between two either."""
    for decimals in range(1, 9):
        step = Fraction(1, 10**decimals)
        down = number // step * step
        halfway = (number - down) * 2 == step
        told = {down, down + step} if halfway else {down if (number - down) * 2 < step else down + step}
        same = {one for one in told if (one < 5, one > 15) == (number < 5, number > 15)}
        if same:
            return same
    return {number}


def written(number: float | Fraction) -> str:
    """1 234,5 as a Swede writes it."""
    value = number if isinstance(number, Fraction) else exact(number)
    whole, rest = divmod(abs(value), 1)
    digits = str(int(whole))
    groups: list[str] = []
    while digits:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    decimals = f"{float(rest):.10f}".rstrip("0")[1:].replace(".", ",") if rest else ""
    return f"{'-' if value < 0 else ''}{chr(0xA0).join(groups)}{decimals}".rstrip(",")


def broken(raw: Raw, whose: Whose, found: Basis) -> str:
    """Why the unit's numbers must not be compared with each other; empty when they may."""
    return next((why for at in found.numbers if (why := _why(raw, whose, found, at))), "")


def _why(raw: Raw, whose: Whose, found: Basis, at: Quarter) -> str:
    unit, question = whose
    figure = found.numbers[at].figure
    if figure is None:
        return why_another(raw, unit, question, at)
    pulled = "rättats av källan" if figure.state in _PULLED else ""
    if at == raw.now:
        return pulled
    reasons = (*_of_county(raw, unit, question, at), pulled, _new_quota(raw, unit, question.key, at))
    return next(filter(None, reasons), "")


def why_another(raw: Raw, unit: str, question: Question, quarter: Quarter) -> str:
    """Why the number of that quarter is another thing than the one now; empty when it is not."""
    return next(filter(None, _reasons(raw, unit, question, quarter)), "")


def _reasons(raw: Raw, unit: str, question: Question, quarter: Quarter) -> Iterator[str]:
    if quarter == raw.now:
        figure = raw.figure_now(unit, question.key)
        yield "dragits in" if figure and figure.state in _PULLED else ""
        gone = question.key not in raw.questions[unit] and question.figure is not None
        yield "dragits in, så att frågan inte längre finns i formuläret" if gone else ""
        return
    part, earlier = raw.parts[unit], raw.earlier(unit, quarter)
    if earlier is None:
        return
    yield from _of_county(raw, unit, question, quarter)
    figure = earlier.figures.get(question.key)
    pulled = figure and figure.state in _PULLED and question.key not in earlier.submission.answers
    yield "rättats av källan" if pulled else ""
    present = earlier.submission.answers.get("municipalities_present")
    members = {one.id for one in part.respondent.members}
    council = part.respondent.unit.kind is UnitKind.SUB_REGION
    yield "andra medlemmar" if council and isinstance(present, list) and set(present) - members else ""
    yield _new_quota(raw, unit, question.key, quarter)
    yield _new_words(raw, unit, question, quarter)


def _of_county(raw: Raw, unit: str, question: Question, quarter: Quarter) -> Iterator[str]:
    """The breaks that the county names."""
    place = raw.parts[unit].respondent.id
    for one in raw.material.county.breaks:
        of_it = _parts(one.units, place) and _parts(one.keys, question.key)
        yield one.why if of_it and quarter.end < one.day <= raw.now.end else ""


_PULLED = {FigureState.WITHDRAWN, FigureState.REVISED}


def _parts(those: tuple[str, ...], one: str) -> bool:
    return not those or one in those


def _new_quota(raw: Raw, unit: str, key: str, quarter: Quarter) -> str:
    of_quota = key in _QUOTAS or (key in _BY_DECISION and quarter.year == raw.now.year)
    for quota in _QUOTAS if of_quota else ():
        then, now = (raw.answered(unit, quota, one) for one in (quarter, raw.now))
        if then is not None and now is not None and then != now:
            return "ny kvot"
    return ""


def _new_words(raw: Raw, unit: str, question: Question, quarter: Quarter) -> str:
    earlier, part = raw.earlier(unit, quarter), raw.parts[unit]
    if earlier is None or earlier.submission.form_version == part.form.version:
        return ""
    ref = FormRef(earlier.submission.form_id, earlier.submission.form_version)
    then = shelf.form(ref, part.respondent, raw.material.areas, tuple(earlier.figures.values()))
    asked = then.plain.get(question.key)
    same = asked is None or (asked.label, asked.unit) == (question.label, question.unit)
    return "" if same else "ny fråga"


def has_guests(raw: Raw, unit: str) -> bool:
    return any(not member.in_county for member in raw.parts[unit].respondent.members)
