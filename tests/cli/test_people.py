"""People and their tasks on the command line: one at a time, from a file, and their links handed over."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot import people_command
from bot.clock import system_clock
from bot.own_links import link_maker
from bot.settings import read_settings
from domain.people import Assignment, Person, Role
from domain.quarter import Quarter
from domain.rounds import plan
from domain.workdays import shift
from forms import shelf
from store.store import Store

Say = Callable[..., list[str]]

HEADINGS = "id;namn;roll;enhet;e-post;från;till\n"
FIA = Person("fia", "Fia Fyrbodal", Role.REPORTER, "fyrbodal", mail="fia@kommun.example")


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMRAD_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def told() -> Callable[..., tuple[int, list[str]]]:
    """Says the words to ``samrad``: how it ended, and the lines."""
    app = typer.Typer()
    app.add_typer(people_command.app, name="people")
    app.command("link")(people_command.link)

    def say(*words: str) -> tuple[int, list[str]]:
        ended = CliRunner().invoke(app, list(words), catch_exceptions=False)
        return ended.exit_code, [*ended.stdout.splitlines(), *ended.stderr.splitlines()]

    return say


@pytest.fixture
def samrad(told: Callable[..., tuple[int, list[str]]]) -> Say:
    """The lines of what goes well."""

    def say(*words: str) -> list[str]:
        code, lines = told(*words)
        assert code == 0, lines
        return lines

    return say


@pytest.fixture
def refused(told: Callable[..., tuple[int, list[str]]]) -> Callable[..., str]:
    """The one line of what does not."""

    def say(*words: str) -> str:
        code, lines = told(*words)
        assert code == 2
        (line,) = lines
        return line

    return say


@contextmanager
def opened(var: Path) -> Iterator[Store]:
    store = Store.open(var / "samrad.db")
    yield store
    store.close()


def kept(var: Path, person: str) -> Person | None:
    with opened(var) as store:
        return store.people.get(person)


def written(var: Path, rows: str) -> str:
    file = var.parent / "personer.csv"
    file.write_text(HEADINGS + rows, encoding="utf-8")
    return str(file)


def test_a_person_is_added_and_listed(samrad: Say, var: Path) -> None:
    assert samrad("people", "list") == ["Ingen är upplagd ännu. Lägg upp någon med samrad people add."]
    assert samrad(
        "people", "add", "fia", "Fia Fyrbodal", "uppgiftslämnare", "--unit", "Fyrbodal", "--mail", FIA.mail
    ) == [
        "Ny: fia (Fia Fyrbodal, fia@kommun.example): uppgiftslämnare för Fyrbodal",
        "Sparat.",
        "Nästa steg: samrad people code fia ger en kod, som kopplar personens konto i Teams.",
    ]
    assert kept(var, "fia") == FIA
    assert samrad("people", "list") == [
        f"fia: Fia Fyrbodal, uppgiftslämnare för Fyrbodal; nås på {FIA.mail}; inget Teams-konto är kopplat"
    ]


def test_who_decides_on_the_report_does_so_for_the_whole_county(
    samrad: Say, refused: Callable[..., str], var: Path
) -> None:
    told = samrad("people", "add", "dana", "Dana Direktör", "beslutsfattare", "--since", "2027-01-01")
    assert told[0] == "Ny: dana (Dana Direktör): beslutsfattare från 1 januari 2027"
    found = kept(var, "dana")
    assert found is not None
    assert found.decides
    assert not found.coordinates
    assert "en beslutsfattare arbetar för hela länet. Lämna enheten tom." in refused(
        "people", "add", "dana", "Dana Direktör", "beslutsfattare", "--unit", "Fyrbodal"
    )


def test_a_task_more_is_beside_the_first_and_new_days_are_the_same_task(samrad: Say, var: Path) -> None:
    samrad("people", "add", "fia", "Fia", "uppgiftslämnare", "--unit", "fyrbodal", "--mail", "f@k.example")
    assert samrad("people", "add", "fia", "Fia", "ersättare", "--unit", "1440", "--since", "2027-01-01") == [
        "Ändras: fia blir även ersättare för Ale från 1 januari 2027", "Sparat.",
    ]  # fmt: skip
    assert samrad("people", "add", "fia", "Fia", "ersättare", "--unit", "Ale", "--until", "2027-06-30") == [
        "Ändras: fia är ersättare för Ale till 30 juni 2027, förut ersättare för Ale från 1 januari 2027",
        "Sparat.",
    ]
    assert samrad("people", "add", "fia", "Fia", "ersättare", "--unit", "Ale", "--until", "2027-06-30") == [
        "fia är redan upplagd så. Inget är ändrat."
    ]
    found = kept(var, "fia")
    assert found is not None
    assert [(one.role, one.unit) for one in found.assignments] == [
        (Role.REPORTER, "fyrbodal"), (Role.DEPUTY, "1440"),
    ]  # fmt: skip
    assert found.mail == "f@k.example"


def test_an_expert_is_added_to_a_group_and_leaves_one_of_several(samrad: Say, var: Path) -> None:
    assert samrad("people", "add", "eva", "Eva", "sakkunnig", "bosattning")[:2] == [
        "Ny: eva (Eva): sakkunnig i bosättning", "Sparat.",
    ]  # fmt: skip
    assert samrad("people", "add", "eva", "Eva", "sakkunnig", "--unit", "etablering")[0] == (
        "Ändras: eva blir även sakkunnig i etablering"
    )
    assert samrad("people", "end", "eva", "--unit", "Bosättning", "--on", "2027-01-31")[-1] == "Sparat."
    found = kept(var, "eva")
    assert found is not None
    assert found.on(Quarter(2027, 1).end).groups == ("etablering",)


def test_a_task_ends_on_its_day_and_stays_in_what_is_kept(samrad: Say, var: Path) -> None:
    samrad("people", "add", "fia", "Fia", "ersättare", "--unit", "ale")
    assert samrad("people", "end", "fia", "--on", "2027-01-31") == [
        "Ändras: fia är ersättare för Ale till 31 januari 2027, förut ersättare för Ale",
        "Sparat.",
    ]
    found = kept(var, "fia")
    assert found is not None
    assert found.assignments[0].until is not None
    assert list(found.on(found.assignments[0].until).answers_for()) == ["1440"]
    assert list(found.on(found.assignments[0].until + timedelta(days=1)).answers_for()) == []
    with opened(var) as store:
        assert any("till 2027-01-31" in line.why for line in store.audit.lines("fia"))


def test_of_several_tasks_one_is_named(samrad: Say, refused: Callable[..., str]) -> None:
    samrad("people", "add", "fia", "Fia", "uppgiftslämnare", "--unit", "fyrbodal")
    samrad("people", "add", "fia", "Fia", "ersättare", "--unit", "ale")
    assert refused("people", "end", "fia") == (
        "samrad: Fia har de här uppdragen: uppgiftslämnare för Fyrbodal; ersättare för Ale. "
        "Välj ett med --role och --unit."
    )
    assert samrad("people", "end", "fia", "--role", "ersättare", "--on", "2027-01-31")[-1] == "Sparat."
    assert "Inget av dem pågår då" in refused("people", "end", "fia", "--unit", "ale", "--on", "2027-02-01")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fia", "Fia", "chef"), "rollen ”chef” finns inte. Skriv uppgiftslämnare, ersättare"),
        (("fia", "Fia", "chef"), "beslutsfattare, sakkunnig eller läsare."),
        (("fia", "Fia", "uppgiftslamnare"), "rollen ”uppgiftslamnare” finns inte. Menar du uppgiftslämnare?"),
        (("fia", "Fia", "Samordnaren"), "Menar du samordnare?"),
        (("fia", "Fia", "uppgiftslämnare"), "svarar för en enhet med formulär"),
        (("fia", "Fia", "uppgiftslämnare", "--unit", "Fyrbodl"), "Menar du Fyrbodal?"),
        (("fia", "Fia", "samrådsledare", "--unit", "Ale"), "leder ett delregionalt samråd"),
        (("fia", "Fia", "samordnare", "--unit", "Ale"), "Lämna enheten tom"),
        (("fia", "Fia", "sakkunnig"), "en sakkunnig hör till en grupp. Skriv som enhet någon av bosattning,"),
        (("fia", "Fia", "sakkunnig", "Ale"), "gruppen ”Ale” finns inte. Skriv som enhet någon av"),
        (("Fia Ek", "Fia", "samordnare"), "Skriv små bokstäver"),
        (("fia", " ", "samordnare"), "namn saknas"),
        (("fia", "Fia", "samordnare", "--mail", "fia"), "skriv en e-postadress"),
        (("fia", "Fia", "samordnare", "--mail", "f@k.example\nBcc: x@y.example"), "skriv en e-postadress"),
        (("fia", "Fia", "samordnare", "--since", "i morgon"), "”i morgon” är ingen dag"),
        (("fia", "Fia", "samordnare", "--since", "2027-02-01", "--until", "2027-01-01"), "innan det börjar"),
    ],
)
def test_what_cannot_be_taken_in_says_what_to_write(
    refused: Callable[..., str], var: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in refused("people", "add", *words)
    assert kept(var, "fia") is None


def test_an_invented_person_stays_invented(var: Path, refused: Callable[..., str]) -> None:
    with opened(var) as store:
        store.people.enroll(Person("fia", "Fia (påhittad)", Role.COORDINATOR, invented=True))
    assert "påhittad" in refused("people", "add", "fia", "Fia Ek", "samordnare")


def test_the_end_of_a_stranger_says_where_to_look(refused: Callable[..., str]) -> None:
    assert "samrad people list" in refused("people", "end", "ingen")


class TestFile:
    ROWS = (
        "fia;Fia Fyrbodal;uppgiftslämnare;Fyrbodal;fia@kommun.example;;\n"
        "åsa.öst;Åsa Öst;samrådsledare;Sjuhärad;asa@kommun.example;2027-01-01;\n"
        "åsa.öst;Åsa Öst;ersättare;1440;;;2027-06-30\n"
    )

    def test_the_changes_are_shown_before_they_are_saved(self, samrad: Say, var: Path) -> None:
        samrad("people", "add", "eva", "Eva", "sakkunnig", "asyl")
        samrad("people", "add", "fia", "Fia Fyrbodal", "uppgiftslämnare", "--unit", "Fyrbodal")
        file = written(var, self.ROWS)
        tasks = "samrådsledare för Sjuhärad från 1 januari 2027; ersättare för Ale till 30 juni 2027"
        shown = [
            "Ändras: fia har e-post fia@kommun.example, förut ingen",
            f"Ny: åsa.öst (Åsa Öst, asa@kommun.example): {tasks}",
            "1 nya, 1 ändras, 0 är som förut.",
            "Står inte i filen och rörs inte: eva.",
        ]
        *told, how = samrad("people", "import", file)
        assert told == shown
        assert re.match(
            "Inget är sparat. Kör samma kommando med --yes --seen [0-9a-f]{8}, så sparas det", how
        )
        assert kept(var, "åsa.öst") is None
        assert samrad("people", "import", file, "--yes") == [*shown, "Sparat."]
        assert kept(var, "fia") == FIA
        assert samrad("people", "import", file, "--yes") == [
            "0 nya, 0 ändras, 2 är som förut.", "Står inte i filen och rörs inte: eva.",
        ]  # fmt: skip

    def test_what_another_changed_since_it_was_shown_is_not_saved_over(
        self, samrad: Say, refused: Callable[..., str], var: Path
    ) -> None:
        samrad("people", "add", "fia", "Fia Fyrbodal", "uppgiftslämnare", "--unit", "Fyrbodal")
        file = written(var, self.ROWS)
        mark = re.findall("--seen ([0-9a-f]{8})", samrad("people", "import", file)[-1])[0]
        samrad(
            "people",
            "add",
            "fia",
            "Fia Ek",
            "uppgiftslämnare",
            "--unit",
            "Fyrbodal",
            "--mail",
            "f@ek.example",
        )
        assert "någon har ändrat" in refused("people", "import", file, "--yes", "--seen", mark)
        assert kept(var, "åsa.öst") is None
        mark = re.findall("--seen ([0-9a-f]{8})", samrad("people", "import", file)[-1])[0]
        assert samrad("people", "import", file, "--yes", "--seen", mark)[-1] == "Sparat."

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_any_csv_of_excel_is_read(self, samrad: Say, var: Path, encoding: str, separator: str) -> None:
        file = var.parent / "personer.csv"
        file.write_bytes((HEADINGS + self.ROWS).replace(";", separator).encode(encoding))
        samrad("people", "import", str(file), "--yes")
        found = kept(var, "åsa.öst")
        assert found is not None
        assert (found.name, found.mail, found.also[0]) == (
            "Åsa Öst", "asa@kommun.example",
            Assignment(Role.DEPUTY, "1440", None, Quarter(2027, 2).end),
        )  # fmt: skip

    def test_an_expert_has_a_row_for_each_group(self, samrad: Say, var: Path) -> None:
        rows = "eva;Eva;sakkunnig;etablering;;;\neva;Eva;sakkunnig;Samhällsorientering;;;\n"
        samrad("people", "import", written(var, rows), "--yes")
        found = kept(var, "eva")
        assert found is not None
        assert found.groups == ("etablering", "utbildning")

    def test_a_task_that_the_file_does_not_tell_of_stays(self, samrad: Say, var: Path) -> None:
        samrad("people", "add", "fia", "Fia Fyrbodal", "ersättare", "--unit", "Ale")
        samrad("people", "import", written(var, self.ROWS), "--yes")
        found = kept(var, "fia")
        assert found is not None
        assert list(found.answers_for()) == ["1440", "fyrbodal"]

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ("fia;Fia;chef;Ale;;;\n", "Rad 2: rollen ”chef” finns inte"),
            ("fia;Fia;ersättare;Ale;;;\n\nbo;Bo;ersättare;Oz;;;\n", "Rad 4: enheten ”Oz” finns inte"),
            ("eva;Eva;sakkunnig;;;;\n", "Rad 2: en sakkunnig hör till en grupp"),
            ("fia;Fia;ersättare;Ale;;;\nfia;Eva;ersättare;Vara;;;\n", "Rad 3: fia har ett annat namn"),
            (
                "fia;Fia;ersättare;Ale;;;\nfia;Fia;ersättare;Ale;;;\n",
                "Rad 3: samma uppdrag står redan på rad 2",
            ),
            (";Fia;ersättare;Ale;;;\n", "Rad 2: id ”” går inte"),
            ("fia;Fia;ersättare;Ale;;imorgon;\n", "Rad 2: ”imorgon” är ingen dag"),
            ("x;y;z;;;;\n" * 8, "Och 3 rader till. Inget är ändrat."),
            ("", "har inga rader"),
        ],
    )
    def test_a_wrong_row_is_named_and_nothing_is_saved(
        self, refused: Callable[..., str], var: Path, rows: str, said: str
    ) -> None:
        assert said in refused("people", "import", written(var, rows), "--yes")
        with opened(var) as store:
            assert store.people.everyone() == []

    def test_a_file_without_its_headings_says_which(self, refused: Callable[..., str], var: Path) -> None:
        file = var.parent / "personer.csv"
        file.write_text("id;namn\nfia;Fia\n", encoding="utf-8")
        assert "saknar kolumnen enhet, roll." in refused("people", "import", str(file))

    @pytest.mark.parametrize(
        "content", [b"PK\x03\x04\0\0", b"\0" * 50, b"x" * 1_000_001, b'id;"' + b"x" * 200_000]
    )
    def test_what_is_no_csv_file_is_one_line(
        self, refused: Callable[..., str], var: Path, content: bytes
    ) -> None:
        file = var.parent / "personer.csv"
        file.write_bytes(content)
        assert "CSV" in refused("people", "import", str(file))

    def test_a_file_that_is_not_there_is_one_line(self, refused: Callable[..., str]) -> None:
        assert "saknas.csv finns inte" in refused("people", "import", "saknas.csv")


class TestLink:
    @pytest.fixture(autouse=True)
    def _round(self, var: Path) -> None:
        """A round that opened some days ago, and Fia."""
        now = system_clock()
        round_ = plan(Quarter.of(now.date()), shift(now.date(), 25), [shelf.newest("delregionalt_samrad")])
        with opened(var) as store:
            store.rounds.create(round_, "samråd", now)
            store.people.enroll(FIA, at=now)

    def test_the_link_is_her_own_and_opens_the_form(self, samrad: Say, var: Path) -> None:
        link, whose, until = samrad("link", "fia", "Fyrbodal")
        assert link.startswith("http://127.0.0.1:3978/svara/")
        assert whose.endswith("och är bara för Fia Fyrbodal.")
        assert until.startswith("Den gäller till ")
        assert samrad("link", "fia")[0] == link
        with opened(var) as store:
            found = link_maker(read_settings(), store).opened(link.rpartition("/")[2], system_clock())
        assert found is not None
        assert (found.person, found.unit) == ("fia", "fyrbodal")

    def test_a_link_that_is_taken_back_opens_nothing(self, samrad: Say, var: Path) -> None:
        link = samrad("link", "fia")[0]
        (taken,) = samrad("link", "fia", "--revoke")
        assert taken.startswith("En länk är återkallad för kvartal ")
        with opened(var) as store:
            assert link_maker(read_settings(), store).opened(link.rpartition("/")[2], system_clock()) is None
        assert "ingen länk att återkalla" in samrad("link", "fia", "fyrbodal", "--revoke")[0]
        assert samrad("link", "fia")[0] != link

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("ingen", "fyrbodal"), "ingen person med id ”ingen”"),
            (("fia", "Skaraborg"), "svarar inte för Skaraborg i dag"),
            (("fia", "Oz"), "enheten ”Oz” finns inte"),
            (("fia", "fyrbodal", "--quarter", "sommar"), "är inget kvartal"),
            (("fia", "fyrbodal", "--quarter", "2020Q1"), "ingen omgång för kvartal 1 2020"),
        ],
    )
    def test_no_link_says_why(self, refused: Callable[..., str], words: tuple[str, ...], said: str) -> None:
        assert said in refused("link", *words)

    def test_a_round_that_has_closed_gives_no_link(self, refused: Callable[..., str], var: Path) -> None:
        now = system_clock()
        with opened(var) as store:
            kept = store.rounds.latest()
            assert kept is not None
            store.rounds.move(plan(kept.quarter, shift(now.date(), 2), kept.forms), "samråd", now)
        assert "Samordnaren kan ge anstånd" in refused("link", "fia", "fyrbodal")
