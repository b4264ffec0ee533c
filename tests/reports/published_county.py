"""A small county with published numbers of each municipality, quarter by quarter, and reports on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.answers import FIGURE, STATE, Standing, Submission
from domain.county import County, Figure, Respondent, UnitKind
from domain.form import Form
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from domain.rounds import plan
from domain.workdays import STOCKHOLM
from forms import shelf
from tests.reports.quarter_three import AGENCY, AREAS, CALM, COUNTY, FORMS, Given

SMALL_COUNTY = replace(
    COUNTY,
    councils=tuple(replace(one, members=one.members[:3]) for one in COUNTY.councils[:3]),
)
TOWNS = tuple(member.id for one in SMALL_COUNTY.councils for member in one.members)
FETCHED = datetime(2026, 2, 1, tzinfo=STOCKHOLM)

RECEIVED = ("received_assigned_ytd", "received_self_ytd")
SEXES = ("received_total_ytd_women", "received_total_ytd_men")
TOTAL = "received_total_ytd"
HOUSED = ("enrolled_abo", "enrolled_ebo", "enrolled_municipal", "enrolled_other")
ENROLLED = "enrolled_total"

Numbers = Mapping[str, Mapping[str, int]]
"""Unit to key to number."""


@dataclass(frozen=True)
class Told:
    """What has been published, by quarter; ``own``: what units say themselves instead."""

    published: Mapping[Quarter, Numbers]
    own: Mapping[Quarter, Numbers]
    county: County = SMALL_COUNTY

    def material(self, now: Quarter, out: Sequence[tuple[Quarter, "Told"]] = ()) -> Material:
        """All that is known when the report on ``now`` is made, and nothing later.

        ``out``: the editions that have been published, each on its quarter and made from what was known then.
        """
        round_ = plan(now, date(now.year, 3 * now.number, 20), FORMS)
        parts = [self._part(one, now) for one in self.county.reporting()]
        figures = [one for at in self.published if at <= now for one in self._figures(at)]
        councils = {council.id for council in self.county.councils}
        cut_off = datetime(now.year, 12, 20, tzinfo=STOCKHOLM)
        return Material(
            self.county,
            round_,
            AREAS,
            tuple(parts),
            cut_off,
            cut_off.date(),
            published=tuple(one for one in figures if one.unit in councils),
            municipal=tuple(one for one in figures if one.unit in TOWNS),
            editions=tuple(told.material(at, out[:place]) for place, (at, told) in enumerate(out)),
        )

    def _figures(self, at: Quarter) -> list[Figure]:
        return [
            Figure(unit, key, number, "Migrationsverket", at.end, FETCHED)
            for unit, numbers in summed(self.published[at], self.county).items()
            for key, number in numbers.items()
        ]

    def _part(self, respondent: Respondent, now: Quarter) -> Contribution:
        earlier = [self._earlier(respondent, at) for at in sorted(self.published) if at < now]
        form = self._form(respondent, now)
        return Contribution(respondent, form, self._sent(respondent, now, form), earlier=tuple(earlier))

    def _earlier(self, respondent: Respondent, at: Quarter) -> Earlier:
        form = self._form(respondent, at)
        sent = self._sent(respondent, at, form)
        figures = {one.key: one for one in self._figures(at) if one.unit == respondent.id}
        return Earlier(at, sent, (sent,), figures)

    def _form(self, respondent: Respondent, at: Quarter) -> Form:
        figures = tuple(one for one in self._figures(at) if one.unit == respondent.id)
        ref = next(one for one in FORMS if one.id == respondent.unit.form)
        return shelf.form(ref, respondent, AREAS, figures)

    def _sent(self, respondent: Respondent, at: Quarter, form: Form) -> Submission:
        when = datetime(at.year, at.end.month, 28, tzinfo=STOCKHOLM)
        answers = self._answers(respondent, at)
        return Submission(at.key, respondent.id, 1, answers, "id", "Kim", when, form.id, form.version)

    def _answers(self, respondent: Respondent, at: Quarter) -> Given:
        own = self.own.get(at, {}).get(respondent.id, {})
        if respondent.unit.kind is UnitKind.AGENCY:
            return {**AGENCY, **own}
        confirmed: dict[str, int | str] = {}
        for key, number in summed(self.published[at], self.county).get(respondent.id, {}).items():
            if key not in own:
                confirmed |= {key + STATE: Standing.HOLDS.value, key + FIGURE: number}
        return {**CALM, **confirmed, **own}


def summed(numbers: Numbers, county: County) -> dict[str, dict[str, int]]:
    """With the sums of each sub-region over its municipalities."""
    found = {unit: dict(those) for unit, those in numbers.items()}
    for council in county.councils:
        own: dict[str, int] = {}
        for member in council.members:
            for key, number in numbers.get(member.id, {}).items():
                own[key] = own.get(key, 0) + number
        if own:
            found[council.id] = own
    return found
