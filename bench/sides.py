"""The processes of bench/turns.py: Teams on this machine, a bare handler, and the bot twice.

Each prints one line of JSON when it is ready, serves until its standard input ends, and prints one more.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
from aiohttp import web

from bot.cards.card import render
from bot.clock import HandedClock
from bot.connector import Connector
from bot.draft_files import DraftFiles
from bot.local.connector import LocalConnector
from bot.own_links import card_seals
from bot.pace import Pace
from bot.server import Parts, make_app
from bot.serving import listening
from bot.settings import Settings, read_settings
from bot.tokens import no_token
from counties.reading import read_county
from dialogs import reception
from dialogs.desk import Desk
from domain.county import County
from domain.messages import Account, Message, Turn
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.rounds import plan
from domain.workdays import STOCKHOLM
from forms import shelf
from knowledge.handbook import Handbook
from store.store import Store
from tests.conversations.answers import CARDS, CONTROL
from tests.conversations.chat import Chat

UNITS = 32
SIGNED_BY = "of the bench alone, and long enough"
NOW = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)
QUARTER = Quarter(2026, 3)

Told = dict[str, Any]


@asynccontextmanager
async def teams(_settings: Told) -> AsyncIterator[Told]:
    async with LocalConnector(HandedClock(NOW)) as connector:
        settings = connector.settings()
        tenant = settings["tenants"][0]
        told: Told = {
            "settings": settings,
            "service_url": connector.service_url,
            "token": connector.signer.token(),
            "tenant": tenant,
        }
        yield told
        told["received"] = len(connector.received)


@asynccontextmanager
async def bare(_settings: Told) -> AsyncIterator[Told]:
    """What no bot on aiohttp can be faster than: read the JSON, post the same reply, answer 200."""
    async with aiohttp.ClientSession() as session:

        async def messages(request: web.Request) -> web.Response:
            said = json.loads(await request.read())
            place = f"v3/conversations/{said['conversation']['id']}/activities/{said['id']}"
            reply = {
                "type": "message",
                "text": said["text"],
                "textFormat": "plain",
                "channelId": said["channelId"],
                "serviceUrl": said["serviceUrl"],
                "conversation": {"id": said["conversation"]["id"]},
                "from": {"id": said["recipient"]["id"]},
                "recipient": {"id": said["from"]["id"]},
                "replyToId": said["id"],
            }
            async with session.post(said["serviceUrl"] + place, json=reply) as answer:
                await answer.read()
            return web.Response()

        app = web.Application()
        app.router.add_post("/api/messages", messages)
        async with listening(app) as url:
            yield {"url": url}


@asynccontextmanager
async def echo(given: Told) -> AsyncIterator[Told]:
    """The whole edge: token, guard, turn in a thread, noted in the store, reply through the SDK."""

    def answer(turn: Turn) -> Sequence[Message]:
        return [Message(text=turn.text)]

    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "samrad.db")
        async with listening(make_app(parts(settings_of(given), store, answer))) as url:
            yield {"url": url}
        store.close()


@asynccontextmanager
async def stored(given: Told) -> AsyncIterator[Told]:
    """The same with the dialogs: each of 32 councils sends its last card, confirms the summary, and again."""
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "samrad.db")
        desk = full_desk(store, Path(folder))
        settings = settings_of(given)
        values = [filled_in(desk, settings.tenants[0], place) for place in range(UNITS)]

        def answer(turn: Turn) -> Sequence[Message]:
            return [reception.answer(turn, desk)]

        told: Told = {"values": values}
        async with listening(make_app(parts(settings, store, answer))) as told["url"]:
            yield told
        told["stored"] = sum(map(stored_by(store), councils(desk))) - UNITS * len(CARDS)
        store.close()


def settings_of(given: Told) -> Settings:
    own = {"public_url": "http://127.0.0.1", "link_secret": SIGNED_BY}
    return read_settings(**own, **given)


def parts(settings: Settings, store: Store, answer: Any) -> Parts:  # noqa: ANN401 - the answer of Parts
    # What Teams takes in a second has no place in a measure of our own work.
    connector = Connector(settings.origins, no_token, Pace(most=1e6))
    seals = card_seals(settings)
    return Parts(settings, HandedClock(NOW), connector, store.inbound, answer, render, seals)


def full_desk(store: Store, folder: Path) -> Desk:
    county = wide(read_county("vastra_gotaland").county)
    forms = [shelf.newest(form_id) for form_id in county.form_ids()]
    store.rounds.create(plan(QUARTER, date(2026, 12, 10), forms), "bench", NOW)
    return Desk(store, county, Handbook.load, lay_down=DraftFiles(folder / "out").lay_down)


def wide(county: County) -> County:
    """The county with 32 councils like Fyrbodal, since a council's versions come one after another."""
    pattern = county.council("fyrbodal")
    units = [replace(pattern.unit, id=f"{pattern.unit.id}{place}") for place in range(UNITS)]
    return replace(county, councils=tuple(replace(pattern, unit=unit) for unit in units))


def councils(desk: Desk) -> list[str]:
    return [council.id for council in desk.county.councils]


def stored_by(store: Store) -> Callable[[str], int]:
    """How many turns a unit has stored; of the last card and its confirmation, both or only the first."""

    def turns(unit: str) -> int:
        saved = len(store.submissions.history(QUARTER.key, unit))
        if saved - len(CARDS) not in {
            2 * (sent := len(store.submissions.versions(QUARTER.key, unit))),
            2 * sent + 1,
        }:
            raise AssertionError(f"{unit} has {saved} saved cards and {sent} versions")
        return saved

    return turns


def filled_in(desk: Desk, tenant: str, place: int) -> Told:
    """What the last card's button carries, when all cards before it have been saved."""
    unit = councils(desk)[place]
    account = Account(tenant, f"aad-{place}")
    desk.store.people.enroll(Person(f"p{place}", f"Person {place}", Role.REPORTER, unit), account)
    chat = Chat(desk, account, NOW)
    chat.say("rapportera")
    for values in CARDS:
        chat.press("save", values)
    action = chat.action("send", CONTROL)
    return {**action.values, **action.data, "verb": action.verb, "request": action.request}


SIDES = {"teams": teams, "bare": bare, "echo": echo, "stored": stored}


async def main(sides: Mapping[str, Callable[[Told], AbstractAsyncContextManager[Told]]]) -> None:
    name, given = sys.argv[1:]
    async with sides[name](json.loads(given)) as told:
        print(json.dumps(told), flush=True)
        await asyncio.to_thread(sys.stdin.read)
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    asyncio.run(main(SIDES))
