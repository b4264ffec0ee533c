"""``samrad verify`` and ``samrad forms``, as they are typed."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from domain.fingerprint import fingerprint
from domain.quarter import Quarter
from domain.rounds import FormRef, plan
from store.store import Store
from store.submissions import Save
from tests.cli.samrad import Ended, Samrad

FORM = FormRef("delregionalt_samrad", 2)
ROUND = plan(Quarter(2026, 3), date(2026, 12, 10), [FORM])


@dataclass(frozen=True)
class Receipts:
    """A database where Fyrbodal has sent in two versions; ``prints`` are theirs."""

    samrad: Samrad
    prints: tuple[str, ...]

    def __call__(self, *words: str) -> Ended:
        return self.samrad("verify", *words)


@pytest.fixture
def verify(samrad: Samrad) -> Receipts:
    with closing(Store.open(samrad.folder / "var" / "samrad.db")) as store:
        store.rounds.create(ROUND, "samordnare", ROUND.opens)
        return Receipts(samrad, tuple(_sent(store, number) for number in (1, 2)))


def _sent(store: Store, number: int) -> str:
    answers = {"headline": f"Läget, version {number}."}
    save = Save(ROUND, "fyrbodal", "lage", answers, f"r{number}", "d", number - 1, "fia", "Fia Ek")
    kept = store.submissions.submit(save, FORM, ROUND.opens + timedelta(hours=number)).submission
    assert kept
    return fingerprint(kept)


@pytest.mark.parametrize("unit", ["fyrbodal", "Fyrbodal"])
def test_what_is_kept_as_the_receipt_says_is_confirmed_with_who_and_when(verify: Receipts, unit: str) -> None:
    told = verify("2026Q3", unit, "1", verify.prints[0])
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Stämmer. Fyrbodal lämnade in version 1 ")
    assert told.out.strip().endswith(", av Fia Ek.")


def test_a_fingerprint_is_read_without_regard_to_case_and_hyphens(verify: Receipts) -> None:
    copied = verify.prints[1].replace("-", " ").upper()
    assert verify("kvartal 3 2026", "fyrbodal", "2", copied).code == 0


def test_another_versions_fingerprint_differs_and_the_kept_one_is_told(verify: Receipts) -> None:
    said = verify("2026Q3", "fyrbodal", "2", verify.prints[0]).refused
    assert "Fingeravtrycken skiljer sig" in said
    assert verify.prints[1] in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sommaren", "fyrbodal", "1", "x"), "”sommaren” är inget kvartal"),
        (("2026Q3", "skåne", "1", "x"), "Det finns ingen enhet som heter ”skåne”"),
        (("2026Q3", "fyrbodal", "3", "x"), "Fyrbodal har inte lämnat in version 3 för kvartal 3 2026"),
        (("2026Q2", "fyrbodal", "1", "x"), "Fyrbodal har inte lämnat in version 1 för kvartal 2 2026"),
    ],
)
def test_what_cannot_be_verified_says_why(verify: Receipts, words: tuple[str, ...], said: str) -> None:
    assert said in verify(*words).refused


def test_without_a_database_nothing_is_verified_and_none_is_made(verify: Receipts) -> None:
    (verify.samrad.folder / "var" / "samrad.db").rename(verify.samrad.folder / "borta.db")
    assert "Det finns ingen databas" in verify("2026Q3", "fyrbodal", "1", "x").refused
    assert not (verify.samrad.folder / "var" / "samrad.db").exists()


def test_every_form_is_listed_with_its_version_and_its_consultation(samrad: Samrad) -> None:
    lines = samrad("forms", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "delregionalt_samrad", "kommun", "arbetsformedlingen", "migrationsverket", "vastra_gotalandsregionen",
    ]  # fmt: skip
    for line in lines:
        assert " version " in line
        assert "samråd" in line.casefold()


def test_a_new_version_shows_what_it_adds_takes_away_and_changes(samrad: Samrad) -> None:
    told = samrad("forms", "diff", "delregionalt_samrad", "1", "2")
    assert told.code == 0
    *lines, consultation = told.out.splitlines()
    assert lines
    assert "delregionalt_samrad version 2" in consultation
    assert any("Ny vy: mote" in line for line in lines)


def test_a_version_is_no_different_from_itself(samrad: Samrad) -> None:
    told = samrad("forms", "diff", "delregionalt_samrad", "2", "2")
    assert told.out.splitlines()[0] == "Ingenting skiljer."


@pytest.mark.parametrize(("form", "version"), [("delregionalt_samrad", "99"), ("okänt", "1")])
def test_a_version_that_is_not_there_is_told_of(samrad: Samrad, form: str, version: str) -> None:
    said = samrad("forms", "diff", form, "1", version).refused
    assert f"Formuläret {form} finns inte i version" in said
