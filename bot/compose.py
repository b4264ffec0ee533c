"""The one place where the parts are joined: settings in, a bot that can be served out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from aiohttp import web

from bot import county_names, form_files
from bot.channels.mail import mail_of
from bot.channels.teams import Teams
from bot.channels.ways import Ways
from bot.clock import Clock, system_ticks
from bot.connector import Connector
from bot.credentials import Way
from bot.desks import AtDesk, make_desk
from bot.entry_facts import entry_facts
from bot.heard import Heard
from bot.known_keys import KnownKeys
from bot.local import mode
from bot.log import broken, log
from bot.marks import MARKS
from bot.metrics import Metrics
from bot.origins import is_loopback
from bot.outgoing import Drawing
from bot.own_database import own
from bot.own_links import card_seals, link_maker
from bot.readiness import Readiness
from bot.server import Parts, make_app
from bot.setting_cautions import cautions
from bot.settings import Settings
from bot.tokens import Asked
from bot.watch_pages import Watched, watch_pages
from counties.reading import CountyBook, read_county
from dialogs.desk import Desk
from domain import swedish
from domain.county import County
from domain.delivery import TEAMS, Address, Halted
from domain.messages import Message, Panel, Turn
from domain.quarter import Quarter
from domain.rehearsal import Planned
from domain.rounds import FormRef, Phase, Round, plan
from domain.weekly import EntryFact
from forms import shelf
from scheduler.breaker import Breaker
from scheduler.delivery import Delivery
from scheduler.pulse import Pulse
from scheduler.tick import Schedule
from store.store import Store
from web.app import Parts as Pages
from web.app import make_web
from web.links import LinkMaker

_SHORTEST = timedelta(days=14)
"""A round in which there is less time to answer is told of."""


@dataclass(frozen=True)
class Bot:
    """The joined parts. ``app`` serves it; ``pulse`` is started and stopped with the application."""

    settings: Settings
    book: CountyBook
    store: Store
    desk: Desk
    clock: Clock
    schedule: Schedule
    pulse: Pulse
    delivery: Delivery
    app: web.Application
    keys: KnownKeys

    def answer(self, turn: Turn) -> Message:
        return AtDesk(self.desk, local=self.settings.local).answer(turn)[0]

    def warnings(self) -> list[str]:
        """What whoever runs the bot should know at the start: no round to come, a date in quiet time."""
        told = cautions(self.settings, self.clock().date())
        told += [*self.keys.warnings(self.clock()), *_of_secret(self.settings)]
        if not self.schedule.councils:
            return [*told, self._no_round()]
        lacking = [] if self.settings.local else form_files.without_consultation(self.schedule.forms)
        return [*told, *lacking, *self._quiet_dates(), *self._short_rounds()]

    def _no_round(self) -> str:
        book, today = self.book, self.clock().date()
        next_ = Quarter.of(today).previous
        while book.council_date(next_) <= today:
            next_ = next_.following
        return (
            f"ingen omgång öppnas: {book.county.name} har inget datum för regionalt samråd. Skriv det under"
            f" [council_dates] i counties/{book.county.key}/county.toml, till exempel {next_.key} ="
            f" {book.council_date(next_)}, och starta om Samråd."
        )

    def _short_rounds(self) -> list[str]:
        """Quiet weeks move dates back; what is left to answer in may be too little."""
        return [
            f"omgången för {round_.quarter.label} är bara öppen från {swedish.day(round_.opens)} till "
            f"{swedish.day(round_.due)}. Välj en annan dag för det regionala samrådet."
            for round_ in self._rounds()
            if round_.due - round_.opens < _SHORTEST and round_.phase(self.clock()) is not Phase.CLOSED
        ]

    def _quiet_dates(self) -> list[str]:
        return [
            f"omgången för {round_.quarter.label} {what} {day}, när inga meddelanden skickas."
            for round_ in self._rounds()
            if round_.phase(self.clock()) is not Phase.CLOSED
            for what, day in _days(round_)
            if self.book.hours.quiet(day)
        ]

    def _rounds(self) -> Iterator[Round]:
        """Each as it is kept; as it will be planned when it is not there yet."""
        for quarter, council_date in self.schedule.councils.items():
            yield self.store.rounds.get(quarter.key) or plan(
                quarter, council_date, self.schedule.forms, self.book.hours
            )

    def close(self) -> None:
        self.store.close()


def compose(
    settings: Settings,
    clock: Clock,
    connector: Connector,
    councils: dict[Quarter, date] | None = None,
    asked: Asked | None = None,
) -> Bot:
    """Join the parts. ``councils`` replaces the county's own dates of the regional council. ``asked``: how it
    goes to get tokens of our own.

    Raises BadSetting for a county that is not there or cannot be used. Without an app id it is the local
    mode: the invented people are enrolled, and a round for the current quarter is open.
    """
    book = read_county(settings.county)
    county_names.must_be_known(book)
    store = Store.open(own(settings))
    links, seals = link_maker(settings, store), card_seals(settings)
    MARKS.keyed(links.seal.secret)
    asked = asked or Asked()
    keys = KnownKeys(settings, asked)
    desk = make_desk(settings, book, store, links)
    teams = Teams(connector, Drawing(render, seals, clock), partial(_moved, store, clock))
    ways = Ways(store, teams.deliver, mail_of(settings, clock), connector.turn)

    def entries() -> dict[str, EntryFact]:
        return entry_facts(desk.handbook)

    schedule = Schedule(
        store,
        book.county,
        book.hours,
        newest_forms(book.county),
        councils or _councils(settings, book, clock),
        by_mail=bool(ways.mail),
        entries=entries,
        keys=keys,
    )
    desk = replace(desk, rehearse=partial(_rehearsed, schedule, ways))
    form_files.must_be_unchanged(store)
    if settings.local:
        mode.enroll(store, book, clock())
        mode.publish_figures(store, book, clock())
        mode.open_again(store, book, schedule.councils, clock())
    if settings.local and not councils:
        mode.lay_in_earlier(store, book, clock())
    delivery = Delivery(
        store,
        book.county,
        ways.deliver,
        clock,
        book.hours,
        ways.to,
        by_mail=bool(ways.mail),
        link=links.to,
        report_links=desk.report_links,
        entries=entries,
        turn=ways.turn,
        keys=keys,
        alarm=_alarm,
        # Ten seconds of sends: a lease is longer, and a reminder at most so old when it goes.
        batch=10 * settings.sends_per_second,
    )
    metrics = Metrics()
    connector.on_answer = metrics.sent
    connector.on_way = partial(_went, delivery.breakers[TEAMS], clock)
    pulse = Pulse(schedule, delivery, clock, partial(_broke, metrics), metrics.beat_seconds.time)
    teams_way = delivery.breakers[TEAMS]
    readiness = Readiness(store, pulse, clock, system_ticks, lambda: teams_way.open)
    watched = Watched(
        settings, store, readiness, metrics, clock, system_ticks, delivery.breakers, keys, asked
    )
    heard = Heard(store)

    at_desk = AtDesk(desk, local=settings.local)

    def removed(address: Address, at: datetime) -> None:
        if address.personal:
            heard.forget(address.account, at)

    health = partial(_health, pulse, clock)
    parts = Parts(
        settings,
        clock,
        connector,
        store.inbound,
        at_desk.answer,
        render,
        replace(seals, count=metrics.refused),
        heard.note,
        removed,
        health=health,
        pages=(*make_web(_pages(settings, desk, links, clock)), *watch_pages(watched)),
        begins=at_desk.begins,
        fetch=at_desk.fetch,
        metrics=metrics,
    )
    return Bot(settings, book, store, desk, clock, schedule, pulse, delivery, make_app(parts), keys)


def _broke(metrics: Metrics, error: Exception) -> None:
    metrics.beat_failures.inc()
    broken("pulse.failed", error)


def _of_secret(settings: Settings) -> Iterator[str]:
    """A secret can be copied by whoever sees it: not for a bot that others reach."""
    if not settings.local and settings.way is Way.SECRET and not is_loopback(settings.host):
        yield (
            "boten visar vem den är med en klienthemlighet, som bara är för utveckling."
            " Skriv botens certifikat i SAMRAD_APP_CERTIFICATE, eller använd en hanterad identitet."
        )


def _moved(store: Store, clock: Clock, address: Address, conversation: str) -> None:
    store.addresses.move(address, conversation, clock())


def _alarm(event: str, why: str) -> None:
    log.error(event, why=why)


def _went(teams: Breaker, clock: Clock, halted: Halted | None) -> None:
    """A reply shows as well as a reminder whether anything goes to anyone."""
    if halted is None:
        if teams.mend():
            _alarm("delivery.mended", TEAMS)
    elif teams.trip(str(halted), clock()):
        _alarm("delivery.halted", str(halted))


def _health(pulse: Pulse, clock: Clock) -> dict[str, object]:
    """``last_tick``: seconds since a beat last went well; None before the first."""
    age = None if pulse.last is None else (clock() - pulse.last).total_seconds()
    return {"pulse": "failing" if pulse.failing else "ok", "last_tick": age}


def newest_forms(county: County) -> tuple[FormRef, ...]:
    """The latest version of each questionnaire that the county's units fill in."""
    return tuple(shelf.newest(form_id) for form_id in county.form_ids())


def _rehearsed(schedule: Schedule, ways: Ways, round_: Round, now: datetime) -> list[Planned]:
    from bot.rehearsal import rehearse  # noqa: PLC0415 - loaded when somebody asks

    return rehearse(schedule, round_, now, ways.to)


def _pages(settings: Settings, desk: Desk, links: LinkMaker, clock: Clock) -> Pages:
    return Pages(
        desk,
        links,
        clock,
        system_ticks,
        body_limit=settings.body_limit,
        on_error=broken,
        proxied=settings.proxied,
    )


def _councils(settings: Settings, book: CountyBook, clock: Clock) -> dict[Quarter, date]:
    """The dates that the county has set; in the local mode also an invented one: a round is open now."""
    councils = {Quarter.from_key(key): day for key, day in book.dates.items()}
    return councils | mode.councils(clock().date()) if settings.local else councils


def _days(round_: Round) -> tuple[tuple[str, date], ...]:
    return (
        ("öppnar", round_.opens.date()),
        ("har sista svarsdag", round_.due.date()),
        ("stänger", round_.closes.date()),
    )


def warm_up(bot: Bot) -> None:
    """Load what the first turn needs, in a thread once the bot answers: starting does not wait for it."""
    render(Message(panel=Panel("Samråd")))
    bot.desk.handbook.find("Vad är kommuntal?")


def render(message: Message) -> dict[str, Any] | None:
    """The Adaptive Card for a message; the package that draws it is loaded with the first."""
    from bot.cards.card import render as draw  # noqa: PLC0415 - loaded with the first card

    return draw(message)
