"""``samrad archive``: a published quarter becomes a package; one that is not published does not."""

import json
from contextlib import closing
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from zipfile import ZipFile

import pytest

from bot.archiving import write_archive
from bot.compose import newest_forms
from bot.own_database import OWN, PLAYED
from counties.reading import read_county
from dialogs.desk import Desk
from domain.errors import NotFound
from domain.messages import Account
from domain.quarter import Quarter
from domain.rounds import plan
from domain.workdays import STOCKHOLM
from knowledge.handbook import Handbook
from reports.export.rows import Copy
from store.store import Store
from tests.conversations.report_office import Office
from tests.laying import filled

BOOK = read_county("vastra_gotaland")
ROUND = plan(Quarter(2026, 3), date(2026, 12, 10), newest_forms(BOOK.county))
OPENED = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)
SECRET = "Tre familjer har vräkts i tysthet."


@pytest.fixture(scope="module")
def decided(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round whose report is decided and not published yet."""
    with filled(migrated, tmp_path_factory.mktemp("decided")) as begun:
        begun.store.rounds.create(ROUND, "samråd", OPENED)
        for person in BOOK.invented.people:
            begun.store.people.enroll(person, Account("tenant", f"aad-{person.id}", person.name))
        office = office_in(begun.store)
        office.answers("fyrbodal", headline="Förra versionen säger något annat än den senaste.")
        office.answers("fyrbodal", note_to_lst=SECRET)
        office.is_decided()
    return begun.file


@pytest.fixture(scope="module")
def published(decided: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, published."""
    with filled(decided, tmp_path_factory.mktemp("published")) as begun:
        office = office_in(begun.store)
        office.days(4)
        office.publishes()
    return begun.file


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is made, beside the bot's own."""
    monkeypatch.setenv("SAMRAD_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    return tmp_path / "ut"


def laid(database: Path, out: Path, name: str = OWN) -> None:
    """The bot's own database is a copy of this one."""
    file = out.parent / "var" / name
    file.parent.mkdir(exist_ok=True)
    copyfile(database, file)


def office_in(store: Store) -> Office:
    return Office(Desk(store, BOOK.county, Handbook.load), ROUND, OPENED)


def package(out: Path, name: str) -> dict[str, bytes]:
    with ZipFile(BytesIO((out / name).read_bytes())) as found:
        return {path.partition("/")[2]: found.read(path) for path in found.namelist()}


def test_a_report_that_is_not_published_has_no_package(out: Path, decided: Path) -> None:
    laid(decided, out)
    with pytest.raises(NotFound, match="är inte publicerad, så det finns inget att arkivera"):
        write_archive("2026Q3", out)
    assert not out.exists()


def test_a_published_report_is_packed_with_its_frozen_files_and_told_where(
    out: Path, published: Path
) -> None:
    laid(published, out)
    told = write_archive("K3 2026", out)
    assert told == f"Arkivpaketet för kvartal 3 2026: {out / 'arkiv-lagesrapport-2026Q3.zip'}."
    files = package(out, "arkiv-lagesrapport-2026Q3.zip")
    with closing(Store.open(out.parent / "var" / OWN)) as store:
        frozen = store.report_life.files(ROUND.key, 1)
    assert {file.name.rpartition(".")[2] for file in frozen} >= {"pdf", "docx"}
    for file in frozen:
        assert sha256(files[f"data/rapport/utgava-1/{file.name}"]).hexdigest() == file.sha256
    known = json.loads(files["data/metadata/metadata.json"])
    assert any(name.startswith("PDF/A-2") for name in known["formats"])
    assert [edition["edition"] for edition in known["editions"]] == [1]
    assert "publicerade" in files["data/logg/handelser.csv"].decode("utf-8-sig")
    assert not [path for path, content in files.items() if SECRET.encode() in content]


def test_a_played_package_is_made_when_the_play_ended(out: Path, published: Path) -> None:
    """A play runs ahead of the clock: its package is not older than what it holds."""
    laid(published, out, PLAYED)
    ended = OPENED + timedelta(days=30)
    with closing(Store.open(out.parent / "var" / PLAYED)) as store:
        store.ticks.note(ended)
    write_archive("2026Q3", out)
    info = package(out, "arkiv-lagesrapport-2026Q3.zip")["bag-info.txt"].decode()
    assert f"Bagging-Date: {ended.date()}" in info


def test_the_internal_copy_is_another_file_with_every_version_of_every_answer(
    out: Path, published: Path
) -> None:
    laid(published, out)
    told = write_archive("", out, Copy.INTERNAL)
    assert told.endswith("Internt exemplar: får inte lämnas ut.")
    files = package(out, "arkiv-lagesrapport-2026Q3-intern.zip")
    sent = json.loads(files["data/internt/inlamningar.json"])["submissions"]
    assert [(one["unit"], one["version"]) for one in sent] == [("fyrbodal", 1), ("fyrbodal", 2)]
    assert sent[1]["answers"]["note_to_lst"] == SECRET


@pytest.mark.parametrize(
    ("words", "told"),
    [("2026Q1", "Det finns ingen rapport för kvartal 1 2026"), ("snart", "”snart” är inget kvartal")],
)
def test_a_quarter_that_is_not_there_is_told_so(out: Path, decided: Path, words: str, told: str) -> None:
    laid(decided, out)
    with pytest.raises(NotFound, match=told):
        write_archive(words, out)
