"""What a form version is: its digest, what a new one changes, and the record of consultation."""

from pathlib import Path

import pytest

from domain.errors import NotFound
from domain.rounds import FormRef
from forms import shelf, versions

OLD, NEW = FormRef("prov", 1), FormRef("prov", 2)

FILE = """
id = "prov"
version = 1
title = "Prov"
[[card]]
key = "ett"
title = "Ett"
intro = "Ett kort."
[[card.part]]
key = "first"
label = "Finns det något?"
kind = "val"
choices = [["JA", "Ja"], ["NEJ", "Nej"]]
[[card.part]]
key = "how_many"
label = "Hur många?"
kind = "tal"
least = 0
[[card.part]]
key = "item"
title = "Sak"
add = "Lägg till"
most = 2
[[card.part.question]]
key = "name"
label = "Namn"
kind = "text"
[[rule]]
id = "V08"
severity = "varning"
check = "at_most"
keys = ["how_many", "how_many"]
words = "För många."
"""


@pytest.fixture
def shelved(tmp_path: Path) -> "Shelved":
    return Shelved(tmp_path)


class Shelved:
    """Puts two versions on a shelf: the file, and the same with something changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *changes: tuple[str, str], more: str = "") -> tuple[str, ...]:
        (self.folder / "prov.1.toml").write_text(FILE, encoding="utf-8")
        changed = FILE.replace("version = 1", "version = 2") + more
        for old, new in changes:
            assert old in changed
            changed = changed.replace(old, new, 1)
        (self.folder / "prov.2.toml").write_text(changed, encoding="utf-8")
        return versions.difference(OLD, NEW, self.folder)


def test_the_same_questions_differ_in_nothing(shelved: Shelved) -> None:
    assert shelved() == ()


def test_a_question_that_is_new_gone_or_changed_is_told(shelved: Shelved) -> None:
    lines = shelved(
        ('key = "first"', 'key = "other"'),
        ('label = "Hur många?"', 'label = "Hur många nu?"\nrequired = true'),
        ("least = 0", "least = 1\nmost = 9"),
        ('key = "name"', 'key = "name"\nhint = "Bara förnamn."'),
    )
    assert lines == (
        "Ny fråga på kortet Ett: Finns det något? (other)",
        (
            "Ändrad fråga: Hur många nu? (how_many). Lydelse: ”Hur många?” → ”Hur många nu?”. "
            "Obligatorisk: nej → ja. Minst: 0 → 1. Högst: inget → 9."
        ),
        "Ändrad fråga: Namn (item.*.name). Hjälptext: inget → ”Bara förnamn.”.",
        "Borttagen fråga från kortet Ett: Finns det något? (first)",
    )


def test_choices_are_told_by_their_labels(shelved: Shelved) -> None:
    lines = shelved(('["JA", "Ja"], ["NEJ", "Nej"]', '["JA", "Ja, gärna"], ["KANSKE", "Kanske"]'))
    assert lines == (
        (
            "Ändrad fråga: Finns det något? (first). Nya val: Kanske. Borttagna val: Nej. "
            "Omskrivna val: Ja, gärna."
        ),
    )


def test_a_scale_that_is_shared_changes_every_question_with_it(tmp_path: Path) -> None:
    scaled = FILE.replace('choices = [["JA", "Ja"], ["NEJ", "Nej"]]', 'scale = "svar"')
    for version, label in ((1, "Ja"), (2, "Javisst")):
        content = f'{scaled}[scales]\nsvar = [["JA", "{label}"]]\n'
        (tmp_path / f"prov.{version}.toml").write_text(content, encoding="utf-8")
    (line,) = versions.difference(OLD, NEW, tmp_path)
    assert line == "Ändrad fråga: Finns det något? (first). Omskrivna val: Javisst."


def test_cards_groups_rules_and_the_voluntary_line_are_told(shelved: Shelved) -> None:
    lines = shelved(
        ('title = "Prov"', 'title = "Prov"\nduty = "Frivilligt."'),
        ('intro = "Ett kort."', 'intro = "Ett kort till."'),
        ("most = 2", "most = 3"),
        ('words = "För många."', 'words = "Alltför många."'),
        more='[[view]]\nkey = "mote"\ntitle = "Möte"\nintro = "Kort."\nquestions = ["first"]\n',
    )
    assert lines == (
        "Ändrat i kortet ett: ”Ett: Ett kort.” → ”Ett: Ett kort till.”",
        (
            "Ändrat i gruppen item: ”Sak, Lägg till, högst 2, krävs om inget” → "
            "”Sak, Lägg till, högst 3, krävs om inget”"
        ),
        (
            "Ändrat i regeln V08 how_many, how_many (at_most): ”varning, För många. 1” → "
            "”varning, Alltför många. 1”"
        ),
        "Ny vy: mote.",
        "Ändrat i texten om frivillighet: inget → Frivilligt.",
    )


def test_the_digest_follows_the_file_to_the_letter(shelved: Shelved, tmp_path: Path) -> None:
    shelved()
    first = versions.digest(OLD, tmp_path)
    assert len(first) == 64
    assert versions.digest(OLD, tmp_path) == first != versions.digest(NEW, tmp_path)
    path = tmp_path / "prov.1.toml"
    path.write_text(FILE + "# en anmärkning\n", encoding="utf-8")
    assert versions.digest(OLD, tmp_path) != first
    with pytest.raises(NotFound, match="version 3"):
        versions.digest(FormRef("prov", 3), tmp_path)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ('day = 2026-10-01\ncounterpart = "SKR"', "Samråd hölls 1 oktober 2026 med SKR."),
        (
            'judged_unnecessary = "Bara en rättad stavning."',
            "Samråd bedömdes obehövligt: Bara en rättad stavning.",
        ),
    ],
)
def test_the_record_of_consultation_is_told(shelved: Shelved, record: str, words: str) -> None:
    shelved(more=f"[consultation]\n{record}\n")
    assert versions.consultation_words(NEW, shelved.folder) == words


def test_without_a_record_it_says_what_to_do(shelved: Shelved) -> None:
    shelved()
    assert versions.consultation(NEW, shelved.folder) is None
    words = versions.consultation_words(NEW, shelved.folder)
    assert words.startswith("Inget samråd är antecknat för prov version 2. Skriv day och counterpart")
    assert "prov.2.toml" in words


@pytest.mark.parametrize(
    "record",
    [
        "day = 2026-10-01",
        'counterpart = "SKR"',
        "",
        'day = 2026-10-01\ncounterpart = "SKR"\njudged_unnecessary = "Också."',
        'counterpart = "SKR"\njudged_unnecessary = "Också."',
    ],
)
def test_half_a_record_is_refused(shelved: Shelved, record: str) -> None:
    with pytest.raises(shelf.BadForm, match=r"(?s)prov\.2\.toml: .*judged_unnecessary"):
        shelved(more=f"[consultation]\n{record}\n")


def test_the_councils_second_version_takes_nothing_away() -> None:
    first, second = FormRef("delregionalt_samrad", 1), FormRef("delregionalt_samrad", 2)
    lines = versions.difference(first, second)
    assert not [line for line in lines if line.startswith("Borttag")]
    assert (
        "Ny fråga på kortet Medskick och goda exempel: Vad vill ni ska hända? (handover.*.outcome)" in lines
    )
