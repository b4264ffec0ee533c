"""The week's list: what is on it, whose it is, and that it comes once, on the week's first day to send."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.clock import HandedClock
from counties.reading import CountyBook
from domain.delivery import Outcome, Refused
from domain.feedback import Last, Verdict
from domain.messages import Account
from domain.tickets import TicketAct
from domain.weekly import EntryFact
from domain.workdays import is_workday
from scheduler.pulse import Pulse
from store.store import Store
from tests.scheduler.cast import FIA, SARA, TENANT
from tests.scheduler.conftest import Channel, moment
from tests.scheduler.help_desk import BO, ENTRIES, EVA, HelpDesk, open_desk

MONDAY = "04-19 10:00"


@pytest.fixture
def desk(store: Store, book: CountyBook, channel: Channel, clock: HandedClock) -> HelpDesk:
    return open_desk(store, book, channel, clock)


async def test_the_list_tells_what_was_asked_what_was_wrong_and_what_is_due(desk: HelpDesk) -> None:
    due = {"bostad": EntryFact("bostad", "Vem ordnar bostad?", "bosattning", date(2027, 4, 1))}
    desk.schedule = replace(desk.schedule, entries=lambda: ENTRIES | due)
    desk.delivery = replace(desk.delivery, entries=lambda: ENTRIES | due)
    desk.hears("Hur lång är kön?", "bosattning")
    desk.hears("hur lång är  kön", "bosattning", "suggest")
    desk.hears("vad e kommuntale", "bosattning", "suggest", picked="kommuntal")
    wrong = desk.hears("Vad är kommuntal?", "bosattning", "answer")
    desk.judges(wrong, Verdict.WRONG, "Talet är gammalt.")
    desk.judges(desk.hears("Vad är länstal?", "bosattning", "answer"), Verdict.HELPED, "")
    desk.asks("Hur många bor här?", "bosattning")
    await desk.beat(MONDAY)
    (panel,) = desk.lists("bo")
    assert panel.title == "Vecka 16: frågorna och handboken"
    assert panel.paragraphs == (
        "Fem frågor i dina ämnen från 8 februari till 18 april 2027.",
        "Frågor utan svar (1):\n– ”Hur lång är kön?” (två gånger)",
        (
            "Svar som inte hjälpte eller var fel (1):\n"
            "– ”Vad är kommuntal?” fel: ”Talet är gammalt.”. Svaret: Vad är kommuntal? (kommuntal)."
        ),
        (
            "Frågor som väntar på er (1):\n"
            "– F1 från 13 april 2027, Sakkunniga i bosättning, ingen har tagit den: ”Hur många bor här?”"
        ),
        "Svar att läsa igenom (1):\n– Vem ordnar bostad? (bostad), skulle ha lästs igenom 1 april 2027",
        (
            "Nya sätt att fråga, att lägga till (1):\n– ”vad e kommuntale” ledde till Vad är kommuntal? "
            "(kommuntal). Skriv ”föreslå variant kommuntal: …”"
        ),
        (
            "Du får listan varje vecka för att du hör till Sakkunniga i bosättning, "
            "när det finns något på den."
        ),
    )


async def test_each_gets_the_own_topics_and_the_coordinator_all(desk: HelpDesk) -> None:
    desk.hears("Hur lång är kön?", "bosattning")
    desk.hears("Vem betalar tolken?", "etablering")
    desk.hears("Vad är meningen med allt?", "")
    await desk.beat(MONDAY)
    asked = {
        who: desk.lists(who)[0].paragraphs[1].count("– ") for who in ("bo", "eva", "eskil", "samordnare")
    }
    assert asked == {"bo": 1, "eva": 1, "eskil": 1, "samordnare": 3}
    assert desk.lists("fyrbodal") == []


async def test_nobody_gets_an_empty_list(desk: HelpDesk) -> None:
    desk.hears("Vad är kommuntal?", "bosattning", "answer")
    await desk.beat(MONDAY)
    assert desk.channel.sent == []


async def test_the_list_says_no_names_of_those_who_asked_the_handbook(desk: HelpDesk) -> None:
    desk.hears("Hur lång är kön?", "bosattning")
    await desk.beat(MONDAY)
    assert not any(FIA.name in words for words in desk.lists("bo")[0].paragraphs)


async def test_a_reply_that_did_not_reach_the_asker_is_told_of(desk: HelpDesk) -> None:
    ticket = desk.asks("Vad är bosättning?", "bosattning")
    desk.store.addresses.forget(Account(TENANT, FIA.id))
    desk.does(BO, TicketAct.REPLY, ticket, "Så här är det.")
    await desk.beat("04-13 10:01")
    await desk.beat(MONDAY)
    for who in ("bo", "samordnare"):
        (panel,) = desk.lists(who)
        assert panel.paragraphs[1] == (
            "Svar som inte kom fram (1):\n– F1: den som frågade nås inte i Teams eller med e-post. "
            "Skriv ”F1” för att se vem det är, och hör av dig på annat sätt."
        )
    await desk.beat("04-26 10:00")
    assert len(desk.lists("bo")) == 1


async def test_what_is_asked_on_the_monday_itself_is_for_the_next_list(desk: HelpDesk) -> None:
    desk.at("04-19 09:00")
    desk.hears("Hur lång är kön?", "bosattning")
    await desk.beat(MONDAY)
    assert desk.channel.sent == []
    await desk.beat("04-26 10:00")
    assert len(desk.lists("bo")) == 1


async def test_after_downtime_only_the_newest_list_comes_and_it_holds_all_since_the_last(
    desk: HelpDesk,
) -> None:
    desk.hears("Den första veckan?", "bosattning")
    await desk.beat(MONDAY)
    for day in ("04-20", "04-27", "05-04"):
        desk.at(f"{day} 10:00")
        desk.hears(f"Veckan med {day}?", "bosattning")
    await desk.beat("05-12 09:00")
    first, second = desk.lists("bo")
    assert "Den första veckan?" in first.paragraphs[1]
    assert second.title == "Vecka 19: frågorna och handboken"
    assert [day in second.paragraphs[1] for day in ("04-20", "04-27", "05-04")] == [True] * 3
    assert "Den första" not in second.paragraphs[1]
    assert second.paragraphs[0].endswith("från 19 april till 9 maj 2027.")
    weeks = [row.what["about"] for row in desk.store.outbox.rows("vecka/") if row.person == "bo"]
    assert weeks == ["2027-W16", "2027-W19"]


async def test_a_list_that_could_not_be_sent_gives_way_to_the_next_which_holds_both(desk: HelpDesk) -> None:
    desk.hears("Den första veckan?", "bosattning")
    desk.channel.fails(Refused("för stort"), Refused("för stort"))
    await desk.beat(MONDAY)
    desk.at("04-20 10:00")
    desk.hears("Den andra veckan?", "bosattning")
    await desk.beat("04-26 10:00")
    (panel,) = desk.lists("bo")
    assert panel.title.startswith("Vecka 17")
    assert [week in panel.paragraphs[1] for week in ("Den första", "Den andra")] == [True, True]


async def test_a_holiday_or_a_quiet_week_moves_the_list_to_the_first_day_to_send(desk: HelpDesk) -> None:
    desk.at("07-10 10:00")
    desk.hears("Hur lång är kön?", "bosattning")
    for day in ("07-12", "07-19", "07-26", "08-02", "08-06"):
        await desk.beat(f"{day} 10:00")
    assert desk.lists("bo") == []
    await desk.beat("08-09 08:30")
    assert desk.lists("bo") == []
    await desk.beat("08-09 10:00")
    assert len(desk.lists("bo")) == 1


async def test_the_list_comes_first_on_its_day_and_a_reminder_the_day_after(desk: HelpDesk) -> None:
    desk.at("04-15 10:00")
    desk.asks("Vem betalar tolken?", "etablering")
    await desk.beat("04-15 10:01")
    await desk.beat("04-19 00:05")
    await desk.beat(MONDAY)
    assert (len(desk.lists("eva")), desk.titles("eva")[1:]) == (1, [])
    await desk.beat("04-20 10:00")
    assert (len(desk.lists("eva")), desk.titles("eva")[1:]) == (1, ["F1 väntar på svar"])


async def test_who_asked_is_forgotten_after_a_day_and_what_after_four_hundred(desk: HelpDesk) -> None:
    number, fia = desk.hears("Hur lång är kön?", "bosattning"), Account(TENANT, FIA.id)
    desk.store.questions.remember(fia, Last(number), desk.clock())
    asked_at = desk.clock()
    faults: list[Exception] = []
    pulse = Pulse(desk.schedule, desk.delivery, desk.clock, faults.append)
    desk.clock.set(asked_at + timedelta(hours=25))
    await pulse.beat()
    assert desk.store.questions.last(fia, asked_at) is None
    desk.clock.set(asked_at)
    desk.clock.set(desk.clock() + timedelta(days=399))
    await pulse.beat()
    assert desk.store.questions.get(number)
    desk.clock.set(desk.clock() + timedelta(days=2))
    await pulse.beat()
    assert (desk.store.questions.get(number), faults) == (None, [])


async def test_a_year_of_questions_tells_each_thing_once_and_at_a_good_time(desk: HelpDesk) -> None:
    """Every working day something is asked; the bot is away a week in September."""
    down = {date(2027, 9, 6) + timedelta(days=after) for after in range(7)}
    sent: list[tuple[date, str, str]] = []
    for ordinal in range(date(2027, 4, 13).toordinal(), date(2028, 3, 31).toordinal()):
        day = date.fromordinal(ordinal)
        if not is_workday(day):
            continue
        desk.clock.set(moment(f"{day} 10:00"))
        a_day_at_the_desk(desk, day)
        if day not in down:
            before = len(desk.channel.sent)
            await desk.beat_now()
            sent += [(day, who, one.panel.title) for who, one in desk.channel.sent[before:] if one.panel]
    assert not [one for one in sent if not desk.schedule.hours.window(one[0])]
    assert not [one for one in sent if one[0] in down]
    weekly = Counter((who, title, day.year) for day, who, title in sent if title.startswith("Vecka"))
    assert max(weekly.values()) == 1
    assert 40 < len([one for one in weekly if one[0] == "bo"]) < 50
    replies = Counter(title for _, who, title in sent if title.startswith("Svar på"))
    answered = [one for one in desk.store.tickets.all() if one.reply]
    assert replies == Counter(f"Svar på din fråga {one.name}" for one in answered)
    left = {row.outcome for row in desk.store.outbox.rows()}
    assert left <= {Outcome.SENT, Outcome.REPLACED, Outcome.NEEDLESS}
    rows = [row for row in desk.store.outbox.rows() if row.outcome is Outcome.SENT]
    assert len(rows) == len(sent) > 200
    assert {row.tries for row in rows} == {1}


def a_day_at_the_desk(desk: HelpDesk, day: date) -> None:
    """A question a day; some are answered at once, some after long, some are passed on."""
    number = day.toordinal()
    desk.hears(f"Fråga nummer {number}?", "bosattning")
    waiting = desk.store.tickets.open()
    if number % 4 == 0 and len(waiting) < 9:
        ticket = desk.asks(f"Fråga {number}?", "bosattning" if number % 2 else "etablering")
        if number % 8 == 0:
            desk.does(EVA if ticket.group == "etablering" else BO, TicketAct.TAKE, ticket)
    if number % 5 == 0 and waiting:
        by = SARA if number % 10 == 0 else EVA if waiting[0].group == "etablering" else BO
        if waiting[0].owner not in {"", by.id}:
            desk.does(by, TicketAct.TAKE_OVER, waiting[0])
        desk.does(by, TicketAct.REPLY, waiting[0], "Så här är det.")
