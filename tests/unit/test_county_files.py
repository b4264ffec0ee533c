"""What is said of a county file that cannot be read: in Swedish, a line a mistake, with its place."""

import re
from importlib import import_module
from inspect import getsource
from pathlib import Path
from tomllib import TOMLDecodeError

import pytest

from counties import toml_flaws
from counties.files import read_file
from counties.report import _Report as Report
from counties.toml_flaws import _ANY as ANY
from domain.errors import BadSetting

COVER = '[[section]]\nkey = "cover"\ntitle = "Omslag"\n'
CORRECTIONS = '[[section]]\nkey = "corrections"\ntitle = "Rättelser"\n'
LAST = '[[section]]\nkey = "references"\ntitle = "Underlag"\n'
NEEDED = f"{COVER}{CORRECTIONS}{LAST}"


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
            f"{COVER}{CORRECTIONS}",
            "avsnittet references ska stå sist: hit leder alla källhänvisningar",
        ),
        (
            NEEDED.replace("Rättelser", " "),
            "section 2 title: rubriken är tom. Skriv vad det heter.",
        ),
        (
            NEEDED.replace("Rättelser", r"Rättelser\n\nNytt"),
            (
                "section 2 title: rubriken har en radbrytning, en tabb eller ett styrtecken. "
                "Skriv den på en rad."
            ),
        ),
        (
            f'{NEEDED}[[theme]]\nquarter = 1\ntitle = ""\nkeys = []\n',
            "theme 1 title: rubriken är tom. Skriv vad det heter.",
        ),
        (
            NEEDED.replace("Rättelser", "omslag"),
            "section 2 title: rubriken ”omslag” står redan i section 1. Ge avsnitten olika rubriker.",
        ),
        (
            f"{CORRECTIONS}{LAST}",
            (
                "avsnittet cover saknas: där står vad rapporten är, vem som svarar för den och vilket läge "
                "den har. Lägg tillbaka det."
            ),
        ),
        (
            f"{COVER}{LAST}",
            (
                "avsnittet corrections saknas: där står vad som har rättats sedan rapporten beslutades. "
                "Lägg tillbaka det."
            ),
        ),
    ],
)
def test_what_cannot_stand_there_is_said_with_what_to_write(tmp_path: Path, text: str, line: str) -> None:
    assert refused(tmp_path, text) == [line]


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, '[[section]]\nkey = "summary"\ntitle = "Kort"\n[placed]\nmiv = "areas.arbete"\n')
    assert [line.split(":")[0] for line in told] == [
        "avsnittet cover saknas",
        "avsnittet corrections saknas",
        "avsnittet references ska stå sist",
        "placed nämner avsnitt som inte är med",
    ]


def test_a_file_that_notepad_has_saved_is_read_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "report.toml"
    path.write_text(NEEDED, encoding="utf-8-sig")
    assert [one.key for one in read_file(path, Report).section] == ["cover", "corrections", "references"]
    path.write_bytes(b"\xef\xbb\xbf" + b'goal = ""\ncontact = "\xc5sa"\n')
    with pytest.raises(BadSetting, match=r"rad 2: tecknen går inte att läsa\."):
        read_file(path, Report)


ROW = f"{LAST}[placed]\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "contact = Sam",
            "rad 1, kolumn 11: värdet saknas eller går inte att läsa. Skriv text inom citattecken",
        ),
        ("contact =", "filens slut: värdet saknas"),
        ("önskemål = 1", "rad 1, kolumn 1: raden går inte att läsa. Skriv namn = värde"),
        (f"{ROW}hälsa = 1", "rad 5, kolumn 2: = saknas efter namnet"),
        ('contact = "Sam" "Kim"', "rad 1, kolumn 17: här ska raden ta slut"),
        ("[placed\n", "rad 1, kolumn 8: ] saknas efter tabellens namn"),
        ("[[section\n", "rad 1, kolumn 10: ]] saknas efter tabellens namn"),
        ('goal = "A"\ngoal = "B"\n', "rad 2, kolumn 11: namnet har redan ett värde"),
        ("[placed]\na = {b = 1, b = 2}", "rad 2, kolumn 18: namnet har redan ett värde"),
        ("[placed]\n[placed]", "rad 2, kolumn 8: tabellen står redan i filen"),
        ("placed = {a = 1}\n[placed.b]", "rad 2, kolumn 10: tabellen står redan i filen"),
        ("placed = {a = 1}\nplaced.b = 1", "filens slut: tabellen står redan i filen"),
        (" = 1", "rad 1, kolumn 2: raden går inte att läsa"),
        ("a. = 1", "rad 1, kolumn 4: ett namn saknas"),
        ('keys = ["a" "b"]', "rad 1, kolumn 13: ] saknas efter listan, eller ett komma"),
        ("a = {b = 1 c = 2}", "rad 1, kolumn 12: } saknas efter tabellen, eller ett komma"),
        (r'goal = "C:\mapp"', r"rad 1, kolumn 13: \ i en text betyder något särskilt"),
        (r'goal = "\uZZZZ"', r"rad 1, kolumn 11: efter \u eller \U ska ett teckens nummer stå"),
        (r'goal = "\uD800"', "rad 1, kolumn 15: det tecknet finns inte"),
        ('goal = "Samverkan\nska"', "rad 1, kolumn 18: texten saknar sitt sista citattecken"),
        ("goal = 'Samverkan\nska'", "rad 1, kolumn 18: texten saknar sitt sista citattecken"),
        ('goal = "Samverkan', "filens slut: texten saknar sitt sista citattecken"),
        ("goal = 'Samverkan", "filens slut: texten saknar sitt sista citattecken"),
        ("goal = '''Samverkan", "filens slut: texten saknar sitt sista citattecken"),
        ('goal = "\b"', "rad 1, kolumn 9: här står ett tecken som inte syns"),
        ("# \b", "rad 1, kolumn 3: här står ett tecken som inte syns"),
        ("day = 2026-02-30", "rad 1, kolumn 7: dagen finns inte"),
    ],
)
def test_what_is_no_toml_is_told_with_row_column_and_what_was_wrong(
    tmp_path: Path, text: str, line: str
) -> None:
    [said] = refused(tmp_path, text)
    assert said.startswith(line)


def test_every_message_of_the_parser_has_its_swedish() -> None:
    """Read out of the parser itself, so that one that is new to a later Python is seen."""
    said = re.findall(
        r"suffixed_err\(\s*src, (?:new_)?pos, f?(\"[^\"]*\")", getsource(import_module("tomllib._parser"))
    )
    assert len(said) > 15
    for message in said:
        begins = message.strip('"').partition("{")[0].replace("\\\\", "\\")
        assert (
            toml_flaws.told(TOMLDecodeError(f"{begins} (at line 1, column 1)")) != f"rad 1, kolumn 1: {ANY}"
        )


def test_a_file_that_is_not_there_or_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"report\.toml kan inte läsas:\nfilen finns inte\."):
        read_file(tmp_path / "report.toml", Report)
    (tmp_path / "report.toml").mkdir()
    with pytest.raises(BadSetting, match=r"report\.toml kan inte läsas:\nfilen går inte att öppna\."):
        read_file(tmp_path / "report.toml", Report)
    path = tmp_path / "county.toml"
    path.write_bytes('goal = ""\ncontact = "Åsa"\n'.encode("latin-1"))
    with pytest.raises(BadSetting, match=r"county\.toml kan inte läsas:\nrad 2: .* Spara filen som UTF-8\."):
        read_file(path, Report)
