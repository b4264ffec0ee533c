"""One row of the outbox that belongs to no round, about to be written: all that its words may draw on."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from domain.delivery import Claimed
from domain.errors import NotFound
from domain.notices import Kind
from domain.people import Person
from domain.tickets import Ticket
from domain.upkeep import Upkeep
from domain.watching import Watched
from domain.weekly import WeekList
from domain.weeks import Week
from domain.workdays import STOCKHOLM
from scheduler import alarms
from scheduler.errands import material, since_last, upkeep
from scheduler.gathering import Sources


@dataclass(frozen=True)
class ErrandTelling:
    """``person``: with the assignments that hold at ``at`` (aware)."""

    sources: Sources
    at: datetime
    row: Claimed
    kind: Kind
    person: Person

    @cached_property
    def now(self) -> Upkeep:
        """How everything stands; not asked for by what is told of one ticket alone."""
        return upkeep(self.sources, self.at)

    @cached_property
    def watched(self) -> Watched:
        """How Samråd itself fares."""
        return alarms.watched(self.sources, self.at)

    @property
    def about(self) -> str:
        """The id of the ticket or the proposal, the week, or what is watched."""
        return self.row.what["about"]

    @cached_property
    def found(self) -> Ticket | None:
        """The ticket as it is by now; None when it is not there any more."""
        return self.sources.store.tickets.get(int(self.about))

    @property
    def ticket(self) -> Ticket:
        """Raise NotFound when it is not there any more."""
        if self.found is None:
            raise NotFound(f"Det finns ingen fråga F{self.about}.")
        return self.found

    @property
    def step(self) -> int:
        """The number of the ticket's step that the row was decided for."""
        return int(self.row.what["step"])

    @cached_property
    def week(self) -> Week:
        return Week.of_key(self.about)

    @cached_property
    def since(self) -> datetime:
        """From when the week's list tells what was asked."""
        return Week(since_last(self.sources, self.person, self.week)).starts

    @cached_property
    def week_list(self) -> WeekList:
        return material(self.sources, self.now, self.week).of(self.person, self.since.date())

    def place(self, group: str) -> str:
        """Sakkunniga i bosättning; for a question that belongs to no group, whoever runs the round."""
        return self.sources.county.called(group) or "Samordnarna"

    def why(self, group: str) -> str:
        """Du får det här för att du är sakkunnig i bosättning."""
        county = self.sources.county
        if group in self.person.groups:
            known = next((one for one in county.expert_groups if one.key == group), None)
            return f"Du får det här för att du är {known.member if known else 'sakkunnig'}."
        if not group or any(group in one.groups for one in self.now.people):
            return "Du får det här för att du är samordnare."
        return f"Du får det här för att du är samordnare, och {self.place(group)} har ingen medlem i dag."


def errand_telling(row: Claimed, sources: Sources, now: datetime) -> ErrandTelling | None:
    """None when the person is not there any more."""
    person = sources.store.people.get(row.person)
    if person is None:
        return None
    today = now.astimezone(STOCKHOLM).date()
    return ErrandTelling(sources, now, row, Kind(row.kind), person.on(today))
