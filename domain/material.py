"""Underlag: all that a report section may draw on, gathered once so that a draft has one data cut-off."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.answers import Submission
from domain.county import County, Figure, FocusArea, Respondent, UnitKind
from domain.form import Form
from domain.life import Life, Timing, timing
from domain.quarter import Quarter
from domain.raised import RaisedIssue
from domain.rounds import Round
from domain.swedish import listed

INVENTED = "Påhittade personer och svar. Inget här har rapporterats av någon."


@dataclass(frozen=True)
class Earlier:
    """What a unit sent in for an earlier quarter, as it is now known.

    ``editions``: as it was in each published edition of that quarter's report, the first first; when none is
    published, as it was when the report was drafted. None in place of one when nothing had come by then.
    ``figures``: by question key what the sources, as last read, say of that quarter for the unit.
    """

    quarter: Quarter
    submission: Submission
    editions: tuple[Submission | None, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def published(self) -> Submission | None:
        """As it was first published: who read that edition is told what has been put right since."""
        return next((one for one in self.editions if one), None)


@dataclass(frozen=True)
class Contribution:
    """One unit's part: its latest submission, or None when nothing has come in or there is nothing to report.

    ``form`` is the version that the answers were given on, made ready for this unit. ``earlier``: what the
    unit sent in for the quarters that this one is compared with.
    """

    respondent: Respondent
    form: Form
    submission: Submission | None
    life: Life = field(default_factory=Life)
    earlier: tuple[Earlier, ...] = ()

    def before(self, quarter: Quarter) -> Earlier | None:
        """What it sent in for ``quarter``; None when that is not known."""
        return next((one for one in self.earlier if one.quarter == quarter), None)

    @property
    def nothing(self) -> str:
        """Why there is nothing to report, in the unit's words; empty for a unit that has not said so."""
        return self.life.nothing.words if self.life.nothing else ""

    def timing(self, round_: Round) -> Timing | None:
        """When its first answer came; None when none has."""
        return timing(self.life, round_)


@dataclass(frozen=True)
class Material:
    """``cut_off``: the moment (aware) after which nothing is in this draft.

    ``raised``: the issues that the round speaks of. ``inputs``: what municipalities sent in before their
    council met, for the coordinator's eyes alone. ``note`` is what a reader must know before anything else,
    such as INVENTED; mostly empty.

    ``published``: what others publish of the sub-regions and the agencies, and ``municipal`` of the
    municipalities in the county: since New Year of last year, annual numbers of the last three years; each
    day as last read, of a key the oldest day first.

    ``editions``: what published editions of the quarter's own report and of those before it were made from,
    the first first: all that may differ from what is known now. Whoever reads this one may have read those.
    Those of earlier quarters have today's forms.
    """

    county: County
    round: Round
    areas: tuple[FocusArea, ...]
    contributions: tuple[Contribution, ...]
    cut_off: datetime
    written: date
    note: str = ""
    raised: tuple[RaisedIssue, ...] = ()
    inputs: tuple[Contribution, ...] = ()
    published: tuple[Figure, ...] = ()
    municipal: tuple[Figure, ...] = ()
    editions: tuple["Material", ...] = ()

    @property
    def councils(self) -> tuple[Contribution, ...]:
        """The councils' parts; the rest are the agencies'."""
        return tuple(p for p in self.contributions if p.respondent.unit.kind is UnitKind.SUB_REGION)

    @property
    def agencies(self) -> tuple[Contribution, ...]:
        return tuple(part for part in self.contributions if part.respondent.unit.kind is UnitKind.AGENCY)

    @property
    def received(self) -> tuple[Contribution, ...]:
        return tuple(part for part in self.contributions if part.submission)

    @property
    def counted(self) -> str:
        """As in "3 av 4 delregioner och 2 av 3 aktörer"."""
        parts = [(self.councils, "delregioner"), (self.agencies, "aktörer")]
        return " och ".join(
            f"{sum(one.submission is not None for one in own)} av {len(own)} {name}"
            for own, name in parts
            if own
        )

    @property
    def missing(self) -> tuple[Contribution, ...]:
        """Who has neither sent in nor said that there is nothing to report."""
        return tuple(part for part in self.contributions if not part.submission and not part.life.nothing)

    def marked_invented(self, people: Container[str]) -> "Material":
        """Noted as invented when any of its answers was sent in by one of ``people`` (person ids)."""
        names = [
            part.respondent.name
            for part in self.contributions
            if part.submission and part.submission.by in people
        ]
        if not names:
            return self
        some = f"Svaren från {listed(names)} är påhittade. Ingen har rapporterat dem."
        return replace(self, note=INVENTED if len(names) == len(self.received) else some)
