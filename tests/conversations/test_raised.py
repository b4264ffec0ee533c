"""A medskick is raised in the chat at any time, listed, and followed until it is answered."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.messages import Account, Message
from domain.people import Person, Role
from domain.raised import Content, RaisedIssue, Said
from domain.rounds import Round
from store.store import Store
from tests.conversations.answers import CARDS, CONTROL, NO_HANDOVER
from tests.conversations.chat import Chat, facts, page, panel
from tests.conversations.conftest import TENANT

ChatAs = Callable[[str], Chat]

WHOLE = (
    "medskick: Bostäder saknas. Det finns inga lediga lägenheter för stora familjer.\n"
    "typ: strukturellt problem\nområde: boende\nnivå: nationell\nmottagare: regeringen\n"
    "önskat utfall: En utredning\nangelägenhet: 3\nframgångsfaktorer: samverkan, kompetens"
)


def only(store: Store) -> RaisedIssue:
    (issue,) = store.raised.all()
    return issue


def nothing_is_kept(store: Store) -> bool:
    return not store.raised.all() and not any("medskick" in line.what for line in store.audit.lines())


def enroll(store: Store, person: Person) -> None:
    store.people.enroll(person, Account(TENANT, f"aad-{person.id}", person.name))


def problems(message: Message) -> dict[str, str]:
    return {problem.number: problem.words for problem in page(message).problems}


def test_all_of_it_in_one_message_is_raised_at_once(chat_as: ChatAs, store: Store) -> None:
    told = chat_as("fyrbodal").say(WHOLE)
    assert panel(told).title == "Medskick M1: Bostäder saknas"
    assert panel(told).paragraphs == ("Tack! M1 följs från kvartal till kvartal tills det är besvarat.",)
    assert facts(told) == {
        "Beskrivning": "Det finns inga lediga lägenheter för stora familjer.",
        "Typ": "Strukturellt problem",
        "Område": "Boende",
        "Nivå": "Nationell",
        "Mottagare": "regeringen",
        "Önskat utfall": "En utredning",
        "Angelägenhet": "Mycket angeläget",
        "Framgångsfaktorer": "Samverkan, Kompetens",
    }
    issue = only(store)
    assert (issue.unit, issue.round, issue.said.by) == ("fyrbodal", "2026Q3", "fyrbodal")


def test_what_is_missing_is_asked_for_on_one_card(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("fyrbodal")
    asked = chat.say("Medskick: Bostäder saknas. Det finns inga lediga lägenheter för stora familjer.")
    assert page(asked).values["title"] == "Bostäder saknas"
    assert list(problems(asked)) == ["Typ", "Område"]
    assert "typ: " in page(asked).notice
    assert nothing_is_kept(store)
    again = chat.press("send", {"kind": "UPPDRAG", "area": "boende"})
    assert problems(again) == {"Önskat utfall": "Skriv ett svar."}
    told = chat.press("send", {"outcome": "En utredning"})
    assert panel(told).title == "Medskick M1: Bostäder saknas"
    assert only(store).content.level == "REGIONAL"


def test_medskick_alone_gives_an_empty_card_without_complaints(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("fyrbodal")
    asked = page(chat.say("medskick"))
    assert (asked.unit_name, asked.problems) == ("Delregionalt samråd Fyrbodal", ())
    assert asked.values == {"level": "REGIONAL", "urgency": "2"}
    assert list(problems(chat.press("send"))) == ["Rubrik", "Beskrivning", "Typ", "Område"]
    assert nothing_is_kept(store)


def test_a_card_delivered_twice_is_one_medskick(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("fyrbodal")
    chat.say("medskick: Bostäder saknas. Det finns inga lediga lägenheter för stora familjer.")
    pressed = chat.action("send", {"kind": "INFORMATION", "area": "boende"})
    first, second = chat.deliver(pressed), chat.deliver(pressed)
    assert panel(first) == panel(second)
    assert only(store).name == "M1"


@pytest.mark.parametrize(
    "words",
    [
        "Ring Anna på 0522-123 45 67 om bostäderna i Åmål.",
        "Det gäller 850101-2382 som saknar bostad i Åmål.",
        "Skriv till anna.ek@example.se om bostäderna.",
    ],
)
def test_personal_data_is_neither_kept_nor_shown_again(chat_as: ChatAs, store: Store, words: str) -> None:
    told = chat_as("fyrbodal").say(
        WHOLE.replace("Det finns inga lediga lägenheter för stora familjer.", words)
    )
    assert "Beskrivning" in problems(told)
    assert "[borttaget]" in page(told).values["body"]
    assert not any(part in str(told) for part in ("123 45 67", "850101-2382", "anna.ek@"))
    assert nothing_is_kept(store)


def test_personal_data_in_a_follow_up_or_a_change_is_not_kept(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("fyrbodal")
    chat.say(WHOLE)
    before = only(store)
    for words in ("pågår, ring 0522-123 45 67", "mottagare: anna.ek@example.se"):
        assert chat.say(f"medskick M1: {words}").text.startswith("Inget är sparat.")
    assert only(store) == before


def test_the_national_level_without_an_addressee_is_warned_about_and_can_be_given_one(
    chat_as: ChatAs, store: Store
) -> None:
    chat = chat_as("fyrbodal")
    told = panel(chat.say(WHOLE.replace("mottagare: regeringen\n", "")))
    assert "”medskick M1: mottagare: regeringen”" in told.paragraphs[1]
    changed = chat.say("medskick M1: mottagare: regeringen")
    assert panel(changed).paragraphs == ("Ändringen är sparad.",)
    assert facts(changed)["Mottagare"] == "regeringen"
    assert only(store).first.addressee == ""


def test_our_medskick_are_listed_with_number_status_and_since_when(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    assert chat.say("medskick lista").text.startswith("Det finns inga öppna medskick.")
    chat.say(WHOLE)
    chat_as("skaraborg").say(WHOLE)
    for words in ("medskick lista", "Våra medskick", "medskick Fyrbodal"):
        assert facts(chat.say(words)) == {
            "M1 Bostäder saknas": "Ny sedan 11 november 2026. Strukturellt problem, nationell nivå. "
            "Från Fyrbodal till regeringen."
        }


def test_one_is_shown_with_its_history(chat_as: ChatAs, opened: datetime) -> None:
    chat_as("fyrbodal").say(WHOLE)
    later = chat_as("fyrbodal").at(opened + timedelta(days=5))
    told = later.say("medskick 1: pågår, möte bokat i mars")
    assert panel(told).paragraphs == ("Sparat: M1 är nu pågår.",)
    shown = facts(later.say("M1"))
    assert shown["Status"] == "Pågår sedan 16 november 2026"
    assert shown["11 november 2026"] == "Lyft av Fia Fyrbodal (påhittad)"
    assert shown["16 november 2026"] == "Pågår. möte bokat i mars (Fia Fyrbodal (påhittad))"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("medskick 1: pågår", "pågår"),
        ("medskick M1 besvarat: länsrådet svarade i brev", "besvarat"),
        ("m1: löst", "löst"),
        ("Medskick m1, inte längre aktuellt", "inte längre aktuellt"),
        ("medskick 1 ej aktuellt", "inte längre aktuellt"),
    ],
)
def test_how_it_goes_is_said_in_many_ways(chat_as: ChatAs, store: Store, words: str, status: str) -> None:
    chat = chat_as("fyrbodal")
    chat.say(WHOLE)
    facts(chat.say(words))
    assert only(store).status == status


def test_each_button_of_a_shown_medskick_says_how_it_goes(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("fyrbodal")
    buttons = [button for button in chat.say(WHOLE).buttons if "M1" in button.says]
    for button in chat.say(buttons[0].says).buttons:
        facts(chat.say(button.says))
        assert only(store).status == button.title.lower()


def test_what_is_closed_is_no_longer_listed_but_can_be_seen_and_reopened(
    chat_as: ChatAs, store: Store
) -> None:
    chat = chat_as("fyrbodal")
    chat.say(WHOLE)
    chat.say("medskick 1: löst")
    assert chat.say("våra medskick").text.startswith("Det finns inga öppna medskick.")
    assert facts(chat.say("medskick 1"))["Status"] == "Löst sedan 11 november 2026"
    chat.say("medskick 1: pågår")
    assert only(store).is_open


def test_an_unclear_word_about_one_tells_what_can_be_said(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("fyrbodal")
    chat.say(WHOLE)
    told = chat.say("medskick 1: hurra").text
    assert told.startswith("Skriv hur det går, till exempel ”medskick M1: pågår")
    assert not only(store).steps


def test_the_coordinator_sees_all_and_follows_up(chat_as: ChatAs, store: Store) -> None:
    chat_as("fyrbodal").say(WHOLE)
    chat_as("skaraborg").say(WHOLE.replace("Bostäder", "Tolkar"))
    coordinator = chat_as("samordnare")
    assert list(facts(coordinator.say("medskick alla"))) == ["M1 Bostäder saknas", "M2 Tolkar saknas"]
    assert list(facts(coordinator.say("medskick Skaraborg"))) == ["M2 Tolkar saknas"]
    facts(coordinator.say("medskick M2: besvarat, svar i brev"))
    assert [str(issue.status) for issue in store.raised.all()] == ["ny", "besvarat"]


def test_the_coordinator_raises_one_for_a_unit_and_it_is_marked(chat_as: ChatAs, store: Store) -> None:
    coordinator = chat_as("samordnare")
    assert coordinator.say(WHOLE).text.startswith(
        "Skriv vem det gäller, till exempel: medskick för Fyrbodal:"
    )
    panel(coordinator.say(WHOLE.replace("medskick:", "medskick för Fyrbodal:")))
    issue = only(store)
    assert (issue.unit, issue.content.title) == ("fyrbodal", "Bostäder saknas")
    assert issue.said.by_name == "Sara Samordnare (påhittad) (för enhetens räkning)"


def test_another_council_sees_nothing_and_cannot_tell_that_it_is_there(chat_as: ChatAs, store: Store) -> None:
    chat_as("fyrbodal").say(WHOLE)
    other = chat_as("skaraborg")
    hidden, missing = other.say("medskick 1").text, other.say("medskick 2").text
    assert (
        hidden
        == missing.replace("M2", "M1")
        == ("Jag hittar inget medskick M1 hos er. Skriv ”våra medskick” för att se era.")
    )
    assert other.say("medskick 1: löst").text == hidden
    assert other.say("medskick alla").text == "Det kan bara samordnaren på Länsstyrelsen göra."
    assert other.say("medskick Fyrbodal").text.startswith(
        "Du kan bara se medskick från den enhet du svarar för."
    )
    assert other.say(WHOLE.replace("medskick:", "medskick för Fyrbodal:")).text.startswith(
        "Du svarar inte för"
    )
    assert only(store).status == "ny"


def test_a_card_made_to_look_like_another_councils_raises_nothing(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("skaraborg")
    chat.say("medskick")
    action = chat.action("send", {})
    assert isinstance(action.data, dict)
    action.data["unit"] = "fyrbodal"
    assert chat.deliver(action).text.startswith("Du svarar inte för Fyrbodal.")
    assert nothing_is_kept(store)


def test_the_leader_follows_the_councils_and_its_municipalities(chat_as: ChatAs, store: Store) -> None:
    enroll(store, Person("lena", "Lena", Role.LEADER, "fyrbodal"))
    enroll(store, Person("amal", "Åsa", Role.REPORTER, "1492"))
    enroll(store, Person("boras", "Bo", Role.REPORTER, "1490"))
    chat_as("fyrbodal").say(WHOLE)
    chat_as("amal").say(WHOLE.replace("Bostäder", "Tolkar"))
    chat_as("boras").say(WHOLE)
    leader = chat_as("lena")
    assert list(facts(leader.say("våra medskick"))) == ["M1 Bostäder saknas", "M2 Tolkar saknas"]
    facts(leader.say("medskick 2: pågår"))
    assert leader.say("medskick 3").text.startswith("Jag hittar inget medskick M3")
    assert list(facts(chat_as("amal").say("våra medskick"))) == ["M2 Tolkar saknas"]


def test_between_the_rounds_it_counts_to_the_coming_one(chat_as: ChatAs, store: Store, round_: Round) -> None:
    chat_as("fyrbodal").at(round_.closes + timedelta(days=20)).say(WHOLE)
    assert only(store).round == "2026Q4"


def test_a_reader_and_a_stranger_are_told_what_to_do(chat_as: ChatAs, store: Store) -> None:
    assert chat_as("medlem").say(WHOLE).text.startswith("Du svarar inte för någon enhet.")
    assert chat_as("nobody").say(WHOLE).text.startswith("Jag vet inte vilken")
    assert nothing_is_kept(store)


def test_in_a_channel_nothing_is_raised_or_shown(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("fyrbodal")
    for words in (WHOLE, "medskick lista", "medskick 1"):
        assert chat.in_channel(words).text.startswith("Det tar vi i vår egen chatt.")
    assert nothing_is_kept(store)


@pytest.mark.parametrize("words", ["medskick, vad är det?", "vad är ett medskick?"])
def test_a_question_about_medskick_raises_nothing(chat_as: ChatAs, store: Store, words: str) -> None:
    assert not chat_as("fyrbodal").say(words).page
    assert nothing_is_kept(store)


def test_the_lines_alone_with_a_title_are_enough(chat_as: ChatAs, store: Store) -> None:
    chat = chat_as("fyrbodal")
    asked = chat.say("typ: information\nområde: boende")
    assert list(problems(asked)) == ["Rubrik", "Beskrivning"]
    panel(
        chat.say(
            "rubrik: Bostäder saknas\nbeskrivning: Det finns inga lediga lägenheter.\n"
            "typ: information\nområde: boende"
        )
    )
    assert only(store).content.title == "Bostäder saknas"


def test_the_form_asks_how_earlier_medskick_go_and_keeps_the_answer(
    chat_as: ChatAs, store: Store, round_: Round
) -> None:
    said = Said("2026Q2", "fyrbodal", "Fia", round_.opens - timedelta(days=60))
    raised = store.raised.raise_("fyrbodal", "card-1", Content("Tolkar saknas"), said)
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    for values in CARDS[:-1]:
        page(chat.press("save", values))
    asked = {question.key: question for question in chat.page().card.questions()}
    assert asked["followup.1.status"].label == "Hur går det med ert tidigare medskick M1, ”Tolkar saknas”?"
    page(
        chat.press("save", {**NO_HANDOVER, "followup.1.status": "LOST", "followup.1.words": "Tolkar finns."})
    )
    chat.press("send", CONTROL)
    assert store.raised.get(raised.id) == raised, "only what is sent in counts"
    panel(chat.deliver(chat.confirmation()))
    kept = only(store)
    assert (kept.status, kept.steps[0].words, kept.steps[0].said.round) == ("löst", "Tolkar finns.", "2026Q3")
