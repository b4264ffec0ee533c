"""What people really write: other words for what can be said, polite words, weekdays, and what is near."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.terminal import text_of
from dialogs.desk import Desk
from domain.delivery import Address
from domain.messages import Account
from domain.people import Person, Role
from store.store import Store
from tests.conversations.answers import CARDS, CONTROL
from tests.conversations.chat import Chat, facts, page, panel
from tests.conversations.conftest import TENANT

ChatAs = Callable[[str], Chat]

NOTHING_IN = "Inget svar har kommit in än, så det finns inget att göra ett utkast av."


def sent_in(chat: Chat) -> None:
    page(chat.say("rapportera"))
    for values in CARDS:
        page(chat.press("save", values))
    facts(chat.send(CONTROL))


@pytest.mark.parametrize(
    "words",
    [
        "va ska jag göra nu",
        "Vad ska jag göra nu?",
        "vad är kvar",
        "hur ligger vi till?",
        "när är deadline?",
        "status tack",
        "hur går det",
    ],
)
def test_a_reporter_asks_how_things_stand(chat_as: ChatAs, words: str) -> None:
    assert facts(chat_as("fyrbodal").say(words))["Sista svarsdag"] == "19 november 2026"


@pytest.mark.parametrize(
    "words", ["vem har inte svarat", "vilka har inte lämnat in?", "Vem är försenad?", "hur ligger vi till"]
)
def test_the_coordinator_asks_who_has_not_answered(chat_as: ChatAs, words: str) -> None:
    assert facts(chat_as("samordnare").say(words))["Fyrbodal"] == "Inte påbörjad."


def test_who_was_returned_to_asks_what_to_change(chat_as: ChatAs) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    sent_in(fia)
    sara.say("skicka tillbaka till fyrbodal: se över 2.3")
    assert "se över 2.3" in panel(fia.say("vad ska jag ändra?")).paragraphs[0]
    assert page(fia.say("jag vill ändra")).unit == "fyrbodal"


@pytest.mark.parametrize(
    "words",
    ["skicka tillbaka fyrbodal: se över 2.3", "återsänd till Fyrbodal: se över 2.3"],
)
def test_an_answer_is_returned_in_many_words(chat_as: ChatAs, words: str) -> None:
    sent_in(chat_as("fyrbodal"))
    assert chat_as("samordnare").say(words).text.startswith("Fyrbodal är återsänd.")
    assert "se över 2.3" in page(chat_as("fyrbodal").say("rapportera")).notice


@pytest.mark.parametrize(
    "words", ["godkänd fyrbodal", "godkänn Fyrbodals svar", "godkänn svaret från Fyrbodal"]
)
def test_an_answer_is_approved_in_many_words(chat_as: ChatAs, words: str) -> None:
    sent_in(chat_as("fyrbodal"))
    assert "är godkänd" in chat_as("samordnare").say(words).text


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("förläng för fyrbodal till fredag 20 november", "20 november"),
        ("ge fyrbodal anstånd till 24 november", "24 november"),
        ("bevilja anstånd fyrbodal till måndag 23 november", "23 november"),
        ("förläng fyrbodal till 24/11", "24 november"),
    ],
)
def test_an_extension_is_given_in_many_words_and_told_of_when_it_stands(
    chat_as: ChatAs, words: str, day: str
) -> None:
    sara = chat_as("samordnare")
    assert sara.say(words).text.startswith(f"Fyrbodal har anstånd till {day} 2026")
    assert sara.say("bevilja anstånd fyrbodal").text.startswith(f"Fyrbodal har redan anstånd till {day}")


def test_an_extension_is_asked_for_to_a_weekday(chat_as: ChatAs) -> None:
    friday = chat_as("fyrbodal").at(datetime.fromisoformat("2026-11-18T10:00:00+01:00"))
    told = friday.say("anstånd till fredag, samrådet hålls först på torsdag").text
    assert told.startswith("Jag har frågat samordnaren om anstånd till 20 november 2026 för Fyrbodal.")


@pytest.mark.parametrize("words", ["kan vi få mer tid?", "vi hinner inte", "anstånd tack"])
def test_more_time_is_asked_for_in_many_words(chat_as: ChatAs, words: str) -> None:
    assert chat_as("fyrbodal").say(words).text.startswith("Skriv till vilken dag och varför")


def test_nothing_to_report_and_nothing_new_are_told_apart(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    for words in ("inget nytt", "vi har inget nytt"):
        assert "”oförändrat”" in fia.say(words).text
    told = fia.say("ingenting att rapportera: eftersom vi inte har träffats").text
    assert told.startswith(
        "Jag har antecknat att Fyrbodal inte har något att rapportera. Ni skrev: ”eftersom vi"
    )


def test_the_receipt_can_be_seen_again(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    assert fia.say("kvitto").text.startswith("Fyrbodal har inte lämnat in något för kvartal 3 2026 ännu.")
    sent_in(fia)
    assert facts(fia.say("kvitto"))["Version"] == "1"
    assert facts(chat_as("samordnare").say("kvitto Fyrbodal"))["Version"] == "1"
    late = fia.at(datetime.fromisoformat("2026-12-17T10:00:00+01:00"))
    assert facts(late.say("visa kvittot"))["Version"] == "1"


def test_what_was_done_is_not_undone_but_told_how_to_change(chat_as: ChatAs) -> None:
    assert "Skriv svaret en gång till" in chat_as("fyrbodal").say("ångra").text
    assert "Svar" in str(chat_as("fyrbodal").say("klar"))


@pytest.mark.parametrize(
    "words", ["vad ska skickas", "vad kommer att skickas ut?", "vad skulle skickas tack"]
)
def test_what_would_be_sent_is_asked_in_many_words(chat_as: ChatAs, words: str) -> None:
    assert chat_as("samordnare").say(words).text.startswith("Inget mer skickas för kvartal 3 2026")


def test_the_coordinator_reads_an_answer_by_asking(chat_as: ChatAs) -> None:
    chat_as("fyrbodal").say("2.1: 3")
    assert "2.1 Hur är det samlade läget?" in facts(chat_as("samordnare").say("vad har fyrbodal svarat?"))


@pytest.mark.parametrize(
    "words", ["vad har Länsstyrelsen för uppdrag?", "ge mig mer information om kommuntal"]
)
def test_questions_that_begin_alike_go_to_the_handbook(chat_as: ChatAs, words: str) -> None:
    assert "enheten" not in chat_as("samordnare").say(words).text


def test_a_draft_and_a_link_are_asked_for_politely(chat_as: ChatAs) -> None:
    assert chat_as("samordnare").say("utkast tack").text.startswith(NOTHING_IN)
    for words in ("länk tack", "länk till fyrbodal"):
        assert "inte i webbläsaren här" in chat_as("fyrbodal").say(words).text


@pytest.fixture
def reached(desk: Desk, store: Store, chat_as: ChatAs, opened: datetime) -> ChatAs:
    """Everyone has written to the bot once, so that all can be reached."""
    for person in desk.store.people.everyone():
        account = Account(TENANT, f"aad-{person.id}", person.name)
        store.addresses.remember(Address(account, "", f"chat-{person.id}", "bot"), opened)
    return chat_as


@pytest.mark.parametrize(
    ("words", "there", "absent"),
    [
        ("påminn alla", "Mira Migration", "Stina"),
        ("påminn sjuhärad och fyrbodal", "Sune Sjuhärad", "Mira"),
        ("skicka påminnelse till fyrbodal", "Fia Fyrbodal", "Sune"),
        ("påminn fyrbodal: ring mig på 010-224 50 00", "010-224 50 00", "Sune"),
    ],
)
def test_reminders_are_asked_for_in_many_words(reached: ChatAs, words: str, there: str, absent: str) -> None:
    told = str(panel(reached("samordnare").say(words)).paragraphs)
    assert there in told
    assert absent not in told


@pytest.mark.parametrize(
    "words",
    [
        "mitt medskick från förra gången",
        "hur går det med medskicket?",
        "medskick från förra gången",
        "tidigare medskick",
    ],
)
def test_earlier_medskick_are_listed_and_no_new_one_is_begun(chat_as: ChatAs, words: str) -> None:
    assert chat_as("fyrbodal").say(words).text.startswith("Det finns inga öppna medskick.")


def test_the_same_medskick_again_is_asked_about(chat_as: ChatAs, store: Store) -> None:
    fia = chat_as("fyrbodal")
    said = (
        "medskick: Bostäder saknas. Det finns inga lägenheter för stora familjer.\n"
        "typ: information\nområde: boende"
    )
    panel(fia.say(said))
    assert fia.say(said).text.startswith("Ni har redan M1 med samma rubrik. Inget är sparat.")
    assert len(store.raised.all()) == 1
    panel(fia.say(f"nytt {said}"))
    assert len(store.raised.all()) == 2


@pytest.mark.parametrize("words", ["export", "exportera", "exportera K3"])
def test_export_is_explained_and_is_no_report(chat_as: ChatAs, words: str) -> None:
    assert "”samrad export”" in chat_as("samordnare").say(words).text
    assert "samordnaren på Länsstyrelsen" in chat_as("fyrbodal").say(words).text


def test_who_adds_people_is_told(chat_as: ChatAs) -> None:
    for words in ("lägg till ersättare för fyrbodal", "ny uppgiftslämnare"):
        assert chat_as("fyrbodal").say(words).text.startswith("Be samordnaren på Länsstyrelsen")
        assert "”samrad people”" in chat_as("samordnare").say(words).text


@pytest.mark.parametrize(
    ("who", "words", "first"),
    [
        ("fyrbodal", "lämna inn", "lämna in"),
        ("fyrbodal", "skicka", "lämna in"),
        ("samordnare", "skicka", "publicera"),
        ("fyrbodal", "anstond", "anstånd"),
        ("samordnare", "pamminn", "påminn"),
        ("samordnare", "granskning av svaren nu", "granska"),
    ],
)
def test_what_is_near_is_suggested_to_who_may_say_it(
    chat_as: ChatAs, who: str, words: str, first: str
) -> None:
    told = chat_as(who).say(words)
    assert told.text == "Jag är inte säker på vad du menar.\n\nMenade du något av det här?"
    assert first in [button.says for button in told.buttons]
    theirs = set(facts(chat_as(who).say("hjälp"))) | {"lämna in", "visa svar", "kvitto", f"fråga {words}"}
    assert {button.says for button in told.buttons} <= theirs
    assert f"  {first}\n" in text_of(told) + "\n"


def test_a_coordinator_with_nobody_else_to_ask_is_not_sent_to_herself(chat_as: ChatAs, store: Store) -> None:
    for other in ("samordnare_2", "bo_bosattning", "eva_etablering"):
        store.people.enroll(Person(other, "Slutat", Role.MEMBER))
    asked = "vad blir det för mat i kväll på jobbet?"
    told = chat_as("samordnare").say(asked)
    assert "samordnaren" not in told.text
    assert "sakkunnig" not in told.text
    assert told.buttons == ()
    assert "Du kan fråga en sakkunnig i stället." in chat_as("fyrbodal").say(asked).text


def test_the_meeting_is_named_only_to_who_is_at_a_council(chat_as: ChatAs) -> None:
    told = {
        who: "möte" in facts(chat_as(who).say("hjälp")) for who in ("skara", "miv", "fyrbodal", "samordnare")
    }
    assert told == {"skara": False, "miv": False, "fyrbodal": True, "samordnare": True}
    assert chat_as("samordnare").say("möte").text.endswith("till exempel: möte Fyrbodal 12 november.")
    assert chat_as("samordnare").say("inspel").text.endswith("till exempel: inspel Fyrbodal.")


@pytest.mark.parametrize("words", ["mötet är den 2/12", "möte 2 december", "samrådet hålls den 2 december"])
def test_the_day_of_the_meeting_is_told_in_many_words(chat_as: ChatAs, words: str) -> None:
    assert "hålls 2 december 2026" in chat_as("fyrbodal").say(words).text


@pytest.mark.parametrize(
    "words", ["utbildningsplikt", "37-medel", "sfi", "kommuntal", "ukrainare", "schablonbelopp 2026"]
)
def test_a_word_or_two_that_the_handbook_knows_are_answered(
    chat_as: ChatAs, store: Store, words: str
) -> None:
    fia = chat_as("fyrbodal")
    told = fia.say(words).text
    assert "förstod jag inte" not in told
    (asked,) = store.questions.since(fia.now)
    assert (asked.asked.question, asked.asked.outcome in {"answer", "suggest"}) == (words, True)


@pytest.mark.parametrize(("words", "command"), [("statsu", "status"), ("rapportra", "rapportera")])
def test_a_slip_in_a_command_still_leads_to_it(
    chat_as: ChatAs, store: Store, words: str, command: str
) -> None:
    fia = chat_as("fyrbodal")
    assert command in [button.says for button in fia.say(words).buttons]
    assert store.questions.since(fia.now) == []


@pytest.mark.parametrize("words", ["asdf", "nej", "1", "hm", "blå banan", "nej tack", "vet inte", "mer info"])
def test_a_word_that_nobody_knows_is_not_understood(chat_as: ChatAs, store: Store, words: str) -> None:
    chat = chat_as("medlem")
    assert chat.say(words).text.startswith("Det förstod jag inte.")
    assert store.questions.since(chat.now) == []
