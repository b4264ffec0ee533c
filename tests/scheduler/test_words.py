"""What messages say, and to whom: written when they are sent."""

from dataclasses import replace
from datetime import datetime

from domain.advice import advice
from domain.delivery import Claimed, Closed, GivenUp, Outcome, Posting, Reason
from domain.life import Act
from domain.messages import Account, Button, Panel
from domain.notices import OF_NO_ROUND, Kind
from domain.people import Person, Role
from domain.raised import Content, Said
from domain.rounds import Round
from scheduler import errand_words, words
from scheduler.ready import ready
from scheduler.tick import tick
from tests.scheduler.cast import TENANT
from tests.scheduler.conftest import Running, begin, moment, report


async def test_who_has_a_door_in_the_browser_gets_its_button(running: Running) -> None:
    def link(person: Person, unit: str, round_: Round, _now: datetime) -> str:
        return f"https://samrad.example.org/svara/{round_.key}-{unit}-{person.id}"

    running.delivery = replace(running.delivery, link=link)
    await running.beat("2027-02-04 10:00")
    assert running.buttons("fyrbodal_ersattare") == (
        Button("Rapportera", "rapportera"),
        Button(
            "Öppna i webbläsaren",
            opens="https://samrad.example.org/svara/2026Q4-fyrbodal-fyrbodal_ersattare",
        ),
    )


async def test_the_cards_are_counted_for_each_kind_of_unit(running: Running) -> None:
    await running.beat("2027-02-04 10:00")
    assert "sex kort och tar ungefär 20 minuter" in running.told("fyrbodal").paragraphs[0]
    assert "Formuläret har fem kort. Svara senast" in running.told("vgr").paragraphs[0]
    assert running.told("vgr").paragraphs[-1].endswith("uppgiftslämnare för Västra Götalandsregionen.")


async def test_a_reminder_to_who_was_returned_shows_the_comment(running: Running) -> None:
    report(running.store, running.round, "fyrbodal", moment("2027-02-08 10:00"))
    running.does("fyrbodal")(Act.RETURN, "samordnare", moment("2027-02-09 10:00"), "Se över 2.3.")
    begin(running.store, running.round, "fyrbodal", moment("2027-02-10 10:00"))
    await running.beat("2027-02-18 10:00")
    assert "Samordnare har återsänt svaret: ”Se över 2.3.”" in running.told("fyrbodal").paragraphs[0]


async def test_the_end_of_a_returned_answer_says_which_version_counts(running: Running) -> None:
    report(running.store, running.round, "fyrbodal", moment("2027-02-08 10:00"))
    running.does("fyrbodal")(Act.RETURN, "samordnare", moment("2027-02-09 10:00"), "Se över 2.3.")
    await running.beat("2027-03-04 10:00")
    assert "Version 1 är den som finns med." in running.told("fyrbodal").paragraphs[0]


async def test_a_reopening_is_told_with_its_last_day(running: Running) -> None:
    report(running.store, running.round, "fyrbodal", moment("2027-02-08 10:00"))
    does = running.does("fyrbodal")
    does(Act.APPROVE, "samordnare", moment("2027-02-09 10:00"))
    until = moment("2027-03-08 23:59")
    does(Act.REOPEN, "samordnare", moment("2027-03-04 13:00"), "En siffra till.", until)
    await running.beat("2027-03-04 14:00")
    panel = running.told("fyrbodal")
    assert panel.title == "Svaret för Fyrbodal är öppnat igen"
    assert "Det går till och med 8 mars 2027." in panel.paragraphs[1]


async def test_units_without_anyone_to_reach_are_told_of_before_the_opening(running: Running) -> None:
    running.store.people.enroll(Person("miv", "Mira", Role.MEMBER))
    running.store.addresses.forget(Account(TENANT, "af"))
    await running.beat("2027-01-21 10:00")
    assert running.told("samordnare").title == "Omgången för kvartal 4 2026 är planerad"
    assert "Migrationsverket: ingen." in running.told("samordnare").paragraphs
    await running.beat("2027-02-02 10:00")
    panel = running.told("samordnare")
    assert panel.title == "Ingen att nå för två enheter"
    assert panel.paragraphs[1:] == (
        "Arbetsförmedlingen: Ada har aldrig skrivit till mig.",
        "Migrationsverket: ingen är utsedd.",
        "Där ingen är utsedd: be den som driftar Samråd att lägga upp någon.",
        advice(Reason.NO_ADDRESS, ["Ada"], sent=False),
        "Tills dess får enheterna inget veta.",
    )


async def test_who_is_shut_out_is_no_one_to_reach_and_on_the_opening_day_it_is_told_again(
    running: Running,
) -> None:
    store = running.store
    why = "mottagaren har blockerat Samråd i Teams (403 ConversationBlockedByUser)"
    mark = Closed("403 ConversationBlockedByUser", Reason.BLOCKED, why, moment("2027-02-01 10:00"))
    chat = store.addresses.of_person("af")
    assert chat
    store.closures.close(chat, mark)
    await running.beat("2027-02-02 10:00")
    line, what_to_do, _ = running.told("samordnare").paragraphs[1:]
    assert line == "Arbetsförmedlingen: jag når inte Ada (mottagaren har blockerat Samråd i Teams)."
    assert what_to_do == advice(Reason.BLOCKED, ["Ada"], sent=False)
    assert "igen" not in what_to_do, "nothing has been sent yet"
    await running.beat("2027-02-03 10:00")
    await running.beat("2027-02-04 10:00")
    titles = running.titles("samordnare")
    assert titles.count("Ingen att nå för en enhet") == 2
    assert running.told("samordnare").paragraphs[0].startswith("Omgången öppnade 4 februari 2027")
    store.addresses.remember(chat, moment("2027-02-04 11:00"))
    await running.beat("2027-02-05 10:00")
    assert running.titles("samordnare").count("Ingen att nå för en enhet") == 2


async def test_what_is_lost_after_the_days_of_news_is_told_the_next_day_and_many_in_one_line(
    running: Running,
) -> None:
    store = running.store
    await running.beat("2027-03-22 10:00")
    at = moment("2027-03-22 15:00")
    broken = GivenUp(Outcome.FAILED, "något gick fel hos Teams (500)", Reason.BROKEN)
    for number in range(8):
        what = {"round": "2026Q4", "unit": "", "rule": "rapporten", "step": "0"}
        key = f"2026Q4/rapporten/-/p{number}"
        store.outbox.post([Posting(key, "af", Kind.PUBLISHED, what, at)], at)
        store.outbox.give_up(key, broken, at)
    await running.beat("2027-03-23 10:00")
    lines = running.told("samordnare").paragraphs
    assert len([line for line in lines if line.startswith("Nådde inte fram: lägesrapporten, till Ada.")]) == 5
    assert lines[-1] == "Nådde inte fram: tre meddelanden till. Skriv ”ej levererat”, så ser du alla."
    assert running.buttons("samordnare")[-1].says == "ej levererat"


async def test_who_has_a_mail_address_counts_as_reached_where_mail_is_sent(running: Running) -> None:
    running.store.people.enroll(Person("af", "Ada", Role.REPORTER, "af", mail="ada@example.org"))
    running.store.addresses.forget(Account(TENANT, "af"))
    running.schedule = replace(running.schedule, by_mail=True)
    running.delivery = replace(running.delivery, by_mail=True)
    await running.beat("2027-02-02 10:00")
    assert not any(
        "Ingen att nå" in (message.panel or Panel("")).title for _, message in running.channel.sent
    )


async def test_the_digest_tells_what_has_happened_since_the_last_and_nothing_twice(running: Running) -> None:
    await running.beat("2027-02-04 10:00")
    report(running.store, running.round, "fyrbodal", moment("2027-02-08 14:00"))
    said = Said(running.round.key, "sjuharad", "Sune", moment("2027-02-08 15:00"))
    running.store.raised.raise_("sjuharad", "kort-1", Content("Bostäder saknas"), said)
    await running.beat("2027-02-09 10:00")
    assert running.told("samordnare").paragraphs == (
        "1 av 7 har svarat. Detta har hänt sedan sist:",
        "Fyrbodal lämnade in version 1 (Fyrbodal).",
        "Nytt medskick från Sjuhärad: Bostäder saknas.",
    )
    await running.beat("2027-02-10 10:00")
    report(running.store, running.round, "af", moment("2027-02-10 11:00"))
    await running.beat("2027-02-10 12:00")
    assert len([to for to, _ in running.channel.sent if to == "samordnare"]) == 1
    await running.beat("2027-02-11 10:00")
    assert running.told("samordnare").paragraphs[1:] == ("Arbetsförmedlingen lämnade in version 1 (Af).",)


async def test_what_did_not_reach_its_recipient_stands_in_the_digest(running: Running) -> None:
    running.store.addresses.forget(Account(TENANT, "af"))
    await running.beat("2027-02-04 10:00")
    await running.beat("2027-02-05 10:00")
    assert running.told("samordnare").paragraphs[1] == (
        "Nådde inte fram: beskedet att omgången är öppen, till Ada. "
        "Personen har aldrig skrivit till mig i Teams."
    )


async def test_a_report_that_is_not_published_is_not_told_of(running: Running) -> None:
    """A row from before, when the coordinator wrote where the report was."""
    what = {"round": "2026Q4", "unit": "", "rule": Kind.PUBLISHED.value, "step": "0", "words": "I rummet."}
    posting = Posting("2026Q4/rapporten 1/-/fyrbodal", "fyrbodal", Kind.PUBLISHED, what, running.clock())
    running.store.outbox.post([posting], running.clock())
    await running.beat("2027-03-15 10:00")
    assert not any("Lägesrapporten" in title for title in running.titles("fyrbodal"))


async def test_a_message_that_may_have_come_says_so_whatever_its_kind(running: Running) -> None:
    tick(running.schedule, running.clock())
    for row in running.store.outbox.rows():
        if row.outcome is not Outcome.WAITING:
            continue
        claimed = Claimed(row.key, row.person, row.kind, row.what, 1, ambiguous=True)
        about = ready(claimed, running.delivery.sources, running.clock())
        assert about
        panel = about.message().panel
        assert panel
        assert "Har du redan fått det kan du bortse från det här." in panel.paragraphs[-1]


def test_every_kind_has_words_and_a_reason_not_to_be_sent() -> None:
    of_rounds = set(Kind) - OF_NO_ROUND
    assert set(words._WRITTEN) == of_rounds  # noqa: SLF001 - the lists are the promise
    assert set(words._NEEDLESS) == of_rounds  # noqa: SLF001 - the same
    assert set(errand_words._WRITTEN) == OF_NO_ROUND  # noqa: SLF001 - the same
    assert set(errand_words._NEEDLESS) == OF_NO_ROUND  # noqa: SLF001 - the same


async def test_a_person_who_is_gone_gets_nothing(running: Running) -> None:
    row = Posting(
        "2026Q4/x/-/ingen",
        "ingen",
        Kind.OPENED,
        {"round": "2026Q4", "unit": "fyrbodal", "rule": "öppnad"},
        running.clock(),
    )
    running.store.outbox.post([row], running.clock())
    await running.beat("2027-02-04 10:00")
    (kept,) = [one for one in running.store.outbox.rows() if one.person == "ingen"]
    assert (kept.outcome, kept.why) == (Outcome.NEEDLESS, "personen finns inte längre")
    assert "ingen" not in running.channel.reached()


async def test_a_unit_that_has_left_the_county_file_is_told_of_by_its_id(running: Running) -> None:
    """Its row in the county file is gone; what it did in the round is not."""
    await running.days("02-04")
    county = running.schedule.county
    left = replace(county, agencies=tuple(one for one in county.agencies if one.id != "af"))
    running.schedule = replace(running.schedule, county=left)
    running.delivery = replace(running.delivery, county=left)
    report(running.store, running.round, "af", moment("2027-02-08 10:00"))
    said = Said("2026Q4", "af", "Ada", moment("2027-02-08 10:00"))
    running.store.raised.raise_("af", "kort-1", Content("Tolkar saknas"), said)
    await running.days("02-09")
    assert running.told("samordnare").paragraphs[1:] == (
        "af lämnade in version 1 (Af).",
        "Nytt medskick från af: Tolkar saknas.",
    )
