"""``samrad verify`` and ``samrad forms``, as they are typed."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.fingerprint import fingerprint
from domain.quarter import Quarter
from domain.rounds import FormRef, plan
from store.store import Store
from store.submissions import Save

ROOT = Path(__file__).parents[2]
SECONDS = 60
FORM = FormRef("delregionalt_samrad", 2)
ROUND = plan(Quarter(2026, 3), date(2026, 12, 10), [FORM])


class Samrad:
    """Runs ``samrad`` over a folder where Fyrbodal has sent in two versions; ``prints`` are theirs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        store = Store.open(folder / "var" / "samrad.db")
        store.rounds.create(ROUND, "samordnare", ROUND.opens)
        self.prints = [self.sent(store, number) for number in (1, 2)]
        store.close()

    def sent(self, store: Store, number: int) -> str:
        answers = {"headline": f"Läget, version {number}."}
        save = Save(ROUND, "fyrbodal", "lage", answers, f"r{number}", "d", number - 1, "fia", "Fia Ek")
        kept = store.submissions.submit(save, FORM, ROUND.opens + timedelta(hours=number)).submission
        assert kept
        return fingerprint(kept)

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        mine = {name: value for name, value in os.environ.items() if not name.startswith("SAMRAD_")}
        environment = {**mine, "SAMRAD_VAR": str(self.folder / "var"), "PYTHONPATH": str(ROOT)}
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )


@pytest.fixture
def samrad(tmp_path: Path) -> Samrad:
    return Samrad(tmp_path)


def refused(ended: "subprocess.CompletedProcess[str]") -> str:
    """The one line of what was refused."""
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.strip().splitlines()
    return line


@pytest.mark.parametrize("unit", ["fyrbodal", "Fyrbodal"])
def test_what_is_kept_as_the_receipt_says_is_confirmed_with_who_and_when(samrad: Samrad, unit: str) -> None:
    told = samrad("verify", "2026Q3", unit, "1", samrad.prints[0])
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("Stämmer. Fyrbodal lämnade in version 1 ")
    assert told.stdout.strip().endswith(", av Fia Ek.")


def test_a_fingerprint_is_read_without_regard_to_case_and_hyphens(samrad: Samrad) -> None:
    copied = samrad.prints[1].replace("-", " ").upper()
    assert samrad("verify", "kvartal 3 2026", "fyrbodal", "2", copied).returncode == 0


def test_another_versions_fingerprint_differs_and_the_kept_one_is_told(samrad: Samrad) -> None:
    said = refused(samrad("verify", "2026Q3", "fyrbodal", "2", samrad.prints[0]))
    assert "Fingeravtrycken skiljer sig" in said
    assert samrad.prints[1] in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sommaren", "fyrbodal", "1", "x"), "”sommaren” är inget kvartal"),
        (("2026Q3", "skåne", "1", "x"), "Det finns ingen enhet som heter ”skåne”"),
        (("2026Q3", "fyrbodal", "3", "x"), "Fyrbodal har inte lämnat in version 3 för kvartal 3 2026"),
        (("2026Q2", "fyrbodal", "1", "x"), "Fyrbodal har inte lämnat in version 1 för kvartal 2 2026"),
    ],
)
def test_what_cannot_be_verified_says_why(samrad: Samrad, words: tuple[str, ...], said: str) -> None:
    assert said in refused(samrad("verify", *words))


def test_without_a_database_nothing_is_verified_and_none_is_made(samrad: Samrad) -> None:
    (samrad.folder / "var" / "samrad.db").rename(samrad.folder / "borta.db")
    assert "Det finns ingen databas" in refused(samrad("verify", "2026Q3", "fyrbodal", "1", "x"))
    assert not (samrad.folder / "var" / "samrad.db").exists()


def test_every_form_is_listed_with_its_version_and_its_consultation(samrad: Samrad) -> None:
    lines = samrad("forms", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [
        "delregionalt_samrad", "kommun", "arbetsformedlingen", "migrationsverket", "vastra_gotalandsregionen",
    ]  # fmt: skip
    for line in lines:
        assert " version " in line
        assert "samråd" in line.casefold()


def test_a_new_version_shows_what_it_adds_takes_away_and_changes(samrad: Samrad) -> None:
    told = samrad("forms", "diff", "delregionalt_samrad", "1", "2")
    assert told.returncode == 0
    *lines, consultation = told.stdout.splitlines()
    assert lines
    assert "delregionalt_samrad version 2" in consultation
    assert any("Ny vy: mote" in line for line in lines)


def test_a_version_is_no_different_from_itself(samrad: Samrad) -> None:
    told = samrad("forms", "diff", "delregionalt_samrad", "2", "2")
    assert told.stdout.splitlines()[0] == "Ingenting skiljer."


@pytest.mark.parametrize(("form", "version"), [("delregionalt_samrad", "99"), ("okänt", "1")])
def test_a_version_that_is_not_there_is_told_of(samrad: Samrad, form: str, version: str) -> None:
    said = refused(samrad("forms", "diff", form, "1", version))
    assert f"Formuläret {form} finns inte i version" in said
