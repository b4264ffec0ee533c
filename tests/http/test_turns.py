"""What becomes of what people say and press, and how the answer reaches them."""

import asyncio
from typing import Any

import pytest

from bot.local.participants import ASTRID, BIRGER, LOCAL_BOT
from bot.local.script import Scripted
from bot.turns import IN_CHAT
from domain.delivery import Address
from domain.messages import Account, Action, Button, Message, Panel, Turn
from tests.http.house import House

PAGE = Message(panel=Panel("Kort 2 av 6"))
CARD = "application/vnd.microsoft.card.adaptive"
PRESSED = {"verb": "save", "request": "r-1", "card": "lage", "revision": "2", "1.1": "12"}


async def test_a_message_becomes_a_turn(house: House, bot: str) -> None:
    await house.teams.say(bot, ASTRID, "  Hej!\x00 ")
    account = Account(house.teams.write.tenant, ASTRID.object_id, "Astrid Forsvik")
    assert house.desk.turns == [Turn(account, house.clock(), "Hej!", personal=True)]
    assert [address.conversation for address in house.heard] == [ASTRID.chat_id]
    assert house.heard[0].service_url == house.teams.service_url
    assert house.heard[0].bot == LOCAL_BOT


async def test_a_submitted_and_an_executed_button_are_the_same_turn(house: House, bot: str) -> None:
    await house.teams.submit(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")
    await house.teams.execute(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")
    submitted, executed = house.desk.turns
    assert submitted == executed
    assert submitted.action == Action("save", "r-1", {"card": "lage", "revision": "2"}, {"1.1": "12"})


async def test_a_button_that_speaks_says_its_words(house: House, bot: str) -> None:
    await house.teams.submit(bot, ASTRID, {"say": "status"}, "77")
    await house.teams.execute(bot, ASTRID, {"say": "status"}, "77")
    assert [(turn.text, turn.action) for turn in house.desk.turns] == [("status", None)] * 2


async def test_the_answer_to_an_executed_button_is_the_response(house: House, bot: str) -> None:
    house.desk.says = lambda _: [Message(text="Sparat."), PAGE]
    reply = await house.teams.execute(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")
    assert reply.status == 200
    assert reply.body
    assert (reply.body["statusCode"], reply.body["type"]) == (200, CARD)
    assert reply.body["value"]["body"][0]["text"] == "Kort 2 av 6"
    assert (await house.teams.next_message(ASTRID.chat_id)).text == "Sparat."
    assert len(house.teams.messages(ASTRID.chat_id)) == 1


async def test_an_executed_button_without_a_card_points_to_the_chat(house: House, bot: str) -> None:
    house.desk.says = lambda _: [Message(text="Tack!", buttons=(Button("Status", "status"),))]
    reply = await house.teams.execute(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")
    assert reply.body == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": IN_CHAT,
    }
    assert (await house.teams.next_message(ASTRID.chat_id)).card


async def test_the_answer_to_a_submitted_card_stands_in_its_place(house: House, bot: str) -> None:
    house.desk.says = lambda _: [Message(text="Sparat."), PAGE, PAGE]
    await house.teams.submit(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")
    sent = house.teams.messages(ASTRID.chat_id)
    assert [(one.how, one.card is not None) for one in sent] == [
        ("reply", False),
        ("update", True),
        ("reply", True),
    ]
    assert sent[1].id == "77"


@pytest.mark.parametrize("code", [403, 404, 405])
async def test_a_card_that_is_gone_is_answered_with_a_new_one(house: House, bot: str, code: int) -> None:
    house.desk.says = lambda _: [PAGE]
    house.teams.answer_next(Scripted(code, {"error": {"code": "ActivityNotFoundInConversation"}}))
    assert (await house.teams.submit(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")).status == 200
    assert [one.how for one in house.teams.received] == ["reply"]


async def test_what_answers_words_takes_no_cards_place(house: House, bot: str) -> None:
    """Typed as a reply to a card, or said by a button of a card that is perhaps half filled in."""
    house.desk.says = lambda _: [PAGE]
    await house.teams.post(bot, house.teams.write.message(ASTRID, "rapportera", replyToId="77"))
    await house.teams.submit(bot, ASTRID, {"say": "rapportera"}, "78")
    assert [one.how for one in house.teams.received] == ["reply", "reply"]


class TestInvokes:
    @pytest.mark.parametrize("name", ["task/fetch", "composeExtension/query", "fileConsent/other", ""])
    async def test_an_unknown_invoke_is_answered_and_not_failed(
        self, house: House, bot: str, name: str
    ) -> None:
        reply = await house.teams.post(bot, house.teams.write.invoke(ASTRID, name, {"x": 1}))
        assert reply.status == 200
        assert reply.body
        assert (reply.body["statusCode"], reply.body["type"]) == (501, "application/vnd.microsoft.error")
        assert house.desk.turns == []

    @pytest.mark.parametrize(
        "value",
        [None, "x", [], {}, {"action": 5}, {"action": {"data": None}}, {"action": {"data": {"1.1": "2"}}}],
    )
    async def test_a_button_that_says_nothing_is_answered_so(
        self, house: House, bot: str, value: object
    ) -> None:
        reply = await house.teams.post(bot, house.teams.write.invoke(ASTRID, "adaptiveCard/action", value))
        assert reply.status == 200
        assert reply.body
        assert reply.body["statusCode"] == 400


class Away(list[Address]):
    """What is told to it cannot be kept."""

    def append(self, _address: Address) -> None:
        raise OSError


class TestArrivals:
    async def test_whoever_gets_the_bot_is_greeted_once(self, house: House, bot: str) -> None:
        """Teams tells of it twice, in two ways; one of them is answered."""
        await house.teams.post(bot, house.teams.write.installed(ASTRID))
        await house.teams.post(bot, house.teams.write.joined(ASTRID))
        assert [turn.text for turn in house.desk.turns] == ["hjälp"]
        assert len(house.teams.received) == 1

    async def test_whoever_removes_the_bot_is_told_of(self, house: House, bot: str) -> None:
        await house.teams.post(bot, house.teams.write.installed(BIRGER, "remove"))
        assert [address.account.id for address in house.removed] == [BIRGER.object_id]
        assert house.teams.received == []

    async def test_a_removal_that_cannot_be_kept_is_logged_and_never_a_5xx(
        self, house: House, bot: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The database is away: the next send's 403 marks the address instead."""
        house.removed = Away()
        reply = await house.teams.post(bot, house.teams.write.installed(BIRGER, "remove"))
        assert (reply.status, reply.body) == (200, None)
        assert "event=turn.failed" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "kind", ["messageReaction", "messageUpdate", "messageDelete", "typing", "event", "trace", "okänd"]
    )
    async def test_other_kinds_pass_in_silence(self, house: House, bot: str, kind: str) -> None:
        more: dict[str, Any] = {"type": kind, "reactionsAdded": [{"type": "like"}]}
        assert (await house.teams.post(bot, house.teams.write.message(ASTRID, "hej") | more)).status == 200
        assert house.desk.turns == []


async def test_the_order_of_answers_in_a_conversation_is_kept(house: House, bot: str) -> None:
    house.desk.says = lambda _: [Message(text=str(number)) for number in range(5)]
    await asyncio.gather(house.teams.say(bot, ASTRID, "räkna"), house.teams.say(bot, BIRGER, "räkna"))
    for person in (ASTRID, BIRGER):
        assert [one.text for one in house.teams.messages(person.chat_id)] == ["0", "1", "2", "3", "4"]
