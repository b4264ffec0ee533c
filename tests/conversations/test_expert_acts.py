"""An expert takes a question, answers it, passes it on or closes it; of two only one does."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from dialogs.desk import Desk
from domain.messages import Account
from domain.people import Assignment, Person, Role
from domain.tickets import TicketStatus
from store.store import Store
from tests.conversations.chat import Chat, facts, panel
from tests.conversations.conftest import TENANT
from tests.conversations.test_experts import BUILDING, NOBODY_FOUND, QUOTA, doubted, only, paragraphs

ChatAs = Callable[[str], Chat]


@pytest.mark.parametrize("words", ["svara F1", "svara f1:", "Svara på fråga F1", "svar f 1 :"])
def test_a_reply_without_words_shows_how_and_the_question(chat_as: ChatAs, store: Store, words: str) -> None:
    doubted(chat_as("fyrbodal"))
    told = chat_as("bo_bosattning").say(words)
    assert told.text == f"Skriv svaret efter kolon: ”svara F1: …”. Frågan är: ”{QUOTA}”"
    assert only(store).reply is None


@pytest.mark.parametrize(
    "words",
    [
        "svara f12 Länsstyrelsen beslutar.",
        "svara F12: Länsstyrelsen beslutar.",
        "Svara på F 12. Länsstyrelsen beslutar.",
        "besvara fråga F12, Länsstyrelsen beslutar.",
        "svar F12\nLänsstyrelsen beslutar.",
    ],
)
def test_a_reply_is_written_in_many_ways(chat_as: ChatAs, store: Store, words: str) -> None:
    doubted(chat_as("fyrbodal"))
    assert chat_as("bo_bosattning").say(words.replace("12", "1")).text.startswith("Tack! Svaret på F1")
    reply = only(store).reply
    assert reply
    assert (reply.words, reply.by) == ("Länsstyrelsen beslutar.", "bo_bosattning")


@pytest.mark.parametrize(
    "words", ["svara: Ja.", "svara ja", "ta", "ta frågan", "avsluta: klart", "skicka vidare"]
)
def test_a_forgotten_number_is_asked_for(chat_as: ChatAs, words: str) -> None:
    assert chat_as("bo_bosattning").say(words).text == (
        "Inget är sparat. Skriv också vilken fråga det gäller, till exempel ”svara F12: …”."
    )


@pytest.mark.parametrize(
    "words", ["ta fram utkastet", "ta bort medskick 2", "skicka ut", "avsluta", "svara ja"]
)
def test_others_mean_something_else_by_the_same_words(chat_as: ChatAs, words: str) -> None:
    for who in ("samordnare", "fyrbodal"):
        assert "F12" not in chat_as(who).say(words).text


def test_words_without_what_to_do_are_not_taken_for_a_reply(chat_as: ChatAs, store: Store) -> None:
    doubted(chat_as("fyrbodal"))
    told = chat_as("bo_bosattning").say("F1: Länsstyrelsen beslutar.")
    assert panel(told).paragraphs[0].startswith("Inget är sparat. Börja med vad du vill göra")
    assert only(store).reply is None


@pytest.mark.parametrize(
    "words",
    [
        "svara F1: Det gäller 850101-2382, ring mig.",
        "svara F1: Ring 0522-123 45 67.",
        "avsluta F1: anna.ek@example.se har svarat",
        "skicka vidare F1 till etablering: det är 850101-2382",
    ],
)
def test_personal_data_is_neither_kept_nor_sent(chat_as: ChatAs, store: Store, words: str) -> None:
    doubted(chat_as("fyrbodal"))
    before = only(store)
    told = chat_as("bo_bosattning").say(words).text
    assert told.startswith("Inget är sparat eller skickat. Tecken")
    assert not any(part in told for part in ("850101", "123 45 67", "anna.ek"))
    assert only(store) == before


def test_too_long_a_text_is_told_of(chat_as: ChatAs, store: Store) -> None:
    doubted(chat_as("fyrbodal"))
    told = chat_as("bo_bosattning").say(f"svara F1: {'ja ' * 700}").text
    assert "Korta texten till högst 2000 tecken. Nu är det 2099." in told
    assert only(store).reply is None


def test_two_experts_do_not_take_the_same(chat_as: ChatAs, desk: Desk, store: Store) -> None:
    ann = Person("ann", "Ann Andra (påhittad)", Role.EXPERT, "bosattning", invented=True)
    desk.store.people.enroll(ann, Account(TENANT, "aad-ann", ann.name))
    doubted(chat_as("fyrbodal"))
    chat_as("bo_bosattning").say("ta F1")
    for words in ("ta F1", "svara F1: Ja.", "skicka vidare F1 till asyl", "avsluta F1: klart"):
        assert chat_as("ann").say(words).text == (
            "Bo Bosättning (påhittad) har redan tagit F1. Inget är ändrat. "
            "Är ni överens om att du tar den skriver du ”ta över F1”."
        )
    assert only(store).owner == "bo_bosattning"
    assert paragraphs(chat_as("ann").say("jag tar över F1")).startswith("Du har tagit över F1.")
    assert only(store).owner == "ann"
    assert "har redan tagit F1" in chat_as("bo_bosattning").say("svara F1: Ja.").text
    assert chat_as("ann").say("ta F1").text.startswith("Du har redan tagit F1.")


def test_a_second_answer_by_another_needs_the_question_opened_again(
    chat_as: ChatAs, desk: Desk, store: Store
) -> None:
    ann = Person("ann", "Ann Andra (påhittad)", Role.EXPERT, "bosattning", invented=True)
    desk.store.people.enroll(ann, Account(TENANT, "aad-ann", ann.name))
    doubted(chat_as("fyrbodal"))
    chat_as("bo_bosattning").say("svara F1: Ja.")
    assert (
        chat_as("ann")
        .say("svara F1: Nej.")
        .text.startswith("Bo Bosättning (påhittad) har redan svarat på F1.")
    )
    assert chat_as("bo_bosattning").say("svara F1: Ja, enligt 5 §.").text.startswith("Tack!")
    assert chat_as("ann").say("öppna F1").text.startswith("Skriv vad som är oklart")
    assert chat_as("ann").say("öppna igen F1: regeln är ändrad").text.endswith("hos Ann Andra (påhittad).")
    assert only(store).owner == "ann"


def test_a_question_is_passed_on_and_leaves_the_first_group(chat_as: ChatAs, store: Store) -> None:
    doubted(chat_as("fyrbodal"))
    bo, eva = chat_as("bo_bosattning"), chat_as("eva_etablering")
    assert "bosattning" in bo.say("skicka vidare F1").text
    assert "Det kan vara bosattning, asyl" in bo.say("skicka vidare F1 till ekonomi").text
    assert bo.say("skicka vidare F1 till bosättning").text.startswith("F1 ligger redan där.")
    told = bo.say("skicka vidare F1 till etablering: de vet bättre").text
    assert told == "F1 är skickad vidare till Sakkunniga i etablering."
    assert bo.say("F1").text.startswith(NOBODY_FOUND.format("F1"))
    shown = eva.say("F1")
    assert facts(shown)["Hos"] == "Sakkunniga i etablering"
    assert facts(shown)["11 november 2026 kl. 10.30"] == (
        "Bo Bosättning (påhittad) skickade vidare till Sakkunniga i etablering: de vet bättre"
    )
    assert only(store).status is TicketStatus.WAITING


def test_a_coordinator_follows_them_all_and_may_pass_on_what_another_has(chat_as: ChatAs) -> None:
    doubted(chat_as("fyrbodal"))
    doubted(chat_as("skaraborg"), BUILDING)
    chat_as("bo_bosattning").say("ta F1")
    sara = chat_as("samordnare")
    told = facts(sara.say("frågor"))
    assert list(told) == [f"F2 {BUILDING}", f"F1 {QUOTA}"]
    assert told[f"F1 {QUOTA}"] == (
        "Tagen av Bo Bosättning (påhittad) sedan 11 november 2026. Sakkunniga i bosättning."
    )
    assert sara.say("skicka vidare F1 till asyl").text == (
        "F1 är skickad vidare till Sakkunniga i asyl och mottagande."
    )


def test_closing_needs_a_reason_unless_it_is_ones_own(chat_as: ChatAs) -> None:
    doubted(chat_as("fyrbodal"))
    bo = chat_as("bo_bosattning")
    assert bo.say("avsluta F1").text.startswith("Skriv varför: ”avsluta F1: …”.")
    assert bo.say("avsluta F1: samma som F7").text == "F1 är avslutad."
    assert facts(chat_as("fyrbodal").say("F1"))["11 november 2026 kl. 10.30"].endswith(
        "avslutade: samma som F7"
    )
    assert "är avslutad. Skriv ”öppna F1: …”" in bo.say("svara F1: Ja.").text
    assert bo.say("frågor").text.startswith("Inga frågor väntar på er just nu.")
    assert f"F1 {QUOTA}" in facts(bo.say("alla frågor"))


def test_the_asker_does_not_answer(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    doubted(fia)
    for words in ("svara F1: Jag vet nu.", "ta F1", "skicka vidare F1 till asyl"):
        assert fia.say(words).text.startswith("F1 är din egen fråga")


def test_an_expert_who_has_left_sees_no_more(chat_as: ChatAs, store: Store, opened: datetime) -> None:
    doubted(chat_as("fyrbodal"))
    chat_as("bo_bosattning").say("ta F1")
    ended = Assignment(Role.EXPERT, "bosattning", until=opened.date())
    store.people.enroll(Person("bo_bosattning", "Bo", Role.MEMBER, also=(ended,)))
    later = opened + timedelta(days=1)
    assert chat_as("bo_bosattning").at(later).say("F1").text.startswith(NOBODY_FOUND.format("F1"))
    assert chat_as("samordnare").at(later).say("ta över F1").panel


@pytest.mark.parametrize(
    "words",
    ["ja det får de om de har uppehållstillstånd", "Länsstyrelsen beslutar.", "Det följer av 10 §, så ja."],
)
def test_words_after_taking_a_question_are_offered_as_the_reply(
    chat_as: ChatAs, store: Store, words: str
) -> None:
    doubted(chat_as("fyrbodal"))
    bo = chat_as("bo_bosattning")
    bo.say("ta F1")
    told = bo.say(words)
    assert told.text == f"Är det här svaret på F1? Frågan är: ”{QUOTA}”"
    assert [button.title for button in told.buttons][:2] == ["Skicka som svar på F1", "Fråga handboken"]
    assert only(store).reply is None
    bo.say(told.buttons[0].says)
    reply = only(store).reply
    assert reply
    assert reply.words == words
    assert [one.asked.question for one in store.questions.since(bo.now)] == [QUOTA]


def test_a_question_or_a_command_from_who_has_taken_one_is_itself(chat_as: ChatAs) -> None:
    doubted(chat_as("fyrbodal"))
    bo = chat_as("bo_bosattning")
    bo.say("ta F1")
    for words in ("Vem betalar tolken?", "frågor", "tack", "fråga kommuntal för nästa år", "frågar"):
        assert "Är det här svaret" not in bo.say(words).text


def test_with_none_or_two_taken_no_reply_is_offered(chat_as: ChatAs) -> None:
    fia, bo = chat_as("fyrbodal"), chat_as("bo_bosattning")
    words = "ja det får de om de har uppehållstillstånd"
    doubted(fia)
    assert "Är det här svaret" not in bo.say(words).text
    doubted(fia, "Kan en kommun säga nej till en anvisning?")
    bo.say("ta F1")
    bo.say("ta F2")
    assert "Är det här svaret" not in bo.say(words).text
