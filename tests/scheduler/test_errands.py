"""Questions to experts on their way: who hears of one when, and who is told the reply."""

from asyncio import TaskGroup, gather, to_thread
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from bot.clock import HandedClock
from counties.reading import CountyBook
from domain.delivery import Outcome, Posting
from domain.messages import Account
from domain.notices import Kind
from domain.people import Person
from domain.tickets import TicketAct
from scheduler.tick import tick
from store.store import Store
from tests.scheduler.cast import FIA, SARA, TENANT
from tests.scheduler.conftest import Channel, enroll
from tests.scheduler.help_desk import BO, ESKIL, EVA, HelpDesk, open_desk

TOLK = "Vem betalar tolken under etableringen?"


@pytest.fixture
def desk(store: Store, book: CountyBook, channel: Channel, clock: HandedClock) -> HelpDesk:
    return open_desk(store, book, channel, clock)


@pytest.fixture
def replica(reopened: Store) -> Store:
    """Another process on the same database."""
    return reopened


async def test_a_new_question_goes_to_everyone_in_its_group_and_to_no_one_else(desk: HelpDesk) -> None:
    desk.asks(TOLK, "etablering")
    await desk.beat("04-13 10:01")
    assert desk.channel.reached() == ["eskil", "eva"]
    told = desk.told("eva")
    assert told.title == "Ny fråga F1: Sakkunniga i etablering"
    assert told.paragraphs == (
        f"Fia frågar: ”{TOLK}”",
        "Handboken hade inget svar.",
        "Vill du svara direkt skriver du ”svara F1: …”. Tar du frågan ser de andra att du har den.",
        "Du får det här för att du är sakkunnig i etablering.",
    )
    assert desk.says("eva") == ["ta F1", "F1"]
    await desk.beat("04-13 10:02")
    assert len(desk.channel.sent) == 2


async def test_a_doubted_answer_comes_with_the_answer_and_what_was_wrong(desk: HelpDesk) -> None:
    desk.doubts("Vad är kommuntal?", "Det gäller väl kommunen?")
    await desk.beat("04-13 10:01")
    assert desk.told("bo").paragraphs[1:3] == (
        "Den som frågar tvivlar på svaret i handboken: ”Kommuntalet är det antal som länet ska ta emot.”",
        "Fia skriver: ”Det gäller väl kommunen?”",
    )


async def test_a_group_that_is_empty_that_day_is_the_coordinators(desk: HelpDesk) -> None:
    desk.store.people.enroll(replace(BO, until=date(2027, 4, 12)))
    desk.asks("Vad är bosättning?", "bosattning")
    desk.asks("Vad är det här?", "")
    await desk.beat("04-13 10:01")
    assert desk.channel.reached() == ["samordnare", "samordnare"]
    whys = [message.panel.paragraphs[-1] for _, message in desk.channel.sent if message.panel]
    assert sorted(whys) == [
        "Du får det här för att du är samordnare, och Sakkunniga i bosättning har ingen medlem i dag.",
        "Du får det här för att du är samordnare.",
    ]


async def test_an_expert_who_asks_is_not_asked_back(desk: HelpDesk) -> None:
    desk.asks(TOLK, "etablering", by=EVA)
    desk.asks("Vad är bosättning?", "bosattning", by=BO)
    await desk.beat("04-13 10:01")
    assert desk.channel.reached() == ["eskil", "samordnare"]


async def test_a_question_that_is_taken_before_the_morning_is_not_sent(desk: HelpDesk) -> None:
    desk.at("04-13 20:00")
    ticket = desk.asks(TOLK, "etablering")
    await desk.beat("04-13 20:01")
    desk.does(EVA, TicketAct.TAKE, ticket)
    await desk.beat("04-14 08:30")
    assert desk.channel.sent == []
    rows = {row.key: row.outcome for row in desk.store.outbox.rows("F1/")}
    assert rows == {"F1/ny/eskil": Outcome.NEEDLESS, "F1/ny/eva": Outcome.NEEDLESS}


async def test_a_question_passed_on_is_new_to_the_other_group(desk: HelpDesk) -> None:
    ticket = desk.asks(TOLK, "etablering")
    await desk.beat("04-13 10:01")
    desk.does(EVA, TicketAct.HAND_ON, ticket, "Det här kan ni bättre.", to="bosattning")
    await desk.beat("04-13 10:30")
    assert desk.titles("bo") == ["Ny fråga F1: Sakkunniga i bosättning"]
    assert desk.told("bo").paragraphs[2] == "Eva skickade vidare 13 april 2027: ”Det här kan ni bättre.”"
    desk.does(BO, TicketAct.HAND_ON, ticket, "Nej.", to="etablering")
    await desk.beat("04-13 11:00")
    assert [desk.titles(one).count("Ny fråga F1: Sakkunniga i etablering") for one in ("eva", "eskil")] == [
        2,
        2,
    ]


async def test_the_group_is_reminded_after_two_working_days_and_the_owner_after_five(desk: HelpDesk) -> None:
    ticket = desk.asks(TOLK, "etablering")
    for day in ("04-13", "04-14", "04-15"):
        await desk.beat(f"{day} 10:00")
    assert desk.titles("eva") == ["Ny fråga F1: Sakkunniga i etablering", "F1 väntar på svar"]
    assert desk.told("eva").paragraphs[0] == f"F1 från Fia 13 april 2027: ”{TOLK}” Ingen har tagit den."
    assert desk.says("eva") == ["ta F1", "F1", "frågor"]
    desk.does(EVA, TicketAct.TAKE, ticket)
    for day in ("04-16", "04-19", "04-20", "04-21"):
        await desk.beat(f"{day} 10:00")
    assert len(desk.titles("eva")) == 2
    await desk.beat("04-22 10:00")
    assert "Du har tagit den." in desk.told("eva").paragraphs[0]
    assert desk.titles("eskil")[-1] == "F1 väntar på svar"
    assert len(desk.titles("eskil")) == 2


async def test_the_coordinators_are_told_after_seven_working_days(desk: HelpDesk) -> None:
    ticket = desk.asks(TOLK, "etablering")
    desk.does(EVA, TicketAct.TAKE, ticket)
    for day in range(13, 23):
        await desk.beat(f"04-{day} 10:00")
    assert "En fråga till sakkunniga har inte fått svar" in desk.titles("samordnare")
    assert desk.told("samordnare").paragraphs[1] == (
        f"Sakkunniga i etablering. F1 från Fia 13 april 2027: ”{TOLK}” Eva har tagit den."
    )
    assert desk.says("samordnare") == ["F1", "frågor"]


async def test_an_owner_who_has_left_is_not_reminded_but_the_group_is(desk: HelpDesk) -> None:
    ticket = desk.asks(TOLK, "etablering")
    desk.does(ESKIL, TicketAct.TAKE, ticket)
    desk.store.people.enroll(replace(ESKIL, until=date(2027, 4, 15)))
    for day in (15, 19, 20):
        await desk.beat(f"04-{day} 10:00")
    assert (desk.titles("eskil"), desk.titles("eva")) == ([], ["F1 väntar på svar"])


async def test_several_that_wait_are_one_reminder_and_one_more_is_another(desk: HelpDesk) -> None:
    for number in range(12):
        desk.asks(f"Fråga {number}?", "etablering", by=FIA if number % 2 else SARA)
    desk.at("04-14 10:00")
    desk.asks("En till?", "etablering")
    await desk.beat("04-14 10:01")
    await desk.beat("04-15 10:00")
    assert [title for title in desk.titles("eva") if "väntar" in title] == ["Tolv frågor väntar på svar"]
    assert desk.told("eva").paragraphs[10] == "Och 2 till."
    assert desk.says("eva") == ["F1", "F2", "F3", "frågor"]
    await desk.beat("04-16 10:00")
    await desk.beat("04-16 11:00")
    assert [title for title in desk.titles("eva") if "väntar" in title][1:] == ["13 frågor väntar på svar"]


async def test_who_comes_back_to_the_chat_gets_one_reminder_of_all(desk: HelpDesk) -> None:
    eva = Account(TENANT, "eva")
    desk.store.addresses.forget(eva)
    for day in (12, 13, 14):
        desk.at(f"04-{day} 10:00")
        desk.asks(f"Fråga {day}?", "etablering")
        await desk.beat(f"04-{day} 10:01")
    for day in (14, 15, 16):
        await desk.beat(f"04-{day} 10:30")
    assert desk.titles("eva") == []
    enroll(desk.store, EVA)
    desk.store.outbox.reconsider(desk.clock())
    await desk.beat("04-16 11:00")
    assert desk.titles("eva") == ["Tre frågor väntar på svar"]
    await desk.beat("04-19 10:00")
    assert len(desk.titles("eva")) == 1


async def test_a_later_owner_hears_of_a_wait_that_is_older_than_one_already_told(desk: HelpDesk) -> None:
    """Eskil leaves what he took: to Eva it is news, though she has been reminded of a later one."""
    first = desk.asks("Den första?", "etablering")
    desk.does(ESKIL, TicketAct.TAKE, first)
    await desk.beat("04-19 10:00")
    desk.at("04-20 10:00")
    desk.asks("Den andra?", "etablering")
    await desk.beat("04-22 10:00")
    assert desk.told("eva").title == "F2 väntar på svar"
    desk.store.people.enroll(replace(ESKIL, until=date(2027, 4, 22)))
    await desk.beat("04-23 10:00")
    assert desk.told("eva").title == "Två frågor väntar på svar"


async def test_the_reply_goes_to_the_asker_with_name_group_and_day(desk: HelpDesk) -> None:
    ticket = desk.asks(TOLK, "etablering")
    desk.does(EVA, TicketAct.REPLY, ticket, "Det gör kommunen.")
    await desk.beat("04-13 10:01")
    assert desk.channel.reached() == ["fyrbodal"]
    told = desk.told("fyrbodal")
    assert told.title == "Svar på din fråga F1"
    assert told.paragraphs == (
        f"Du frågade: ”{TOLK}”",
        "Eva (Sakkunniga i etablering) svarade 13 april 2027:\nDet gör kommunen.",
        (
            "Det är en persons svar, inte handbokens. "
            "Är något fortfarande oklart skriver du ”öppna F1: …” och vad."
        ),
    )
    assert desk.says("fyrbodal") == ["öppna F1: det är fortfarande oklart", "F1", "tack"]
    await desk.beat("04-14 10:00")
    assert len(desk.channel.sent) == 1


async def test_a_reply_and_what_is_added_to_it_before_the_morning_are_one_message(desk: HelpDesk) -> None:
    desk.at("04-13 20:00")
    ticket = desk.asks(TOLK, "etablering")
    desk.does(EVA, TicketAct.REPLY, ticket, "Det gör kommunen.")
    await desk.beat("04-13 20:01")
    desk.does(EVA, TicketAct.REPLY, ticket, "Eller Arbetsförmedlingen.")
    await desk.beat("04-13 20:02")
    await desk.beat("04-14 08:30")
    assert desk.titles("fyrbodal") == ["Svar på din fråga F1"]
    assert [words.split("\n")[-1] for words in desk.told("fyrbodal").paragraphs[1:3]] == [
        "Det gör kommunen.",
        "Eller Arbetsförmedlingen.",
    ]


async def test_a_question_that_is_closed_tells_the_asker_why(desk: HelpDesk) -> None:
    ticket = desk.asks(TOLK, "etablering")
    desk.does(SARA, TicketAct.CLOSE, ticket, "Det står i förordningen.")
    await desk.beat("04-13 10:01")
    assert desk.told("fyrbodal").title == "Din fråga F1 är avslutad"
    assert desk.told("fyrbodal").paragraphs[1].endswith("avslutade 13 april 2027:\nDet står i förordningen.")


async def test_who_closes_a_question_of_ones_own_hears_nothing_of_it(desk: HelpDesk) -> None:
    ticket = desk.asks(TOLK, "etablering")
    desk.does(FIA, TicketAct.CLOSE, ticket)
    await desk.beat("04-13 10:01")
    assert desk.channel.sent == []


async def test_a_question_opened_again_is_told_to_who_answered_it_alone(desk: HelpDesk) -> None:
    ticket = desk.asks(TOLK, "etablering")
    desk.does(EVA, TicketAct.REPLY, ticket, "Det gör kommunen.")
    await desk.beat("04-13 10:01")
    desk.does(FIA, TicketAct.REOPEN, ticket, "Vilken kommun?")
    await desk.beat("04-13 11:00")
    assert desk.channel.reached() == ["eva", "fyrbodal"]
    assert desk.told("eva").title == "F1 är öppnad igen"
    assert desk.told("eva").paragraphs[2:4] == (
        "Fia öppnade igen 13 april 2027: ”Vilken kommun?”",
        "Eva svarade tidigare: ”Det gör kommunen.”",
    )
    desk.does(EVA, TicketAct.REPLY, ticket, "Bosättningskommunen.")
    await desk.beat("04-13 12:00")
    assert desk.told("fyrbodal").paragraphs[1].endswith("Bosättningskommunen.")
    assert len(desk.titles("fyrbodal")) == 2


async def test_proposals_wait_for_the_group_and_the_coordinators_but_never_for_their_author(
    desk: HelpDesk,
) -> None:
    desk.proposes(BO, "kommuntal", "Nytt belopp.")
    desk.proposes(SARA, "nytt_svar")
    await desk.beat("04-13 10:01")
    assert desk.channel.reached() == ["bo", "samordnare"]
    assert desk.told("samordnare").title == "Ett förslag till handboken att granska"
    assert desk.told("samordnare").paragraphs[0] == (
        "Förslag 1 från Bo 13 april 2027: Vad är kommuntal? Bo skriver: ”Nytt belopp.”"
    )
    assert desk.told("bo").paragraphs[0] == "Förslag 2 från Sara 13 april 2027: nytt_svar"
    assert desk.says("bo") == ["förslag 2", "förslag"]


async def test_many_proposals_are_one_message_and_those_decided_are_none(desk: HelpDesk) -> None:
    desk.at("04-13 20:00")
    proposals = [desk.proposes(BO, f"svar_{number}") for number in range(12)]
    await desk.beat("04-13 20:01")
    for one in proposals[:11]:
        desk.rejects(SARA, one)
    await desk.beat("04-14 08:30")
    assert desk.titles("samordnare") == ["Ett förslag till handboken att granska"]
    desk.rejects(SARA, proposals[11])
    desk.proposes(BO, "ett_till")
    await desk.beat("04-14 10:00")
    await desk.beat("04-15 10:00")
    assert len(desk.titles("samordnare")) == 2


async def test_a_question_in_a_quiet_week_waits_until_it_is_over_and_is_then_one_message(
    desk: HelpDesk,
) -> None:
    desk.at("07-20 10:00")
    desk.asks(TOLK, "etablering")
    for day in ("07-20", "07-22", "07-27", "08-05"):
        await desk.beat(f"{day} 10:00")
    assert desk.channel.sent == []
    await desk.beat("08-09 10:00")
    await desk.beat("08-10 10:00")
    assert [panel.title for panel in desk.lists("eva")] == ["Vecka 32: frågorna och handboken"]
    assert desk.titles("eva") == ["F1 väntar på svar"]


async def test_a_message_in_doubt_is_sent_once_more_and_says_so(desk: HelpDesk) -> None:
    desk.asks("Vad är bosättning?", "bosattning")
    desk.channel.fails(ConnectionResetError("nätet"))
    await desk.beat("04-13 10:01")
    await desk.beat("04-13 10:04")
    assert desk.titles("bo") == ["Ny fråga F1: Sakkunniga i bosättning"]
    assert "bortse från det här" in desk.told("bo").paragraphs[-1]


async def test_what_tells_of_a_ticket_that_is_not_there_is_needless(desk: HelpDesk) -> None:
    keys = {kind: f"F99/{kind}/fyrbodal" for kind in (Kind.TICKET_NEW, Kind.TICKET_REPLY)}
    what = {"about": "99", "step": "1"}
    rows = [Posting(key, FIA.id, kind, what, desk.clock()) for kind, key in keys.items()]
    desk.store.outbox.post(rows, desk.clock())
    await desk.beat("04-13 10:01")
    assert {row.outcome for row in desk.store.outbox.rows("F99/")} == {Outcome.NEEDLESS}


async def test_two_processes_on_one_file_tell_each_thing_once(desk: HelpDesk, replica: Store) -> None:
    for number in range(5):
        desk.asks(f"Fråga {number}?", "etablering")
    desk.proposes(BO, "kommuntal")
    both = [desk.schedule, replace(desk.schedule, store=replica)] * 3
    new = await gather(*[to_thread(tick, each, desk.clock()) for each in both])
    assert sum(new) == 11
    other = replace(desk.delivery, store=replica)
    async with TaskGroup() as sending:
        runs = [sending.create_task(each.run()) for each in (desk.delivery, other) for _ in range(2)]
    assert sum(run.result() for run in runs) == 11
    assert Counter(desk.channel.reached()) == {"eva": 5, "eskil": 5, "samordnare": 1}


async def test_a_week_of_standstill_loses_no_reply_and_no_question(desk: HelpDesk) -> None:
    answered, _ = desk.asks(TOLK, "etablering"), desk.asks("Vad är bosättning?", "bosattning")
    desk.does(EVA, TicketAct.REPLY, answered, "Det gör kommunen.")
    await desk.beat("04-21 10:00")
    await desk.beat("04-22 10:00")
    assert desk.titles("fyrbodal") == ["Svar på din fråga F1"]
    assert desk.titles("bo") == ["F2 väntar på svar"]


async def test_who_is_not_in_teams_and_unknown_to_mail_is_told_of_in_the_outbox(desk: HelpDesk) -> None:
    desk.store.people.enroll(Person("ny", "Ny", BO.role, "bosattning"))
    desk.asks("Vad är bosättning?", "bosattning")
    await desk.beat("04-13 10:01")
    (row,) = [row for row in desk.store.outbox.rows("F1/") if row.person == "ny"]
    assert (row.outcome, row.kind) == (Outcome.UNREACHABLE, Kind.TICKET_NEW)
    assert desk.channel.reached() == ["bo"]
