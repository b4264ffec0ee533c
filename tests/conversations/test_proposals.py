"""The handbook is changed in the chat: an expert proposes, somebody else publishes, and the answer is new."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from dialogs.desk import Desk
from domain.messages import Account, Message
from domain.people import Assignment, Person, Role
from domain.proposals import ProposalStatus
from domain.tickets import NewTicket, Ticket, TicketAct, TicketReason, TicketStep
from knowledge.entries import Entry, laid_over, read_text, shipped
from knowledge.handbook import Handbook
from store.store import Store
from tests.conversations.chat import Chat, facts, panel
from tests.conversations.conftest import TENANT

Say = Callable[[str], str]

READ_ON = max(
    source.as_of
    for entry in shipped()
    for source in entry.statutes
    if source.law == "2016:38" and "5" in source.paragraphs
)

QUESTION = "Får kommunen väga in sin bostadskö när en nyanländ anvisas?"
REPLY = "Nej. Skyldigheten att ta emot gäller ändå (5 § bosättningslagen). Kön påverkar inte beslutet."
VARIANT = "föreslå variant bosattning_tidsfrist: när går klockan ut för inflyttning"

PEOPLE = (
    Person("berit", "Berit Bosättning", Role.EXPERT, "bosattning"),
    Person("bertil", "Bertil Bosättning", Role.EXPERT, "bosattning"),
    Person("erik", "Erik Etablering", Role.EXPERT, "etablering"),
)


class House:
    """A desk whose handbook is loaded as it is published, and the chats at it."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self.store = desk.store
        self.now = now
        self.loads = 0
        self.desk = replace(desk, load_handbook=self._load)

    def _load(self) -> Handbook:
        self.loads += 1
        return published_in(self.store)

    def chat(self, who: str) -> Chat:
        return Chat(self.desk, Account(TENANT, f"aad-{who}"), self.now)

    def say(self, who: str, text: str) -> str:
        """All that is answered, as one text."""
        return told(self.chat(who).say(text))

    def answered(self, reply: str = REPLY) -> Ticket:
        """A question of Fia's that Berit has answered."""
        asked = NewTicket(
            QUESTION, "Det vet jag inte.", "", TicketReason.UNANSWERED, "bosattning", "fyrbodal"
        )
        ticket = self.store.tickets.ask(asked, "Fia", self.now)
        for act, words in ((TicketAct.TAKE, ""), (TicketAct.REPLY, reply)):
            self.store.tickets.step(ticket.id, TicketStep(act, "berit", "Berit Bosättning", self.now, words))
        return ticket


def told(message: Message) -> str:
    if message.panel is None:
        return message.text
    rows = [f"{label}: {said}" for label, said in message.panel.facts]
    return "\n".join([message.panel.title, *message.panel.paragraphs, *rows])


_SOME = ("bosattning", "kommuner", "tillfalligt_skydd")


@cache
def some_entries() -> tuple[Entry, ...]:
    """A few of the shipped entries: with all of them each publishing takes half a second."""
    return tuple(entry for entry in shipped() if entry.key.startswith(_SOME))


def published_in(store: Store) -> Handbook:
    published = [one.markdown for one in store.proposals.published().values()]
    return Handbook(laid_over(some_entries(), published))


@pytest.fixture
def house(desk: Desk, opened: datetime) -> House:
    for person in PEOPLE:
        desk.store.people.enroll(person, Account(TENANT, f"aad-{person.id}", person.name))
    return House(desk, opened)


def test_a_reply_becomes_a_proposal_and_then_an_answer(house: House) -> None:
    house.answered()
    proposed = house.say("berit", "föreslå F1")
    assert (
        "Tack! Förslag 1 är sparat. Inget ändras förrän någon annan har läst och publicerat det" in proposed
    )
    assert f"Källor, nytt: 5 § 2016:38, läst {READ_ON}" in proposed
    assert "Innan det kan publiceras" not in proposed
    before = house.say("fyrbodal", QUESTION)
    assert "Kön påverkar inte beslutet" not in before
    assert house.say("bertil", "publicera förslag 1").startswith("Publicerat.")
    after = house.say("fyrbodal", QUESTION)
    assert after.startswith("Nej. Skyldigheten att ta emot gäller ändå (5 § bosättningslagen).")
    assert "Osäkert: Svaret kommer från en sakkunnig den 11 november 2026" in after
    assert "Källa: 5 § bosättningslagen (2016:38)" in after


def test_the_new_answer_is_there_after_a_restart(house: House, tmp_path: Path) -> None:
    house.answered()
    house.say("berit", "föreslå F1")
    house.say("samordnare", "publicera förslag 1")
    copied = tmp_path / "again.sqlite"
    house.store.copy_to(copied)
    again = Store.open(copied)
    try:
        fresh = replace(house.desk, store=again, load_handbook=lambda: published_in(again))
        answer = Chat(fresh, Account(TENANT, "aad-fyrbodal"), house.now).say(QUESTION).text
        assert answer.startswith("Nej. Skyldigheten att ta emot gäller ändå")
    finally:
        again.close()


def test_the_handbook_is_loaded_once_for_each_publishing(house: House) -> None:
    house.say("fyrbodal", "Vilka kommuner ingår i Fyrbodal?")
    house.say("fyrbodal", "Vilka kommuner ingår i Fyrbodal?")
    assert house.loads == 1
    house.say("berit", VARIANT)
    house.say("bertil", "publicera förslag 1")
    house.say("fyrbodal", "Vilka kommuner ingår i Fyrbodal?")
    assert house.loads == 2


def test_nobody_publishes_the_own_proposal(house: House) -> None:
    house.say("berit", VARIANT)
    assert house.say("berit", "publicera förslag 1").startswith(
        "Du har själv skrivit förslag 1, så någon annan"
    )
    assert house.say("berit", "godkänn förslag 1").startswith(
        "Du har själv skrivit förslag 1, så någon annan"
    )
    house.say("samordnare", "föreslå variant bosattning_tidsfrist: hur fort ska det gå")
    assert house.say("samordnare", "publicera förslag 2").startswith("Du har själv skrivit förslag 2")
    assert house.store.proposals.edition() == 0


def test_the_own_proposal_can_be_taken_back_with_a_reason(house: House) -> None:
    house.say("berit", VARIANT)
    assert "Skriv varför" in house.say("berit", "dra tillbaka förslag 1")
    assert house.say("berit", "dra tillbaka förslag 1: fel svar").startswith("Förslag 1 är avvisat.")
    assert house.store.proposals.open() == []


def test_an_expert_of_another_group_proposes_but_does_not_decide(house: House) -> None:
    assert "Tack! Förslag 1 är sparat" in house.say("erik", VARIANT)
    house.say("berit", "föreslå variant bosattning_tidsfrist: hur fort ska det gå")
    for words in ("publicera förslag 2", "avvisa förslag 2: nej"):
        assert house.say("erik", words) == (
            "Det kan bara samordnaren och de sakkunniga i svarets grupp göra."
        )
    assert "Det avgörs av sakkunniga i bosättning eller samordnaren" in house.say("erik", "förslag 2")
    assert len(house.store.proposals.open()) == 2


def test_an_expert_cannot_take_an_answer_over_by_handing_it_to_the_own_group(house: House) -> None:
    house.say("erik", "föreslå ändring bosattning_tidsfrist grupp: etablering")
    house.say("berit", "ändra förslag 1 kort svar: Två månader, enligt 10 § förordningen (2016:39).")
    assert house.say("erik", "publicera förslag 2") == (
        "Det kan bara samordnaren och de sakkunniga i svarets grupp göra."
    )


def test_other_members_neither_see_nor_change(house: House) -> None:
    house.say("berit", VARIANT)
    for words in (
        "förslag",
        "förslag 1",
        "publicera förslag 1",
        VARIANT,
        "handbok historik bosattning_tidsfrist",
    ):
        assert house.say("fyrbodal", words).startswith("Handboken ändras av de sakkunniga och samordnaren.")
    assert house.chat("berit").in_channel("förslag 1").text.startswith("Det tar vi i vår egen chatt.")
    assert len(house.store.proposals.of_key("bosattning_tidsfrist")) == 1


def test_a_question_without_a_reply_makes_no_proposal(house: House) -> None:
    new = NewTicket(QUESTION, "", "", TicketReason.UNANSWERED, "bosattning", "fyrbodal")
    house.store.tickets.ask(new, "Fia", house.now)
    assert house.say("berit", "föreslå F1") == "F1 har inget svar ännu. Skriv ”svara F1: …” först."
    assert house.store.proposals.open() == []


def test_anothers_question_is_not_told_apart_from_one_that_is_not_there(house: House) -> None:
    house.answered()
    hidden, missing = house.say("erik", "föreslå F1"), house.say("erik", "föreslå F7")
    assert hidden == missing.replace("F7", "F1")
    assert hidden.startswith("Jag hittar ingen fråga F1 hos dig.")
    assert house.say("fyrbodal", "föreslå F1").startswith("Handboken ändras av de sakkunniga")


def test_a_reply_without_a_source_asks_for_one(house: House) -> None:
    house.answered("Nej, skyldigheten gäller ändå.")
    asked = house.say("berit", "föreslå F1")
    assert asked.startswith("Svaret på F1 nämner ingen paragraf, och inget publiceras utan källa.")
    assert "”föreslå F1: 5 § 2016:38”" in asked
    assert house.store.proposals.open() == []
    assert f"5 § 2016:38, läst {READ_ON}" in house.say("berit", "föreslå F1: 5 § 2016:38")


def test_a_change_of_sources_without_a_date_is_as_it_was_read(house: House) -> None:
    said = house.say("berit", "föreslå ändring bosattning_tidsfrist källor: 8 § 2017:820")
    assert said == "Inget är sparat. Skriv när paragrafen lästes: ”8 § 2017:820, läst 2026-11-22”."
    said = house.say("berit", "föreslå ändring bosattning_tidsfrist källor: 5 § 2016:38")
    assert f"Källor, nytt: 5 § 2016:38, läst {READ_ON}" in said


def test_a_document_is_a_source_too(house: House) -> None:
    house.answered("Nej, så arbetar vi inte i länet.")
    assert "Skriv ett dokument" in house.say("berit", "föreslå F1: dokument: Handbok")
    proposed = house.say("berit", "föreslå F1: dokument: Samverkan i länet; Länsstyrelsen; 2022")
    assert "Källor, nytt: dokument: Samverkan i länet; Länsstyrelsen; 2022" in proposed


def test_one_question_makes_one_proposal_at_a_time(house: House) -> None:
    house.answered()
    house.say("berit", "föreslå F1")
    assert "Det finns redan ett förslag ur F1." in house.say("bertil", "föreslå f1")
    assert len(house.store.proposals.open()) == 1
    ticket = house.store.tickets.get(1)
    assert ticket
    assert (ticket.steps[-1].act, ticket.steps[-1].words) == (TicketAct.PROPOSE, "förslag 1")


def test_a_paragraph_that_nobody_has_read_stands_in_the_way(house: House) -> None:
    house.answered("Nej, se 99 § bosättningslagen.")
    assert house.say("berit", "föreslå F1") == (
        "Inget är sparat. Skriv när paragrafen lästes: ”föreslå F1: 99 § 2016:38, läst 2026-11-22”."
    )
    assert house.store.proposals.open() == []
    assert "Innan det kan publiceras: 99 § bosättningslagen (2016:38): den finns inte" in house.say(
        "berit", "föreslå F1: 99 § 2016:38, läst 2026-11-10"
    )
    assert house.say("bertil", "publicera förslag 1").startswith(
        "Inget är publicerat. 99 § bosättningslagen (2016:38): den finns inte"
    )
    assert house.store.proposals.edition() == 0
    house.say("berit", "ändra förslag 1 källor: 5 § 2016:38")
    assert house.say("bertil", "publicera förslag 2").startswith("Publicerat.")


def test_a_reply_on_the_old_reception_act_says_that_there_is_a_new_one(house: House) -> None:
    house.answered("Enligt 13 § LMA var det Migrationsverket.")
    proposed = house.say("berit", "föreslå F1: 13 § 1994:137, läst 2026-02-12")
    assert "En ny mottagandelag gäller sedan den 1 oktober 2026" in proposed
    assert "Innan det kan publiceras" not in proposed


def test_a_change_that_loses_its_source_is_refused(house: House) -> None:
    said = house.say("berit", "föreslå ändring bosattning_tidsfrist källor:")
    assert said == "Inget är sparat. Svaret saknar källa. Ange minst en paragraf eller ett dokument."
    said = house.say("berit", "föreslå ändring bosattning_tidsfrist förbehåll:")
    assert said.startswith("Inget är sparat. Ett osäkert svar måste säga vad som är osäkert.")
    assert house.store.proposals.open() == []


def test_of_two_editors_the_second_is_told_and_overwrites_nothing(house: House) -> None:
    house.say(
        "berit", "föreslå ändring bosattning_tidsfrist kort svar: Två månader (10 § förordningen 2016:39)."
    )
    house.say("erik", VARIANT)
    assert house.say("bertil", "publicera förslag 2").startswith("Publicerat.")
    assert house.say("bertil", "publicera förslag 1").startswith(
        "En nyare version av svaret publicerades av Bertil Bosättning efter att förslag 1 skrevs. Inget är"
    )
    published = house.store.proposals.published()["bosattning_tidsfrist"]
    assert read_text("", published.markdown).variants[-1] == "när går klockan ut för inflyttning"
    house.say(
        "berit", "föreslå ändring bosattning_tidsfrist kort svar: Två månader (10 § förordningen 2016:39)."
    )
    assert house.say("bertil", "publicera förslag 3").startswith("Publicerat.")
    entry = read_text("", house.store.proposals.published()["bosattning_tidsfrist"].markdown)
    assert entry.short.startswith("Två månader")
    assert entry.variants[-1] == "när går klockan ut för inflyttning", "both changes stand"


def test_what_is_published_is_not_published_again(house: House) -> None:
    house.say("berit", VARIANT)
    house.say("bertil", "publicera förslag 1")
    assert house.say("samordnare", "publicera förslag 1") == (
        "Förslag 1 är redan publicerat av Bertil Bosättning. Inget är ändrat."
    )
    assert house.store.proposals.edition() == 1


def test_a_rejection_needs_a_reason(house: House) -> None:
    house.say("berit", VARIANT)
    assert house.say("bertil", "avvisa förslag 1") == (
        "Skriv varför, så att den som föreslog det vet: ”avvisa förslag 1: …”. Inget är ändrat."
    )
    assert house.say("bertil", "avvisa förslag 1: finns det inte redan?").startswith("Förslag 1 är avvisat.")
    kept = house.store.proposals.get(1)
    assert kept
    assert (kept.status, kept.decided_words) == (ProposalStatus.REJECTED, "finns det inte redan?")


def test_a_new_way_to_ask_finds_the_answer_once_it_is_published(house: House) -> None:
    shown = house.say("berit", VARIANT)
    assert "Sätt att fråga, nytt: när går klockan ut för inflyttning" in shown
    house.say("bertil", "publicera 1")
    assert house.say("fyrbodal", "fråga när går klockan ut för inflyttning").startswith("Högst två månader")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("föreslå variant bosattning_tidsfrist:", "Skriv hur någon kan fråga"),
        ("föreslå variant bosattning_tidsfrist: ???", "Inget är sparat. Skriv hur någon kan fråga, i ord."),
        ("föreslå variant bosattning_tidsfrist: tidsfrist anvisning kommun", "Inget är sparat. ”tidsfrist"),
        ("föreslå variant tidsfristen: hur fort", "Inget svar i handboken har nyckeln ”tidsfristen”."),
        ("föreslå ändring bosattning_tidsfrist färg: blå", "Skriv vilket fält som ska ändras"),
        ("föreslå ändring bosattning_tidsfrist", "Skriv vilket fält som ska ändras"),
        ("föreslå ändring bosattning_tidsfrist granskas senast: snart", "Inget är sparat. Fältet ”granskas"),
        ("föreslå ändring bosattning_tidsfrist grupp: xyz", "Gruppen xyz finns inte."),
        (
            "föreslå ändring bosattning_tidsfrist säkerhet: osäkert",
            "Förslaget är precis som det svar som finns",
        ),
        ("föreslå", "Skriv till exempel ”föreslå F12”"),
        ("publicera", "Skriv till exempel ”föreslå F12”"),
        ("publicera förslag 9", "Det finns inget förslag 9."),
        ("avvisa förslag 9: nej", "Det finns inget förslag 9."),
        ("förslag 9", "Det finns inget förslag 9."),
        ("förslag", "Inga förslag väntar."),
    ],
)
def test_what_cannot_be_done_tells_what_can(house: House, words: str, answer: str) -> None:
    assert house.say("berit", words).startswith(answer)
    assert house.store.proposals.open() == []


def test_a_question_that_another_answer_has_stands_in_the_way(house: House) -> None:
    house.say("berit", "föreslå variant bosattning_tidsfrist: Vilka kommuner ingår i Fyrbodal?")
    refused = house.say("bertil", "publicera förslag 1")
    assert refused.startswith("Inget är publicerat. ”Vilka kommuner ingår i Fyrbodal?” står redan under")


@pytest.mark.parametrize(
    "words",
    [
        "föreslå variant bosattning_tidsfrist: vad gäller för 850101-2382",
        "föreslå ändring bosattning_tidsfrist kort svar: Fråga om 850101-2382.",
        "föreslå variant bosattning_tidsfrist: ring 0522-123 45 67 och fråga",
    ],
)
def test_personal_data_is_not_kept(house: House, words: str) -> None:
    said = house.say("berit", words)
    assert said.startswith("Inget är sparat.")
    assert "850101" not in said
    assert house.store.proposals.open() == []


def test_personal_data_in_a_reason_is_not_kept(house: House) -> None:
    house.say("berit", VARIANT)
    assert "Ta bort uppgifter" in house.say("bertil", "avvisa förslag 1: fråga 850101-2382")
    assert len(house.store.proposals.open()) == 1


def test_the_open_ones_are_listed_and_each_can_be_read(house: House) -> None:
    house.say("berit", VARIANT)
    house.answered()
    house.say("berit", "föreslå F1")
    listed = panel(house.chat("samordnare").say("förslag"))
    assert [label for label, _ in listed.facts] == [
        "Förslag 1: Hur lång tid har kommunen på sig att ta emot en nyanländ efter ett beslut om anvisning?",
        f"Förslag 2: {QUESTION}",
    ]
    shown = house.chat("samordnare").say("Förslag 2")
    assert facts(shown)["Kort svar"].startswith("Nej. Skyldigheten att ta emot gäller ändå")
    assert [button.says for button in shown.buttons] == ["publicera förslag 2"]
    assert house.chat("berit").say("förslag 2").buttons == (), "the own one has no such button"


def test_a_coordinator_changes_before_somebody_else_publishes(house: House) -> None:
    house.answered()
    house.say("berit", "föreslå F1")
    changed = house.say(
        "samordnare", "ändra förslag 1 kort svar: Nej. Skyldigheten gäller (5 § bosättningslagen)."
    )
    assert "Förslag 2 är sparat" in changed
    assert house.say("bertil", "publicera förslag 1").startswith(
        "Förslag 1 är redan ersatt av Sara Samordnare"
    )
    assert house.say("berit", "publicera förslag 2").startswith("Publicerat.")
    assert house.say("fyrbodal", QUESTION).startswith("Nej. Skyldigheten gäller (5 § bosättningslagen).")


def test_a_short_answer_that_loses_its_paragraph_is_warned_of(house: House) -> None:
    said = house.say("berit", "föreslå ändring bosattning_tidsfrist kort svar: Så fort som möjligt.")
    assert "10 §, två och 2016:39 stod i det korta svaret förut, inte nu." in said
    assert "10 §, två och 2016:39 stod i det korta svaret förut" in house.say("samordnare", "förslag 1")
    assert "stod i det korta svaret" not in house.say("erik", VARIANT)


def test_the_whole_coming_answer_is_read_before_it_is_decided_on(house: House) -> None:
    house.say("berit", "föreslå ändring bosattning_tidsfrist kort svar: Högst två månader, 10 § 2016:39.")
    shown = house.say("samordnare", "förslag 1")
    entry = next(one for one in some_entries() if one.key == "bosattning_tidsfrist")
    assert "Så skulle hela svaret bli:\n\nHögst två månader, 10 § 2016:39." in shown
    assert all(block in shown for block in entry.blocks)
    assert "Källa: 10 § förordningen (2016:39). Lydelse (t.o.m. SFS 2017:925) läst per maj 2024." in shown


def test_who_saves_is_told_that_another_waits_with_the_same_answer(house: House) -> None:
    first = house.say("samordnare", VARIANT)
    assert "också ett förslag på samma svar" not in first
    second = house.say("berit", "föreslå ändring bosattning_tidsfrist granskas senast: 2027-06-01")
    assert "Sara Samordnare (påhittad) har också ett förslag på samma svar: förslag 1." in second
    assert "Berit Bosättning har också ett förslag på samma svar: förslag 2." in house.say(
        "bertil", "förslag 1"
    )


def test_a_draft_of_a_reply_asks_for_more_ways_to_ask(house: House) -> None:
    house.answered()
    assert "Svaret har få sätt att fråga. Lägg till fler" in house.say("berit", "föreslå F1")
    more = house.say("berit", "ändra förslag 1 sätt att fråga: väga in bostadskön\nfår vi titta på kön")
    assert "få sätt att fråga" not in more


def test_an_older_version_is_proposed_again_in_one_step(house: House) -> None:
    change = "föreslå ändring bosattning_tidsfrist kort svar: {} (10 § förordningen 2016:39)."
    for number, said in ((1, "Två månader"), (2, "Snart")):
        house.say("berit", change.format(said))
        house.say("bertil", f"publicera förslag {number}")
    assert "återställ bosattning_tidsfrist till förslag 1" in house.say(
        "berit", "handbok historik bosattning_tidsfrist"
    )
    shown = house.say("berit", "återställ bosattning_tidsfrist till förslag 1")
    assert "Varför: Återställt till förslag 1." in shown
    assert "Kort svar: Två månader (10 § förordningen 2016:39). (förut: Snart" in shown
    assert house.say("bertil", "publicera förslag 3").startswith("Publicerat.")
    house.say("berit", "återställ svaret bosattning_tidsfrist till ursprunget")
    house.say("bertil", "publicera förslag 4")
    now = house.desk.handbook.entries["bosattning_tidsfrist"]
    assert now == next(one for one in shipped() if one.key == "bosattning_tidsfrist")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("återställ bosattning_tidsfrist till förslag 1", "Förslaget är precis som det svar som finns"),
        ("återställ bosattning_tidsfrist till förslag 9", "Det finns inget förslag 9."),
        (
            "återställ bosattning_tidsfrist till 2",
            "Förslag 2 är till ett annat svar än bosattning_tidsfrist.",
        ),
        ("återställ tidsfristen till ursprunget", "Inget svar i handboken har nyckeln ”tidsfristen”."),
    ],
)
def test_what_cannot_be_gone_back_to_is_told(house: House, words: str, answer: str) -> None:
    house.say("berit", VARIANT)
    house.say("bertil", "publicera förslag 1")
    house.say("berit", "föreslå variant bosattning_skyldighet: måste vi ta emot folk")
    assert house.say("berit", words).startswith(answer)
    assert house.say("fyrbodal", words).startswith("Handboken ändras av")
    assert len(house.store.proposals.open()) == 1


def test_the_history_of_an_answer_is_kept(house: House) -> None:
    assert "som det kom med Samråd" in house.say("berit", "handbok historik bosattning_tidsfrist")
    house.say("berit", VARIANT)
    house.say("bertil", "avvisa förslag 1: otydligt")
    house.say("berit", "föreslå variant bosattning_tidsfrist: hur fort ska det gå")
    house.say("bertil", "publicera förslag 2")
    history = facts(house.chat("samordnare").say("handbok historik bosattning_tidsfrist"))
    assert list(history) == ["Förslag 2", "Förslag 1"]
    assert "Publicerat av Bertil Bosättning den 11 november 2026" in history["Förslag 2"]
    assert "Avvisat av Bertil Bosättning" in history["Förslag 1"]
    assert "Bertil Bosättning: otydligt" in house.say("berit", "förslag 1")


def test_the_handbook_tells_what_it_has(house: House) -> None:
    whole = house.chat("fyrbodal").say("handbok")
    assert "svar om roller och regler" in told(whole)
    assert "Sakkunniga i bosättning" in facts(whole)
    assert whole.buttons == ()
    assert "förslag" in [button.says for button in house.chat("berit").say("handboken").buttons]
    one = house.say("berit", "handbok bosattning_tidsfrist")
    assert "Högst två månader" in one
    assert "Granskas senast: 2027-" in one


@pytest.mark.parametrize("words", ["har du något förslag på hur vi gör?", "vad är ett förslag till ny lag?"])
def test_a_question_with_the_word_is_a_question(house: House, words: str) -> None:
    for who in ("fyrbodal", "berit"):
        said = house.say(who, words)
        assert not said.startswith(("Förslag till handboken", "Handboken ändras", "Skriv till exempel"))


def test_an_expert_whose_assignment_is_over_decides_nothing(house: House) -> None:
    house.say("berit", VARIANT)
    over = (house.now - timedelta(days=1)).date()
    gone = Person("gun", "Gun Gången", Role.EXPERT, "bosattning", until=over, also=(Assignment(Role.MEMBER),))
    house.store.people.enroll(gone, Account(TENANT, "aad-gun", gone.name))
    assert house.say("gun", "publicera förslag 1").startswith("Handboken ändras av de sakkunniga")
    assert len(house.store.proposals.open()) == 1
