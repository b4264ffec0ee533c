"""``samrad watch``: Samråd seen from outside, for cron or a monitor; also when the bot itself is gone."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.mail import mail_of
from bot.clock import Clock
from bot.known_keys import KnownKeys, change
from bot.own_database import own_if_there
from bot.setting_cautions import unwatched
from bot.settings import Settings
from counties.reading import read_county
from domain import swedish
from domain.delivery import MAIL, Address, NotDelivered
from domain.errors import BadSetting
from domain.messages import Account, Message, Panel
from domain.watching import LASTS, STOOD, missed
from domain.workdays import SendHours
from store.checking import another
from store.database import Database
from store.faults import unusable
from store.store import Store

_SOON = 7
"""Days before a key runs out that somebody outside should hear of it."""

_TOLD = "watch-told"


@dataclass(frozen=True)
class Seen:
    """``kinds`` tells two faults apart; ``line``: what is said, in one line. All is well without kinds."""

    kinds: tuple[str, ...]
    line: str

    @property
    def is_well(self) -> bool:
        return not self.kinds


def look(settings: Settings, now: datetime) -> Seen:
    """How Samråd fares at ``now`` (aware). Nothing is written, and no table is altered."""
    place = own_if_there(settings)
    if place is None:
        none = f"det finns ingen databas i {settings.var}: starta boten, eller skriv rätt mapp i SAMRAD_VAR"
        return _seen([("database", none)], "")
    hours = read_county(settings.county).hours
    try:
        with closing(database := Database(place)):
            if said := database.read(another):
                return _unread(said)
            store = Store(database)
            found = [*_of_database(store, hours, now), *_of_keys(settings, now)]
            last = store.ticks.last()
    except BadSetting as wrong:
        return _seen([("settings", str(wrong))], "")
    except Exception as error:  # noqa: BLE001 - whatever it is, that it cannot be read is what there is to say
        return _unread(str(unusable(error) or f"Databasen går inte att läsa ({type(error).__name__})."))
    more = (f"Senaste körning {swedish.moment(last)}." if last else "", unwatched(settings))
    return _seen(found, " ".join(filter(None, more)))


def _unread(said: str) -> Seen:
    """A sentence on the whole database, as a part of the line."""
    return _seen([("database", f"{said[0].lower()}{said[1:].removesuffix('.')}")], "")


def _seen(found: Sequence[tuple[str, str]], last: str) -> Seen:
    if not found:
        return Seen((), f"Samråd går som det ska. {last}".strip())
    said = f"Samråd: {'; '.join(words for _, words in found)}. {last}".strip()
    return Seen(tuple(kind for kind, _ in found), " ".join(said.split()))


def _of_database(store: Store, hours: SendHours, now: datetime) -> Iterator[tuple[str, str]]:
    last = store.ticks.last()
    if last is None:
        yield "tick", "ingenting har körts ännu"
    elif now - last >= STOOD:
        yield "tick", f"ingenting har körts på {_ago(now - last)}"
    queue = store.watching.queue(now)
    if queue.since and missed(hours, queue.since, now) >= STOOD:
        many = swedish.count(queue.overdue, "meddelande skulle", "meddelanden skulle", neuter=True)
        yield "queue", f"{many} ha skickats, det äldsta {swedish.moment(queue.since)}"
    failing = [one.name for one in store.watching.failing() if now - one.since >= LASTS]
    if failing:
        yield "jobs", f"det här går inte att köra: {swedish.listed(failing)}"


def _of_keys(settings: Settings, now: datetime) -> Iterator[tuple[str, str]]:
    for key in KnownKeys(settings)().expiring:
        if key.has_run_out(now):
            yield key.id, f"botens {key.what} gick ut {swedish.day(key.until)}: {change(key)}"
        elif key.days_left(now) <= _SOON:
            yield key.id, f"botens {key.what} går ut {swedish.day(key.until)}: {change(key)}"


def _ago(passed: timedelta) -> str:
    minutes = int(passed.total_seconds()) // 60
    if minutes < 120:  # noqa: PLR2004 - under two hours
        return f"{minutes} minuter"
    hours = minutes // 60
    return f"{hours} timmar" if hours < 48 else f"{hours // 24} dygn"  # noqa: PLR2004 - under two days


def tell(settings: Settings, seen: Seen, clock: Clock) -> str:
    """E-mail SAMRAD_ALARM_TO once a day for the same faults, and once when all is well again.

    Returns what came of it, empty when there was nothing to tell. Raise BadSetting when no e-mail is set up.
    """
    mail = mail_of(settings, clock)
    if not (mail and settings.alarm_to):
        raise BadSetting("SAMRAD_ALARM_TO och SAMRAD_SMTP_URL: skriv båda, så kan larm skickas med e-post.")
    told, today = settings.var / _TOLD, f"{clock().date()}"
    news = " ".join((today, *seen.kinds)) if seen.kinds else ""
    if news == _told(told):
        return ""
    title = "Samråd går igen" if seen.is_well else "Samråd behöver ses över"
    address = Address(
        Account("", settings.alarm_to, ""), "", f"larm {clock().isoformat()}", settings.mail_from, MAIL
    )
    try:
        asyncio.run(mail.deliver(address, Message(panel=Panel(title, (seen.line,)))))
    except NotDelivered as failure:
        return f"Brevet till {settings.alarm_to} gick inte att skicka: {failure}"
    _keep(told, news)
    return f"Brev skickat till {settings.alarm_to}."


def _told(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _keep(path: Path, news: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if news:
        path.write_text(news, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)
