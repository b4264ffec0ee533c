"""A file is offered, taken or left: over HTTP, with a drive at the other end that keeps what is put there."""

import json

import pytest

from bot.connector import Connector
from bot.consent import LARGEST
from bot.local.connector import LocalConnector
from bot.local.participants import ASTRID
from bot.local.received import Received
from bot.origins import Origins
from bot.tokens import no_token
from bot.uploads import NOT_THERE, Uploads
from domain.messages import File, Message
from tests.http.house import House, unhurried

REPORT = b"%PDF-1.7 " + b"x" * 5000
OFFERED = File(
    "lagesrapport-2026Q3-utkast-4.pdf", "", "application/pdf", len(REPORT), "2026Q3/4/pdf", "https://x"
)
CHAT = ASTRID.chat_id
ASKED = "application/vnd.microsoft.teams.card.file.consent"
GIVEN = "application/vnd.microsoft.teams.card.file.info"


@pytest.fixture
def house(house: House) -> House:
    house.files["2026Q3/4/pdf"] = REPORT
    house.desk.says = lambda _turn: [Message("Utkastet är klart.", file=OFFERED)]
    return house


async def offer(house: House, bot: str) -> Received:
    await house.teams.say(bot, ASTRID, "utkast K3 som pdf")
    assert (await house.teams.next_message(CHAT)).text == "Utkastet är klart."
    return await house.teams.next_message(CHAT)


def attachment(received: Received) -> dict[str, object]:
    [found] = received.activity["attachments"]
    return dict(found)


async def test_a_file_is_offered_with_its_name_and_size(house: House, bot: str) -> None:
    asked = attachment(await offer(house, bot))
    assert (asked["contentType"], asked["name"]) == (ASKED, OFFERED.name)
    assert isinstance(asked["content"], dict)
    assert asked["content"]["sizeInBytes"] == len(REPORT)


async def test_with_a_yes_it_lies_in_the_persons_drive(house: House, bot: str) -> None:
    asked = await offer(house, bot)
    reply = await house.teams.consent(bot, ASTRID, asked, accept=True)
    assert (reply.status, reply.body) == (200, None)
    shown = await house.teams.next_message(CHAT)
    assert attachment(shown)["contentType"] == GIVEN
    assert attachment(shown)["content"] == {"uniqueId": "unik-1", "fileType": "pdf"}
    assert house.teams.drive == {OFFERED.name: REPORT}
    gone = await house.teams.next_message(CHAT)
    assert (gone.how, gone.id) == ("delete", asked.id)


async def test_with_a_no_nothing_is_put_anywhere(house: House, bot: str) -> None:
    asked = await offer(house, bot)
    await house.teams.consent(bot, ASTRID, asked, accept=False)
    assert (await house.teams.next_message(CHAT)).text.startswith("Då lägger jag inte filen")
    assert house.teams.drive == {}


async def test_the_same_yes_twice_is_one_file_and_one_card(house: House, bot: str) -> None:
    asked = attachment(await offer(house, bot))
    yes = house.teams.write.consent(ASTRID, asked, f"{house.teams.origin}/drive", accept=True)
    await house.teams.post(bot, yes)
    await house.teams.next_message(CHAT)
    await house.teams.post(bot, yes)
    await house.teams.say(bot, ASTRID, "tack")
    await house.teams.next_message(CHAT)
    shown = [one for one in house.teams.messages(CHAT) if one.activity.get("attachments")]
    assert [attachment(one)["contentType"] for one in shown].count(GIVEN) == 1


async def test_a_file_that_is_gone_is_told_of(house: House, bot: str) -> None:
    asked = await offer(house, bot)
    house.files.clear()
    await house.teams.consent(bot, ASTRID, asked, accept=True)
    assert (await house.teams.next_message(CHAT)).text == "Filen finns inte längre. Be om den igen."


async def test_a_drive_that_says_no_is_told_of(house: House, bot: str) -> None:
    asked = await offer(house, bot)
    house.teams.drive_status = 507
    await house.teams.consent(bot, ASTRID, asked, accept=True)
    assert (await house.teams.next_message(CHAT)).text == NOT_THERE


async def test_a_foreign_address_gets_no_bytes(house: House, bot: str) -> None:
    asked = attachment(await offer(house, bot))
    async with LocalConnector(house.clock) as stranger:
        yes = house.teams.write.consent(ASTRID, asked, f"{stranger.origin}/drive", accept=True)
        await house.teams.post(bot, yes)
        assert (await house.teams.next_message(CHAT)).text == NOT_THERE
        assert stranger.drive == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"action": "accept"},
        {"action": "accept", "context": {"key": "2026Q3/4/pdf"}},
        {"action": "accept", "context": {"key": "2026Q3/4/pdf"}, "uploadInfo": {"uploadUrl": "x" * 9000}},
        {"action": "maybe", "context": {"key": "2026Q3/4/pdf"}},
        {"action": "decline", "context": {"key": 5}},
        {"action": "decline", "context": "2026Q3/4/pdf"},
    ],
    ids=json.dumps,
)
async def test_an_answer_that_cannot_be_read_is_refused(house: House, bot: str, wrong: object) -> None:
    reply = await house.teams.post(bot, house.teams.write.invoke(ASTRID, "fileConsent/invoke", wrong))
    assert reply.status == 200
    assert reply.body
    assert reply.body["statusCode"] == 400


async def test_a_file_is_offered_to_nobody_but_one_person(house: House, bot: str) -> None:
    activity = house.teams.write.message(ASTRID, "utkast K3")
    activity["conversation"]["conversationType"] = "channel"
    await house.teams.post(bot, activity)
    assert [one.text for one in house.teams.messages(CHAT)] == ["Utkastet är klart."]


async def test_in_the_local_chat_which_takes_no_files_none_is_offered(local_house: House) -> None:
    local_house.desk.says = lambda _turn: [Message("Utkastet är klart.", file=OFFERED)]
    async with local_house.open(local_house.settings(upload_hosts=("sharepoint.com",))) as bot:
        await local_house.teams.say(bot, ASTRID, "utkast K3")
    assert [one.text for one in local_house.teams.messages(CHAT)] == ["Utkastet är klart."]


@pytest.mark.parametrize("size", [0, LARGEST + 1])
async def test_an_empty_or_very_large_file_is_not_offered(house: House, bot: str, size: int) -> None:
    file = File(OFFERED.name, "", "application/pdf", size, OFFERED.key, OFFERED.address)
    house.desk.says = lambda _turn: [Message("Utkastet är klart.", file=file)]
    await house.teams.say(bot, ASTRID, "utkast K3")
    assert [one.text for one in house.teams.messages(CHAT)] == ["Utkastet är klart."]


@pytest.mark.parametrize(
    ("url", "goes"),
    [
        ("https://lansstyrelsen-my.sharepoint.com/personal/x?tempauth=1", True),
        ("https://sharepoint.com/x", True),
        ("https://sharepoint.com.example.org/x", False),
        ("https://notsharepoint.com/x", False),
        ("http://lansstyrelsen-my.sharepoint.com/x", False),
        ("https://lansstyrelsen-my.sharepoint.com:8443/x", False),
        ("https://user@lansstyrelsen-my.sharepoint.com/x", False),
        ("http://169.254.169.254/latest", False),
        ("http://127.0.0.1:1/x", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
async def test_only_onedrive_gets_files(url: str, goes: bool) -> None:  # noqa: FBT001 - a table of cases
    connector = Connector(Origins.loopback(), no_token, unhurried())
    assert Uploads(connector, ("sharepoint.com",)).allowed(url) is goes


class TestAtOnce:
    """What takes a while says first what is being worked out; the answer comes in its place."""

    async def test_the_answer_comes_in_the_place_of_what_was_said_first(self, house: House, bot: str) -> None:
        house.begins = lambda turn: f"Jag tar fram {turn.text}."
        await house.teams.say(bot, ASTRID, "utkast K3")
        first, second, *_ = house.teams.messages(CHAT)
        assert (first.how, first.text) == ("reply", "Jag tar fram utkast K3.")
        assert (second.how, second.id, second.text) == ("update", first.id, "Utkastet är klart.")

    async def test_a_message_that_comes_again_begins_nothing(self, house: House, bot: str) -> None:
        house.begins = lambda _turn: "Jag tar fram det."
        again = house.teams.write.message(ASTRID, "utkast K3")
        await house.teams.post(bot, again)
        count = len(house.teams.messages(CHAT))
        await house.teams.post(bot, again)
        assert len(house.teams.messages(CHAT)) == count

    async def test_a_turn_that_breaks_says_so_in_its_place(self, house: House, bot: str) -> None:
        def broken(_turn: object) -> list[Message]:
            raise ZeroDivisionError

        house.begins = lambda _turn: "Jag tar fram det."
        house.desk.says = broken
        await house.teams.say(bot, ASTRID, "utkast K3")
        first, second = house.teams.messages(CHAT)
        assert (second.how, second.id) == ("update", first.id)
        assert second.text.startswith("Det gick inte")
