"""Underlag: all that a report section may draw on, gathered once so that a draft has one data cut-off."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.answers import Submission
from domain.county import Council, County, FocusArea
from domain.form import Form
from domain.rounds import Round


@dataclass(frozen=True)
class Contribution:
    """One council's part: its latest submission, or None when nothing has come in.

    ``form`` is the version that the answers were given on, made ready for this council.
    """

    council: Council
    form: Form
    submission: Submission | None
    on_time: bool


@dataclass(frozen=True)
class Material:
    """``cut_off``: the moment (aware) after which nothing is in this draft."""

    county: County
    round: Round
    areas: tuple[FocusArea, ...]
    contributions: tuple[Contribution, ...]
    cut_off: datetime
    written: date

    @property
    def received(self) -> tuple[Contribution, ...]:
        return tuple(part for part in self.contributions if part.submission)

    @property
    def missing(self) -> tuple[Contribution, ...]:
        return tuple(part for part in self.contributions if not part.submission)
