"""What the handbook does not know is asked of the experts: one of them answers, nobody else sees it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from dialogs.answer_buttons import ASK_EXPERT
from dialogs.ask import ASK_SOMEONE
from dialogs.desk import Desk
from domain.feedback import Verdict
from domain.messages import Message
from domain.tickets import MOST_OPEN, Ticket, TicketAct, TicketReason
from store.store import Store
from tests.conversations.chat import Chat, facts, page, panel

ChatAs = Callable[[str], Chat]

QUOTA = "Vem beslutar om kommuntal?"
BUILDING = "Hur söker man bygglov?"
NOBODY_FOUND = "Jag hittar ingen fråga {} hos dig."


def says(message: Message) -> list[str]:
    return [button.says for button in message.buttons]


def paragraphs(message: Message) -> str:
    return "\n".join(panel(message).paragraphs)


def doubted(chat: Chat, question: str = QUOTA) -> Message:
    """The answer is not enough: the question goes to the experts."""
    chat.say(question)
    return chat.say("fråga sakkunnig")


def only(store: Store) -> Ticket:
    (ticket,) = store.tickets.all()
    return ticket


def test_from_an_unknown_question_to_a_reply_and_on(chat_as: ChatAs, store: Store) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    told = fia.say(BUILDING)
    assert told.text.endswith(ASK_SOMEONE)
    assert "fråga sakkunnig" in says(told)
    sent = fia.say("fråga sakkunnig")
    assert sent.text.startswith("Frågan är skickad till samordnaren på Länsstyrelsen")
    assert only(store).reason is TicketReason.UNANSWERED
    assert f"F1 {BUILDING}" in facts(sara.say("frågor"))
    assert paragraphs(sara.say("ta F1")).startswith("Du har tagit F1.")
    replied = sara.say("svara F1: Det gör du hos byggnadsnämnden i kommunen.\nDet handlar inte om oss.")
    assert replied.text.startswith("Tack! Svaret på F1 är sparat, och Fia Fyrbodal (påhittad) får det")
    assert says(replied)[0] == "föreslå F1"
    shown = fia.say("F1")
    assert facts(shown)["Status"] == "Besvarad av Sara Samordnare (påhittad) sedan 11 november 2026"
    assert "byggnadsnämnden i kommunen.\nDet handlar inte om oss." in paragraphs(shown)
    assert "(en persons svar, inte handbokens)" in paragraphs(shown)
    assert fia.say("öppna F1: vilken blankett?").text == "F1 är öppen igen, hos Sara Samordnare (påhittad)."
    assert [step.act for step in only(store).steps] == [
        TicketAct.ASK,
        TicketAct.TAKE,
        TicketAct.REPLY,
        TicketAct.REOPEN,
    ]


def test_the_expert_sees_what_was_asked_what_was_said_and_why_it_is_doubted(
    chat_as: ChatAs, desk: Desk
) -> None:
    fia, bo = chat_as("fyrbodal"), chat_as("bo_bosattning")
    fia.say(QUOTA)
    fia.say("fel: talen gäller bara i år")
    assert fia.say("fråga sakkunnig").text.startswith("Frågan är skickad till Sakkunniga i bosättning.")
    shown = bo.say("f1")
    assert panel(shown).paragraphs[0] == f"”{QUOTA}”"
    assert "Samråd svarade då:\n" in paragraphs(shown)
    told = facts(shown)
    assert told["Frågat av"] == "Fia Fyrbodal (påhittad), uppgiftslämnare för Fyrbodal"
    assert told["Frågat"] == "11 november 2026 kl. 10.30"
    assert told["Varför"] == "Den som frågade är inte nöjd med svaret: talen gäller bara i år"
    entry = desk.handbook.find(QUOTA).entry
    assert entry
    assert told["Svaret i handboken"].endswith(f"({entry})")
    assert says(shown) == ["ta F1", "frågor"]


def test_the_asker_is_not_shown_the_long_answer_again(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    doubted(fia)
    shown = fia.say("F1")
    assert "Samråd svarade" not in paragraphs(shown)
    assert "Frågat av" not in facts(shown)
    assert "”avsluta F1”" in paragraphs(shown)


def test_a_question_goes_straight_to_the_experts_with_what_the_handbook_has(
    chat_as: ChatAs, store: Store
) -> None:
    told = chat_as("fyrbodal").say(f"fråga sakkunnig: {QUOTA}")
    assert told.text.startswith("Frågan är skickad till Sakkunniga i bosättning.")
    assert "Det här säger handboken så länge:" in told.text
    assert (only(store).question, only(store).reason) == (QUOTA, TicketReason.DOUBTED)
    other = chat_as("fyrbodal").say(f"Fråga en expert, {BUILDING}")
    assert other.text.startswith("Frågan är skickad till samordnaren")
    assert "De ser ditt namn och frågan." in other.text


def test_without_a_question_before_it_one_is_asked_for(chat_as: ChatAs, opened: datetime) -> None:
    fia = chat_as("fyrbodal")
    assert fia.say("fråga sakkunnig").text.startswith("Vad vill du fråga?")
    fia.say(QUOTA)
    assert fia.at(opened + timedelta(hours=5)).say("fråga sakkunnig").text.startswith("Frågan är skickad")
    assert fia.at(opened + timedelta(hours=25)).say("fråga sakkunnig").text.startswith("Vad vill du fråga?")


def test_a_button_pressed_twice_asks_once(chat_as: ChatAs, store: Store, opened: datetime) -> None:
    fia = chat_as("fyrbodal")
    doubted(fia)
    again = fia.at(opened + timedelta(minutes=1)).say("fråga sakkunnig")
    assert again.text.startswith("Du har redan frågat det: F1 ligger hos Sakkunniga i bosättning.")
    assert only(store).name == "F1"


def test_ten_questions_may_be_open_and_no_more(chat_as: ChatAs, store: Store) -> None:
    fia = chat_as("fyrbodal")
    for number in range(MOST_OPEN):
        assert "är skickad" in fia.say(f"fråga sakkunnig: Hur söker man bygglov i hus {number}?").text
    refused = fia.say("fråga sakkunnig: Hur söker man bygglov i ett hus till?")
    assert refused.text.startswith("Du har 10 frågor som väntar på svar.")
    assert len(store.tickets.open()) == MOST_OPEN
    assert fia.say("avsluta F3").text == "F3 är avslutad."
    assert "är skickad" in fia.say("fråga sakkunnig: Hur söker man bygglov i ett hus till?").text


def test_a_stranger_is_told_whom_to_write_to(chat_as: ChatAs, store: Store) -> None:
    stranger = chat_as("nobody")
    told = stranger.say(BUILDING)
    assert told.text.endswith("Du kan fråga samordnaren på Länsstyrelsen i Västra Götalands län i stället.")
    assert told.buttons == ()
    assert "Skriv till samordnaren på Länsstyrelsen" in stranger.say("fråga sakkunnig").text
    for words in ("frågor", "mina frågor", "F1", "svara F1: hej"):
        assert stranger.say(words).text.startswith("Jag vet inte vilken enhet du svarar för.")
    assert store.tickets.all() == []


def test_in_a_channel_the_way_goes_through_ones_own_chat(chat_as: ChatAs, store: Store) -> None:
    fia = chat_as("fyrbodal")
    told = fia.in_channel(BUILDING)
    assert "Skriv ”fråga sakkunnig” till mig i vår egen chatt" in told.text
    assert told.buttons == ()
    assert "hjälpte" not in says(fia.in_channel(QUOTA))
    for words in ("fråga sakkunnig", "F1", "frågor", "hjälpte inte"):
        assert fia.in_channel(words).text == "Det tar vi i vår egen chatt. Skriv till mig där, så svarar jag."
    assert store.tickets.all() == []
    assert fia.say("fråga sakkunnig").text.startswith("Frågan är skickad till Sakkunniga i bosättning.")


@pytest.mark.parametrize("who", ["skaraborg", "medlem", "eva_etablering"])
@pytest.mark.parametrize(
    "words", ["F1", "ta F1", "svara F1: Ja.", "avsluta F1: klart", "öppna F1: mer", "ta över F1"]
)
def test_anothers_question_is_not_told_apart_from_none(
    chat_as: ChatAs, store: Store, who: str, words: str
) -> None:
    doubted(chat_as("fyrbodal"))
    before = only(store)
    told = chat_as(who).say(words).text
    absent = chat_as(who).say(words.replace("F1", "F999")).text
    assert told.startswith(NOBODY_FOUND.format("F1"))
    assert told.replace("F1", "F999") == absent
    assert only(store) == before


def test_a_question_that_is_not_there_is_told_of(chat_as: ChatAs) -> None:
    bo = chat_as("bo_bosattning")
    assert (
        bo.say("ta F999").text == f"{NOBODY_FOUND.format('F999')} Skriv ”frågor” för att se vilka som finns."
    )
    assert chat_as("fyrbodal").say("F999").text.endswith("Skriv ”mina frågor” för att se vilka som finns.")
    assert bo.say("svara F999999999999: Ja.").text


def test_a_question_about_a_person_is_stopped_wherever_it_stands(chat_as: ChatAs, store: Store) -> None:
    fia = chat_as("fyrbodal")
    for words in (
        "Fatima Hassan har fått avslag, hur gör vi?",
        f"Vem betalar tolken? {'Det gäller kommunens ansvar. ' * 30} Min klient är en kvinna, 34 år.",
        "Vem betalar för 850101-2382?",
    ):
        assert "är skickad" not in fia.say(f"fråga sakkunnig: {words}").text
    assert store.tickets.all() == []
    assert store.questions.since(fia.now) == []


def test_ones_own_questions_are_listed_for_who_has_asked(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    assert fia.say("mina frågor").text.startswith("Du har inte frågat någon sakkunnig.")
    assert "mina frågor" not in facts(fia.say("hjälp"))
    doubted(fia)
    for words in ("mina frågor", "frågor", "Visa mina frågor"):
        assert list(facts(fia.say(words))) == [f"F1 {QUOTA}"]
    assert "mina frågor" in facts(fia.say("hjälp"))
    assert chat_as("skaraborg").say("frågor").text.startswith("Du har inte frågat")


def test_an_expert_is_told_what_to_write(chat_as: ChatAs) -> None:
    told = chat_as("bo_bosattning").say("hjälp")
    assert "frågor" in facts(told)
    assert says(told) == ["frågor"]


def test_the_form_that_waits_is_not_lost_on_the_way(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    page(fia.say("rapportera"))
    fia.say("2.1: 3")
    for words in (BUILDING, "fråga sakkunnig", "hjälpte inte"):
        assert says(fia.say(words))[-1] == "rapportera"
    told = fia.say(QUOTA)
    assert says(told).index("rapportera") < says(told).index("hjälpte")
    assert len(told.buttons) <= 4


def test_an_expert_who_is_alone_in_the_group_asks_the_coordinator(chat_as: ChatAs, store: Store) -> None:
    bo = chat_as("bo_bosattning")
    bo.say(QUOTA)
    told = bo.say("fråga sakkunnig")
    assert told.text.startswith("Frågan är skickad till samordnaren på Länsstyrelsen")
    assert only(store).group == "bosattning"


def answered(chat_as: ChatAs) -> Chat:
    """The chat of the asker, half an hour after an expert has answered."""
    fia, bo = chat_as("fyrbodal"), chat_as("bo_bosattning")
    doubted(fia)
    bo.at(bo.now + timedelta(minutes=10)).say("svara F1: Länsstyrelsen beslutar.")
    return fia.at(fia.now + timedelta(minutes=30))


def test_the_asker_says_whether_the_reply_helped(chat_as: ChatAs, store: Store) -> None:
    fia = answered(chat_as)
    told = fia.say("F1")
    assert [(one.title, one.says) for one in told.buttons] == [
        ("Det hjälpte", "hjälpte F1"),
        ("Öppna igen", "öppna F1"),
        ("Mina frågor", "mina frågor"),
    ]
    assert fia.say("hjälpte F1").text == "Tack! Bra att svaret på F1 hjälpte."
    assert fia.say("öppna F1").text.startswith("Skriv vad som är oklart")
    assert says(fia.say("hjälpte inte F1")) == says(told)
    assert store.questions.since(fia.now - timedelta(days=1))[0].verdict is None


@pytest.mark.parametrize(
    "words",
    [
        "det var inte svar på min fråga",
        "Nej, det här är inget svar på frågan.",
        "det var inte svaret på det jag frågade!",
        "du svarade inte på min fråga",
    ],
)
def test_a_reply_that_is_beside_the_question_can_be_opened_again(chat_as: ChatAs, words: str) -> None:
    told = answered(chat_as).say(words)
    assert panel(told).title == "Fråga F1"
    assert "öppna F1" in says(told)


def test_the_same_words_are_said_of_the_handbook_when_it_answered_last(chat_as: ChatAs, store: Store) -> None:
    fia = answered(chat_as)
    fia.say(QUOTA)
    assert fia.say("det var inte svar på min fråga").text.startswith("Tack! Jag har antecknat")
    assert store.questions.since(fia.now)[0].verdict is Verdict.NOT


@pytest.mark.parametrize(
    "words",
    [
        "kan jag prata med en människa",
        "Kan jag prata med en människa?",
        "jag vill prata med någon",
        "kan jag ringa någon",
        "Hur får jag kontakt med en sakkunnig?",
        "vem kan jag ringa",
        "jag behöver prata med en riktig person",
    ],
)
def test_who_wants_a_human_is_told_how(chat_as: ChatAs, store: Store, words: str) -> None:
    fia = chat_as("fyrbodal")
    told = fia.say(words)
    assert "samordnaren på Länsstyrelsen i Västra Götalands län" in told.text
    assert told.buttons == (ASK_EXPERT,)
    assert store.questions.since(fia.now) == []
    fia.say(QUOTA)
    assert f"Knappen skickar din senaste fråga: ”{QUOTA}”" in fia.say(words).text
    assert fia.in_channel(words).buttons == ()
    assert "Hör av dig till samordnaren" in chat_as("nobody").say(words).text


@pytest.mark.parametrize(
    "words", ["Kan kommunen prata med någon om tolk?", "Vem kan en nyanländ ringa om sfi?"]
)
def test_a_question_about_whom_others_talk_to_is_a_question(
    chat_as: ChatAs, store: Store, words: str
) -> None:
    fia = chat_as("fyrbodal")
    fia.say(words)
    assert [one.asked.question for one in store.questions.since(fia.now)] == [words]


@pytest.mark.parametrize(
    "words", ["Vad är F12?", "Kan vi ta F-skatt?", "fråga vem som är sakkunnig i länet?"]
)
def test_questions_that_look_alike_still_go_to_the_handbook(
    chat_as: ChatAs, store: Store, words: str
) -> None:
    chat_as("bo_bosattning").say(words)
    assert [one.asked.question for one in store.questions.since(chat_as("bo_bosattning").now)]
    assert store.tickets.all() == []


def test_the_handbooks_own_words_for_not_knowing_are_the_ones_replaced(desk: Desk) -> None:
    assert ASK_SOMEONE in desk.handbook.find(BUILDING).answer.split("\n\n")


def test_after_a_stopped_question_nothing_before_it_is_sent_to_an_expert(
    chat_as: Callable[[str], Chat], desk: Desk
) -> None:
    fia = chat_as("fyrbodal")
    fia.say("Vem betalar ut etableringsersättningen?")
    assert "personuppgifter" in fia.say("Har Fatima Hassan 811228-9874 rätt till sfi?").text
    fia.say("fråga sakkunnig")
    assert desk.store.tickets.open() == []
