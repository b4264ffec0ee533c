"""One row of the outbox about to be written: all that its words may draw on."""

from dataclasses import dataclass
from datetime import datetime

from domain import reminders, swedish
from domain.answers import Answers, Problem
from domain.county import Respondent
from domain.delivery import Claimed
from domain.errors import NotFound
from domain.form import Form
from domain.life import Life, takes_answers
from domain.messages import Button
from domain.notices import Kind
from domain.nudges import progress
from domain.people import ANSWERING, Person, Role
from domain.rounds import Round
from domain.situation import Situation
from forms import checking, rules, shelf
from forms.rules import Context
from scheduler.gathering import Sources, situation

IN_BROWSER = "Öppna i webbläsaren"


@dataclass(frozen=True)
class Telling:
    sources: Sources
    now: Situation
    row: Claimed
    kind: Kind
    person: Person

    @property
    def round(self) -> Round:
        return self.now.round

    @property
    def label(self) -> str:
        return self.round.quarter.label

    @property
    def unit(self) -> str:
        """The unit that the row was decided for; empty for a coordinator's."""
        return self.row.what["unit"]

    @property
    def step(self) -> int:
        return int(self.row.what.get("step", "0"))

    def units(self) -> list[str]:
        """All of the person's units that the notice speaks of now."""
        return reminders.units_for(self.row.what["rule"], self.person, self.now)

    def respondent(self, unit: str) -> Respondent:
        return self.sources.county.respondent(unit)

    def name(self, unit: str) -> str:
        return self.sources.county.called(unit)

    def named(self, units: list[str]) -> str:
        return swedish.listed(self.name(unit) for unit in units)

    def life(self, unit: str) -> Life:
        return self.now.life(unit)

    def buttons(self, units: list[str]) -> tuple[Button, ...]:
        """To each unit's form, in the chat and in the browser; none where it takes no answers."""
        open_ = [unit for unit in units if takes_answers(self.life(unit), self.round, self.now.now)]
        alone = len(open_) == 1 and len(list(self.person.answers_for())) == 1
        found: list[Button] = []
        for unit in open_[:3]:
            says = "rapportera" if alone else f"rapportera {self.name(unit)}"
            found.append(Button("Rapportera" if alone else f"Rapportera {self.name(unit)}", says))
            if link := self.sources.link(self.person, unit, self.round, self.now.now):
                found.append(Button(IN_BROWSER if alone else f"{IN_BROWSER}: {self.name(unit)}", opens=link))
        return tuple(found)

    def footer(self, units: list[str]) -> str:
        """Du får det här för att du är ersättare för samrådet i Fyrbodal."""
        parts = [f"{self._role(unit)} för {self._place(unit)}" for unit in units]
        return f"Du får det här för att du är {swedish.listed(parts)}." if parts else ""

    def _role(self, unit: str) -> Role:
        held = [one.role for one in self.person.assignments if one.unit == unit and one.role in ANSWERING]
        return held[0] if held else Role.MEMBER

    def _place(self, unit: str) -> str:
        council = self.sources.county.council_of(unit)
        name = self.name(unit)
        return f"samrådet i {name}" if council and council.id == unit else name

    def coordinators(self) -> str:
        """Sara (sara@example.se)."""
        people = self.now.coordinators
        listed = [f"{one.name} ({one.mail})" if one.mail else one.name for one in people]
        return swedish.listed(listed) or "samordnaren"

    def missing(self, unit: str) -> str:
        """How far the unit has come, naming only what is missing."""
        draft = self.sources.store.submissions.draft(self.round.key, unit)
        problems = self._open(unit, draft.answers) if draft else []
        missing = checking.told(problems) if problems else ""
        return progress(self.life(unit), missing, begun=draft is not None)

    def _open(self, unit: str, answers: Answers) -> list[Problem]:
        form = self.form(unit)
        unexplained = rules.unexplained(form, answers, self._context(unit))
        return [p for card in form.cards for p in checking.open_on(card, answers, unexplained)]

    def form(self, unit: str) -> Form:
        respondent = self.respondent(unit)
        figures = self.sources.store.figures.for_unit(unit, self.round.quarter.end)
        areas = self.sources.county.areas_in(self.round.quarter)
        return shelf.form(self.round.form(respondent.unit.form), respondent, areas, figures)

    def _context(self, unit: str) -> Context:
        earlier = self.sources.store.submissions.earlier(self.round.key, unit)
        last = earlier[-1] if earlier else None
        quarter, members = self.round.quarter, self.respondent(unit).members
        return Context(
            previous=last.answers if last and last.round == quarter.previous.key else None,
            earlier=tuple(one.answers for one in earlier),
            same_year=quarter.previous.year == quarter.year,
            members=len(members),
            places=tuple(member.name for member in members),
        )


def telling(row: Claimed, sources: Sources, now: datetime) -> Telling | None:
    """None when the person is not there any more. NotFound for an unknown round."""
    round_ = sources.store.rounds.get(row.what["round"])
    if round_ is None:
        raise NotFound(f"Det finns ingen omgång {row.what['round']}.")
    stands = situation(sources, round_, now)
    person = stands.person(row.person)
    return Telling(sources, stands, row, Kind(row.kind), person) if person else None
