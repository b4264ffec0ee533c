"""A whole quarter, played from open round to Word draft on an instance and database of its own."""

import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.clock import HandedClock
from bot.local.stage import Stage
from counties.reading import CountyBook
from domain import swedish
from domain.errors import SamradError
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import at, shift
from forms import shelf

FORM = "delregionalt_samrad"

_ITEM = re.compile(r"^(?P<group>[a-z_]+)\.\d+\.")


class PlayFailed(SamradError):
    """The bot did not answer as the play expects; the words say at which step and what it said."""


@dataclass(frozen=True)
class Told:
    """One step that has been played: when in the played time, who, what."""

    moment: datetime
    who: str
    what: str


Step = Callable[["Play"], Awaitable[str]]


@dataclass
class Play:
    """The played round and its stage. Each step hands the instance a time and says what happened."""

    stage: Stage
    book: CountyBook
    round: Round
    draft: Path | None = None

    def day(self, workdays_to_council: int, clock: time = time(10, 0)) -> datetime:
        return at(shift(self.round.council_date, workdays_to_council), clock)

    async def fill_in(self, who: str, *, until: str = "kontroll") -> list[str]:
        """Fill in the council's cards up to ``until``; returns what each new card says."""
        said = [await self.stage.say(who, "rapportera")]
        for card, values in self.book.invented.answers[who].items():
            filled = dict(values)
            if card == "motet" and filled["council_held"] == "JA":
                filled["council_date"] = shift(self.stage.clock().date(), -1).isoformat()
            if card == until:
                return said
            for group in _groups(filled):
                await self.stage.press(who, "add", {}, group)
            said.append(await self.stage.press(who, "save", filled))
        return said

    async def send(self, who: str) -> str:
        """Press the last card's button; returns the receipt."""
        return await self.stage.press(who, "send", self.book.invented.answers[who]["kontroll"])


def _groups(values: dict[str, str]) -> list[str]:
    return sorted({found["group"] for key in values if (found := _ITEM.match(key))})


async def play(
    quarter: Quarter, book: CountyBook, var: Path, out: Path
) -> AsyncIterator[tuple[int, Told, Path | None]]:
    """Play ``quarter``; yields the steps left, what was done, and at the end where the draft lies.

    Starts fresh: what stands in ``var`` from an earlier play is removed. Raises PlayFailed.
    """
    shutil.rmtree(var, ignore_errors=True)
    council_date = book.council_date(quarter)
    round_ = plan(quarter, council_date, shelf.newest(FORM))
    clock = HandedClock(round_.opens - timedelta(days=2))
    async with Stage(var, clock, book, {quarter: council_date}) as stage:
        playing = Play(stage, book, round_)
        for number, (who, step) in enumerate(STEPS, start=1):
            what = await step(playing)
            yield len(STEPS) - number, Told(clock(), who, what), None
        target = _delivered(playing.draft, out)
        yield 0, Told(clock(), "Samråd", f"Utkastet ligger i {target}"), target


def _delivered(draft: Path | None, out: Path) -> Path:
    if draft is None:
        raise PlayFailed("Inget utkast blev klart.")
    out.mkdir(parents=True, exist_ok=True)
    target = out / draft.name
    shutil.copyfile(draft, target)
    return target


async def _greet(play: Play) -> str:
    await play.stage.at(play.day(-31))
    for who in sorted(person.id for person in play.book.invented.people):
        _must("Jag är Samråd", await play.stage.say(who, "hej"))
    return "De påhittade personerna hälsar på boten, så att den vet var de nås."


async def _open(play: Play) -> str:
    sent = await play.stage.at(play.day(-30))
    _must("Dags att rapportera", play.stage.heard("fyrbodal"))
    return f"Omgången öppnar. {sent} personer får besked i sin chatt."


async def _skaraborg(play: Play) -> str:
    await play.stage.at(play.day(-26))
    await play.fill_in("skaraborg")
    _must("Kvitto", await play.send("skaraborg"))
    return "Skaraborg fyller i sex kort och får kvitto."


async def _first_question(play: Play) -> str:
    await play.stage.at(play.day(-24))
    answer = await play.stage.say("medlem", "Måste kommunen ta emot den som anvisas hit?")
    _must("2016:38", answer)
    return f"En medlem frågar om anvisning och får svar: {_first_line(answer)}"


async def _second_question(play: Play) -> str:
    answer = await play.stage.say("medlem", "vem leder det delregionala samrådet i Fyrbodal?")
    _must("Länsstyrelsen", answer)
    return f"Samma medlem frågar vem som leder samrådet: {_first_line(answer)}"


async def _sjuharad_mistake(play: Play) -> str:
    await play.stage.at(play.day(-22))
    said = await play.fill_in("sjuharad", until="medskick")
    _must("Skriv bara siffror: 90", said[-1])
    return "Sjuhärad skriver ”ca 90” i ett sifferfält. Kortet kommer tillbaka och visar hur man skriver."


async def _sjuharad_corrects(play: Play) -> str:
    await play.stage.press("sjuharad", "save", {"received_self_ytd": "90"})
    answers = dict(play.book.invented.answers["sjuharad"]["medskick"])
    await play.stage.press("sjuharad", "add", {"has_handover": "JA"}, "handover")
    await play.stage.press("sjuharad", "save", answers)
    _must("Kvitto", await play.send("sjuharad"))
    return "Sjuhärad rättar till 90, lägger till ett medskick och får kvitto. Inget annat gick förlorat."


async def _first_reminder(play: Play) -> str:
    sent = await play.stage.at(play.day(-20))
    _must("Påminnelse", play.stage.heard("fyrbodal"))
    _silent(play, "skaraborg", "sjuharad")
    return f"Första påminnelsen går till de {sent} som inte har lämnat in, och inte till någon annan."


async def _goteborgsregionen(play: Play) -> str:
    await play.stage.at(play.day(-18))
    await play.fill_in("goteborgsregionen")
    _must("Kvitto", await play.send("goteborgsregionen"))
    return "Göteborgsregionen, som GR leder, lämnar in med ett medskick."


async def _fyrbodal_begins(play: Play) -> str:
    await play.stage.at(play.day(-16))
    _must("Påminnelse", play.stage.heard("fyrbodal"))
    await play.fill_in("fyrbodal", until="siffror")
    return "Fyrbodal påminns igen, fyller i tre kort och blir avbruten."


async def _late(play: Play) -> str:
    await play.stage.at(play.day(-14))
    _must("svar saknas", play.stage.heard("fyrbodal"))
    listed = play.stage.heard("samordnare")
    _must("Fyrbodal", listed)
    return "Sista svarsdag har passerat. Fyrbodal får veta vad som saknas, och samordnaren får en lista."


async def _fyrbodal_ends(play: Play) -> str:
    await play.stage.at(play.day(-13))
    await play.stage.say("fyrbodal", "rapportera")
    answers = play.book.invented.answers["fyrbodal"]
    await play.stage.press("fyrbodal", "save", answers["siffror"])
    await play.stage.press("fyrbodal", "add", {"has_handover": "JA"}, "handover")
    await play.stage.press("fyrbodal", "save", answers["medskick"])
    _must("efter sista svarsdag", await play.send("fyrbodal"))
    return "Fyrbodal fortsätter där de slutade och lämnar in, två arbetsdagar efter sista svarsdag."


async def _status(play: Play) -> str:
    await play.stage.at(play.round.draft_at)
    told = await play.stage.say("samordnare", "status")
    _must("4 av 4 delregioner", told)
    return "Omgången är stängd. Samordnaren frågar efter status: 4 av 4 delregioner har lämnat in."


async def _draft(play: Play) -> str:
    key = f"K{play.round.quarter.number} {play.round.quarter.year}"
    told = await play.stage.say("samordnare", f"utkast {key}")
    _must("bygger på 4 av 4 delregioner", told)
    drafts = sorted((play.stage.var / "out").glob("*.docx"))
    play.draft = drafts[-1] if drafts else None
    return f"Samordnaren skriver ”utkast {key}” och får ett Word-dokument."


STEPS: tuple[tuple[str, Step], ...] = (
    ("Alla", _greet),
    ("Samråd", _open),
    ("Skaraborg", _skaraborg),
    ("Medlem", _first_question),
    ("Medlem", _second_question),
    ("Sjuhärad", _sjuharad_mistake),
    ("Sjuhärad", _sjuharad_corrects),
    ("Samråd", _first_reminder),
    ("Göteborgsregionen", _goteborgsregionen),
    ("Fyrbodal", _fyrbodal_begins),
    ("Samråd", _late),
    ("Fyrbodal", _fyrbodal_ends),
    ("Samordnare", _status),
    ("Samordnare", _draft),
)


def _must(words: str, said: str) -> None:
    if words not in said:
        raise PlayFailed(f"Väntade på ”{words}” men fick: {said[:400] or 'inget svar'}")


def _silent(play: Play, *people: str) -> None:
    for who in people:
        if said := play.stage.heard(who):
            raise PlayFailed(f"{who} skulle inte få något, men fick: {said[:200]}")


def _first_line(answer: str) -> str:
    return swedish.upper_first(answer.strip().split("\n")[0])


def dates_of(quarter: Quarter, book: CountyBook) -> tuple[date, date]:
    """The first and last day of what is played."""
    round_ = plan(quarter, book.council_date(quarter), shelf.newest(FORM))
    return round_.opens.date(), round_.draft_at.date()
