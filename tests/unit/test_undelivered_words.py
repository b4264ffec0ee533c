"""The words about what did not come: a name for each kind of message, and advice that can be followed."""

import pytest

from domain import undelivered
from domain.advice import advice
from domain.delivery import Outcome, Reason
from domain.notice_names import NAMES, name, named
from domain.notices import Kind
from domain.undelivered import in_words, news, what_came_of_it

DOUBT = "oklart om det kom fram: Teams svarade inte"


def test_every_kind_of_message_has_a_name_of_its_own() -> None:
    assert set(NAMES) == set(Kind)
    assert len(set(NAMES.values())) == len(Kind), "no two are alike"
    assert not {kind.value for kind in Kind} & set(NAMES.values()), "a label is no name"


def test_a_message_is_told_of_by_what_it_says() -> None:
    assert named("öppnad", "Viking Västra") == "Beskedet att omgången är öppen, till Viking Västra"
    assert named("stillestånd", "Sara") == "Larmet om att Samråd stod stilla, till Sara"
    assert name("något från förr") == "något från förr"


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("names", [[], ["Fia Ek"], ["Fia Ek", "Bo Ek"]])
def test_every_reason_has_advice_that_a_coordinator_can_follow(reason: Reason, names: list[str]) -> None:
    words = advice(reason, names)
    assert words.endswith(".")
    assert "{" not in words
    assert "eller lägg in en e-postadress" not in words, "only whoever runs Samråd can"


@pytest.mark.parametrize(
    "reason",
    [
        Reason.NO_ADDRESS, Reason.BLOCKED, Reason.NOT_INSTALLED, Reason.DISABLED, Reason.GONE, Reason.SHUT,
        Reason.NO_SUCH_MAIL,
    ],
)  # fmt: skip
def test_before_anything_is_sent_nothing_is_said_of_sending_it_again(reason: Reason) -> None:
    assert "igen" not in advice(reason, ["Fia Ek"], sent=False)
    assert "skickas" not in advice(reason, ["Fia Ek"], sent=False)


def test_the_advice_for_who_has_no_address_is_a_code_in_words_for_anyone() -> None:
    assert advice(Reason.NO_ADDRESS, ["Mia Berg"]) == (
        "Skriv ”kod för Mia Berg” och lämna koden till Mia Berg, som skriver den till mig i Teams. Eller be "
        "den som driftar Samråd att lägga in en e-postadress. Då skickas det av sig självt."
    )


def test_the_channels_codes_are_for_the_log() -> None:
    why = "mottagaren har blockerat Samråd i Teams (403 ConversationBlockedByUser)"
    assert in_words(why) == "mottagaren har blockerat Samråd i Teams"
    assert in_words(f"{why}; e-postadressen tas inte emot (550 5.1.1)") == (
        "mottagaren har blockerat Samråd i Teams; e-postadressen tas inte emot"
    )
    assert in_words("Teams svarade inte (ClientError)") == "Teams svarade inte"
    assert in_words("Fia (påhittad) svarade inte") == "Fia (påhittad) svarade inte"


@pytest.mark.parametrize("why", [DOUBT, f"{DOUBT}.", "Oklart om det kom fram: Teams svarade inte"])
def test_a_doubt_is_said_once(why: str) -> None:
    assert what_came_of_it(Outcome.FAILED, Reason.UNCLEAR, why) == DOUBT
    assert news("öppnad", "Ada", why) == (
        "Oklart om det kom fram: beskedet att omgången är öppen, till Ada. Teams svarade inte."
    )


def test_who_asked_that_it_be_sent_again_is_found_in_why() -> None:
    assert undelivered.asker(undelivered.asked_for("sara")) == "sara"
    assert undelivered.asker("personen har aldrig skrivit till mig i Teams") == ""
