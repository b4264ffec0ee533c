"""What is said instead of an answer, as a card of fields: more time or nothing to report, with a reason."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from dialogs import orders
from dialogs.desk import Desk
from dialogs.rights import Filler
from domain import swedish
from domain.answers import Problem
from domain.errors import NotAllowed
from domain.form import Card, Kind, Limits, Question
from domain.life import Act, Move
from domain.messages import Action, Button, FormPage, Message, Panel
from domain.rounds import Round
from domain.workdays import STOCKHOLM, at
from forms import checking, parsing, personal

EXTENSION = Card(
    "anstand",
    0,
    "Be om anstånd",
    "Samordnaren får frågan och svarar. Tills dess gäller den vanliga tiden.",
    (
        Question("until", "", "Till vilken dag behöver ni mer tid?", Kind.DATE, required=True),
        Question("why", "", "Varför?", Kind.TEXT, required=True, limits=Limits(6, 500)),
    ),
)
NOTHING = Card(
    "inget",
    0,
    "Inget att rapportera",
    "Det är ett svar: samordnaren ser det och skälet. Vill ni ändå rapportera fyller ni i formuläret.",
    (
        Question(
            "why",
            "",
            "Varför finns det inget att rapportera?",
            Kind.TEXT,
            required=True,
            limits=Limits(6, 500),
        ),
    ),
)
CARDS: Mapping[str, Card] = {card.key: card for card in (EXTENSION, NOTHING)}
_SENDS = {EXTENSION.key: "Fråga samordnaren", NOTHING.key: "Lämna beskedet"}


@dataclass(frozen=True)
class Asker:
    """Who asks for which unit in which round, at one moment (aware)."""

    desk: Desk
    filler: Filler
    round: Round
    now: datetime

    def page(self, card: Card, raw: Mapping[str, str], problems: tuple[Problem, ...] = ()) -> Message:
        """The card as filled in so far. What looks like personal data is not even shown back."""
        shown = {one.key: personal.masked(raw[one.key]) for one in card.questions() if one.key in raw}
        return Message(
            page=FormPage(
                card=card,
                of=0,
                round=self.round.key,
                unit=self.filler.respondent.id,
                unit_name=self.filler.respondent.title,
                request=secrets.token_urlsafe(9),
                revision=0,
                values=shown,
                items={},
                problems=problems,
                sends=_SENDS[card.key],
            )
        )

    def pressed(self, card: Card, action: Action) -> Message:
        """The card came back: done, or shown again with what is wrong. Raises NotAllowed and Closed."""
        today = self.now.astimezone(STOCKHOLM).date()
        parsed = parsing.parse(card, action.values, parsing.Window(today, self.round.council_date))
        refused = {problem.key for problem in parsed.problems}
        missing = [one for one in checking.missing_on(card, parsed.answers) if one.key not in refused]
        if problems := (*parsed.problems, *missing):
            return self.page(card, action.values, problems)
        why = str(parsed.answers["why"])
        try:
            orders.must_be_clean(why)
            if card is EXTENSION:
                day = datetime.fromisoformat(str(parsed.answers["until"])).date()
                return self.extension(at(day, time.max), why)
            return self.nothing(why)
        except NotAllowed as error:
            first = next(card.questions())
            return self.page(card, action.values, (Problem(first.key, "", str(error)),))

    def extension(self, until: datetime, why: str) -> Message:
        """Ask the coordinator for more time. Raises NotAllowed and Closed."""
        self._take(Act.ASK_EXTENSION, why, until)
        return self._asked(until)

    def nothing(self, why: str) -> Message:
        """Say that there is nothing to report. Raises NotAllowed and Closed."""
        self._take(Act.NOTHING, why)
        return self._said(why)

    def done(self, card: str) -> Message | None:
        """What was said on the card, once more; None when it does not stand."""
        life = self.desk.store.lives.of(self.round.key, self.filler.respondent.id)
        if card == EXTENSION.key:
            return self._asked(life.asked.until) if life.asked and life.asked.until else None
        return self._said(life.nothing.words) if life.nothing else None

    def _asked(self, until: datetime) -> Message:
        told = (
            f"Frågan om anstånd till {swedish.day(until)} för {self.filler.respondent.name} är ställd.",
            "Samordnaren svarar. Tills dess gäller den vanliga tiden.",
        )
        return self._done("Frågan är ställd", told)

    def _said(self, why: str) -> Message:
        told = (f"{self.filler.respondent.name} har inget att rapportera. Skälet: {why}",)
        return self._done("Beskedet är mottaget", told)

    def _take(self, act: Act, why: str, until: datetime | None = None) -> None:
        person = self.filler.person
        move = Move(act, person.id, person.name, self.now, why, until)
        self.desk.store.lives.take(self.round, self.filler.respondent.id, move)

    def _done(self, title: str, told: tuple[str, ...]) -> Message:
        name = self.filler.respondent.name
        return Message(panel=Panel(title, told), buttons=(Button("Rapportera", f"rapportera {name}"),))
