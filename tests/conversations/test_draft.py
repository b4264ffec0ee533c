"""utkast: what it is based on, what is new, in which format; and what differs between two versions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dialogs import reception
from dialogs.desk import Desk
from dialogs.report_files import FORMATS, fetched
from domain.errors import NotAllowed, NotFound
from domain.messages import Turn
from domain.people import Person
from domain.rounds import Round
from reports.writers import Format
from tests.conversations.chat import Chat, facts, panel
from tests.conversations.report_office import Office

ChatAs = Callable[[str], Chat]

HEADLINE = "I Åmål och Bengtsfors har sfi-grupperna fördubblats sedan i våras."


@pytest.fixture
def office(desk: Desk, round_: Round, opened: datetime) -> Office:
    """Fyrbodal and Arbetsförmedlingen have sent in."""
    office = Office(desk, round_, opened)
    for unit in ("fyrbodal", "af"):
        office.answers(unit)
    return office


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        ("utkast", "docx"),
        ("utkast K3", "docx"),
        ("utkast kvartal 3 2026 som pdf", "pdf"),
        ("ge mig utkastet som word", "docx"),
        ("kan jag få utkastet för K3 i PDF?", "pdf"),
        ("Hämta utkast K3 pdf", "pdf"),
        ("jag vill ha lägesrapporten för kvartal 3 som pdf-fil", "pdf"),
        ("utkast 2026Q3 som webbsida", "html"),
        ("ladda ner utkastet K3 i word, tack", "docx"),
        ("oppna utkastet", "docx"),
        ("öppna rapporten", "docx"),
        ("kan jag få rapporten?", "docx"),
    ],
)
def test_a_draft_comes_in_the_format_that_is_asked_for(
    chat_as: ChatAs, office: Office, words: str, ending: str
) -> None:
    assert office.sent == 2
    file = chat_as("samordnare").say(words).file
    assert file
    assert file.name == f"lagesrapport-2026Q3-utkast-1.{ending}"
    assert file.key == f"2026Q3/1/{ending}"
    assert Path(file.path).stat().st_size == file.size > 1000


def test_a_format_that_there_is_not_is_told_with_those_there_are(chat_as: ChatAs, office: Office) -> None:
    assert office.sent == 2
    assert chat_as("samordnare").say("utkast som excel").text == (
        "Utkastet finns som Word, PDF och webbsida. Skriv till exempel: utkast som pdf."
    )


def test_the_draft_says_what_it_is_based_on_what_is_missing_and_what_that_means(
    chat_as: ChatAs, office: Office
) -> None:
    assert office.life.number == 0
    told = chat_as("samordnare").say("utkast K3")
    assert told.text == (
        "Utkastet för kvartal 3 2026 bygger på 1 av 4 delregioner och 1 av 3 aktörer. Saknas: Skaraborg, "
        "Sjuhärad, Göteborgsregionen, Migrationsverket och Västra Götalandsregionen. Det framgår av "
        "rapporten, och det som sägs om länet gäller bara dem som har svarat. Det är arbetsmaterial."
    )
    assert panel(told).title == "Version 1, kvartal 3 2026"
    assert panel(told).paragraphs == (
        "Det är den första versionen.",
        ("Två svar är inte granskade och godkända: Fyrbodal och Arbetsförmedlingen. Skriv ”granska 2026Q3”."),
        (
            "Ännu inte ifyllt på försättsbladet: Diarienummer, Kontaktperson och Ansvarig chef. Det skrivs i "
            "avsnittet Dokumentuppgifter på utkastets sida, före beslutet."
        ),
    )
    assert facts(told)["Läge"] == "Utkast"
    assert [button.says for button in told.buttons] == [
        "utkast 2026Q3 version 1 som pdf",
        "faktagranska 2026Q3",
    ]


def test_what_is_new_since_the_version_before_is_named(chat_as: ChatAs, office: Office) -> None:
    chat = chat_as("samordnare")
    chat.say("utkast K3")
    later = chat.at(chat.now + timedelta(days=2))
    assert panel(later.say("utkast K3")).paragraphs[0] == (
        "Inget har ändrats sedan Sara Samordnare (påhittad) sparade versionen för två dagar sedan."
    )
    office.now = later.now
    office.answers("fyrbodal", headline=HEADLINE)
    told = later.say("utkast K3")
    assert panel(told).title == "Version 2, kvartal 3 2026"
    assert panel(told).paragraphs[0].startswith("Nytt sedan version 1 (för två dagar sedan): ")
    assert "Läget i delregionerna" in panel(told).paragraphs[0]
    assert "ändringar 2026Q3 1 och 2" in [button.says for button in told.buttons]


def test_an_edited_section_with_changed_answers_is_told_of_and_nothing_is_overwritten(
    chat_as: ChatAs, office: Office
) -> None:
    office.writes("councils", "## Läget\n\nFyrbodal har ett stabilt läge.")
    assert facts(chat_as("samordnare").say("utkast K3"))["Redigerade avsnitt"] == "Läget i delregionerna"
    office.answers("fyrbodal", headline=HEADLINE)
    told = panel(chat_as("samordnare").say("utkast K3")).paragraphs
    assert told[1:3] == (
        (
            "Läget i delregionerna: Sara Samordnare (påhittad) har skrivit om avsnittet, och underlaget har "
            "ändrats sedan dess."
        ),
        "Inget är överskrivet. Öppna utkastet och välj vilken text som ska stå.",
    )
    assert "stabilt läge" in office.part("councils").shown


def test_it_says_at_once_what_it_is_about_to_do(desk: Desk, chat_as: ChatAs, office: Office) -> None:
    def begins(who: str, words: str, *, personal: bool = True) -> str:
        chat = chat_as(who)
        return reception.begins(Turn(chat.account, office.now, text=words, personal=personal), desk)

    assert begins("samordnare", "utkast K3 som pdf") == (
        "Jag sammanställer utkastet för kvartal 3 2026 som PDF. Det tar några sekunder."
    )
    for who, words in (("samordnare", "status"), ("samordnare", "utkast K1 2020"), ("fyrbodal", "utkast")):
        assert begins(who, words) == ""
    assert begins("nobody", "utkast") == ""
    assert begins("samordnare", "utkast", personal=False) == ""


@pytest.mark.parametrize("words", ["utkast K3 på engelska", "utkast K3 som pdf med engelsk sammanfattning"])
def test_an_english_summary_can_be_asked_for_with_the_draft(
    chat_as: ChatAs, office: Office, words: str
) -> None:
    assert office.sent
    told = chat_as("samordnare").say(words)
    assert facts(told)["Engelsk sammanfattning"] == "Ja. Resten är på svenska."
    assert chat_as("samordnare").say("engelsk sammanfattning K3 ja").text == (
        "Den engelska sammanfattningen är redan med."
    )
    assert "borttagen" in chat_as("samordnare").say("engelsk sammanfattning K3 nej").text
    assert "ingen engelsk sammanfattning" in chat_as("samordnare").say("engelsk sammanfattning K3").text


class Pages:
    """Where the report is in a browser, told as who and what."""

    def draft(self, person: Person, round_: Round, _now: datetime) -> str:
        return f"https://example.org/utkast/{person.id}/{round_.key}"

    def check(self, person: Person, unit: str, round_: Round, _until: datetime, _now: datetime) -> str:
        return f"https://example.org/granska/{person.id}/{round_.key}/{unit}"

    def file(self, person: Person, round_: Round, what: str, _now: datetime) -> str:
        return f"https://example.org/fil/{person.id}/{round_.key}/{what}"

    def published(self, person: Person, round_: Round, edition: int, _now: datetime) -> str:
        return f"https://example.org/rapport/{person.id}/{round_.key}/{edition}"


def test_where_there_are_pages_the_draft_is_opened_and_fetched_there(
    desk: Desk, chat_as: ChatAs, office: Office
) -> None:
    assert office.sent
    with_pages = replace(desk, report_links=Pages(), lay_down=lambda _: "")
    chat = chat_as("samordnare")
    told = Chat(with_pages, chat.account, chat.now).say("utkast K3 som pdf")
    opens = {button.title: button.opens for button in told.buttons if button.opens}
    assert opens == {
        "Öppna utkastet": "https://example.org/utkast/samordnare/2026Q3",
        "Ladda ner PDF": "https://example.org/fil/samordnare/2026Q3/1/pdf",
    }
    assert told.file
    assert told.file.where == (
        "Säg ja till Teams, så läggs den i din OneDrive. "
        "Knappen hämtar den. Länken är din egen och gäller i en timme."
    )


def test_a_file_that_was_said_yes_to_is_handed_over_to_who_may_have_it_alone(
    desk: Desk, chat_as: ChatAs, office: Office
) -> None:
    file = chat_as("samordnare").say("utkast K3 som pdf").file
    assert file

    def turn(who: str) -> Turn:
        return Turn(chat_as(who).account, office.now, person=desk.store.people.get(who))

    assert fetched(turn("samordnare"), desk, file.key).content == Path(file.path).read_bytes()
    assert fetched(turn("beslutsfattare"), desk, file.key).name == file.name
    for who in ("fyrbodal", "medlem", "nobody"):
        with pytest.raises(NotAllowed):
            fetched(turn(who), desk, file.key)
    for key in ("2026Q3/2/pdf", "2031Q1/1/pdf", "../hemligt", "2026Q3/utgava-1/pdf"):
        with pytest.raises(NotFound):
            fetched(turn("samordnare"), desk, key)


@pytest.mark.parametrize(
    "words", ["utkast K3", "utkast K3 version 1", "ändringar K3", "synpunkter K3 tack", "lägesrapporten K3"]
)
@pytest.mark.parametrize("who", ["fyrbodal", "skaraborg", "medlem", "nobody"])
def test_drafts_stay_with_who_works_on_the_report(
    chat_as: ChatAs, office: Office, who: str, words: str
) -> None:
    office.renews()
    told = chat_as(who).say(words)
    assert told.file is None
    assert told.panel is None
    assert not told.buttons


def test_who_decides_reads_the_newest_draft_and_makes_none(chat_as: ChatAs, office: Office) -> None:
    assert "inget utkast" in chat_as("beslutsfattare").say("utkast K3").text
    office.renews()
    office.answers("sjuharad")
    told = chat_as("beslutsfattare").say("utkast K3")
    assert told.file
    assert told.file.key == "2026Q3/1/docx"
    assert len(office.versions) == 1


def test_an_older_version_can_be_asked_for(chat_as: ChatAs, office: Office) -> None:
    office.renews()
    office.answers("fyrbodal", headline=HEADLINE)
    office.renews()
    file = chat_as("samordnare").say("utkast K3 version 1 som pdf").file
    assert file
    assert file.name == "lagesrapport-2026Q3-utkast-1.pdf"
    assert chat_as("samordnare").say("utkast K3 version 7").text == (
        "Det finns ingen version 7 av utkastet för kvartal 3 2026."
    )
    assert len(office.versions) == 2


@pytest.mark.parametrize(
    "words",
    [
        "ändringar K3",
        "ändringar K3 1 och 2",
        "skillnad K3 2 och 1",
        "visa ändringarna K3 mellan version 1 och 2",
        "vad är skillnaden mellan version 1 och 2",
        "jämför versioner K3 1-2",
        "ändringar i utkastet sedan version 1",
        "ändringar",
    ],
)
def test_what_differs_between_two_versions_is_told_shortly(
    chat_as: ChatAs, office: Office, words: str
) -> None:
    office.renews()
    office.answers("fyrbodal", headline=HEADLINE)
    office.renews()
    told = chat_as("samordnare").say(words)
    assert panel(told).title == "Från version 1 till 2, kvartal 3 2026"
    about = " ".join(panel(told).paragraphs)
    assert "Läget i delregionerna" in about
    assert "fördubblats" in about
    assert set(facts(told)) == {"Version 1", "Version 2"}


def test_versions_that_are_not_there_are_told_of(chat_as: ChatAs, office: Office) -> None:
    chat = chat_as("samordnare")
    assert chat.say("ändringar K3").text == "Det finns inte två versioner att jämföra för kvartal 3 2026."
    office.renews()
    office.answers("sjuharad")
    office.renews()
    assert chat.say("ändringar K3 1 och 9").text == "Det finns ingen version 9. Den senaste är version 2."
    assert chat.say("ändringar K3 från i fjol").text.startswith("Skriv vilka två versioner du menar")


@pytest.mark.parametrize(
    "words",
    ["vilka ändringar gjordes i bosättningslagen?", "ändringar i lagen 2026", "vad är en lägesrapport?"],
)
def test_questions_about_changes_in_the_law_are_questions(chat_as: ChatAs, words: str) -> None:
    told = chat_as("samordnare").say(words)
    assert "version" not in f"{told.text} {told.panel}"
    assert told.file is None


def test_a_decided_report_is_handed_over_as_it_was_decided(chat_as: ChatAs, office: Office) -> None:
    office.is_decided()
    chat = chat_as("samordnare").at(office.now)
    told = chat.say("utkast K3 som pdf")
    assert told.text.startswith("Lägesrapporten för kvartal 3 2026 bygger på 1 av 4 delregioner")
    assert "Beslutad 14 november 2026 av" in told.text
    assert "arbetsmaterial" not in told.text
    assert told.file
    assert told.file.name == "lagesrapport-2026Q3.pdf"
    assert "publicera 2026Q3" in [button.says for button in told.buttons]


def test_every_format_is_told_by_its_name() -> None:
    assert set(FORMATS) == set(Format)
