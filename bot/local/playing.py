"""What a step of the play works with: the round, its stage, and how people fill in their forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from bot.local.browser import Browser
from bot.local.stage import Stage
from counties.reading import CountyBook
from domain import handover, swedish
from domain.errors import SamradError
from domain.handover import status_key
from domain.raised import RaisedIssue
from domain.rounds import Round
from domain.workdays import at, shift

_ITEM = re.compile(r"^(?P<group>[a-z_]+)\.(?P<place>\d+)\.")


class PlayFailed(SamradError):
    """The bot did not answer as the play expects; the words say at which step and what it said."""


@dataclass(frozen=True)
class Told:
    """One step that has been played: when in the played time, who, what."""

    moment: datetime
    who: str
    what: str


@dataclass
class Play:
    """The played round and its stage. Each step hands the instance a time and says what happened.

    ``files``: what people have been handed, by name, in order.
    """

    stage: Stage
    book: CountyBook
    round: Round
    files: list[tuple[str, bytes]] = field(default_factory=list)

    async def days(self, workdays_to_council: int, clock: time = time(10, 0)) -> int:
        """Let the time pass; returns how many messages were sent meanwhile."""
        return await self.stage.at(at(shift(self.round.council_date, workdays_to_council), clock))

    def cards(self, who: str) -> dict[str, dict[str, str]]:
        """What the person fills in, card by card; the council met the day before."""
        told = {card: dict(values) for card, values in self.book.invented.answers[who].items()}
        if told.get("motet", {}).get("council_held") == "JA":
            told["motet"]["council_date"] = shift(self.stage.clock().date(), -1).isoformat()
        if "medskick" in told:
            raised = told["medskick"]
            raised |= {status_key(one.id): _going(one, raised) for one in self.earlier_issues(who)}
        return told

    def earlier_issues(self, who: str) -> list[RaisedIssue]:
        """What the person's unit raised the quarter before, and is asked about now."""
        unit = next(person.unit or "" for person in self.book.invented.people if person.id == who)
        return self.stage.bot.store.raised.open_of_earlier_rounds(self.round.key, unit)

    async def fill_in(self, who: str, *, until: str = "") -> list[str]:
        """Fill in the cards before the last, up to ``until``; returns what each new card says."""
        said = [await self.stage.say(who, "rapportera")]
        for card, values in list(self.cards(who).items())[:-1]:
            if card == until:
                return said
            said.append(await self.save(who, values))
        return said

    async def save(self, who: str, values: Mapping[str, str]) -> str:
        for group in _added(values):
            await self.stage.press(who, "add", {}, group)
        return await self.stage.press(who, "save", values)

    async def send(self, who: str) -> str:
        """Fill in the last card, read the summary and send in; returns the receipt."""
        *_, last = self.cards(who).values()
        must("Läs igenom svaren", await self.stage.press(who, "send", last))
        return await self.stage.press(who, "confirm", {})

    async def fill_in_browser(self, who: str, browser: Browser) -> str:
        """The whole form on its pages; returns the receipt."""
        for card, values in self.cards(who).items():
            await browser.press("send" if card == "kontroll" else "save", values)
        must("Läs igenom svaren", browser.words)
        return await browser.press("confirm")


def _added(values: Mapping[str, str]) -> list[str]:
    """The group of each item that is filled in, once for each."""
    asked = {(found["group"], found["place"]) for key in values if (found := _ITEM.match(key))}
    return [group for group, _ in sorted(asked) if group != "followup"]


def _going(issue: RaisedIssue, values: Mapping[str, str]) -> str:
    """How an earlier issue goes: what is raised again goes on, and the others have been answered."""
    now = handover.items(dict(values))
    return "PAGAR" if any(handover.titled_alike(one, [issue]) for one in now) else "BESVARAT"


def must(words: str, said: str) -> None:
    if words not in said:
        raise PlayFailed(f"Väntade på ”{words}” men fick: {said[:400] or 'inget svar'}")


def first_line(answer: str) -> str:
    return swedish.upper_first(answer.strip().split("\n")[0])
