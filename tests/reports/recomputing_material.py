"""A rich quarter to recompute: eight quarters and more of history, with all that can befall a number."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from domain.answers import FIGURE, SAME, STATE, Standing
from domain.county import Figure, FigureState, SeriesBreak
from domain.form import Kind
from domain.handover import items
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from domain.raised import Content, RaisedIssue, RaisedStatus, RaisedStep, Said
from domain.report_plan import Event
from domain.trends import needed
from domain.workdays import STOCKHOLM
from tests.reports.quarter_three import (
    AGENCY,
    AREAS,
    CALM,
    COUNTY,
    CUT_OFF,
    ROUND,
    STRAINED,
    Given,
    earlier,
    form_of,
    nothing_to_report,
    part,
)
from tests.reports.recomputing_numbers import COUNTY_QUOTA, HOUSED, MIGRATION, NEW_QUOTA, Numbers, chance

_GUESTS = {"Varberg", "Kungsbacka"}
_SFI, _SELF, _TOTAL, _ENROLLED = (
    "sfi_wait_weeks",
    "received_self_ytd",
    "received_total_ytd",
    "enrolled_total",
)
NOW, BEFORE = ROUND.quarter, ROUND.quarter.previous
RICH = replace(
    COUNTY,
    councils=tuple(
        replace(
            council,
            members=tuple(replace(one, in_county=one.name not in _GUESTS) for one in council.members),
        )
        for council in COUNTY.councils
    ),
    breaks=(
        SeriesBreak(date(2026, 8, 1), "Väntetiden räknas från anmälan", ("fyrbodal",), (_SFI,)),
        SeriesBreak(date(2025, 7, 1), "Barn räknas på ett nytt sätt", (), ("enrolled_children",)),
    ),
    report=replace(
        COUNTY.report, events=(Event(date(2027, 7, 1), "Den nya lagen börjar gälla", "Regeringskansliet"),)
    ),
)
_OWN = {
    "fyrbodal": (_SELF, _TOTAL, _ENROLLED),
    "sjuharad": (_ENROLLED,),
    "gr": ("tpd_assigned_ytd", "uac_assigned_ytd"),
}
"""What sub-regions answer with numbers of their own."""
_CHANGED = {("sjuharad", _SELF), ("sjuharad", _TOTAL), ("skaraborg", "enrolled_abo")}
"""What its source has changed since it was confirmed."""


@dataclass(frozen=True)
class Rich:
    """``seed``: other numbers for each."""

    seed: int = 0

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(RICH, self.seed)

    def material(self) -> Material:
        parts = [self._council(council.id) for council in RICH.councils]
        parts += [self._agency(agency.id) for agency in RICH.agencies]
        every = sorted([*needed(NOW), NOW])
        published = [one for at in every for one in (*self.numbers.figures(at), *self._county_quota(at))]
        # Each day as last read.
        latest = {(one.unit, one.key, one.as_of): one for one in published}
        municipal = [one for at in every for one in self.numbers.municipal(at)]
        municipal += [one for year in (2024, 2025) for one in self.numbers.spread(year)]
        return Material(
            RICH,
            ROUND,
            AREAS,
            tuple(parts),
            CUT_OFF,
            CUT_OFF.date(),
            note="Påhittade svar.",
            raised=register(),
            published=tuple(latest.values()),
            municipal=tuple(municipal),
        )

    def _county_quota(self, at: Quarter) -> tuple[Figure, ...]:
        on = NEW_QUOTA if at.end >= NEW_QUOTA else date(at.year, 1, 1)
        return (Figure("vg", COUNTY_QUOTA, self.numbers.quota("vg", on) * 4, f"{MIGRATION} (länstal)", on),)

    def _council(self, key: str) -> Contribution:
        figures = self._figures(key, NOW)
        answers = {**WORDS[key], **self._numbers_of(key, NOW)}
        if key == "gr":
            one = part(key, answers, *figures, version=2, at=ROUND.due + timedelta(days=1))
        else:
            one = part(key, answers, *figures)
        past = tuple(self._past(key, at) for at in sorted(needed(NOW)) if not self._silent(key, at))
        return replace(one, respondent=RICH.respondent(key), earlier=past)

    def _silent(self, key: str, at: Quarter) -> bool:
        """Göteborgsregionen did not answer a year ago, in odd counties."""
        return key == "gr" and at == Quarter(2025, 3) and self.seed % 2 == 1

    def _figures(self, key: str, at: Quarter) -> tuple[Figure, ...]:
        return tuple(self._now(one, at) for one in self.numbers.figures(at) if one.unit == key)

    def _now(self, figure: Figure, at: Quarter) -> Figure:
        """What has become of a number since it was confirmed."""
        if at == NOW and (figure.unit, figure.key) == ("skaraborg", "enrolled_ebo"):
            return replace(figure, value=None, state=FigureState.WITHDRAWN)
        changed = (figure.unit, figure.key) in _CHANGED
        if changed and at in {NOW, BEFORE} and figure.value is not None:
            return replace(figure, value=figure.value + 7)
        return figure

    def _numbers_of(self, key: str, at: Quarter) -> dict[str, str | int | float | bool | list[str]]:
        found: dict[str, str | int | float | bool | list[str]] = {}
        for figure in self.numbers.figures(at):
            if figure.unit == key and figure.value is not None:
                found |= {figure.key + STATE: Standing.HOLDS.value, figure.key + FIGURE: figure.value}
        for own in _OWN.get(key, ()):
            found[own] = int(str(found.pop(own + FIGURE))) + chance(self.seed, key, own, below=9)
            found[own + STATE] = Standing.DEVIATES.value
        return found | self._odd(key, at)

    def _odd(self, key: str, at: Quarter) -> dict[str, str | int | float | bool | list[str]]:
        """What has no published number, or a reason instead of one."""
        wait = chance(self.seed, key, _SFI, at.key, below=240) / 10
        if key == "gr":
            return {"uac_assigned_ytd": 0, "tpd_assigned_ytd": 3, _SFI + STATE: Standing.NOT_READY.value}
        if key == "sjuharad" and at == NOW:
            return {_SFI: wait, "tpd_assigned_ytd" + STATE: Standing.UNKNOWN.value}
        return {_SFI: wait}

    def _past(self, key: str, at: Quarter) -> Earlier:
        now = {**CALM, **self._numbers_of(key, at), "overall_status": "4" if key == "gr" else "3"}
        if key == "sjuharad" and at < Quarter(2025, 4):
            now["municipalities_present"] = ["sjuharad-1", "skaraborg-1"]
        then = dict(now)
        if key == "fyrbodal" and at in {BEFORE, Quarter(2026, 1), Quarter(2025, 3)}:
            then[_SELF] = int(str(now[_SELF])) + 11
        version = 1 if key == "skaraborg" and at < Quarter(2025, 1) else 0
        published = then if then != now else None
        return earlier(key, at, now, *self._figures(key, at), published=published, version=version)

    def _agency(self, key: str) -> Contribution:
        if key == "vgr" and self.seed % 3 == 2:
            return nothing_to_report(key, "Inga nya uppgifter.")
        one = part(key, {**WORDS[key], **self._agency_numbers(key, NOW)})
        past = (earlier(key, at, {**AGENCY, **self._agency_numbers(key, at)}) for at in sorted(needed(NOW)))
        return replace(one, earlier=tuple(past))

    def _agency_numbers(self, key: str, at: Quarter) -> dict[str, str | int | float | bool | list[str]]:
        """Women and men come to the whole; what is counted from New Year only grows."""
        found: dict[str, str | int | float | bool | list[str]] = {}
        asked = [one for card in form_of(key).cards for one in card.questions() if one.kind is Kind.NUMBER]
        keys = {one.key for one in asked}
        for one in asked:
            if chance(self.seed, key, one.key, "given", below=9) == 0 and not one.required:
                continue
            most = {"procent": 40, "dagar": 200}.get(one.unit, 900 if "." not in one.key else 120)
            if one.since_new_year:
                found[one.key] = sum(
                    chance(self.seed, key, one.key, at.year, quarter, below=most)
                    for quarter in range(1, at.number + 1)
                )
            else:
                found[one.key] = chance(self.seed, key, one.key, at.key, below=most)
        for one in asked:
            women, men = one.key + "_women", one.key + "_men"
            if women in keys and one.unit == "personer" and {women, men, one.key} <= found.keys():
                found[one.key] = int(str(found[women])) + int(str(found[men]))
        if key == "miv":
            found |= {COUNTY_QUOTA: self.numbers.quota("vg", at.end) * 4, "county_quota_from": "2026-06-15"}
            found |= {"fc_low": 4000, "fc_plan": 5500, "fc_high": 7250, "fc_date": "2026-10-20"}
            found["enrolled_total"] = sum(int(str(found[one])) for one in HOUSED)
            found.pop("enrolled_total_women", None)
            found.pop("enrolled_total_men", None)
            found["enrolled_uac" + STATE] = Standing.SUPPRESSED.value
            found.pop("enrolled_uac", None)
        return found


WORDS: dict[str, Given] = {
    "skaraborg": {
        **CALM,
        "municipalities_present": ["skaraborg-1", "skaraborg-2", "skaraborg-4"],
        "overall_status" + SAME: BEFORE.key,
        "area.halsa.status": "4",
        "deepen_work.0.sfi_over_3m_n": 2,
        "deepen_work.0.so_wait_weeks": 7.5,
        "area.arbete.obstacles": ["AF_NARVARO", "RESURSER"],
    },
    "fyrbodal": {
        **STRAINED,
        "area.arbete.obstacles": ["AF_NARVARO"],
        "deepen_work.0.sfi_over_3m_n": 1,
    },
    "sjuharad": {
        **CALM,
        "municipalities_present": [f"sjuharad-{number}" for number in range(1, 5)],
        "overall_status": "4",
        "overall_trend": "FORBATTRAT",
        "figures_confirm": "AVVIKER",
        "has_handover": "JA",
        "handover.0.title": "Bostäder för stora familjer saknas",
        "handover.0.body": "Av 14 familjer med fler än 5 barn fick 3 en bostad inom 2 månader.",
        "handover.0.kind": "UPPDRAG",
        "handover.0.area": "boende",
        "handover.0.level": "REGIONAL",
        "handover.0.urgency": "3",
    },
    "gr": {
        **CALM,
        "overall_status": "2",
        "outlook": "Vi räknar med 120 nya elever under 2027.",
        "publishable": "PUBLIK",
    },
    "af": {**AGENCY, "presence_change" + STATE: Standing.NOTHING.value},
    "miv": {
        **AGENCY,
        "site_changes": "Boendet i Tibro öppnar 1 februari 2027 med 80 platser.",
        "has_handover": "JA",
        "handover.0.title": "Anvisa i tid före jul",
        "handover.0.body": "Kommunerna behöver besked 8 veckor före.",
        "handover.0.kind": "STRUKTURELLT_PROBLEM",
        "handover.0.area": "SAMVERKAN",
        "handover.0.level": "REGIONAL",
        "handover.0.urgency": "2",
    },
    "vgr": AGENCY,
}

_SPRING, _NOW = datetime(2026, 5, 4, 9, tzinfo=STOCKHOLM), CUT_OFF - timedelta(days=9)


def register() -> tuple[RaisedIssue, ...]:
    """Three that are new, one raised again, three from before: one solved, one that has begun."""
    return (
        _issue(3, "gr", "2026Q2", RaisedStatus.SOLVED),
        _issue(5, "miv", "2026Q2", RaisedStatus.ONGOING),
        _issue(8, "skaraborg", "2026Q1"),
        _raised_again(9, "fyrbodal"),
        _issue(11, "sjuharad", "2026Q3", title="Bostäder för stora familjer saknas"),
        _as_answered(10, "miv"),
        _issue(12, "gr", "2026Q3", title="Skyddat boende behövs i hela länet"),
    )


def _raised_again(number: int, unit: str) -> RaisedIssue:
    """One that the quarter before raised, and this one once more."""
    step = RaisedStep(1, RaisedStatus.RAISED, Said(NOW.key, "id", "Kim", _NOW), "Lyft igen.")
    return replace(_issue(number, unit, "2026Q2"), steps=(step,))


def _as_answered(number: int, unit: str) -> RaisedIssue:
    """One that the register has in the words of the answer."""
    [content] = items(WORDS[unit])
    said = Said(NOW.key, "id", "Kim", _NOW)
    return RaisedIssue(number, unit, "form/handover/1", content, said)


def _issue(number: int, unit: str, round_: str, *steps: RaisedStatus, title: str = "") -> RaisedIssue:
    words = title or f"Fråga {number} om {number + 20} platser"
    content = Content(words, "Det gäller 17 kommuner.", addressee="VGR", level="REGIONAL", urgency=2)
    at = _NOW if round_ == NOW.key else _SPRING - timedelta(days=90 if round_ == "2026Q1" else 0)
    told = tuple(
        RaisedStep(place, status, Said(NOW.key, "id", "Kim", _NOW + timedelta(days=place)), "Klart 2026.")
        for place, status in enumerate(steps, start=1)
    )
    return RaisedIssue(number, unit, f"form/handover/{number}", content, Said(round_, "id", "Kim", at), told)
