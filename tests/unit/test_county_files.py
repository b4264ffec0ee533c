"""What is said of a county file that cannot be read: in Swedish, a line a mistake, with its place."""

from pathlib import Path

import pytest

from counties.files import read_file
from counties.report import _Report as Report
from domain.errors import BadSetting

LAST = '[[section]]\nkey = "references"\ntitle = "Underlag"\n'


def refused(folder: Path, text: str) -> list[str]:
    path = folder / "report.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting) as found:
        read_file(path, Report)
    first, *lines = str(found.value).splitlines()
    assert first == f"{folder.name}/report.toml kan inte läsas:"
    return lines


def test_every_mistake_has_a_line_with_its_table_its_number_and_what_was_meant(tmp_path: Path) -> None:
    wrong = '[[section]]\nkey = "cover"\ntitel = "Omslag"\n'
    assert refused(tmp_path, f'kontakt = "Sam"\n{LAST}{wrong}') == [
        "section 2: title saknas.",
        "section 2: titel är ingen inställning här; menade du title?",
        "kontakt är ingen inställning här; menade du contact?",
    ]


def test_a_name_like_no_other_is_said_to_be_none(tmp_path: Path) -> None:
    assert refused(tmp_path, f"xyz = 1\n{LAST}") == ["xyz är ingen inställning här."]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"contact = 7\n{LAST}", "contact kan inte vara 7: skriv en text inom citattecken."),
        (
            f'{LAST}[[theme]]\nquarter = 5\ntitle = "Ett"\nkeys = []\n',
            "theme 1: quarter kan inte vara 5: det största är 4.",
        ),
        (
            f'{LAST}[[theme]]\nquarter = 1\ntitle = "Ett"\nkeys = [1]\n',
            "theme 1 keys 1: värdet 1 går inte att använda: skriv en text inom citattecken.",
        ),
        (
            f'{LAST}[[event]]\nday = "snart"\nwords = "Lag"\nsource = "SFS"\n',
            "event 1: day kan inte vara snart: skriv ett datum, till exempel 2026-12-10.",
        ),
        (
            '[[section]]\nkey = "cover"\ntitle = "Omslag"\n',
            "avsnittet references ska stå sist: hit leder alla källhänvisningar",
        ),
    ],
)
def test_what_cannot_stand_there_is_said_with_what_to_write(tmp_path: Path, text: str, line: str) -> None:
    assert refused(tmp_path, text) == [line]
