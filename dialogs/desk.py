"""What the dialogs work with, handed in by the composition root."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.live_handbook import LiveHandbook
from domain.county import County, Respondent
from domain.form import Form
from domain.people import Person
from domain.rehearsal import Planned
from domain.report_links import NoReportDoors, ReportDoors
from domain.rounds import Round
from domain.workdays import SendHours
from forms import shelf
from forms.typed import folded
from store.store import Store

if TYPE_CHECKING:
    from knowledge.handbook import Handbook
    from knowledge.statute_book import StatuteBook
    from reports.writers import Written

Link = Callable[[Person, str, Round, datetime], str]
"""Where a person finds a unit's form of a round in a browser; empty when there is no such door."""

HandbookLink = Callable[[Person, datetime], str]
"""Where a person finds the handbook's page in a browser; empty when there is no such door."""

Rehearse = Callable[[Round, datetime], Iterable[Planned]]
"""What a round would send from a moment (aware) on, as things stand; nothing is sent."""


def _no_link(_person: Person, _unit: str, _round: Round, _now: datetime) -> str:
    return ""


def _no_handbook_link(_person: Person, _now: datetime) -> str:
    return ""


def _nothing_rehearsed(_round: Round, _now: datetime) -> Iterable[Planned]:
    return ()


def _not_here(_written: "Written") -> str:
    return ""


def _no_statutes() -> "StatuteBook | None":
    return None


@dataclass(frozen=True)
class Desk:
    """``invented`` holds the people that the local mode lets anyone become; it is empty everywhere else.

    ``lay_down`` puts a made file on this machine and tells where; empty where the readers are on others.
    ``report_template``: the organisation's own for Word. ``hours``: when messages may be sent.
    """

    store: Store
    county: County
    load_handbook: "Callable[[], Handbook]"
    link: Link = _no_link
    invented: Mapping[str, Person] = field(default_factory=dict)
    rehearse: Rehearse = _nothing_rehearsed
    load_statutes: "Callable[[], StatuteBook | None]" = _no_statutes
    handbook_link: HandbookLink = _no_handbook_link
    report_links: ReportDoors = field(default_factory=NoReportDoors)
    report_template: Path | None = None
    lay_down: "Callable[[Written], str]" = _not_here
    hours: SendHours = field(default_factory=SendHours)

    @cached_property
    def live_handbook(self) -> LiveHandbook:
        """Loaded at the first question: numpy and the index are not needed to start."""
        return LiveHandbook(self.load_handbook, self.store.proposals.edition)

    @property
    def handbook(self) -> "Handbook":
        """As it is published now."""
        return self.live_handbook.now()

    @cached_property
    def statutes(self) -> "StatuteBook | None":
        """The published texts that were read in; None where there is no such book."""
        return self.load_statutes()

    @cached_property
    def units_by_name(self) -> dict[str, str]:
        """Unit id by everything that the unit is called, folded."""
        called: dict[str, str] = {}
        for unit in self.county.units():
            for name in (unit.name, f"{unit.name} kommun", f"{unit.name}s kommun", *unit.also, unit.id):
                called.setdefault(folded(name), unit.id)
        return called

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The names of all municipalities: a few people and a place may be enough to know them by."""
        return tuple(member.name for council in self.county.councils for member in council.members)

    def form(self, round_: Round, respondent: Respondent) -> Form:
        """The questionnaire of the round, made ready for the unit with the figures published for it."""
        return self.forms_for(round_, [respondent])[respondent.id]

    def forms(self, round_: Round) -> dict[str, Form]:
        """The form of each unit whose report the county waits for, by unit id."""
        return self.forms_for(round_, self.county.reporting())

    def forms_for(self, round_: Round, those: Sequence[Respondent]) -> dict[str, Form]:
        """``form`` of many, by unit id, with all their figures read at once."""
        known = self.store.figures.for_units([one.id for one in those], round_.quarter.end)
        areas = self.county.areas_in(round_.quarter)
        made = {}
        for one in those:
            figures = tuple(figure for figure in known.get(one.id, ()) if figure.holds_in(round_.quarter))
            made[one.id] = shelf.form(round_.form(one.unit.form), one, areas, figures)
        return made

    def reporting(self) -> list[str]:
        return [one.id for one in self.county.reporting()]
