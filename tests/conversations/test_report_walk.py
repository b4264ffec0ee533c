"""A coordinator's and a contributor's walk through the report's chat: what is told before it is too late."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from dialogs.desk import Desk
from domain.messages import Account
from domain.quarter import Quarter
from domain.report_life import ReportStatus
from domain.rounds import Round, plan
from tests.conversations.chat import Chat, facts, panel
from tests.conversations.conftest import TENANT
from tests.conversations.report_office import Office

ChatAs = Callable[[str], Chat]

FRIDAY = datetime.fromisoformat("2026-11-27T10:00:00+01:00")
IN_TIME = datetime.fromisoformat("2026-11-11T11:00:00+01:00")
"""While the units still answer."""

HEADLINE = "I Åmål och Bengtsfors har sfi-grupperna fördubblats sedan i våras."
UNREVIEWED = "Två svar är inte granskade och godkända: Skaraborg och Fyrbodal."
UNFILLED = "Diarienummer, Kontaktperson och Ansvarig chef"


def sends_in(office: Office) -> None:
    for unit in ("fyrbodal", "skaraborg"):
        office.answers(unit)
    office.now = FRIDAY


def remarks(office: Office) -> None:
    sends_in(office)
    office.renews()
    office.checks()
    fia = Chat(office.desk, Account(TENANT, "aad-fyrbodal"), office.now)
    for place in (1, 2):
        fia.say(f"synpunkt K3 {place}: siffran ska vara 12")


BEGINS = {"remarked": remarks, "office": sends_in}


@pytest.fixture
def office(desk: Desk, round_: Round) -> Office:
    """Fyrbodal and Skaraborg have sent in; the draft's day has come."""
    return Office(desk, round_, FRIDAY, sent=2)


@pytest.fixture
def now(chat_as: ChatAs, office: Office) -> ChatAs:
    """The chats as of the office's now."""
    return lambda who: chat_as(who).at(office.now)


@pytest.fixture
def remarked(now: ChatAs, office: Office) -> ChatAs:
    """The draft is checked until the third of December; Fyrbodal has made two remarks."""
    assert len(office.desk.store.report_life.remarks("2026Q3")) == 2
    return now


def told(chat: Chat, words: str) -> str:
    message = chat.say(words)
    shown = (message.panel.title, *message.panel.paragraphs) if message.panel else ()
    return "\n".join((message.text, *shown))


def buttons(chat: Chat, words: str) -> list[str]:
    return [button.says for button in chat.say(words).buttons]


def test_what_is_not_reviewed_and_not_filled_in_is_told_at_every_step(now: ChatAs, office: Office) -> None:
    for words in ("utkast K3", "faktagranska K3"):
        about = told(now("samordnare"), words)
        assert f"{UNREVIEWED} Skriv ”granska 2026Q3”." in about
        assert f"Ännu inte ifyllt på försättsbladet: {UNFILLED}." in about
    office.checks(until=date(2026, 11, 30))
    office.days(5)
    assert f"{UNREVIEWED} Det gör samordnaren." in told(now("beslutsfattare"), "besluta K3")
    office.decides()
    about = told(now("samordnare"), "publicera K3")
    assert UNREVIEWED in about
    assert f"Inte ifyllt på försättsbladet: {UNFILLED}. Ska det med tas beslutet tillbaka först" in about


def test_what_may_not_be_sent_has_no_button_that_sends(now: ChatAs, office: Office) -> None:
    office.now = IN_TIME
    office.writes("councils", "## Läget\n\nFyrbodal har ett stabilt läge.")
    office.answers("fyrbodal", headline=HEADLINE)
    office.now = FRIDAY
    shown = now("samordnare").say("faktagranska K3 till 1 december")
    assert panel(shown).title == "Inte klar att skicka: version 2 för kvartal 3 2026"
    assert panel(shown).paragraphs[0] == (
        "Underlaget har ändrats för ett avsnitt som är redigerat: Läget i delregionerna. Öppna utkastet, "
        "jämför med det nya underlaget och välj vilken text som ska gälla. Skriv sedan ”faktagranska 2026Q3” "
        "igen."
    )
    assert [button.says for button in shown.buttons] == ["utkast 2026Q3"]
    old = now("samordnare").say("faktagranska 2026Q3 version 2 till 2026-12-01").text
    assert old.startswith("Inget är skickat. Underlaget har ändrats")
    assert "Samordnaren" not in old
    assert office.life.status is ReportStatus.DRAFT


def test_an_older_version_says_so_and_offers_no_step(now: ChatAs, office: Office) -> None:
    office.renews()
    office.now += timedelta(minutes=5)
    office.writes("councils", "## Läget\n\nFyrbodal har ett stabilt läge.")
    sara = now("samordnare")
    shown = sara.say("utkast K3 version 1")
    assert panel(shown).title == "Version 1, kvartal 3 2026"
    assert panel(shown).paragraphs == (
        "Äldre version. Den senaste är version 2, sparad av Sara Samordnare (påhittad) i dag kl. 10.05.",
    )
    assert "Redigerade avsnitt" not in facts(shown)
    says = [button.says for button in shown.buttons]
    assert "utkast 2026Q3" in says
    assert not any(one.startswith("faktagranska") for one in says)
    assert facts(sara.say("utkast K3 version 2"))["Redigerade avsnitt"] == "Läget i delregionerna"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            "faktagranska K3 version 99",
            "Det finns ingen version 99 för kvartal 3 2026. Den senaste är version 1.",
        ),
        ("utkast K3 version 99999999999 som pdf", "Det finns ingen version 99999999999 av utkastet"),
        ("utkast K3 som pdf och word", "Jag tar fram ett format i taget."),
        ("utkast K3 som word och pdf och html", "Jag tar fram ett format i taget."),
        ("utkast K3 som excel", "Utkastet finns som Word, PDF och webbsida."),
        ("publicera K3", "Kvartal 3 2026: Rapporten är inte beslutad."),
        ("rätta K3", "Kvartal 3 2026: Rapporten är inte publicerad"),
    ],
)
def test_what_cannot_be_is_told_with_its_quarter(
    now: ChatAs, office: Office, words: str, answer: str
) -> None:
    office.renews()
    assert now("samordnare").say(words).text.startswith(answer)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("ingen ändring 2: tabellen stämmer", "besvarad utan ändring"),
        ("avvisa synpunkt 2: tabellen stämmer", "besvarad utan ändring"),
        ("avslå synpunkt 2: tabellen stämmer", "besvarad utan ändring"),
        ("synpunkt 2 avvisad: tabellen stämmer", "besvarad utan ändring"),
        ("synpunkt 2 stämmer inte: siffran är rätt", "besvarad utan ändring"),
        ("åtgärdat 2: ingen ändring, tabellen stämmer", "besvarad utan ändring"),
        ("svara 2: tabellen stämmer", "besvarad"),
        ("svara synpunkt 2: ok", "besvarad"),
        ("besvara synpunkt 2: ok", "besvarad"),
        ("avsluta synpunkt 2: ok", "besvarad"),
        ("åtgärdat 2: ändrat till 12", "åtgärdad"),
    ],
)
def test_a_remark_is_answered_with_or_without_a_change(remarked: ChatAs, words: str, outcome: str) -> None:
    answer = remarked("samordnare").say(words).text
    assert answer == f"Synpunkt 2 är {outcome}. Fia Fyrbodal (påhittad) får veta det. Kvar: en synpunkt."
    unchanged = "svarade utan att ändra i rapporten" in told(remarked("fyrbodal"), "synpunkter K3")
    assert unchanged is (outcome == "besvarad utan ändring")


def test_the_choice_stands_in_the_list_and_how_to_answer_is_told(remarked: ChatAs) -> None:
    sara = remarked("samordnare")
    assert "”ingen ändring 1: …” och varför texten står kvar" in told(sara, "synpunkter K3")
    for words in ("avsluta synpunkt", "avsluta synpunkt 1", "svara synpunkt", "ingen ändring 1"):
        assert sara.say(words).text.startswith("Skriv synpunktens nummer och vad som gjordes")
    assert "bara samordnaren" in remarked("fyrbodal").say("avvisa synpunkt 1: nej").text


@pytest.mark.parametrize("words", ["ångra synpunkt 2", "ta bort synpunkt 2", "dra tillbaka min synpunkt 2"])
def test_a_contributor_takes_back_a_remark_that_nobody_has_answered(
    remarked: ChatAs, office: Office, words: str
) -> None:
    assert remarked("fyrbodal").say(words).text.startswith("Synpunkt 2 är återtagen.")
    assert "Fia Fyrbodal (påhittad) tog tillbaka synpunkten." in told(remarked("samordnare"), "synpunkter K3")
    assert [one.id for one in office.desk.store.report_life.remarks("2026Q3") if not one.settled] == [1]
    assert "har redan fått svar" in remarked("fyrbodal").say(words).text


@pytest.mark.parametrize("who", ["skaraborg", "samordnare", "medlem"])
def test_nobody_takes_back_anothers_remark(remarked: ChatAs, office: Office, who: str) -> None:
    remarked(who).say("ångra synpunkt 2")
    assert not any(one.settled for one in office.desk.store.report_life.remarks("2026Q3"))
    remarked("samordnare").say("åtgärdat 2: ändrat")
    assert "återtagen" not in remarked("fyrbodal").say("ångra synpunkt 2").text


@pytest.mark.parametrize(
    "words", ["synpunkt 3 det är fel", "synpunkt K3 3 stämmer inte", "synpunkt K3 3: fel"]
)
def test_a_remark_without_what_it_should_be_is_kept_and_asked_about(remarked: ChatAs, words: str) -> None:
    answer = remarked("fyrbodal").say(words).text
    assert answer.startswith("Jag har tagit emot er synpunkt på stycke 3")
    assert "Skriv gärna också hur det ska stå i stället, till exempel: synpunkt 2026Q3 Fyrbodal 3:" in answer


def test_a_published_report_is_decided_and_how_it_is_corrected_is_shown(now: ChatAs, office: Office) -> None:
    office.is_decided()
    office.publishes()
    for who in ("beslutsfattare", "samordnare"):
        shown = now(who).say("besluta K3")
        assert shown.text == (
            "Lägesrapporten för kvartal 3 2026 är beslutad av Beata Beslut (påhittad) och publicerad "
            "30 november 2026."
        )
        assert shown.panel is None
        assert [button.says for button in shown.buttons] == ["lägesrapporten 2026Q3"]
    sara = now("samordnare")
    pattern = "rätta 2026Q3: Fyrbodal tog emot 12, inte 14"
    assert pattern in sara.say("rätta K3").text
    assert pattern in sara.say("faktagranska K3").text
    opened = sara.say("öppna rättelsen av K3: Fyrbodal tog emot 12, inte 14")
    assert "besluta 2026Q3" not in [button.says for button in opened.buttons]
    assert "be sedan Beata Beslut (påhittad) om beslut" in opened.text
    assert "En ny faktagranskning behövs bara om" in opened.text
    about = told(sara, "arkivera K3")
    assert "En rättelse är öppen" in about
    assert "Inte ifyllt på försättsbladet: Diarienummer" in about


def test_without_a_quarter_it_is_the_report_that_is_worked_on(now: ChatAs, office: Office) -> None:
    """The next round has opened before this one's report is published."""
    office.renews()
    later = plan(Quarter(2026, 4), date(2027, 3, 11), list(office.round.forms))
    office.desk.store.rounds.create(later, "samråd", office.now)
    office.now = later.opens + timedelta(days=1)
    assert panel(now("samordnare").say("utkast")).title.endswith(", kvartal 3 2026")
    assert "kvartal 3 2026" in panel(now("samordnare").say("faktagranska")).title
    office.is_decided()
    office.publishes()
    assert now("samordnare").say("utkast").text.endswith("Det gäller kvartal 4 2026.")


@pytest.mark.parametrize(
    ("day", "remark"),
    [
        ("i dag", "Observera att tiden är kort: bara i dag."),
        ("måndag", "Observera att tiden är kort: två arbetsdagar med i dag."),
        ("9 december", "Observera att det är sent. Enligt kalendern ska rapporten vara publicerad"),
    ],
)
def test_a_day_that_gives_too_little_time_is_pointed_at(
    now: ChatAs, office: Office, day: str, remark: str
) -> None:
    assert office.sent
    assert remark in told(now("samordnare"), f"faktagranska K3 till {day}")


def test_changes_are_told_with_whole_times_and_without_what_only_the_clock_moved(
    now: ChatAs, office: Office
) -> None:
    office.now = IN_TIME
    office.renews()
    office.now += timedelta(hours=1, minutes=5)
    office.answers("af")
    office.renews()
    about = told(now("samordnare"), "ändringar K3 1 och 2")
    assert "Dokumentuppgifter" not in about
    assert "”.”" not in about
    assert ".”." not in about


@pytest.mark.parametrize(
    ("words", "says"),
    [("utkst K3", "utkast K3"), ("faktgranska K3", "faktagranska K3")],
)
def test_a_slip_of_the_key_keeps_the_quarter(now: ChatAs, office: Office, words: str, says: str) -> None:
    assert office.sent
    assert says in buttons(now("samordnare"), words)


@pytest.mark.parametrize("words", ["redigera K3", "redigera utkastet K3", "diarienummer K3: 851-1"])
def test_what_is_written_on_the_page_leads_there(now: ChatAs, office: Office, words: str) -> None:
    assert office.sent
    shown = now("samordnare").say(words)
    assert "utkastets sida" in shown.text
    assert [button.says for button in shown.buttons] == ["utkast 2026Q3"]


def test_the_third_quarter_is_said_in_words(now: ChatAs, office: Office) -> None:
    assert office.sent
    assert panel(now("samordnare").say("utkast för tredje kvartalet")).title.endswith("kvartal 3 2026")
