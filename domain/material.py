"""Underlag: all that a report section may draw on, gathered once so that a draft has one data cut-off."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.answers import Submission
from domain.county import Council, County, FocusArea
from domain.form import Form
from domain.rounds import Round
from domain.swedish import listed

INVENTED = "Påhittade personer och svar. Inget här har rapporterats av någon."


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
    """``cut_off``: the moment (aware) after which nothing is in this draft.

    ``note`` is what a reader must know before anything else, such as INVENTED; mostly empty.
    """

    county: County
    round: Round
    areas: tuple[FocusArea, ...]
    contributions: tuple[Contribution, ...]
    cut_off: datetime
    written: date
    note: str = ""

    @property
    def received(self) -> tuple[Contribution, ...]:
        return tuple(part for part in self.contributions if part.submission)

    @property
    def missing(self) -> tuple[Contribution, ...]:
        return tuple(part for part in self.contributions if not part.submission)

    def marked_invented(self, people: Container[str]) -> "Material":
        """Noted as invented when any of its answers was sent in by one of ``people`` (person ids)."""
        names = [
            part.council.name
            for part in self.contributions
            if part.submission and part.submission.by in people
        ]
        if not names:
            return self
        some = f"Svaren från {listed(names)} är påhittade. Ingen har rapporterat dem."
        return replace(self, note=INVENTED if len(names) == len(self.received) else some)
