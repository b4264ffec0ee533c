"""A form file that cannot be used says which file and where."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counties.reading import CountyBook
from domain.county import Figure, FigureState, FocusArea, Respondent
from domain.errors import NotFound
from domain.form import Form, Group, Question
from domain.rounds import FormRef
from forms import beside, shelf

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
def made(tmp_path: Path, book: CountyBook) -> "Made":
    return Made(tmp_path, book.county.respondent("fyrbodal"))


class Made:
    """Writes a form file and reads it."""

    def __init__(self, folder: Path, respondent: Respondent) -> None:
        self.folder = folder
        self.respondent = respondent

    def __call__(self, content: str | bytes, *figures: Figure) -> Form:
        encoded = content if isinstance(content, bytes) else content.encode()
        (self.folder / "prov.1.toml").write_bytes(encoded)
        return shelf.form(REF, self.respondent, (AREA,), figures, self.folder)


def test_a_right_file_becomes_a_form(made: Made) -> None:
    assert [(q.number, q.key) for q in made(FILE).cards[0].questions()] == [
        ("1.1", "first"),
        ("1.2", "how_many"),
        ("1.3.1", "area.boende.status"),
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


def published(value: float | None, state: FigureState = FigureState.PUBLISHED) -> Figure:
    fetched = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
    return Figure("fyrbodal", "how_many", value, "Migrationsverket", date(2026, 9, 30), fetched, state)


def asked(form: Form, key: str) -> Question:
    return next(question for question in form.cards[0].questions() if question.key == key)


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        (
            published(1234.0),
            "Publicerat: 1\u00a0234 personer (Migrationsverket, avser 2026-09-30, hämtad 2026-11-02).",
        ),
        (
            published(7.5, FigureState.REVISED),
            (
                "Publicerat: 7,5 personer (Migrationsverket, avser 2026-09-30, hämtad 2026-11-02). "
                "Källan har rättat uppgiften."
            ),
        ),
        (published(None, FigureState.WITHDRAWN), "Uppgiften är indragen av källan och visas inte."),
        (
            published(None, FigureState.SUPPRESSED),
            "Källan visar inte uppgiften: den gäller få personer.",
        ),
        (published(0), "Publicerat: 0 personer (Migrationsverket, avser 2026-09-30, hämtad 2026-11-02)."),
    ],
)
def test_a_published_number_stands_beside_its_question(made: Made, figure: Figure, line: str) -> None:
    form = made(FILE, figure)
    assert beside.lines(asked(form, "how_many")) == (line,)
    assert beside.lines(asked(form, "first")) == ()


def test_only_a_number_that_is_there_can_be_confirmed(made: Made) -> None:
    for value, choices in ((1234, ["STAMMER", "AVVIKER", "VET_EJ"]), (None, None)):
        standing = asked(made(FILE, published(value, FigureState.WITHDRAWN)), "how_many").standing
        assert (standing and [choice.value for choice in standing.choices]) == choices


def test_a_question_may_stand_only_where_a_number_is_published(made: Made) -> None:
    content = FILE.replace('unit = "personer"', 'unit = "personer"\nonly_published = true')
    assert "how_many" in {question.key for question in made(content, published(0)).cards[0].questions()}
    for figures in ((), (published(None, FigureState.WITHDRAWN),)):
        hidden = [(q.number, q.key) for q in made(content, *figures).cards[0].questions()]
        assert hidden == [("1.1", "first"), ("1.3.1", "area.boende.status")]


def test_each_member_has_a_block_of_its_own_with_its_own_figures(made: Made, book: CountyBook) -> None:
    made.respondent = book.county.respondent("af")
    own = [Figure(unit, "status", 7, "AF", date(2026, 9, 30)) for unit in ("fyrbodal", "af")]
    content = FILE.replace('each = "area"', 'each = "member"').replace('kind = "val"\nscale', 'kind = "tal"#')
    form = made(content, *own)
    numbers = {question.key: question.number for question in form.cards[0].questions()}
    assert (numbers["member.skaraborg.status"], numbers["member.goteborgsregionen.status"]) == (
        "1.3.1",
        "1.6.1",
    )
    fyrbodal = asked(form, "member.fyrbodal.status")
    assert (fyrbodal.label, fyrbodal.figure) == ("Fyrbodal: läge", own[0])
    assert asked(form, "member.skaraborg.status").figure is None


MORE = """
[[card.part]]
key = "item"
title = "Sak"
add = "Lägg till"
most = 2
[[card.part.question]]
key = "how_much"
label = "Hur mycket"
kind = "tal"
[[card.part.question]]
key = "of_what"
label = "Av vad"
kind = "tal"
[[rule]]
id = "V99"
severity = "hård"
check = "at_most"
keys = ["how_much", "of_what"]
words = "{a} är mer än {b}."
[[view]]
key = "kort"
title = "Kort"
intro = "Bara det viktiga."
questions = ["item", "area.*.status", "first"]
"""


def test_a_view_shows_the_same_questions_in_an_order_of_its_own(made: Made) -> None:
    form = made(FILE + MORE)
    view = form.card("kort")
    assert [part.key for part in view.parts] == ["item", "area.boende.status", "first"]
    assert all(part in form.cards[0].parts for part in view.parts)
    assert len(form.cards) == 1


def test_a_rule_holds_in_each_item_that_has_its_questions(made: Made) -> None:
    form = made(FILE + MORE)
    assert isinstance(form.cards[0].parts[-1], Group)
    assert [rule.keys for rule in form.rules] == [
        ("item.0.how_much", "item.0.of_what"),
        ("item.1.how_much", "item.1.of_what"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ('keys = ["how_much", "of_what"]', 'keys = ["how_much", "of_wat"]', "V99: .*of_wat"),
        ('questions = ["item"', 'questions = ["itme"', "kort: .*itme"),
        ('check = "at_most"', 'check = "atmost"', "V99: .*atmost"),
        ('severity = "hård"', 'severity = "hard"', "severity"),
        ('label = "Hur mycket"', 'label = "Hur mycket"\nmay_lack = true', "item: .*how_much"),
    ],
)
def test_a_wrong_rule_or_view_is_refused_by_name_and_place(
    made: Made, right: str, wrong: str, place: str
) -> None:
    assert right in MORE
    with pytest.raises(shelf.BadForm, match=rf"(?s)^prov\.1\.toml: .*{place}"):
        made(FILE + MORE.replace(right, wrong, 1))


def test_a_version_that_is_not_there_is_not_found(book: CountyBook) -> None:
    fyrbodal = book.county.respondent("fyrbodal")
    with pytest.raises(NotFound, match="delregionalt_samrad finns inte i version 99"):
        shelf.form(FormRef("delregionalt_samrad", 99), fyrbodal, ())
    with pytest.raises(NotFound, match="okand finns inte"):
        shelf.newest("okand")


def test_the_newest_version_is_the_highest_number(tmp_path: Path) -> None:
    for name in ("prov.2.toml", "prov.10.toml", "prov.toml", "prov.9.toml.bak", "annan.11.toml"):
        (tmp_path / name).touch()
    assert shelf.newest("prov", tmp_path) == FormRef("prov", 10)


def test_the_versions_of_a_form_are_counted_not_spelt(tmp_path: Path) -> None:
    for number in (10, 2, 1):
        (tmp_path / f"prov.{number}.toml").write_text(FILE, encoding="utf-8")
    assert [ref.version for ref in shelf.versions("prov", tmp_path)] == [1, 2, 10]
    assert shelf.newest("prov", tmp_path) == FormRef("prov", 10)
    with pytest.raises(NotFound, match="Formuläret annat finns inte"):
        shelf.versions("annat", tmp_path)
