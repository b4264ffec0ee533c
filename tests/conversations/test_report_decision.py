"""besluta, ta tillbaka, publicera, rätta: read by who answers for it, done once, never in silence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from dialogs import reception, status_report
from dialogs.desk import Desk
from domain import swedish
from domain.messages import Account, Turn
from domain.people import Role
from domain.report_life import ReportStatus
from domain.rounds import Round
from reports.document import Facts, statements
from tests.conversations.chat import Chat, facts, panel
from tests.conversations.conftest import TENANT
from tests.conversations.report_office import Office
from tests.conversations.test_draft import Pages

ChatAs = Callable[[str], Chat]

FRIDAY = datetime.fromisoformat("2026-11-27T10:00:00+01:00")
DECIDE, PUBLISH = "besluta 2026Q3 version 1", "publicera 2026Q3 version 1"


def is_checked(office: Office) -> None:
    for unit in ("fyrbodal", "skaraborg", "af"):
        office.answers(unit)
    office.now = FRIDAY
    office.renews()
    office.checks()
    office.days(7)


def is_decided(office: Office) -> None:
    is_checked(office)
    Chat(office.desk, Account(TENANT, "aad-beslutsfattare"), office.now).say(DECIDE)


BEGINS = {"decided": is_decided, "office": is_checked}


@pytest.fixture
def office(desk: Desk, round_: Round) -> Office:
    """Fyrbodal, Skaraborg and Arbetsförmedlingen have contributed; the fact check is over."""
    return Office(desk, round_, FRIDAY + timedelta(days=7), sent=3)


@pytest.fixture
def after(chat_as: ChatAs, office: Office) -> ChatAs:
    """The chats on the day after the fact check."""
    return lambda who: chat_as(who).at(office.now)


@pytest.fixture
def decided(after: ChatAs, office: Office) -> ChatAs:
    assert office.life.status is ReportStatus.DECIDED
    return after


@pytest.mark.parametrize(
    "words",
    ["besluta K3", "besluta", "Besluta om rapporten K3", "fatta beslut K3", "fastställ lägesrapporten"],
)
def test_who_decides_reads_the_version_and_what_it_rests_on_first(
    after: ChatAs, office: Office, words: str
) -> None:
    told = after("beslutsfattare").say(words)
    assert panel(told).title == "Beslut om lägesrapporten för kvartal 3 2026, version 1"
    assert "bygger på 2 av 4 delregioner och 1 av 3 aktörer" in panel(told).paragraphs[0]
    assert "Efter beslutet går rapporten inte att ändra." in panel(told).paragraphs[-1]
    assert told.file
    assert told.file.key == "2026Q3/1/pdf"
    assert [button.says for button in told.buttons] == ["synpunkter 2026Q3", DECIDE]
    assert office.life.status is ReportStatus.CHECK


def test_what_nobody_has_filled_in_on_the_cover_is_named_and_does_not_stand_in_the_way(
    after: ChatAs, office: Office
) -> None:
    told = after("beslutsfattare").say("besluta K3")
    assert (
        "Ännu inte ifyllt på försättsbladet: Diarienummer, Kontaktperson och Ansvarig chef. Det skrivs i "
        "avsnittet Dokumentuppgifter på utkastets sida, före beslutet."
    ) in panel(told).paragraphs
    assert DECIDE in [button.says for button in told.buttons]
    office.writes("cover", office.part("cover").generated.replace("Tilldelas av registrator", "851-1-2026"))
    again = " ".join(panel(after("beslutsfattare").say("besluta K3")).paragraphs)
    assert "försättsbladet: Kontaktperson och Ansvarig chef." in again


@pytest.mark.usefixtures("decided")
def test_a_decided_report_has_the_decisions_day_and_reads_as_no_draft(office: Office) -> None:
    assert office.life.decided
    document = status_report.document(office.desk, office.round, 1)
    [facts_] = [one for one in document.blocks if isinstance(one, Facts)]
    named = {item.lead: item.sentences[0].text for item in facts_.items}
    assert named["Datum"] == swedish.day(office.life.decided.at)
    assert "tkast" not in repr([one.text for one in statements(document.blocks)])
    assert "Sista svarsdag var " in repr(document)


def test_the_version_that_was_read_is_decided_once(after: ChatAs, office: Office) -> None:
    assert after("beslutsfattare").say(DECIDE).text == (
        "Version 1 av lägesrapporten för kvartal 3 2026 är beslutad. "
        "Samordnaren får veta det och publicerar den."
    )
    assert after("beslutsfattare").say(DECIDE).text == (
        "Version 1 av lägesrapporten för kvartal 3 2026 är redan beslutad av Beata Beslut (påhittad) "
        "4 december 2026. Nästa steg är att publicera den."
    )
    assert office.life.decided
    assert office.life.decided.by_name == "Beata Beslut (påhittad)"


@pytest.mark.parametrize("words", ["besluta K3", DECIDE])
@pytest.mark.parametrize("who", ["fyrbodal", "skaraborg", "medlem", "samordnare", "nobody"])
def test_nobody_else_decides(after: ChatAs, office: Office, who: str, words: str) -> None:
    told = after(who).say(words)
    assert told.text
    assert told.file is None
    assert not told.buttons
    assert office.life.status is ReportStatus.CHECK


def test_who_does_not_decide_is_told_who_does(after: ChatAs, office: Office) -> None:
    assert office.life.checked
    assert after("samordnare").say("besluta K3").text == (
        "Beslutet fattas av Beata Beslut (påhittad). Be om beslut där."
    )
    assert after("fyrbodal").say("besluta K3").text == (
        "Beslutet om lägesrapporten fattas på Länsstyrelsen. Du får veta när den är publicerad."
    )


def test_where_nobody_is_appointed_a_coordinator_decides_and_the_history_says_so(
    after: ChatAs, office: Office
) -> None:
    gone = replace(office.person("beslutsfattare"), role=Role.MEMBER)
    office.desk.store.people.enroll(gone)
    assert after("samordnare").say("besluta K3").file
    assert (
        after("samordnare")
        .say(f"{DECIDE}: läst och godkänd")
        .text.endswith("Nästa steg är att publicera den.")
    )
    assert office.life.decided
    assert office.life.decided.words.startswith("läst och godkänd")
    assert "Ingen var utsedd" in office.life.decided.words


def test_two_who_decide_at_once_are_one_decision(after: ChatAs, office: Office) -> None:
    also = replace(office.person("samordnare_2"), role=Role.DECIDER)
    office.desk.store.people.enroll(also)
    assert "är beslutad." in after("beslutsfattare").say(DECIDE).text
    assert (
        after("samordnare_2")
        .say(DECIDE)
        .text.startswith("Version 1 av lägesrapporten för kvartal 3 2026 är redan beslutad av")
    )
    assert office.life.decided
    assert office.life.decided.by == "beslutsfattare"


def test_what_stands_in_the_way_is_told_before_the_button_is_offered(
    after: ChatAs, chat_as: ChatAs, office: Office
) -> None:
    office.days(-6)
    chat_as("fyrbodal").at(office.now).say("synpunkt K3 1: siffran ska vara 12")
    office.days(6)
    told = after("beslutsfattare").say("besluta K3")
    about = " ".join(panel(told).paragraphs)
    assert "En synpunkt väntar på svar. Samordnaren svarar på den innan rapporten kan beslutas:" in about
    assert "Fyrbodal: ”siffran ska vara 12”" in about
    assert DECIDE not in [button.says for button in told.buttons]
    assert "inte avslutade" in after("beslutsfattare").say(DECIDE).text
    assert office.life.status is ReportStatus.CHECK


def test_a_newer_version_than_the_one_read_is_not_decided_unread(after: ChatAs, office: Office) -> None:
    office.writes("councils", "## Läget\n\nFyrbodal har ett stabilt läge.")
    assert (
        after("beslutsfattare")
        .say(DECIDE)
        .text.startswith("Det finns en nyare version av rapporten än den du läste: version 2")
    )
    assert office.life.status is ReportStatus.CHECK


def test_answers_that_came_after_the_version_are_told_of(after: ChatAs, office: Office) -> None:
    after("samordnare").say("återsänd Fyrbodal K3 till 10 december: rätta 2.3")
    office.answers("fyrbodal", headline="Uddevalla och Åmål har svårt att ordna bostäder i tid.")
    told = panel(after("beslutsfattare").say("besluta K3")).paragraphs
    assert any(line.startswith("Svar från Fyrbodal har kommit efter den här versionen") for line in told)


def test_it_says_at_once_that_it_makes_the_file(desk: Desk, after: ChatAs, office: Office) -> None:
    def begins(who: str, words: str) -> str:
        return reception.begins(Turn(after(who).account, office.now, text=words), desk)

    assert begins("beslutsfattare", "besluta K3").startswith("Jag tar fram rapporten")
    assert begins("beslutsfattare", DECIDE) == begins("samordnare", "besluta K3") == ""
    assert begins("samordnare", PUBLISH).startswith("Jag gör rapporten som Word, PDF och webbsida")
    assert begins("samordnare", "publicera K3") == ""


@pytest.mark.parametrize("who", ["beslutsfattare", "samordnare"])
def test_a_decision_is_taken_back_with_a_reason(decided: ChatAs, office: Office, who: str) -> None:
    chat = decided(who)
    assert chat.say("ta tillbaka beslutet K3").text.startswith("Skriv varför beslutet tas tillbaka.")
    assert office.life.decided
    told = chat.say("ta tillbaka beslut K3: siffran för Ale är fel")
    assert told.text.startswith("Beslutet om lägesrapporten för kvartal 3 2026 är återtaget.")
    assert chat.say("ta tillbaka beslut K3: igen").text == "Det finns inget beslut att ta tillbaka."


@pytest.mark.parametrize("words", ["ta tillbaka beslut K3: fel", "rätta K3: fel", "publicera K3", PUBLISH])
@pytest.mark.parametrize("who", ["fyrbodal", "medlem", "nobody"])
def test_a_stranger_undoes_and_publishes_nothing(
    decided: ChatAs, office: Office, who: str, words: str
) -> None:
    told = decided(who).say(words)
    assert told.text
    assert told.panel is None
    assert office.life.status is ReportStatus.DECIDED


def test_personal_data_are_not_kept_in_a_reason(decided: ChatAs, office: Office) -> None:
    told = decided("samordnare").say("ta tillbaka beslut K3: Anna 19121212-1212 hörde av sig")
    assert "19121212" not in told.text
    assert office.life.status is ReportStatus.DECIDED


@pytest.mark.parametrize(
    "words", ["publicera K3", "publicera", "skicka ut rapporten K3", "Publicera lägesrapporten kvartal 3!"]
)
def test_before_it_is_published_the_recipients_and_the_files_are_shown(
    decided: ChatAs, office: Office, words: str
) -> None:
    told = decided("samordnare").say(words)
    assert panel(told).title == "Publicera lägesrapporten för kvartal 3 2026?"
    about = " ".join(panel(told).paragraphs)
    assert "Beata Beslut (påhittad) beslutade version 1" in about
    assert "lagesrapport-2026Q3.docx, lagesrapport-2026Q3.pdf och lagesrapport-2026Q3.html" in about
    assert "De här får veta det: " in about
    assert [button.says for button in told.buttons] == [PUBLISH, "utkast 2026Q3 version 1 som pdf"]
    assert office.life.status is ReportStatus.DECIDED


def test_it_is_published_once_with_frozen_files_and_their_checksums(decided: ChatAs, office: Office) -> None:
    told = decided("samordnare").say(PUBLISH)
    assert panel(told).title == "Lägesrapporten för kvartal 3 2026 är publicerad"
    sums = facts(told)
    assert set(sums) == {f"lagesrapport-2026Q3.{ending}" for ending in ("docx", "pdf", "html")}
    assert (
        decided("samordnare_2").say(PUBLISH).text.startswith("Kvartal 3 2026: Rapporten är redan publicerad.")
    )
    handed = decided("medlem").say("lägesrapporten K3")
    assert handed.file
    assert handed.file.name == "lagesrapport-2026Q3.pdf"
    digest = sha256(Path(handed.file.path).read_bytes()).hexdigest()
    assert sums["lagesrapport-2026Q3.pdf"] == f"sha256 {digest}"
    assert office.life.edition == 1


def test_an_old_button_does_not_publish_another_version(decided: ChatAs, office: Office) -> None:
    decided("samordnare").say("ta tillbaka beslut K3: siffran för Ale är fel")
    office.writes("councils", "## Läget\n\nFyrbodal har ett stabilt läge.")
    decided("beslutsfattare").say("besluta 2026Q3 version 2")
    told = decided("samordnare").say(PUBLISH)
    assert panel(told).title == "Publicera lägesrapporten för kvartal 3 2026?"
    assert told.buttons[0].says == "publicera 2026Q3 version 2"
    assert office.life.status is ReportStatus.DECIDED


def test_it_is_published_when_somebody_says_so_and_not_later(decided: ChatAs) -> None:
    sara = decided("samordnare")
    assert sara.say("publicera K3 i morgon").text == (
        "Rapporten publiceras när du säger till, inte senare. Skriv ”publicera 2026Q3” när det är dags."
    )
    assert panel(sara.say("publicera K3 nu")).title == "Publicera lägesrapporten för kvartal 3 2026?"


def test_what_is_published_is_read_in_a_browser_where_there_are_pages(
    decided: ChatAs, office: Office
) -> None:
    assert decided("medlem").say("lägesrapporten K3").text == (
        "Lägesrapporten för kvartal 3 2026 är inte publicerad ännu. Du får veta när den är det."
    )
    office.publishes()
    chat = decided("medlem")
    told = Chat(replace(office.desk, report_links=Pages()), chat.account, chat.now).say("lägesrapporten K3")
    assert told.buttons[0].opens == "https://example.org/rapport/medlem/2026Q3/1"
    assert told.buttons[-1].says == "lägesrapporten 2026Q3 som word"


def test_a_correction_opens_a_new_edition_and_says_what_was_wrong(decided: ChatAs, office: Office) -> None:
    sara = decided("samordnare")
    assert sara.say("rätta K3: Fyrbodal tog emot 12, inte 14").text == (
        "Kvartal 3 2026: Rapporten är beslutad men inte publicerad. Ta tillbaka beslutet i stället."
    )
    sara.say(PUBLISH)
    assert sara.say("rätta K3").text.startswith("Skriv vad som är fel och ska rättas, till exempel:")
    card = sara.say("rätta K3: Fyrbodal tog emot 12, inte 14")
    assert "visas för alla när nästa utgåva publiceras: ”Fyrbodal tog emot 12, inte 14”" in repr(panel(card))
    assert office.life.status is ReportStatus.PUBLISHED, "nothing is opened before it is confirmed"
    told = sara.say(card.buttons[0].says)
    assert told.text.startswith("Rapporten är öppen för rättelse. Utgåva 1 är kvar som den är")
    assert (
        sara.say("rätta K3: Fyrbodal tog emot 12, inte 14").text
        == "Kvartal 3 2026: Rapporten är redan öppen för rättelse."
    )
    number = office.versions[0].number
    decided("beslutsfattare").say(f"besluta 2026Q3 version {number}")
    assert panel(sara.say("publicera K3")).title == "Publicera lägesrapporten för kvartal 3 2026, utgåva 2?"
    sara.say(f"publicera 2026Q3 version {number}")
    told = decided("medlem").say("lägesrapporten K3")
    assert panel(told).paragraphs[-1] == "Rättat i utgåva 2: Fyrbodal tog emot 12, inte 14"
    assert told.file
    assert told.file.key == "2026Q3/utgava-2/pdf"
    assert facts(sara.say("status K3"))["Lägesrapporten"] == "Publicerad 4 december 2026, utgåva 2"


@pytest.mark.parametrize(
    "words", ["vem beslutar om kommuntal?", "besluta om anvisning", "rätta till 2.3", "publicera förslag 3"]
)
def test_words_about_something_else_go_elsewhere(after: ChatAs, office: Office, words: str) -> None:
    told = after("samordnare").say(words)
    assert "rapporten" not in told.text.lower()
    assert office.life.status is ReportStatus.CHECK
