"""What is handed on beside the report: the agenda, the archive package, the internal annex."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from dialogs.desk import Desk
from dialogs.report_files import fetched
from domain.errors import NotAllowed, NotFound
from domain.messages import Turn
from domain.rounds import Round
from tests.conversations.chat import Chat
from tests.conversations.report_office import Office
from tests.conversations.test_draft import Pages

ChatAs = Callable[[str], Chat]


@pytest.fixture
def office(desk: Desk, round_: Round, opened: datetime) -> Office:
    office = Office(desk, round_, opened)
    for unit in ("fyrbodal", "skaraborg", "af"):
        office.answers(unit)
    return office


@pytest.fixture
def with_pages(desk: Desk, chat_as: ChatAs, office: Office) -> Chat:
    """The coordinator's chat where there are pages in a browser, when the report has been published."""
    office.is_decided()
    office.publishes()
    house = replace(desk, report_links=Pages(), lay_down=lambda _: "")
    return Chat(house, chat_as("samordnare").account, office.now)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("dagordning K3", "dagordning-2026Q3.docx"),
        ("gör ett förslag till dagordning för K3 som pdf", "dagordning-2026Q3.pdf"),
        ("dagordningen", "dagordning-2026Q3.docx"),
        ("dagordnig K3", "dagordning-2026Q3.docx"),
        ("dagordning K3 för regionala samrådet", "dagordning-2026Q3.docx"),
        ("intern bilaga K3", "internt-underlag-2026Q3.docx"),
        ("internbilaga K3", "internt-underlag-2026Q3.docx"),
        ("intern bilga K3", "internt-underlag-2026Q3.docx"),
        ("internt underlag kvartal 3 som pdf", "internt-underlag-2026Q3.pdf"),
    ],
)
def test_the_coordinator_gets_the_file(chat_as: ChatAs, office: Office, words: str, name: str) -> None:
    assert office.sent
    file = chat_as("samordnare").say(words).file
    assert file
    assert file.name == name
    assert Path(file.path).stat().st_size == file.size


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("dagordning K3 som excel", "Den finns som Word och PDF. Skriv till exempel: dagordning K3 som pdf."),
        (
            "intern bilaga K3 som html",
            "Den finns som Word och PDF. Skriv till exempel: intern bilaga K3 som pdf.",
        ),
        ("dagordning K5", "”K5” är inget kvartal. Ett år har fyra: skriv till exempel K3 eller 2026Q3."),
        ("arkivpacket K2", "Det finns ingen omgång för kvartal 2 2026. Finns: kvartal 3 2026."),
    ],
)
def test_what_cannot_be_made_is_told_with_what_can(
    chat_as: ChatAs, office: Office, words: str, told: str
) -> None:
    assert office.sent
    assert chat_as("samordnare").say(words).text == told


def test_the_agenda_says_for_which_council_it_is(chat_as: ChatAs, office: Office) -> None:
    assert office.sent
    told = chat_as("samordnare").say("dagordning K3")
    assert "det regionala samrådet 10 december 2026" in told.text
    assert [button.says for button in told.buttons] == ["dagordning 2026Q3 som pdf"]


@pytest.mark.parametrize("words", ["dagordning K3", "utkast K3"])
def test_before_any_answer_there_is_nothing_to_make_one_of(chat_as: ChatAs, words: str) -> None:
    told = chat_as("samordnare").say(words)
    assert told.file is None
    assert told.text.startswith("Inget svar har kommit in än, så det finns inget att göra ett ")


def test_the_internal_annex_warns(chat_as: ChatAs, office: Office) -> None:
    assert office.sent
    assert "Sprid det inte utanför Länsstyrelsen." in chat_as("samordnare").say("intern bilaga K3").text


def test_what_is_not_published_is_not_archived(chat_as: ChatAs, office: Office) -> None:
    assert office.sent
    told = chat_as("samordnare").say("arkivera K3")
    assert told.file is None
    assert "är inte publicerad, så det finns inget att arkivera" in told.text


def test_the_archive_package_of_a_published_report(chat_as: ChatAs, office: Office) -> None:
    office.is_decided()
    office.publishes()
    file = chat_as("samordnare").at(office.now).say("arkivpaket K3").file
    assert file
    assert (file.name, file.key) == ("arkiv-lagesrapport-2026Q3.zip", "2026Q3/arkiv/zip")
    with ZipFile(file.path) as package:
        assert any(name.endswith("lagesrapport-2026Q3.pdf") for name in package.namelist())


@pytest.mark.parametrize("words", ["dagordning K3", "arkivera K3", "intern bilaga K3"])
@pytest.mark.parametrize("who", ["fyrbodal", "skaraborg", "medlem", "beslutsfattare", "nobody"])
def test_nobody_else_gets_any_of_it(
    desk: Desk, chat_as: ChatAs, office: Office, who: str, words: str
) -> None:
    told = chat_as(who).say(words)
    assert told.file is None
    for key in ("2026Q3/dagordning/docx", "2026Q3/intern/docx", "2026Q3/arkiv/zip"):
        turn = Turn(chat_as(who).account, office.now, person=desk.store.people.get(who))
        with pytest.raises(NotAllowed):
            fetched(turn, desk, key)


def test_a_yes_in_teams_gets_the_same_file(desk: Desk, chat_as: ChatAs, office: Office) -> None:
    assert office.sent
    file = chat_as("samordnare").say("intern bilaga K3").file
    assert file
    turn = Turn(chat_as("samordnare").account, office.now, person=desk.store.people.get("samordnare"))
    assert fetched(turn, desk, file.key).content == Path(file.path).read_bytes()


@pytest.mark.parametrize(
    ("words", "title", "what"),
    [
        ("dagordning K3", "Ladda ner Word", "dagordning/docx"),
        ("dagordning K3 som pdf", "Ladda ner PDF", "dagordning/pdf"),
        ("intern bilaga K3", "Ladda ner Word", "intern/docx"),
        ("arkivera K3", "Ladda ner arkivpaketet", "arkiv/zip"),
    ],
)
def test_where_there_are_pages_it_is_fetched_there_too(
    with_pages: Chat, words: str, title: str, what: str
) -> None:
    told = with_pages.say(words)
    address = f"https://example.org/fil/samordnare/2026Q3/{what}"
    assert (told.buttons[0].title, told.buttons[0].opens) == (title, address)
    assert told.file
    assert told.file.where == (
        "Säg ja till Teams, så läggs den i din OneDrive. "
        "Knappen hämtar den. Länken är din egen och gäller i en timme."
    )


def test_who_takes_part_fetches_the_published_report_there_too(chat_as: ChatAs, with_pages: Chat) -> None:
    told = Chat(with_pages.desk, chat_as("fyrbodal").account, with_pages.now).say("lägesrapporten K3")
    assert {button.title: button.opens for button in told.buttons if button.opens} == {
        "Läs i webbläsaren": "https://example.org/rapport/fyrbodal/2026Q3/1",
        "Ladda ner PDF": "https://example.org/fil/fyrbodal/2026Q3/utgava-1/pdf",
    }


@pytest.mark.parametrize(
    "key", ["2026Q3/dagordning/zip", "2026Q3/intern/zip", "2026Q3/arkiv/docx", "2026Q3/hemligt/docx"]
)
def test_a_file_that_is_not_made_is_not_handed_over(
    desk: Desk, chat_as: ChatAs, office: Office, key: str
) -> None:
    turn = Turn(chat_as("samordnare").account, office.now, person=desk.store.people.get("samordnare"))
    with pytest.raises(NotFound):
        fetched(turn, desk, key)


@pytest.mark.parametrize(
    "words", ["vad är en dagordning?", "arkivera mina frågor", "vem skriver dagordningen?"]
)
def test_questions_about_agendas_are_questions(chat_as: ChatAs, office: Office, words: str) -> None:
    assert office.sent
    assert chat_as("samordnare").say(words).file is None
