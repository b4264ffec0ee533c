"""A form file that cannot be used says which file and where."""

from datetime import date
from pathlib import Path

import pytest

from domain.county import Council, Figure, FocusArea
from domain.errors import NotFound
from domain.form import Form
from domain.rounds import FormRef
from forms import shelf

REF = FormRef("prov", 1)
AREA = FocusArea("boende", "Boende", date(2022, 1, 1))

FILE = """
id = "prov"
version = 1
title = "Prov"
[scales]
yes_no = [["JA", "Ja"], ["NEJ", "Nej"]]
[[card]]
key = "ett"
title = "Ett"
intro = "Ett kort."
[[card.part]]
key = "first"
label = "Finns det något?"
kind = "val"
scale = "yes_no"
[[card.part]]
key = "how_many"
label = "Antal"
kind = "tal"
unit = "personer"
required_if = [{ question = "first", values = ["JA"] }]
[[card.part]]
each = "area"
[[card.part.question]]
key = "status"
label = "Läge"
kind = "val"
scale = "yes_no"
"""


@pytest.fixture
def made(tmp_path: Path, fyrbodal: Council) -> "Made":
    return Made(tmp_path, fyrbodal)


class Made:
    """Writes a form file and reads it."""

    def __init__(self, folder: Path, council: Council) -> None:
        self.folder = folder
        self._council = council

    def __call__(self, content: str | bytes, *figures: Figure) -> Form:
        encoded = content if isinstance(content, bytes) else content.encode()
        (self.folder / "prov.1.toml").write_bytes(encoded)
        return shelf.form(REF, self._council, (AREA,), figures, self.folder)


def test_a_right_file_becomes_a_form(made: Made) -> None:
    assert [(q.number, q.key) for q in made(FILE).cards[0].questions()] == [
        ("1.1", "first"),
        ("1.2", "how_many"),
        ("1.1.1", "area.boende.status"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ('kind = "tal"', 'kind = "tall"', "kind"),
        ('unit = "personer"', 'enhet = "personer"', "enhet"),
        ('label = "Antal"', "", "label"),
        ("version = 1", 'version = "ett"', "version"),
        ('title = "Prov"', 'title = "Prov', "line 4"),
        ('scale = "yes_no"\n[[card.part]]\nkey', 'scale = "ja_nej"\n[[card.part]]\nkey', "first: .*ja_nej"),
        ('scale = "yes_no"\n[[card.part]]\nkey', "[[card.part]]\nkey", "first: .*needs choices"),
        ('question = "first"', 'question = "frist"', "frist"),
        ('each = "area"', 'each = "kommun"', "each"),
        ('kind = "tal"', 'kind = "val"\nchoices_from = "kommuner"', "choices_from"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_place(made: Made, right: str, wrong: str, place: str) -> None:
    assert right in FILE
    with pytest.raises(shelf.BadForm, match=rf"(?s)^prov\.1\.toml: .*{place}"):
        made(FILE.replace(right, wrong, 1))


def test_a_file_saved_in_another_encoding_is_refused_by_name(made: Made) -> None:
    with pytest.raises(shelf.BadForm, match=r"^prov\.1\.toml: .*utf-8"):
        made(FILE.encode("latin-1"))


def test_a_published_number_stands_beside_its_question(made: Made) -> None:
    figure = Figure("fyrbodal", "how_many", 1234, "Migrationsverket", date(2026, 9, 30))
    hints = {question.key: question.hint for question in made(FILE, figure).cards[0].questions()}
    assert hints["how_many"] == "Publicerat: 1\u00a0234 personer (Migrationsverket, 2026-09-30)."
    assert hints["first"] == ""


def test_a_version_that_is_not_there_is_not_found(fyrbodal: Council) -> None:
    with pytest.raises(NotFound, match="delregionalt_samrad finns inte i version 99"):
        shelf.form(FormRef("delregionalt_samrad", 99), fyrbodal, ())
    with pytest.raises(NotFound, match="okand finns inte"):
        shelf.newest("okand")


def test_the_newest_version_is_the_highest_number(tmp_path: Path) -> None:
    for name in ("prov.2.toml", "prov.10.toml", "prov.toml", "prov.9.toml.bak", "annan.11.toml"):
        (tmp_path / name).touch()
    assert shelf.newest("prov", tmp_path) == FormRef("prov", 10)
