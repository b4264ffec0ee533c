"""A message to someone who has not just written."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.teams import Teams
from bot.clock import HandedClock
from bot.connector import Connector
from bot.local.connector import LocalConnector
from bot.local.participants import ASTRID, LOCAL_BOT, LOCAL_TENANT
from bot.local.script import Scripted
from bot.origins import Origins
from bot.outgoing import Drawing
from bot.seals import CardSeals
from bot.tokens import no_token
from domain.delivery import Address, Unreachable
from domain.messages import Account, Message, Panel
from tests.http.house import BROWSED, MORNING, card, unhurried

SEALS = CardSeals((BROWSED["link_secret"],))


@pytest.fixture
def astrid(teams: LocalConnector) -> Address:
    return Address(Account(LOCAL_TENANT, ASTRID.object_id), teams.service_url, ASTRID.chat_id, LOCAL_BOT)


@pytest.fixture
async def channel(teams: LocalConnector) -> AsyncIterator[Teams]:
    async with Connector(Origins.exactly([teams.origin]), no_token, unhurried()) as connector:
        yield Teams(connector, Drawing(card, SEALS, HandedClock(MORNING)))


async def test_a_text_and_a_card_are_one_activity_each(
    teams: LocalConnector, channel: Teams, astrid: Address
) -> None:
    text = await channel.deliver(astrid, Message(text="Påminnelse: svara senast fredag."))
    panel = await channel.deliver(astrid, Message(panel=Panel("Kvartal 3")))
    first, second = teams.messages(ASTRID.chat_id)
    assert (first.id, first.text, first.card, first.activity["textFormat"]) == (
        text, "Påminnelse: svara senast fredag.", None, "plain",
    )  # fmt: skip
    assert (second.id, second.text) == (panel, "")
    assert second.card
    assert first.activity["from"] == {"id": LOCAL_BOT}


async def test_a_failure_keeps_its_name(teams: LocalConnector, channel: Teams, astrid: Address) -> None:
    teams.answer_next(Scripted(403, {"error": {"code": "ConversationBlockedByUser"}}))
    with pytest.raises(Unreachable, match="ConversationBlockedByUser"):
        await channel.deliver(astrid, Message(text="Påminnelse"))


async def test_nothing_to_say_is_a_mistake(channel: Teams, astrid: Address) -> None:
    with pytest.raises(ValueError, match="neither text nor card"):
        await channel.deliver(astrid, Message())
