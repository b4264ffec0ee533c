"""ej levererat, leveranser: what did not come, why, what to do, and sending it again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.advice import advice
from domain.delivery import Address, Closed, GivenUp, Outcome, Posting, Reason
from domain.messages import Account, Message
from store.store import Store
from tests.conversations.chat import Chat, facts, panel
from tests.conversations.conftest import TENANT

FIA, SUNE = "Fia Fyrbodal (påhittad)", "Sune Sjuhärad (påhittad)"
BLOCKED = "mottagaren har blockerat Samråd i Teams (403 ConversationBlockedByUser)"


def given_up(store: Store, person: str, at: datetime, reason: Reason, why: str) -> str:
    """A reminder to the person that ended so."""
    key = f"2026Q3/påminnelse 1/{person}/{person}"
    what = {"round": "2026Q3", "unit": person, "rule": "påminnelse 1", "step": "0"}
    store.outbox.post([Posting(key, person, "påminnelse", what, at)], at)
    outcome = Outcome.FAILED if reason is Reason.UNCLEAR else Outcome.UNREACHABLE
    store.outbox.give_up(key, GivenUp(outcome, why, reason), at)
    return key


@pytest.fixture
def blocked(store: Store, opened: datetime) -> str:
    return given_up(store, "fyrbodal", opened, Reason.BLOCKED, BLOCKED)


@pytest.fixture
def unclear(store: Store, opened: datetime) -> str:
    return given_up(store, "sjuharad", opened, Reason.UNCLEAR, "oklart om det kom fram: Teams svarade inte")


def says(message: Message) -> list[str]:
    return [button.says for button in message.buttons]


@pytest.mark.usefixtures("unclear")
def test_the_coordinator_sees_what_did_not_come_why_and_what_to_do(
    chat_as: Callable[[str], Chat], blocked: str
) -> None:
    answer = chat_as("samordnare").say("ej levererat")
    told = panel(answer)
    assert told.title == "Ej levererat: två meddelanden"
    at = "11 november 2026 kl. 10.30"
    assert told.paragraphs == (
        (
            f"Påminnelsen om att svara, till {FIA}, {at}: kom inte fram. "
            f"Mottagaren har blockerat Samråd i Teams. {advice(Reason.BLOCKED, [FIA])}"
        ),
        (
            f"Påminnelsen om att svara, till {SUNE}, {at}: oklart om det kom fram: "
            f"Teams svarade inte. {advice(Reason.UNCLEAR, [SUNE])}"
        ),
    )
    assert says(answer) == ["skicka allt igen", f"skicka igen till {FIA}", f"skicka igen till {SUNE}"]
    assert blocked not in str(answer), "the key is for us"


def test_one_is_sent_again_its_address_is_tried_anew_and_the_log_says_who_asked(
    chat_as: Callable[[str], Chat], store: Store, blocked: str, opened: datetime
) -> None:
    answer = chat_as("samordnare").say(f"skicka igen {blocked}")
    assert answer.text.startswith(f"Ett meddelande skickas igen inom några minuter till {FIA}")
    (row,) = [one for one in store.outbox.rows() if one.key == blocked]
    assert (row.outcome, row.tries, row.reason) == (Outcome.WAITING, 0, Reason.NONE)
    assert store.audit.lines(blocked)[-1].who == "samordnare"
    assert store.outbox.claim(opened, 9, timedelta(minutes=2))[0].key == blocked
    again = chat_as("samordnare").say(f"skicka igen {blocked}")
    assert again.text == "Det är redan på väg. Skriv ”ej levererat” för att se läget."


@pytest.mark.usefixtures("blocked", "unclear")
def test_all_are_sent_again(chat_as: Callable[[str], Chat], store: Store) -> None:
    answer = chat_as("samordnare").say("skicka alla igen")
    assert answer.text.startswith("Två meddelanden skickas igen inom några minuter till Fia Fyrbodal")
    assert {row.outcome for row in store.outbox.rows()} == {Outcome.WAITING}
    assert chat_as("samordnare").say("utkorgen").text == (
        "Två meddelanden väntar på att skickas. Inget står som ej levererat just nu."
    )


@pytest.mark.parametrize("who", ["fyrbodal", "medlem"])
@pytest.mark.parametrize("asked", ["ej levererat", "skicka allt igen", "leveranser K3"])
def test_nobody_but_a_coordinator_sees_or_sends_them(
    chat_as: Callable[[str], Chat], store: Store, blocked: str, who: str, asked: str
) -> None:
    assert chat_as(who).say(asked).text == "Det kan bara samordnaren på Länsstyrelsen göra."
    assert (
        chat_as(who).say(f"skicka igen {blocked}").text == "Det kan bara samordnaren på Länsstyrelsen göra."
    )
    assert [row.outcome for row in store.outbox.rows()] == [Outcome.UNREACHABLE]


def test_in_a_channel_nothing_is_told(chat_as: Callable[[str], Chat], blocked: str) -> None:
    assert blocked
    assert "vår egen chatt" in chat_as("samordnare").in_channel("ej levererat").text


@pytest.mark.usefixtures("blocked", "unclear")
def test_the_record_of_a_round_says_what_became_of_each_message(
    chat_as: Callable[[str], Chat], store: Store, opened: datetime
) -> None:
    what = {"round": "2026Q3", "unit": "af", "rule": "öppnad", "step": "0"}
    store.outbox.post([Posting("2026Q3/öppnad/af/af", "af", "öppnad", what, opened)], opened)
    store.outbox.note("2026Q3/öppnad/af/af", Outcome.SENT, opened, activity="mail <x@y>")
    answer = chat_as("samordnare").say("leveranser K3")
    assert panel(answer).title == "Leveranser för kvartal 3 2026"
    assert panel(answer).paragraphs == (
        "1 kom inte fram, 1 oklart om det kom fram, 1 skickat.",
        "Skickat betyder att Teams eller e-postservern tog emot det. Om det har lästs vet jag inte.",
    )
    told = facts(answer)
    assert told["Ada Arbete (påhittad)"] == "Beskedet att omgången är öppen: skickat 11 november med e-post"
    assert told[FIA] == ("Påminnelsen om att svara: kom inte fram (mottagaren har blockerat Samråd i Teams)")
    assert told[SUNE] == "Påminnelsen om att svara: oklart om det kom fram: Teams svarade inte"
    assert says(answer) == ["ej levererat"]
    assert list(facts(chat_as("samordnare").say("leveranser Fyrbodal"))) == ["Fia Fyrbodal (påhittad)"]
    assert chat_as("samordnare").say("leveranser Skaraborg").text.startswith("Inget har skickats")


@pytest.mark.usefixtures("blocked", "unclear")
def test_status_says_in_one_line_that_something_has_not_come(chat_as: Callable[[str], Chat]) -> None:
    answer = chat_as("samordnare").say("status")
    line = "Ett meddelande har inte kommit fram och om ett meddelande är det oklart: skriv ”ej levererat”."
    assert line in panel(answer).paragraphs
    assert "ej levererat" in says(answer)
    assert "levererat" not in str(chat_as("fyrbodal").say("status"))
    chat_as("samordnare").say("skicka allt igen")
    assert "levererat" not in str(chat_as("samordnare").say("status"))


def test_a_mark_goes_when_it_is_asked_that_it_is_tried_again(
    chat_as: Callable[[str], Chat], store: Store, blocked: str, opened: datetime
) -> None:
    chat = Address(Account(TENANT, "aad-fyrbodal"), "https://kanal.example/", "a:1", "bot")
    store.closures.close(chat, Closed("403", Reason.BLOCKED, BLOCKED, opened))
    assert store.closures.of_person("fyrbodal")
    chat_as("samordnare").say(f"skicka igen {blocked}")
    assert store.closures.of_person("fyrbodal") == []
