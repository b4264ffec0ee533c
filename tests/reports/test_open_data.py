"""The open-data export holds what may be published, and says what became of the rest."""

from pathlib import Path

from sqlite_utils import Database

from reports.open_data import export
from tests.reports.quarter_three import CALM, material, part


def told(path: Path, council: str, key: str) -> tuple[str, object, object]:
    row = Database(path)["answers"].get((council, key))
    return row["state"], row["value"], row["amount"]


def test_small_numbers_and_background_texts_are_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    fyrbodal = {**CALM, "received_total_ytd": 4, "quota_current": 0, "note_to_lst": "Bara till er."}
    skaraborg = {**CALM, "publishable": "ENDAST_LST", "received_total_ytd": 235}
    count = export(material(part("fyrbodal", fyrbodal), part("skaraborg", skaraborg), part("gr", None)), path)
    assert count == Database(path)["answers"].count
    assert told(path, "fyrbodal", "received_total_ytd") == ("undertryckt", None, None)
    assert told(path, "skaraborg", "received_total_ytd") == ("rapporterat", "235 personer", 235)
    assert told(path, "gr", "received_total_ytd") == ("ej inkommet", None, None)
    assert told(path, "fyrbodal", "quota_current") == ("rapporterat", "0 personer per år", 0)
    assert told(path, "skaraborg", "headline") == ("endast underlag", None, None)
    assert told(path, "fyrbodal", "sfi_wait_weeks") == ("ej besvarat", None, None)
    assert "Bara till er." not in path.read_bytes().decode("utf-8", "ignore")


def test_an_example_is_shared_only_when_the_council_says_so(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    example = {"good_practice.0.title": "Språkspår", "good_practice.0.what": "Handledare på arbetsplatsen."}
    shared = {**CALM, **example, "good_practice.0.share": "JA"}
    export(material(part("fyrbodal", {**CALM, **example}), part("skaraborg", shared)), path)
    assert told(path, "fyrbodal", "good_practice.0.title")[0] == "endast underlag"
    assert told(path, "skaraborg", "good_practice.0.title")[:2] == ("rapporterat", "Språkspår")


def test_texts_are_found_without_accents(tmp_path: Path) -> None:
    path = tmp_path / "round.db"
    export(material(part("fyrbodal", CALM)), path)
    assert {row["key"] for row in Database(path)["answers"].search("vantan")} == {"headline"}
