"""A small worker and its one life: it ticks, takes answers, sends, and dies where it is told to."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random

from sqlalchemy.exc import SQLAlchemyError

from domain.answers import Answers
from domain.delivery import Address, Ambiguous, Claimed
from domain.errors import SamradError
from domain.life import Act, Move
from domain.messages import Account, Message
from domain.notices import PUSHES
from domain.rounds import Round
from scheduler.delivery import Delivery
from scheduler.tick import tick
from store.database import Database, Place
from store.store import Store
from store.submissions import Kind, Save
from tests.faults.county import COORDINATOR, schedule
from tests.faults.dying import DyingDatabase, dying_store
from tests.faults.points import Doom, Point, Say
from tests.faults.sending import book, round_
from tests.scheduler.cast import TENANT
from tests.scheduler.conftest import form_of

BATCH, BATCHES = 2, 3
SILENCE = 0.03
"""The share of messages that are no reminders to whose send no answer comes, as in a timeout."""


@dataclass(frozen=True)
class Card:
    """A filled-in card. ``sends``: it is sent in. ``revision``: the one that it was made from, once shown."""

    request: str
    unit: str
    answers: Answers
    sends: bool
    revision: int | None = None


@dataclass(frozen=True)
class Orders:
    """``returned``: the unit whose answer the coordinator sends back. ``wrong``: puts a fault in the code."""

    moment: datetime
    cards: Sequence[Card]
    returned: str
    point: Point | None
    nth: int
    seed: int
    wrong: Callable[[Store, Database], None] | None = None


def on_a_pipe(pipe: int) -> Say:
    """A line for each thing that the outside world is to know."""
    return lambda line: os.write(pipe, f"{line}\n".encode())  # shorter than a pipe's unit: never torn


def live(place: Place, orders: Orders, say: Say, warm: Database | None = None) -> Database:
    """One life; its database, closed. ``warm``: that of an earlier life."""
    doom = Doom(orders.point, orders.nth, say)
    database = DyingDatabase(place, doom, warm)
    store = dying_store(database, doom)
    if orders.wrong:
        orders.wrong(store, database)
    life = Life(store, orders, doom, say, Random(orders.seed))  # noqa: S311 - chance that can be had again
    asyncio.run(life.run())
    store.close()
    return database


@dataclass(frozen=True)
class Life:
    store: Store
    orders: Orders
    doom: Doom
    say: Say
    chance: Random

    async def run(self) -> None:
        await asyncio.gather(asyncio.to_thread(self._people), self._beat())

    def _people(self) -> None:
        planned = round_()
        for card in self.orders.cards:
            self._told(partial(self._card, planned, card))
        if self.orders.returned:
            self._told(partial(self._return, planned, self.orders.returned))

    def _told(self, act: Callable[[], None]) -> None:
        """A person who is told that it did not work has got no acknowledgement, and tries again later."""
        try:
            act()
        except SamradError:
            self.say("refused")
        except SQLAlchemyError:
            self.say("broke")

    def _card(self, planned: Round, card: Card) -> None:
        revision = card.revision
        if revision is None:
            draft = self.store.submissions.draft(planned.key, card.unit)
            revision = draft.revision if draft else 0
            self.say(f"shown {card.request} {revision}")
        who = f"{card.unit}-0"
        save = Save(
            planned, card.unit, "läge", card.answers, card.request, card.request, revision, who, card.unit
        )
        if card.sends:
            saved = self.store.submissions.submit(save, form_of(planned, card.unit), self.orders.moment)
        else:
            saved = self.store.submissions.save(save, self.orders.moment)
        if saved.kind is Kind.STALE:
            self.say(f"stale {card.request}")
        else:
            version = saved.submission.version if saved.submission else 0
            self.say(f"kept {card.request} {saved.kind.name} {saved.draft.revision} {version}")

    def _return(self, planned: Round, unit: str) -> None:
        move = Move(Act.RETURN, COORDINATOR.id, COORDINATOR.name, self.orders.moment, "Skriv mer om läget.")
        life = self.store.lives.take(planned, unit, move)
        self.say(f"returned {unit} {life.number}")

    async def _beat(self) -> None:
        delivery = Delivery(
            self.store,
            book().county,
            self._deliver,
            lambda: self.orders.moment,
            book().hours,
            self._reach,
            share=self.chance.random,
            batch=BATCH,
        )
        try:
            if self.orders.seed % 2 == 0:  # every other life: it is what takes most of the time
                await asyncio.to_thread(tick, schedule(self.store, round_()), self.orders.moment)
            for _ in range(BATCHES):
                if not await delivery.run():
                    break
        except SQLAlchemyError:
            self.say("broke")  # the pulse tells of it, and beats again

    def _reach(self, row: Claimed) -> Sequence[Address]:
        """The key for a conversation, so that the outside knows what has arrived."""
        account = Account(TENANT, row.person, row.person)
        return (Address(account, row.kind, row.key, "28:samrad"),)

    async def _deliver(self, address: Address, message: Message) -> str:
        self.doom.reaches(Point.BEFORE_SEND)
        marked = "bortse från det här" in str(message)
        self.say(f"arrived {'marked' if marked else 'plain'} {address.service_url} | {address.conversation}")
        self.doom.reaches(Point.ARRIVED)
        await asyncio.sleep(0)
        if address.service_url not in PUSHES and self.chance.random() < SILENCE:
            self.say(f"silent {address.conversation}")
            raise Ambiguous("inget svar")
        self.doom.reaches(Point.AFTER_SEND)
        return "1"
