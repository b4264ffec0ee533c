"""What is logged of a busy day: that it happened, and never what people wrote nor who they are."""

import asyncio
import hashlib
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text

from bot.clock import HandedClock
from bot.foreign_log import hear_libraries
from bot.local.participants import LOCAL_TENANT, Participant
from bot.local.script import Scripted
from bot.local.stage import Stage
from bot.marks import Marks
from bot.settings import read_settings
from bot.tokens import AppTokens
from counties.reading import read_county
from domain.messages import Account
from domain.people import Person, Role
from domain.quarter import Quarter
from tests.http.entra import open_entra
from tests.http.house import BROWSED
from tests.http.test_compose import COUNCIL_IN_JANUARY, NOW

XENIA = Participant("xeniaqvist", "Xenia", "Qvistgaard", "5a3d0000-dead-4000-8000-0000000beef1")
MAIL = "xenia.qvistgaard@kommun.example"
WORDS = "Familjen på Storgatan 17 har sökt hjälp"
SECRET = "ett-hemligt-värde-som-ingen-får-se"
PERSONAL = (
    "xenia", "qvist", "deadbeef", "0000000beef1", "storgatan", "familjen", "sökt hjälp", "hemligt-värde",
    "kommun.example", XENIA.teams_id, XENIA.chat_id,
)  # fmt: skip
"""In small letters; whatever of it is logged is a fault."""

QUARTER = Quarter(2026, 4)


class Personal(Exception):
    """Quotes a person, as the errors of libraries do."""

    def __init__(self) -> None:
        super().__init__(f"{XENIA.name} <{MAIL}> ({XENIA.teams_id}): {WORDS} {SECRET}")


def breaks(*_given: object, **_more: object) -> object:
    raise Personal


@pytest.fixture
def heard() -> Iterator[None]:
    undo = hear_libraries()
    yield
    undo()


@pytest.fixture
async def stage(tmp_path: Path, heard: None) -> AsyncIterator[Stage]:
    assert heard is None
    book = read_county("vastra_gotaland")
    async with Stage(tmp_path, HandedClock(NOW), book, COUNCIL_IN_JANUARY) as opened:
        person = Person("xenia", XENIA.name, Role.REPORTER, "fyrbodal", mail=MAIL)
        opened.bot.store.people.enroll(person, Account(LOCAL_TENANT, XENIA.object_id, XENIA.name))
        yield opened


@dataclass
class Day:
    """Everything that can happen, done once."""

    stage: Stage
    patch: pytest.MonkeyPatch

    async def conversation(self) -> None:
        for words in ("hej", WORDS, "rapportera", f"Vad gäller för {XENIA.name}?", f"{SECRET} {MAIL}"):
            await self._say(words)
        with self.patch.context() as broken:
            broken.setattr(self.stage.bot.store.whereabouts, "of", breaks, raising=False)
            broken.setattr(self.stage.bot.store.people, "by_account", breaks, raising=False)
            broken.setattr(type(self.stage.bot.desk.handbook), "find", breaks)
            await self._say(f"Vem betalar för {WORDS}?")

    async def _say(self, words: str) -> None:
        await self.stage.teams.say(self.stage.url, XENIA, words)

    async def refusals(self) -> None:
        post, write = self.stage.teams.post, self.stage.teams.write
        url, message = self.stage.url, write.message(XENIA, WORDS)
        for token in (f"{SECRET}.{XENIA.key}.x", self.stage.teams.signer.token(aud=XENIA.object_id)):
            assert (await post(url, message, token)).status == 401
        foreign = {**message, "channelData": {"tenant": {"id": XENIA.object_id}}}
        assert (await post(url, {**foreign, "id": "2"})).status == 403
        assert (await post(url, {**message, "from": {"id": [XENIA.teams_id]}, "id": "3"})).status == 200
        assert (await post(url, {**message, "conversation": XENIA.chat_id, "id": "4"})).status == 200

    async def answers_that_do_not_arrive(self) -> None:
        body = {"error": {"code": "BotNotInConversationRoster", "message": str(Personal())}}
        for status in (403, 404, 413, 500):
            self.stage.teams.answer_next(Scripted(status, body))
            await self._say(f"hej {status}")

    async def delivery_and_pulse(self) -> None:
        self.stage.teams.answer_next(*[Scripted(403, {"error": {"code": "x", "message": MAIL}})] * 30)
        await self.stage.at(self.stage.clock() + timedelta(minutes=1))
        store = self.stage.bot.store
        with self.patch.context() as broken:
            for place, name in ((store.outbox, "reconsider"), (store.rounds, "all"), (store.outbox, "claim")):
                broken.setattr(place, name, breaks)
            await self.stage.bot.pulse.beat_or_tell()
        with self.patch.context() as broken:
            broken.setattr(store.ticks, "note", breaks)
            await self.stage.bot.pulse.beat_or_tell()

    async def pages(self) -> None:
        async with aiohttp.ClientSession() as session:
            for path in (
                f"/svara/{SECRET}",
                f"/{XENIA.key}",
                f"/rapport/{SECRET}?q={MAIL}",
                "/metrics",
                "/ready",
            ):
                async with session.get(f"{self.stage.url}{path}") as answer:
                    assert SECRET not in await answer.text()
            data = {"namn": XENIA.name, "text": WORDS}
            async with session.post(f"{self.stage.url}/svara/{SECRET}", data=data) as answer:
                assert answer.status < 500
            with self.patch.context() as broken:
                broken.setattr(self.stage.bot.store.links, "get", breaks)
                async with session.get(f"{self.stage.url}/svara/{SECRET}") as answer:
                    await answer.read()
        self._a_driver_that_quotes()

    def _a_driver_that_quotes(self) -> None:
        database = self.stage.bot.store._database  # noqa: SLF001 - the one place where SQL goes wrong
        with pytest.raises(Exception, match="no such table") as wrong:
            database.read(lambda one: one.execute(text("SELECT * FROM nowhere WHERE a = :a"), {"a": WORDS}))
        logging.getLogger("sqlalchemy.pool").error("Exception during reset", exc_info=wrong.value)

    async def libraries(self) -> None:
        for name in ("aiohttp.server", "apscheduler.executors.default", "msal.application", "asyncio", "web"):
            logging.getLogger(name).warning("Could not serve %s", XENIA.name)
            try:
                breaks()
            except Personal:
                logging.getLogger(name).exception("Error handling %s", MAIL)
        logging.getLogger("py.warnings").warning(f"x.py:1: UserWarning: {WORDS}")  # noqa: G004 - as warnings are logged
        asyncio.get_running_loop().call_exception_handler({"message": WORDS, "exception": Personal()})
        thread = threading.Thread(target=breaks, name=XENIA.name)
        thread.start()
        await asyncio.to_thread(thread.join)

    async def tokens(self) -> None:
        async with open_entra() as entra:
            settings = read_settings(
                app_id="app", tenants=("t-1",), app_secret=SECRET, token_url=entra.origin, **BROWSED
            )
            given = AppTokens(settings)
            with pytest.raises(Exception, match="invalid_client"):
                await given()
            given.close()


async def test_a_busy_day_leaves_no_person_in_the_log(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    day = Day(stage, monkeypatch)
    async with AsyncExitStack() as left:
        left.callback(capfd.readouterr)
        for happens in (
            day.conversation,
            day.refusals,
            day.answers_that_do_not_arrive,
            day.delivery_and_pulse,
            day.pages,
            day.libraries,
            day.tokens,
        ):
            await happens()
        out, err = capfd.readouterr()
    for event in (
        '"turned away"', "unreadable", "reply.failed", "turn.failed", "pulse.failed", "library.spoke",
        "library.failed", "thread.failed", "token.refused",
    ):  # fmt: skip
        assert f"event={event}" in err, event
    found = [line for line in (out + err).lower().splitlines() if any(one in line for one in PERSONAL)]
    assert found == []


def test_a_mark_tells_accounts_apart_and_cannot_be_tried_out() -> None:
    ours, replica, theirs = Marks(), Marks(), Marks()
    ours.keyed("vår hemlighet")
    replica.keyed("vår hemlighet")
    theirs.keyed("deras hemlighet")
    name = XENIA.teams_id
    assert ours.of(name) == replica.of(name) != theirs.of(name)
    assert ours.of(name) != ours.of(f"{name}2")
    assert ours.of(name) != hashlib.sha256(name.encode()).hexdigest()[:12]
    assert Marks().of(name) != Marks().of(name)
    assert ours.of("half a sign: \udc80")
