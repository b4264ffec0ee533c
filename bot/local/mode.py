"""What the local mode makes up: its people, figures, an open round, and the quarter before it."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.local.earlier import before, lay_in
from counties.reading import CountyBook
from domain.messages import Account
from domain.quarter import Quarter
from domain.rounds import Phase, plan
from domain.workdays import shift
from store.audit import SAMRAD
from store.store import Store

_COUNCIL_IN = 29
"""Working days from now to the regional council of the local round: it opened the day before."""

_COUNCIL_AGO = -32
"""Working days from now to the regional council of the quarter before: its round is over and done."""


def councils(today: date) -> dict[Quarter, date]:
    """An invented date for the current quarter: a round is open now."""
    return {Quarter.of(today): shift(today, _COUNCIL_IN)}


def enroll(
    store: Store, book: CountyBook, at: datetime, accounts: Mapping[str, Account] | None = None
) -> None:
    """Put the invented people in their places; ``accounts`` by person id, for those who have one."""
    for person in book.invented.people:
        store.people.enroll(person, (accounts or {}).get(person.id), at)


def publish_figures(store: Store, book: CountyBook, now: datetime) -> None:
    """The made-up numbers, as if published for the first day of the quarter."""
    store.figures.keep(book.invented.figures(Quarter.of(now.date()).start), SAMRAD, now)


def open_again(store: Store, book: CountyBook, dates: Mapping[Quarter, date], now: datetime) -> None:
    """The local round that has closed is moved: whoever starts the bot finds one open, answers and all."""
    current = Quarter.of(now.date())
    kept = store.rounds.get(current.key)
    if current in dates and kept and kept.phase(now) is Phase.CLOSED:
        store.rounds.move(plan(current, dates[current], kept.forms, book.hours), SAMRAD, now)


def lay_in_earlier(store: Store, book: CountyBook, now: datetime) -> None:
    """The quarter before, answered and approved: so that there is something to compare with."""
    today = now.date()
    lay_in(store, book, before(book, Quarter.of(today), shift(today, _COUNCIL_AGO)))
