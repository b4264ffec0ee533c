"""Someone whom a registered bot has never heard of becomes a reporter, over signed HTTP."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import HandedClock
from bot.compose import Bot, compose
from bot.connector import Connector
from bot.local.connector import LocalConnector
from bot.local.participants import ASTRID, BIRGER, LOCAL_TENANT, Participant
from bot.serving import listening
from bot.settings import read_settings
from bot.tokens import no_token
from domain.delivery import Outcome
from domain.messages import Account
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.workdays import STOCKHOLM
from tests.http.house import BROWSED, unhurried

FIRST = datetime(2026, 11, 10, 8, 30, tzinfo=STOCKHOLM)
"""A Tuesday morning in the round for kvartal 3."""


@pytest.fixture
def clock() -> HandedClock:
    return HandedClock(FIRST)


@pytest.fixture
def joined(teams: LocalConnector, clock: HandedClock, tmp_path: Path) -> Iterator[Bot]:
    """As registered, with two who have been added: by object id, and without an account."""
    settings = read_settings(var=tmp_path, **{**BROWSED, **teams.settings()})
    councils = {Quarter(2026, 3): date(2026, 12, 10)}
    bot = compose(settings, clock, Connector(settings.origins, no_token, unhurried()), councils)
    people, bindings = bot.store.people, bot.store.bindings
    people.enroll(Person("sara", "Sara Ek", Role.COORDINATOR))
    bindings.bind([("sara", Account(LOCAL_TENANT, BIRGER.object_id))], "samråd", FIRST)
    people.enroll(Person("fia", "Fia Ek", Role.REPORTER, "fyrbodal"))
    yield bot
    bot.close()


def outcomes(bot: Bot) -> set[Outcome]:
    """Of what was to be sent to Fia."""
    return {row.outcome for row in bot.store.outbox.rows() if row.person == "fia"}


async def test_a_stranger_is_known_by_a_code_gets_the_card_and_is_reminded(
    joined: Bot, teams: LocalConnector, clock: HandedClock
) -> None:
    async with listening(joined.app) as url:

        async def said(person: Participant, text: str) -> str:
            clock.set(clock() + timedelta(seconds=5))
            assert (await teams.say(url, person, text)).status == 200
            answer = await teams.next_message(person.chat_id)
            return answer.text or json.dumps(answer.card, ensure_ascii=False)

        assert "om en kod" in await said(ASTRID, "rapportera")
        await joined.pulse.beat()
        assert Outcome.UNREACHABLE in outcomes(joined)
        assert Outcome.SENT not in outcomes(joined)
        code = re.search(r"koppla (\S{11})", await said(BIRGER, "kod för Fia Ek"))
        assert code
        assert "Fia Ek, uppgiftslämnare för Fyrbodal" in await said(ASTRID, f"koppla {code[1]}")
        assert "Fyrbodal" in await said(ASTRID, "rapportera")
        before = len(teams.messages(ASTRID.chat_id))
        clock.set(clock() + timedelta(minutes=5))
        await joined.pulse.beat()
        assert Outcome.SENT in outcomes(joined)
        assert len(teams.messages(ASTRID.chat_id)) > before


async def test_whoever_is_written_in_capitals_is_the_same_person(joined: Bot, teams: LocalConnector) -> None:
    """Object ids and tenants are GUIDs: the register has them in small letters."""
    loud = replace(BIRGER, object_id=BIRGER.object_id.upper())
    teams.write.tenant = LOCAL_TENANT.upper()
    async with listening(joined.app) as url:
        assert (await teams.say(url, loud, "kod för Fia Ek")).status == 200
        assert "koppla" in json.dumps((await teams.next_message(loud.chat_id)).card)
        alone = await teams.next_message(loud.chat_id)  # by itself, easy to send on from a phone
        assert re.fullmatch(r"koppla \S{11}", alone.text)
        assert alone.card is None
        same = teams.write.message(loud, "hjälp")
        await teams.post(url, same)
        await teams.next_message(loud.chat_id)
        await teams.post(url, same | {"from": teams.write.message(BIRGER, "")["from"]})
    assert [one.reply_to for one in teams.received].count(same["id"]) == 1
