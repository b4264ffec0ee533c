"""The alarm of units that nobody is reached in, when there are several people, and several reasons."""

from domain.advice import advice
from domain.delivery import Closed, Reason
from domain.messages import Account
from domain.people import Person, Role
from tests.scheduler.cast import TENANT
from tests.scheduler.conftest import Running, moment

BLOCKED = Closed(
    "403 ConversationBlockedByUser",
    Reason.BLOCKED,
    "mottagaren har blockerat Samråd i Teams (403 ConversationBlockedByUser)",
    moment("2027-02-01 10:00"),
)


async def test_each_is_told_of_in_plain_words_and_there_is_advice_for_every_reason(running: Running) -> None:
    store = running.store
    store.people.enroll(Person("bo", "Bo Ek", Role.DEPUTY, "sjuharad"))
    store.people.enroll(Person("ola", "Ola Ek", Role.DEPUTY, "af"))
    chat = store.addresses.of_person("sjuharad")
    assert chat
    store.closures.close(chat, BLOCKED)
    store.addresses.forget(Account(TENANT, "af"))
    await running.beat("2027-02-02 10:00")
    panel = running.told("samordnare")
    assert panel.title == "Ingen att nå för två enheter"
    first, *told = panel.paragraphs
    assert first == "Omgången öppnar 4 februari 2027. I de här enheterna når jag ingen:"
    assert sorted(told[:2]) == [
        "Arbetsförmedlingen: varken Ada eller Ola Ek har skrivit till mig.",
        (
            "Sjuhärad: jag når inte Sune (mottagaren har blockerat Samråd i Teams). "
            "Bo Ek har aldrig skrivit till mig."
        ),
    ]
    codes, blocked = (
        advice(Reason.NO_ADDRESS, ["Ada", "Ola Ek", "Bo Ek"], sent=False),
        "Be Sune ta bort blockeringen",
    )
    assert codes in told
    assert any(line.startswith(blocked) for line in told)
    assert told[-1] == "Tills dess får enheterna inget veta."
