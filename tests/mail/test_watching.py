"""``samrad watch``: one line of how Samråd fares, and a letter to who runs it."""

import asyncio
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from bot.clock import HandedClock
from bot.known_keys import KnownKeys
from bot.settings import Settings, read_settings
from bot.watching import look, tell
from domain.delivery import Posting
from domain.errors import BadSetting
from domain.workdays import STOCKHOLM
from store.store import Store
from tests.http.entra import NOW as SIGNED
from tests.http.entra import pem
from tests.mail.conftest import SENDER
from tests.mail.post_office import PostOffice

TICKED = datetime(2026, 11, 24, 9, 0, tzinfo=STOCKHOLM)
"""A Tuesday."""


@pytest.fixture
def kept(migrated: Path, tmp_path: Path) -> Iterator[Store]:
    """The bot's own database, which ticked at nine and has been left alone since."""
    copyfile(migrated, tmp_path / "samrad.db")
    with closing(Store.open(tmp_path / "samrad.db")) as store:
        store.ticks.note(TICKED)
        yield store


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(var=tmp_path)


def after(minutes: float) -> datetime:
    return TICKED + timedelta(minutes=minutes)


@pytest.mark.usefixtures("kept")
def test_while_it_ticks_all_is_well(settings: Settings) -> None:
    seen = look(settings, after(1))
    assert seen.is_well
    assert seen.line == "Samråd går som det ska. Senaste körning 24 november 2026 kl. 09.00."


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("minutes", "said"), [(15, "15 minuter"), (179, "2 timmar"), (60 * 24 * 3, "3 dygn")]
)
def test_a_process_that_is_gone_is_seen_from_outside(settings: Settings, minutes: int, said: str) -> None:
    seen = look(settings, after(minutes))
    assert seen.kinds == ("tick",)
    assert seen.line.startswith(f"Samråd: ingenting har körts på {said}. Senaste körning 24 november")


@pytest.mark.usefixtures("kept")
def test_a_secret_whose_end_nobody_watches_is_told_of_and_no_fault(tmp_path: Path) -> None:
    given = {"app_id": "app", "app_secret": "x", "tenants": ("t",)}
    seen = look(read_settings(var=tmp_path, **given), after(1))
    assert seen.is_well
    assert "SAMRAD_APP_SECRET_EXPIRES saknas: ingen påminns" in seen.line
    watched = read_settings(var=tmp_path, app_secret_expires=TICKED.date() + timedelta(days=90), **given)
    assert "EXPIRES" not in look(watched, after(1)).line


def test_messages_that_should_have_gone_are_counted_in_hours_of_sending(
    kept: Store, settings: Settings
) -> None:
    evening = datetime(2026, 11, 23, 15, 25, tzinfo=STOCKHOLM)
    kept.outbox.post([Posting(f"{n}", "fia", "påminnelse", {}, evening) for n in range(2)], evening)
    night, morning = TICKED.replace(hour=2), TICKED.replace(hour=8, minute=45)
    kept.ticks.note(night)
    assert look(settings, night).is_well
    kept.ticks.note(morning)
    seen = look(settings, morning)
    assert seen.kinds == ("queue",)
    assert "två meddelanden skulle ha skickats, det äldsta 23 november 2026 kl. 15.25" in seen.line


def test_a_job_that_does_not_run_is_named(kept: Store, settings: Settings) -> None:
    kept.watching.note_jobs((), {"veckolistor": "KeyError i to_owners.py rad 7"}, after(-20))
    seen = look(settings, after(1))
    assert seen.kinds == ("jobs",)
    assert "det här går inte att köra: veckolistor." in seen.line


@pytest.mark.usefixtures("kept")
def test_a_key_that_runs_out_is_told_of(tmp_path: Path) -> None:
    file = pem(tmp_path / "bot.pem", expires=SIGNED + timedelta(days=7))
    registered = read_settings(var=tmp_path, app_id="a", tenants=("t",), app_certificate=file)
    line = look(registered, after(1)).line
    assert "botens certifikat går ut 29 november 2026: byt innehållet i filen som" in line
    ended = look(registered, after(60 * 24 * 30))
    assert "botens certifikat gick ut 29 november 2026: byt innehållet i filen som SAMRAD_APP" in ended.line


@pytest.mark.usefixtures("kept")
def test_a_secret_is_changed_with_its_last_day_and_a_restart(tmp_path: Path) -> None:
    last = (SIGNED + timedelta(days=7)).date()
    registered = read_settings(
        var=tmp_path, app_id="a", app_secret="x", tenants=("t",), app_secret_expires=last
    )
    line = look(registered, after(1)).line
    assert "skriv en ny i SAMRAD_APP_SECRET och dess sista dag i SAMRAD_APP_SECRET_EXPIRES, och" in line
    (warning,) = KnownKeys(registered).warnings(after(1))
    assert warning.endswith("SAMRAD_APP_SECRET_EXPIRES, och starta om.")


def test_without_a_database_that_is_what_is_said(settings: Settings, tmp_path: Path) -> None:
    assert look(settings, TICKED).kinds == ("database",)
    (tmp_path / "samrad.db").write_text("detta är ingen databas, och hemligt")
    seen = look(settings, TICKED)
    assert seen.line == (
        f"Samråd: databasen {tmp_path / 'samrad.db'} är ingen databas. Flytta undan filen, eller lägg"
        " tillbaka en säkerhetskopia. Mappen står i SAMRAD_VAR."
    )


def test_an_empty_database_and_one_of_another_version_are_told_apart(
    settings: Settings, tmp_path: Path, migrated: Path
) -> None:
    """In the sentences of ``samrad db check``."""
    (tmp_path / "samrad.db").touch()
    assert look(settings, TICKED).line.startswith("Samråd: databasen är tom. Tabellerna läggs upp när")
    copyfile(migrated, tmp_path / "samrad.db")
    for version, said in (("0003", "kör samrad db upgrade."), ("9999", "en nyare version av Samråd (9999)")):
        with closing(sqlite3.connect(tmp_path / "samrad.db")) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
            connection.commit()
        seen = look(settings, TICKED)
        assert (seen.kinds, said in seen.line) == (("database",), True)


def test_a_server_that_is_away_is_told_of_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    away = read_settings(var=tmp_path, database_url=f"postgresql://samrad:hemligt@127.0.0.1:{port}/samrad")
    line = look(away, TICKED).line
    assert line.startswith("Samråd: databasen i SAMRAD_DATABASE_URL gick inte att nå. Se till att ")
    assert "hemligt" not in line


async def test_one_letter_a_day_for_the_same_faults_and_one_when_it_is_well(
    office: PostOffice, kept: Store, tmp_path: Path
) -> None:
    settings = read_settings(
        var=tmp_path,
        alarm_to="drift@lansstyrelsen.example",
        smtp_url=f"smtp://127.0.0.1:{office.port}",
        mail_from=SENDER,
    )
    clock = HandedClock(TICKED)

    async def watches(minutes: float) -> None:
        clock.set(after(minutes))
        await asyncio.to_thread(lambda: tell(settings, look(settings, clock()), clock))

    await watches(1)
    assert office.letters() == []
    for minutes in (20, 25, 60):
        await watches(minutes)
    letter = office.letter()
    assert (letter["Subject"], letter["To"]) == ("Samråd behöver ses över", "drift@lansstyrelsen.example")
    assert "ingenting har körts på 20 minuter" in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # there is one
    await watches(60 * 24)
    assert len(office.letters()) == 2
    kept.ticks.note(after(60 * 24 + 5))
    await watches(60 * 24 + 6)
    await watches(60 * 24 + 7)
    assert [one["Subject"] for one in office.letters()][2:] == ["Samråd går igen"]


def test_without_a_mail_server_what_to_write_is_said(settings: Settings) -> None:
    with pytest.raises(BadSetting, match="SAMRAD_ALARM_TO och SAMRAD_SMTP_URL"):
        tell(settings, look(settings, TICKED), HandedClock(TICKED))
