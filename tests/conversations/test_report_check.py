"""Fact check in the chat: who gets what, remarks tied to their paragraph, yes by word and by silence."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.cards.card import render
from dialogs.desk import Desk
from dialogs.own_part import fitting
from dialogs.passages import Passage
from domain.messages import Account, Message
from domain.people import Assignment, Role
from domain.report_life import ReportStatus
from domain.rounds import Round
from tests.conversations.chat import Chat, facts, panel
from tests.conversations.conftest import TENANT
from tests.conversations.report_office import Office
from tests.conversations.test_draft import Pages

ChatAs = Callable[[str], Chat]

FRIDAY = datetime.fromisoformat("2026-11-27T10:00:00+01:00")
CONFIRM = "faktagranska 2026Q3 version 1 till 2026-12-01"


def sends_in(office: Office) -> None:
    for unit in ("fyrbodal", "skaraborg", "af"):
        office.answers(unit)
    office.now = FRIDAY


def sends_to_check(office: Office) -> None:
    sends_in(office)
    sara = Chat(office.desk, Account(TENANT, "aad-samordnare"), office.now)
    sara.say("faktagranska K3 till 1 december")
    sara.say(CONFIRM)


BEGINS = {"checked": sends_to_check, "office": sends_in}


@pytest.fixture
def office(desk: Desk, round_: Round) -> Office:
    """Fyrbodal, Skaraborg and Arbetsförmedlingen have sent in; the draft's day has come."""
    return Office(desk, round_, FRIDAY, sent=3)


@pytest.fixture
def later(chat_as: ChatAs, office: Office) -> ChatAs:
    """The chats on the day after the draft's."""
    return lambda who: chat_as(who).at(office.now)


@pytest.fixture
def checked(later: ChatAs, office: Office) -> ChatAs:
    """The draft is out to be checked until the first of December."""
    assert office.life.status is ReportStatus.CHECK
    return later


def quoted(chat: Chat, number: int) -> str:
    """What the numbered paragraph says."""
    told = panel(chat.say("granska rapporten K3")).paragraphs
    return next(line.partition(": ")[2] for line in told if line.startswith(f"Stycke {number}: "))


@pytest.mark.parametrize(
    "words",
    [
        "faktagranska K3 till 1 december",
        "faktagranska till 2026-12-01",
        "Faktagranska kvartal 3 2026",
        "skicka utkastet på faktagranskning till 1 december",
        "skicka K3 på granskning till tisdag",
        "skicka pa faktagranskning",
        "faktagranskning K3 till 1/12",
        "faktagranska K3 1 december",
        "faktagranska K3 senast 1 december",
        "faktagranska K3 t.o.m. den 1:a december",
        "starta faktagranskningen K3 fram till 1 december",
        "skicka ut K3 på faktagranskning till 1 december",
        "fakta granska K3",
    ],
)
def test_before_anything_is_sent_it_is_shown_to_whom_it_goes_and_what_each_will_read(
    later: ChatAs, office: Office, words: str
) -> None:
    told = later("samordnare").say(words)
    assert panel(told).title == "Skicka version 1 för kvartal 3 2026 på faktagranskning?"
    reads = facts(told)["Fyrbodal"]
    assert re.fullmatch(
        r"Fia Fyrbodal \(påhittad\) och Folke Fyrbodal \(påhittad\): \d+ stycken i \w+ avsnitt", reads
    )
    assert list(facts(told)) == ["Skaraborg", "Fyrbodal", "Arbetsförmedlingen"]
    assert panel(told).paragraphs[1] == (
        "De kan svara till och med 1 december 2026. Den som inte svarar i tid anses ha godtagit uppgifterna."
    )
    assert "Jag når ingen hos Skaraborg, Fyrbodal och Arbetsförmedlingen." in panel(told).paragraphs[2]
    assert [button.says for button in told.buttons] == [CONFIRM]
    assert office.life.status is ReportStatus.DRAFT


def test_it_is_sent_once_however_often_the_button_is_pressed(later: ChatAs, office: Office) -> None:
    sara = later("samordnare")
    sara.say("faktagranska K3 till 1 december")
    assert sara.say(CONFIRM).text.startswith(
        "Version 1 för kvartal 3 2026 är skickad på faktagranskning till Skaraborg, Fyrbodal och "
        "Arbetsförmedlingen."
    )
    assert later("samordnare_2").say(CONFIRM).text.startswith("Den är redan skickad på faktagranskning.")
    assert office.life.number == 1
    assert facts(sara.say("status K3"))["Lägesrapporten"] == (
        "På faktagranskning till och med 1 december 2026, 0 av 3 har godtagit"
    )


def test_what_was_shown_is_what_is_sent(later: ChatAs, office: Office) -> None:
    """Sam writes in it between Sara's look and her yes."""
    later("samordnare").say("faktagranska K3 till 1 december")
    office.writes("councils", "## Läget\n\nFyrbodal har ett stabilt läge.", "samordnare_2")
    told = later("samordnare").say(CONFIRM).text
    assert told.startswith("Det finns en nyare version än den du såg: version 2")
    assert office.life.status is ReportStatus.DRAFT


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("faktagranska K3 till i går", "Skriv till och med vilken dag"),
        (
            "faktagranska K3 till 31 november",
            "Den 31 november finns inte. November har 30 dagar. Skriv till exempel 2026-11-27 eller fredag.",
        ),
        ("faktagranska K3 till 31/2", "Februari har 28 dagar."),
        ("faktagranska K3 till 2026-13-01", "Dagen 2026-13-01 finns inte."),
        ("faktagranska K3 till 31 novembr", "Jag förstår inte vilken dag ”31 novembr” är."),
        (
            "faktagranska K3 till 1 november",
            "1 november 2026 har redan passerat. Välj en dag från i dag till",
        ),
        ("faktagranska K3 till nästa vecka", "Jag förstår inte ”nästa vecka”. Skriv till och med vilken dag"),
        ("faktagranska K3 till 1 december fredag", "Jag förstår inte ”fredag”."),
        ("faktagranska K3 till 1 december kl 12", "Jag förstår inte ”kl 12”."),
        ("faktagranska K5", "”K5” är inget kvartal. Ett år har fyra"),
        ("faktagranska K3 till 1 mars 2031", "Välj en dag som är senast 27 december 2026."),
        ("faktagranska K3 noga", "Skriv till och med vilken dag"),
        ("faktagranska K1 2020", "Det finns ingen omgång för kvartal 1 2020."),
    ],
)
def test_a_day_or_a_quarter_that_cannot_be_is_told_of(later: ChatAs, words: str, told: str) -> None:
    answer = later("samordnare").say(words)
    assert told in f"{answer.text}{answer.panel.title if answer.panel else ''}"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("i dag", "27 november 2026"),
        ("idag", "27 november 2026"),
        ("i morgon", "28 november 2026"),
        ("i övermorgon", "29 november 2026"),
    ],
)
def test_a_day_near_by_is_said_as_people_say_it(later: ChatAs, words: str, day: str) -> None:
    told = panel(later("samordnare").say(f"faktagranska K3 till {words}")).paragraphs
    assert f"De kan svara till och med {day}." in told[1]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("lördag", "Observera att 28 november 2026 inte är en arbetsdag."),
        (
            "11 december",
            "Observera att det regionala samrådet är 10 december 2026. Rapporten är då inte beslutad än.",
        ),
    ],
)
def test_a_day_that_may_be_a_slip_is_pointed_at(later: ChatAs, day: str, told: str) -> None:
    assert told in panel(later("samordnare").say(f"faktagranska K3 till {day}")).paragraphs
    assert "Observera" not in str(later("samordnare").say("faktagranska K3 till torsdag").panel)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("avsluta faktagranskningen", "Den går inte att avsluta i förtid"),
        ("stäng faktagranskningen K3 nu", "Den går inte att avsluta i förtid"),
        ("dra tillbaka faktagranskningen", "Den går inte att avsluta i förtid"),
        ("påminn om faktagranskningen", "De får en påminnelse av mig före sista dagen."),
        ("förläng faktagranskningen", "skickar du ut utkastet igen med en ny dag"),
        ("vem har inte svarat på faktagranskningen?", "har inte godtagit sina uppgifter än."),
    ],
)
def test_a_check_ends_by_itself_and_what_can_be_done_is_told(
    checked: ChatAs, office: Office, words: str, told: str
) -> None:
    checked("af").say("stämmer K3")
    said = checked("samordnare").say(words)
    assert said.text.startswith(
        "Faktagranskningen för kvartal 3 2026 pågår till och med 1 december 2026. "
        "Skaraborg och Fyrbodal har inte godtagit sina uppgifter än."
    )
    assert told in said.text
    assert office.life.check_runs(office.now)


def test_another_last_day_is_a_button(checked: ChatAs) -> None:
    told = checked("samordnare").say("förläng faktagranskningen till 4 december")
    assert told.buttons[0].says == "faktagranska 2026Q3 till 2026-12-04"
    assert "är redan på faktagranskning" in str(checked("samordnare").say(told.buttons[0].says).panel)


def test_when_all_have_answered_there_is_nothing_to_end(checked: ChatAs) -> None:
    for who in ("af", "fyrbodal", "skaraborg"):
        checked(who).say("stämmer K3")
    assert (
        checked("samordnare")
        .say("avsluta faktagranskningen")
        .text.endswith("Alla har svarat. Den behöver inte avslutas: rapporten kan beslutas nu.")
    )


def test_where_no_check_is_under_way_the_next_step_is_told(later: ChatAs, office: Office) -> None:
    before = later("samordnare").say("avsluta faktagranskningen")
    assert before.text == "Ingen faktagranskning pågår för kvartal 3 2026. Rapportens läge: Utkast."
    assert before.buttons[0].says == "faktagranska 2026Q3"
    office.renews()
    office.checks()
    office.days(10)
    assert later("samordnare").say("avsluta faktagranskningen").text == (
        "Ingen faktagranskning pågår för kvartal 3 2026. Rapportens läge: Faktagranskad, väntar på beslut."
    )
    assert "pågår" not in later("fyrbodal").say("avsluta faktagranskningen").text


def test_a_unit_reads_its_own_part_by_numbered_paragraphs_and_nobody_elses(checked: ChatAs) -> None:
    told = panel(checked("fyrbodal").say("granska K3"))
    assert told.title == "Det som står om Fyrbodal i lägesrapporten för kvartal 3 2026"
    assert "Säger ni inget till dess räknas det som att ni godtar uppgifterna." in told.paragraphs[1]
    about = "\n".join(told.paragraphs)
    assert "Stycke 1: " in about
    assert "väntan på bostad blir längre" in about
    assert "Skaraborg" not in about
    assert "Avsnitt: Läget i delregionerna – Fyrbodal" in about


@pytest.mark.parametrize(
    "words",
    [
        "granska K3",
        "granska rapporten",
        "faktagranska",
        "visa vår del",
        "kontrollera rapporten K3",
        "granska",
    ],
)
def test_the_own_part_is_asked_for_in_many_ways(checked: ChatAs, words: str) -> None:
    assert panel(checked("fyrbodal").say(words)).title.startswith("Det som står om Fyrbodal")


@pytest.mark.parametrize(
    "words", ["granska rapporten K3 Fyrbodal", "synpunkt K3 Fyrbodal 1: fel siffra", "stämmer K3 Fyrbodal"]
)
@pytest.mark.parametrize("who", ["sjuharad", "skaraborg", "af"])
def test_another_units_part_is_neither_read_nor_answered_for(
    checked: ChatAs, office: Office, who: str, words: str
) -> None:
    told = checked(who).say(words)
    assert told.text == "Du svarar inte för Fyrbodal. Den som gör det granskar enhetens uppgifter."
    assert not office.life.accepted
    assert not office.desk.store.report_life.remarks("2026Q3")


@pytest.mark.parametrize("words", ["granska rapporten K3 Fyrbodal", "stämmer K3", "synpunkt K3 1: fel"])
@pytest.mark.parametrize("who", ["medlem", "nobody", "skara"])
def test_who_contributed_nothing_has_nothing_to_check(
    checked: ChatAs, office: Office, who: str, words: str
) -> None:
    told = checked(who).say(words)
    assert told.panel is None
    assert "Stycke" not in told.text
    assert not office.life.accepted
    assert not office.desk.store.report_life.remarks("2026Q3")


def test_before_the_check_and_after_it_the_way_on_is_told(later: ChatAs, office: Office) -> None:
    assert later("fyrbodal").say("granska K3").text == (
        "Rapporten är inte på faktagranskning än. Du får ett meddelande när den är det."
    )
    office.renews()
    office.checks()
    office.days(10)
    late = later("fyrbodal").at(office.now)
    for words in ("granska K3", "stämmer K3", "synpunkt K3 1: fel siffra"):
        assert late.say(words).text == (
            "Faktagranskningen slutade 3 december 2026 kl. 23.59. Är något fel: hör av er till samordnaren."
        )


@pytest.mark.parametrize(
    "words",
    [
        "synpunkt K3 4: siffran ska vara 12",
        "synpunkt 2026Q3 Fyrbodal 4: siffran ska vara 12",
        "synpunkt 4 siffran ska vara 12",
        "anmärkning K3 stycke 4: siffran ska vara 12",
        "Lämna en synpunkt på stycke 4: siffran ska vara 12",
        "synpunkt 4: siffran ska vara 12",
    ],
)
def test_a_remark_is_tied_to_its_paragraph(checked: ChatAs, office: Office, words: str) -> None:
    told = checked("fyrbodal").say(words)
    assert told.text.startswith("Jag har tagit emot er synpunkt på stycke 4, ”")
    (kept,) = office.desk.store.report_life.remarks("2026Q3")
    assert (kept.unit, kept.words, kept.version) == ("fyrbodal", "siffran ska vara 12", 1)
    assert kept.quote == quoted(checked("fyrbodal"), 4)
    assert checked("fyrbodal").say(words).text.startswith("Den synpunkten har jag redan.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("synpunkt K3: det är fel", "Skriv vilket stycke det gäller och hur det ska vara"),
        ("synpunkt K3 4", "Skriv vilket stycke det gäller och hur det ska vara"),
        ("synpunkt K3 400: fel", "Det finns inget stycke 400 hos er. Er del har "),
        ("synpunkt K3 4: ring Anna på 070-123 45 67", "telefonnummer"),
        ("stämmer inte", "Skriv vilket stycke det gäller och hur det ska vara"),
        ("det stämmer inte K3", "Skriv vilket stycke det gäller och hur det ska vara"),
    ],
)
def test_what_lacks_something_is_told_how_to_be_said(
    checked: ChatAs, office: Office, words: str, told: str
) -> None:
    assert told in checked("fyrbodal").say(words).text
    assert not office.desk.store.report_life.remarks("2026Q3")
    assert not office.life.accepted


@pytest.mark.parametrize(
    "words", ["stämmer K3", "stämmer", "stammer", "Det stämmer!", "allt stämmer K3", "stämmer K3 Fyrbodal"]
)
def test_yes_is_said_once(checked: ChatAs, office: Office, words: str) -> None:
    assert checked("fyrbodal").say(words).text == (
        "Tack! Fyrbodal har godtagit det som står om er i lägesrapporten."
    )
    assert office.life.accepted == {"fyrbodal"}
    assert checked("fyrbodal_ersattare").say(words).text == (
        "Uppgifterna är redan godtagna. Ni behöver inte göra något mer."
    )


def test_who_answers_for_two_units_says_which(checked: ChatAs, office: Office) -> None:
    store = office.desk.store
    store.people.enroll(replace(office.person("af"), also=(Assignment(Role.DEPUTY, "fyrbodal"),)))
    told = checked("af").say("stämmer K3").text
    assert told.startswith("Du svarar för Arbetsförmedlingen och Fyrbodal. Skriv vilken du menar")
    assert "Fyrbodal har godtagit" in checked("af").say("stämmer K3 Fyrbodal").text
    assert office.life.accepted == {"fyrbodal"}


def test_a_leader_still_reviews_the_municipalities(checked: ChatAs) -> None:
    assert panel(checked("skaraborg").say("granska K3")).title.startswith("Det som står om Skaraborg")
    assert "lämnat in" in checked("skaraborg").say("granska Skara K3").text


def test_outside_the_check_yes_is_not_taken_for_an_answer(later: ChatAs, office: Office) -> None:
    told = later("fyrbodal").say("det stämmer").text
    assert "godtagit" not in told
    assert "faktagranskning" not in told
    assert office.life.number == 0


def test_the_coordinator_sees_who_said_what_of_which_paragraph_and_answers(
    checked: ChatAs, office: Office
) -> None:
    checked("fyrbodal").say("synpunkt K3 4: siffran ska vara 12")
    checked("af").say("synpunkt K3 1: vi svarade i tid")
    told = panel(checked("samordnare").say("synpunkter K3"))
    assert told.paragraphs[0] == "Två synpunkter väntar på svar."
    assert told.paragraphs[1].startswith(
        "Synpunkt 1 från Fia Fyrbodal (påhittad), Fyrbodal, 27 november: ”siffran ska vara 12”\n"
    )
    answered = checked("samordnare").say("åtgärdat 1: Ändrat till 12 i tabellen.")
    assert answered.text == "Synpunkt 1 är åtgärdad. Fia Fyrbodal (påhittad) får veta det. Kvar: en synpunkt."
    assert panel(checked("samordnare").say("synpunkter")).paragraphs[0] == (
        "Två synpunkter, varav en väntar på svar."
    )
    assert "”Ändrat till 12 i tabellen.”" in str(checked("fyrbodal").say("granska K3").panel)
    assert "inga synpunkter" in checked("skaraborg").say("synpunkter K3").text
    assert "Ada" not in str(checked("fyrbodal").say("synpunkter K3").panel)
    assert len(office.desk.store.report_life.remarks("2026Q3")) == 2


def test_a_remark_is_settled_once_by_a_coordinator_with_words(checked: ChatAs) -> None:
    checked("fyrbodal").say("synpunkt K3 4: siffran ska vara 12")
    assert "an bara samordnaren" in checked("fyrbodal").say("åtgärdat 1: klart").text
    sara = checked("samordnare")
    assert sara.say("åtgärdat 1").text.startswith("Skriv synpunktens nummer och vad som gjordes")
    assert sara.say("åtgärdat").text.startswith("Skriv synpunktens nummer och vad som gjordes")
    assert "är åtgärdad" in sara.say("synpunkt 1 åtgärdad: ändrat").text
    assert "är åtgärdad" not in checked("samordnare_2").say("åtgärdat 1: ändrat igen").text
    assert "är åtgärdad" not in sara.say("åtgärdat 17: ändrat").text


def test_the_own_part_is_opened_in_a_browser_where_there_are_pages(checked: ChatAs, office: Office) -> None:
    chat = checked("fyrbodal")
    told = Chat(replace(office.desk, report_links=Pages()), chat.account, chat.now).say("granska K3")
    assert told.buttons[0].opens == "https://example.org/granska/fyrbodal/2026Q3/fyrbodal"


def test_a_part_longer_than_a_message_is_read_in_pieces(checked: ChatAs) -> None:
    rest = checked("fyrbodal").say("granska rapporten K3 från 3")
    assert "Stycke 2: " not in str(rest.panel)
    assert "Stycke 3: " in str(rest.panel)
    assert checked("fyrbodal").say("granska rapporten K3 från 300").text.startswith("Er del har ")


def passage(number: int, shown: str) -> Passage:
    return Passage(number, "councils", "Läget i delregionerna", shown, shown)


def test_a_message_holds_so_much_and_always_something() -> None:
    short = tuple(passage(number, "Kort.") for number in range(1, 40))
    assert [one.number for one in fitting(short)] == list(range(1, 26))
    long = tuple(passage(number, "x" * 5000) for number in range(1, 4))
    assert [one.number for one in fitting(long)] == [1, 2]
    assert fitting((passage(1, "x" * 20_000),))[0].number == 1
    assert fitting(()) == ()


def test_the_longest_part_is_still_a_card(checked: ChatAs) -> None:
    for number in range(9):
        checked("fyrbodal").say(f"synpunkt K3 1: {number} *fel* {'x' * 3900}")
    shown = panel(checked("fyrbodal").say("granska K3"))
    longest = tuple(one.shown for one in fitting(tuple(passage(n, "# *x* " * 80) for n in range(1, 26))))
    crowded = replace(shown, paragraphs=(*shown.paragraphs, *longest))
    assert render(Message(panel=crowded))


def test_status_tells_the_unit_that_its_part_waits(checked: ChatAs) -> None:
    assert any(
        line.startswith("Lägesrapporten är på faktagranskning till och med 1 december 2026.")
        for line in panel(checked("fyrbodal").say("status K3")).paragraphs
    )
    checked("fyrbodal").say("stämmer K3")
    assert "faktagranskning" not in str(panel(checked("fyrbodal").say("status K3")))


@pytest.mark.parametrize("who", ["fyrbodal", "medlem", "beslutsfattare", "nobody"])
def test_only_the_coordinator_sends_it_to_be_checked(later: ChatAs, office: Office, who: str) -> None:
    later(who).say(CONFIRM)
    later(who).say("skicka utkastet på faktagranskning till 1 december")
    assert office.life.number == 0
    assert office.versions == []


def test_in_a_channel_nothing_of_it_is_shown(checked: ChatAs) -> None:
    for who, words in (
        ("fyrbodal", "granska K3"),
        ("samordnare", "synpunkter K3"),
        ("samordnare", "utkast K3"),
    ):
        assert checked(who).in_channel(words).text == (
            "Det tar vi i vår egen chatt. Skriv till mig där, så svarar jag."
        )


def test_several_remarks_are_settled_with_one_answer(checked: ChatAs) -> None:
    fia, sara = checked("fyrbodal"), checked("samordnare")
    fia.say("synpunkt 3: det var tre")
    fia.say("synpunkt 4: det var fyra")
    assert sara.say("åtgärdat 1 och 2: ändrat").text.startswith("Synpunkt 1 och 2 är åtgärdade.")
