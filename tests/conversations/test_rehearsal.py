"""vad skulle skickas: every message that is left in a round, and nothing sent."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.rehearsal import rehearse, show_rehearsal
from counties.reading import CountyBook
from dialogs.desk import Desk
from domain.delivery import Address
from domain.errors import NotFound
from domain.messages import Account
from domain.people import Person, Role
from domain.rehearsal import Planned
from domain.rounds import Round
from scheduler.tick import Schedule
from store.store import Store
from tests.conversations.chat import Chat, panel
from tests.conversations.conftest import TENANT


@pytest.fixture
def rehearsing(desk: Desk, book: CountyBook) -> Desk:
    def played(round_: Round, now: datetime) -> list[Planned]:
        return rehearse(Schedule(desk.store, book.county, book.hours, round_.forms), round_, now)

    return replace(desk, rehearse=played)


@pytest.fixture
def chat(rehearsing: Desk, opened: datetime) -> Callable[[str], Chat]:
    return lambda who: Chat(rehearsing, Account(TENANT, f"aad-{who}"), opened)


def test_the_coordinator_sees_each_day_with_its_messages(
    chat: Callable[[str], Chat], store: Store, opened: datetime
) -> None:
    account = Account(TENANT, "aad-fyrbodal")
    store.addresses.remember(Address(account, "", "chat", "bot"), opened)
    before = (store.outbox.rows(), store.audit.lines(), store.ticks.last())
    told = panel(chat("samordnare").say("vad skulle skickas?")).paragraphs
    assert told[0].endswith("skulle skickas om ingen gör något mer. Inget är skickat.")
    days = [line for line in told if line.endswith("2026")]
    assert days[:2] == ["Onsdag 11 november 2026", "Torsdag 12 november 2026"]
    (reminders,) = [
        line
        for line in told[told.index("Torsdag 12 november 2026") :][:4]
        if line.startswith("10.00 Påminnelse: rapporten för kvartal 3 2026")
    ]
    assert ": Fia Fyrbodal (påhittad); når inte Ada Arbete (påhittad)" in reminders
    assert reminders.endswith("(har aldrig skrivit till mig i Teams)")
    assert any("Dags att stänga ärendet" in line for line in told)
    assert (store.outbox.rows(), store.audit.lines(), store.ticks.last()) == before


def test_only_the_coordinator_may_see_it(chat: Callable[[str], Chat]) -> None:
    assert "samordnaren" in chat("fyrbodal").say("vad skulle skickas K3").text


def test_of_a_round_that_is_over_nothing_is_left(chat: Callable[[str], Chat]) -> None:
    late = replace(chat("samordnare"), now=datetime.fromisoformat("2027-02-01T10:00:00+01:00"))
    assert (
        late.say("vad skulle skickas K3").text == "Inget mer skickas för kvartal 3 2026, som det ser ut nu."
    )


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: CountyBook) -> Path:
    """A folder of Samråd's own, with the people in it and no round."""
    monkeypatch.setenv("SAMRAD_VAR", str(tmp_path / "var"))
    with closing(Store.open(tmp_path / "var" / "samrad.db")) as kept:
        for person in book.invented.people:
            kept.people.enroll(person)
    return tmp_path / "var"


@pytest.mark.usefixtures("var")
def test_the_command_line_rehearses_a_round_that_is_not_planned_yet() -> None:
    first, *lines = show_rehearsal("2031Q3")
    assert first == "Vad skulle skickas för kvartal 3 2031, som det ser ut nu. Inget är skickat."
    titles = [line.strip().split(": ")[0] for line in lines if line.startswith("  ")]
    assert titles[0] == "10.00 Snart dags för kvartal 3 2031"
    assert "10.00 Rapporten för kvartal 3 2031 har inte kommit in" in titles
    assert titles[-1] == "10.00 Dags att stänga ärendet för kvartal 3 2031"


def test_the_command_line_reaches_by_e_mail_whom_the_bot_would(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store.open(var / "samrad.db")) as kept:
        kept.people.enroll(Person("maj", "Maj Mejl", Role.REPORTER, "miv", mail="maj@migration.example"))

    def whom(title: str) -> str:
        """Who gets the message, and who does not and why."""
        (line,) = [line for line in show_rehearsal("2031Q3") if f" {title}: " in line]
        return line.partition(f" {title}: ")[2]

    opening = "Dags att rapportera kvartal 3 2031"
    assert whom(opening).startswith("når inte ")
    assert "ingen adress i Teams, och e-post är inte inställd" in whom(opening)
    monkeypatch.setenv("SAMRAD_SMTP_URL", "smtp://127.0.0.1:2525")
    monkeypatch.setenv("SAMRAD_MAIL_FROM", "samrad@lansstyrelsen.example")
    reached, _, missed = whom(opening).partition("; når inte ")
    assert "Maj Mejl" in reached
    assert "ingen adress i Teams, och ingen e-postadress" in missed
    assert "Maj" not in missed


def test_the_command_line_says_what_is_wrong(var: Path) -> None:
    with pytest.raises(NotFound, match="inget kvartal"):
        list(show_rehearsal("våren"))
    (var / "samrad.db").unlink()
    with pytest.raises(NotFound, match="samrad serve"):
        list(show_rehearsal(""))
