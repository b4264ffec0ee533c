"""Cards that come back otherwise than they were sent save nothing, and whoever pressed gets a way on."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.clock import HandedClock
from bot.local import client
from bot.local.participants import LOCAL_BOT, LOCAL_TENANT
from bot.local.stage import Stage, participant
from bot.own_links import card_seals
from bot.seals import LIFETIME
from counties.reading import read_county
from dialogs.refilling import OLD, OLD_SUMMARY, OTHER_FORM
from domain.delivery import Address
from domain.messages import Account
from domain.quarter import Quarter
from domain.workdays import STOCKHOLM
from tests.conversations.answers import CARDS, CONTROL, MEETING
from tests.http.posting import raw
from tests.http.sealed_cards import CHANNEL, ROUND, TAMPERINGS, UNIT, Data, Scene, in_channel, press, stored

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOW = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)
"""A Wednesday in the middle of the round for kvartal 3 2026."""
DEPUTY = "fyrbodal_ersattare"
NAMED = (UNIT, "skaraborg", "uddevalla")

WATCHER = "bara för proven, och tillräckligt lång"
"""What ``/metrics`` asks for."""


def opened(folder: Path) -> Stage:
    councils = {Quarter(2026, 3): date(2026, 12, 10)}
    return Stage(folder, HandedClock(NOW), read_county("vastra_gotaland"), councils)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a bot whose round has opened and is told of: copied for each that starts from there."""
    folder = tmp_path_factory.mktemp("begun")
    async with opened(folder) as one:
        await one.bot.pulse.beat()
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def fixed(begun: Path) -> AsyncIterator[Stage]:
    """A bot in which nothing is ever saved: all the tamperings are tried on it."""
    async with opened(copytree(begun, begun.with_name("fixed"))) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def scene(fixed: Stage) -> Scene:
    cards = {}
    for who in (UNIT, DEPUTY, "skaraborg"):
        await fixed.say(who, "rapportera")
        cards[who] = fixed.cards[who][1]
    others = {who: press(card) for who, card in cards.items() if who != UNIT}
    await fixed.say(UNIT, "medskick")
    others["medskick"] = press(fixed.cards[UNIT][1], "send", {})
    return Scene(fixed, press(cards[UNIT]), others)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    monkeypatch.setenv("SAMRAD_METRICS_TOKEN", WATCHER)
    async with opened(copytree(begun, tmp_path / "own")) as one:
        yield one


@pytest.mark.parametrize("execute", [True, False], ids=["execute", "submit"])
@pytest.mark.parametrize("name", TAMPERINGS)
async def test_a_card_that_was_changed_saves_nothing(scene: Scene, name: str, *, execute: bool) -> None:
    stage = scene.stage
    before = stored(stage, *NAMED)
    reply = await stage.teams.post(stage.url, TAMPERINGS[name](replace(scene, execute=execute)))
    assert reply.status == 200
    assert (reply.body is not None) is execute
    assert not reply.body or reply.body["statusCode"] == 200
    assert stored(stage, *NAMED) == before


async def test_the_tampered_with_were_many_and_nothing_at_all_was_saved(scene: Scene) -> None:
    assert len(TAMPERINGS) >= 50
    units = [unit.id for unit in scene.stage.book.county.units()]
    drafts = [scene.stage.bot.store.submissions.draft(ROUND, unit) for unit in units]
    assert len(drafts) > 50
    assert set(drafts) == {None}


@pytest.mark.parametrize("name", ["unit", "seal", "verb"])
async def test_of_two_fields_with_one_name_the_last_is_looked_at(scene: Scene, name: str) -> None:
    """As every reader of JSON here does: there is no second reading that could see another."""
    stage = scene.stage
    before = stored(stage, *NAMED)
    activity = json.dumps(replace(scene, execute=False).pressed(scene.good))
    told = json.dumps({name: scene.good[name]})[1:-1]
    twice = activity.replace(told, f'{told}, "{name}": "{scene.others["skaraborg"].get(name)}x"')
    assert twice.count(f'"{name}"') == 1 + activity.count(f'"{name}"')
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {stage.teams.signer.token()}"}
    assert await raw(stage.url, headers, twice.encode()) == 200
    assert stored(stage, *NAMED) == before


async def test_who_is_refused_is_told_that_nothing_is_saved_and_gets_a_new_card(stage: Stage) -> None:
    await stage.say(UNIT, "rapportera")
    old, card = stage.cards[UNIT]
    data = {**press(card), "unit": "skaraborg"}
    reply = await stage.teams.execute(stage.url, participant(UNIT), data, old)
    assert reply.body
    assert reply.body["type"] == "application/vnd.microsoft.activity.message"
    assert "Inget är sparat." in reply.body["value"]
    await stage.teams.next_message(participant(UNIT).chat_id)
    await stage.teams.next_message(participant(UNIT).chat_id)
    assert stage.heard(UNIT) == reply.body["value"]
    assert "Kort 1 av 6: Mötet" in await stage.choose(UNIT, "Visa ett nytt kort")
    assert "Kort 2 av 6" in await stage.press(UNIT, "save", MEETING)


async def test_a_card_from_before_the_upgrade_gets_kind_words(stage: Stage) -> None:
    await stage.say(UNIT, "rapportera")
    old, card = stage.cards[UNIT]
    data = {name: value for name, value in press(card).items() if name != "seal"}
    await stage.teams.submit(stage.url, participant(UNIT), data, old)
    told = stage.heard(UNIT)
    assert told.startswith("Det här kortet skickades innan Samråd uppdaterades")
    assert "Inget är sparat." in told
    assert [one.how for one in stage.teams.messages(participant(UNIT).chat_id)] == ["reply", "reply"]


async def test_in_a_channel_the_words_lead_to_the_own_chat(stage: Stage) -> None:
    await stage.say(UNIT, "rapportera")
    activity = stage.teams.write.submit(participant(UNIT), press(stage.cards[UNIT][1]), "77")
    await stage.teams.post(stage.url, in_channel(activity, CHANNEL))
    (told,) = stage.teams.messages(CHANNEL)
    assert told.card is None
    assert told.text.endswith("Skriv till mig i vår egen chatt, så får du ett kort som är ditt.")


async def test_a_refused_card_that_comes_again_is_told_of_once(stage: Stage) -> None:
    activity = stage.teams.write.submit(participant(UNIT), {"verb": "save", "unit": UNIT}, "77")
    for _ in range(3):
        assert (await stage.teams.post(stage.url, activity)).status == 200
    assert len(stage.teams.messages(participant(UNIT).chat_id)) == 1


async def test_what_is_refused_is_counted_and_logged_without_words_or_names(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    await stage.say(UNIT, "rapportera")
    good = press(stage.cards[UNIT][1], values={**MEETING, "council_date": "hemliga ord"})
    for changed in ({"unit": "skaraborg"}, {"seal": good["seal"][:-1]}, {"seal": None}):
        await stage.teams.submit(stage.url, participant(UNIT), {**good, **changed}, "77")
    await stage.teams.submit(stage.url, participant(UNIT), {"verb": "save", "q": "hemliga ord"}, "77")
    log = capsys.readouterr().err
    assert log.count("event=card.refused why=broken") == 3
    assert log.count("event=card.refused why=unsealed") == 1
    watcher = ClientSession(headers={"Authorization": f"Bearer {WATCHER}"})
    async with watcher as session, session.get(f"{stage.url}/metrics") as shown:
        counted = (await shown.text()).splitlines()
    assert 'samrad_cards_refused_total{why="broken"} 3.0' in counted
    assert 'samrad_cards_refused_total{why="unsealed"} 1.0' in counted
    person = participant(UNIT)
    for secret in ("hemliga", person.object_id, person.teams_id, person.chat_id, person.name, good["seal"]):
        assert secret not in log


async def test_keys_that_the_form_does_not_have_are_let_be(stage: Stage) -> None:
    await stage.say(UNIT, "rapportera")
    more = {
        "from": {"aadObjectId": participant("skaraborg").object_id},
        "person": "skaraborg",
        "by": "skaraborg",
        "on_behalf": True,
        "Unit": "skaraborg",
        "status": "GODKAND",
        "refused.headline": "x",
        "conflict.headline": "x",
        "headline": "Hör till nästa kort.",
        "goto": "kontroll",
        "__class__": "x",
    }
    activity, card = stage.cards[UNIT]
    reply = await stage.teams.execute(stage.url, participant(UNIT), {**press(card), **more}, activity)
    assert reply.body
    assert "Kort 2 av 6" in client.words(reply.body["value"])
    draft = stage.bot.store.submissions.draft(ROUND, UNIT)
    assert draft
    assert set(draft.answers) == {*MEETING, "endorsement"}
    (saved,) = stage.bot.store.submissions.history(ROUND, UNIT)
    assert (saved.by, saved.on_behalf) == (UNIT, False)


async def test_a_good_card_saves_and_one_that_comes_again_leads_to_the_same_receipt(stage: Stage) -> None:
    await stage.say(UNIT, "rapportera")
    for values in (*CARDS, CONTROL):
        await stage.press(UNIT, "send" if values is CONTROL else "save", values)
    activity, summary = stage.cards[UNIT]
    data = press(summary, "confirm", {})
    first, again = [await stage.teams.execute(stage.url, participant(UNIT), data, activity) for _ in range(2)]
    assert first.body
    assert "Kvitto" in client.words(first.body["value"])
    assert again == first
    assert len(stage.bot.store.submissions.versions(ROUND, UNIT)) == 1


class TestACardThatIsTooOld:
    """Sealed as ours are, for a minute."""

    async def aged(self, stage: Stage, data: Data) -> dict[str, Any]:
        """What the bot answers to it when the minute has passed."""
        brief = replace(card_seals(stage.bot.settings), lifetime=timedelta(minutes=1))
        person = participant(UNIT)
        chat = Address(Account(LOCAL_TENANT, person.object_id), "", person.chat_id, LOCAL_BOT)
        brief.sealed({"actions": [{"data": data}]}, chat, stage.clock())
        stage.clock.set(stage.clock() + timedelta(minutes=2))
        reply = await stage.teams.execute(stage.url, person, data, "77")
        assert reply.status == 200
        assert reply.body
        return dict(reply.body["value"])

    async def test_comes_anew_with_what_was_written_and_saves_nothing(self, stage: Stage) -> None:
        await stage.say(UNIT, "rapportera")
        before = stored(stage, UNIT)
        card = await self.aged(stage, press(stage.cards[UNIT][1]))
        assert OLD in client.words(card)
        assert stored(stage, UNIT) == before
        assert {name: client.fields(card).get(name) for name in MEETING} == MEETING
        reply = await stage.teams.execute(stage.url, participant(UNIT), press(card, values={}), "77")
        assert reply.body
        assert "Kort 2 av 6" in client.words(reply.body["value"])
        draft = stage.bot.store.submissions.draft(ROUND, UNIT)
        assert draft
        assert set(draft.answers) == {*MEETING, "endorsement"}

    async def test_is_joined_with_what_another_has_saved_since(self, stage: Stage) -> None:
        """The new card is made from the same revision as the old: nobody's words go silently."""
        await stage.say(UNIT, "rapportera")
        mine = press(stage.cards[UNIT][1], values={**MEETING, "council_date": "2026-11-04"})
        await stage.say(DEPUTY, "rapportera")
        await stage.press(DEPUTY, "save", MEETING)
        card = await self.aged(stage, mine)
        reply = await stage.teams.execute(stage.url, participant(UNIT), press(card, values={}), "77")
        assert reply.body
        assert "Båda svaren finns kvar." in client.words(reply.body["value"])

    async def test_of_personal_data_nothing_is_shown_back(self, stage: Stage) -> None:
        await stage.say(UNIT, "medskick")
        card = await self.aged(
            stage, press(stage.cards[UNIT][1], "send", {"title": "Boende för 850709-9805 saknas"})
        )
        assert OLD in client.words(card)
        assert "850709" not in json.dumps(card)
        assert stage.bot.store.raised.open_for(UNIT) == []

    async def test_a_summary_is_shown_as_it_stands_and_not_sent_in(self, stage: Stage) -> None:
        await stage.say(UNIT, "rapportera")
        for values in (*CARDS, CONTROL):
            await stage.press(UNIT, "send" if values is CONTROL else "save", values)
        card = await self.aged(stage, press(stage.cards[UNIT][1], "confirm", {}))
        assert OLD_SUMMARY in client.words(card)
        assert stage.bot.store.submissions.versions(ROUND, UNIT) == []
        await stage.teams.execute(stage.url, participant(UNIT), press(card, "confirm", {}), "77")
        assert len(stage.bot.store.submissions.versions(ROUND, UNIT)) == 1

    async def test_of_a_round_that_is_over_the_words_are_given_back_to_read(self, stage: Stage) -> None:
        await stage.say(UNIT, "rapportera")
        data = press(stage.cards[UNIT][1], values={**MEETING, "other_actors_named": "Röda Korset"})
        stage.clock.set(NOW + timedelta(days=20))
        before = stored(stage, UNIT)
        reply = await stage.teams.execute(stage.url, participant(UNIT), data, "77")
        assert reply.status == 200
        assert stored(stage, UNIT) == before

    async def test_lasts_longer_than_a_round(self, stage: Stage) -> None:
        (round_,) = [one for one in stage.bot.store.rounds.all() if one.key == ROUND]
        assert round_.closes - round_.opens < LIFETIME


async def test_a_card_of_another_version_of_the_form_comes_anew(stage: Stage) -> None:
    """Sealed by us, and yet not believed: the round says which form is asked."""
    await stage.say(UNIT, "rapportera")
    data = {**press(stage.cards[UNIT][1]), "form": "delregionalt_samrad.1"}
    person = participant(UNIT)
    chat = Address(Account(LOCAL_TENANT, person.object_id), "", person.chat_id, LOCAL_BOT)
    card_seals(stage.bot.settings).sealed({"actions": [{"data": data}]}, chat, stage.clock())
    reply = await stage.teams.execute(stage.url, person, data, "77")
    assert reply.body
    assert OTHER_FORM in client.words(reply.body["value"])
    assert client.fields(reply.body["value"])["council_date"] == MEETING["council_date"]
    assert stage.bot.store.submissions.draft(ROUND, UNIT) is None


async def test_whose_rights_have_ended_saves_nothing_with_a_good_card(stage: Stage) -> None:
    """The seal says whose the card is, never what its holder may do now."""
    await stage.say(UNIT, "rapportera")
    activity, card = stage.cards[UNIT]
    person = stage.bot.store.people.get(UNIT)
    assert person
    yesterday = NOW.date() - timedelta(days=1)
    stage.bot.store.people.enroll(replace(person, until=yesterday), at=stage.clock())
    reply = await stage.teams.execute(stage.url, participant(UNIT), press(card), activity)
    assert reply.status == 200
    assert stage.bot.store.submissions.draft(ROUND, UNIT) is None
