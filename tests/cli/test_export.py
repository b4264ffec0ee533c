"""``samrad export``: which rounds, in which format, for whom."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.compose import newest_forms
from bot.drafting import write_export
from bot.own_database import OWN
from counties.reading import read_county
from domain.answers import Value
from domain.county import Figure
from domain.errors import NotFound
from domain.quarter import Quarter
from domain.rounds import Round, plan
from reports.export.rows import Copy, Format
from store.store import Store
from store.submissions import Save

COUNTY = read_county("vastra_gotaland").county
SPRING, AUTUMN = (
    plan(Quarter(2026, number), day, newest_forms(COUNTY))
    for number, day in ((1, date(2026, 6, 11)), (2, date(2026, 9, 24)))
)
CALM: dict[str, Value] = {"overall_status": "3", "headline": "Hemlig rubrik", "publishable": "ENDAST_LST"}


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two rounds in the bot's own database, and a folder to export to."""
    monkeypatch.setenv("SAMRAD_VAR", str(tmp_path / "var"))
    with closing(Store.open(tmp_path / "var" / OWN)) as store:
        for round_ in (SPRING, AUTUMN):
            store.rounds.create(round_, "samuel", round_.opens)
            _send(store, round_, "fyrbodal", {**CALM, "quota_current": 260})
        _send(store, AUTUMN, "1492", {"headline": "Tågen är inställda."})
        _send(store, AUTUMN, "miv", {"enrolled_total": 1200})
        figure = Figure("skaraborg", "enrolled_abo", 80, "Migrationsverket", date(2026, 6, 30))
        store.figures.keep([figure], "samuel", AUTUMN.opens)
    return tmp_path / "ut"


def _send(store: Store, round_: Round, unit: str, answers: dict[str, Value]) -> None:
    request = f"{round_.key}-{unit}"
    save = Save(round_, unit, "lage", answers, request, "d", 0, "anna", "Anna Andersson")
    store.submissions.submit(save, round_.form(COUNTY.respondent(unit).unit.form), round_.opens)


def rows(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(path.read_bytes())["answers"]
    return found


def test_without_a_quarter_it_is_the_latest_round(out: Path) -> None:
    told = write_export([], Format.SQLITE, Copy.OPEN, out)
    path = out / "lagesrapport-2026Q2.db"
    assert told == f"{_count(path)} svar för kvartal 2 2026: {path}"


def _count(path: Path) -> int:
    with closing(Database(path)) as database:
        return int(database["answers"].count)


def test_several_quarters_are_one_file_and_alla_is_every_round(out: Path) -> None:
    told = write_export(["2026Q2", "K1 2026"], Format.JSON, Copy.OPEN, out)
    path = out / "lagesrapport-2026Q1-2026Q2.json"
    assert f"svar för kvartal 1 2026 och kvartal 2 2026: {path}" in told
    named = path.read_bytes()
    write_export(["Alla"], Format.JSON, Copy.OPEN, out)
    assert [row["round"] for row in rows(path)] == [row["round"] for row in json.loads(named)["answers"]]
    assert {row["round"] for row in rows(path)} == {"2026Q1", "2026Q2"}


def test_a_row_that_only_a_published_figure_asks_for_is_not_asked_without_it(out: Path) -> None:
    write_export(["alla"], Format.JSON, Copy.OPEN, out)
    found = {
        (row["round"], row["state"], row["apart"])
        for row in rows(out / "lagesrapport-2026Q1-2026Q2.json")
        if (row["unit"], row["key"]) == ("skaraborg", "enrolled_abo")
    }
    assert found == {("2026Q1", None, "ej ställd"), ("2026Q2", None, "ej inkommet")}


def test_the_open_copy_leaves_out_what_the_internal_one_has(out: Path) -> None:
    write_export([], Format.JSON, Copy.OPEN, out)
    opened = (out / "lagesrapport-2026Q2.json").read_text(encoding="utf-8")
    told = write_export([], Format.JSON, Copy.INTERNAL, out)
    path = out / "lagesrapport-2026Q2-intern.json"
    internal = path.read_text(encoding="utf-8")
    assert told.endswith(f". Internt exemplar: får inte publiceras: {path}")
    for secret in ("Hemlig rubrik", "Tågen är inställda.", "Anna Andersson"):
        assert secret not in opened
        assert secret in internal


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sommar"], "”sommar” är inget kvartal"),
        (["2026Q2", "2019Q1"], "Det finns inga svar för kvartal 1 2019 och kvartal 2 2026"),
    ],
)
def test_a_quarter_that_is_not_there_is_told_of(out: Path, words: list[str], told: str) -> None:
    with pytest.raises(NotFound, match=told):
        write_export(words, Format.CSV, Copy.OPEN, out)
    assert not out.exists()
