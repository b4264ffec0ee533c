"""``samrad law`` as it is used: read in, shown, searched, fetched; and each mistake told of in one line."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.law_command import app
from knowledge.entries import read_entries
from tests.knowledge.invented_law import INCOMPLETE, TITLE, WHOLE
from tests.knowledge.local_riksdagen import LocalRiksdagen, document, serving

# The commands tell of today: an invented statute of the future is brought to our time.
OURS = WHOLE.replace("2099", "2023").replace("2100", "2024").replace("2101", "2090")
NEW_WORDS = ("Klockan ska slå varje timme.", "Klockan ska slå varje hel timme. Lag (2024:2).")


class Samrad:
    """Runs the commands over a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, **settings: str) -> Result:
        return CliRunner().invoke(app, words, env={"SAMRAD_VAR": str(self.folder / "var"), **settings})

    def file(self, text: str, name: str = "lag.txt") -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)


@pytest.fixture
def samrad(tmp_path: Path) -> Samrad:
    return Samrad(tmp_path)


def newer() -> str:
    old, new = NEW_WORDS
    return OURS.replace(old, new).replace("t.o.m. SFS 2023:7", "t.o.m. SFS 2024:2")


def test_a_text_is_read_in_listed_shown_and_searched(samrad: Samrad) -> None:
    title = TITLE.replace("2099", "2023")
    added = samrad("add", "--read", "2023-06-01", samrad.file(OURS))
    assert added.output == f"{title}: 5 paragrafer, t.o.m. SFS 2023:7, läst den 1 juni 2023.\n"
    assert samrad("list").output == f"2023:1  {title} (t.o.m. SFS 2023:7, läst den 1 juni 2023)\n"
    shown = samrad("show", "2", "a", "§", "2023:1").output
    assert shown == (
        f"2 a § {title}\nKlockan får slå varje halvtimme. Lag (2023:7).\n"
        "(T.o.m. SFS 2023:7, läst den 1 juni 2023. https://data.riksdagen.se/dokument/sfs-2023-1.html)\n"
    )
    assert samrad("search", "slå", "timme").output == "2 § SFS 2023:1: Klockan ska slå varje timme.\n"
    assert samrad("search", "kanon").output == "Ingen paragraf i de inlästa texterna har alla de orden.\n"


def test_the_same_text_again_changes_nothing(samrad: Samrad) -> None:
    file = samrad.file(OURS)
    samrad("add", "--read", "2023-06-01", file)
    assert "samma text är redan inläst" in samrad("add", file).output


def test_a_new_text_shows_what_it_changed(samrad: Samrad) -> None:
    samrad("add", "--read", "2023-06-01", samrad.file(OURS))
    told = samrad("add", "--read", "2024-06-01", samrad.file(newer())).output
    assert "SFS 2023:1: två paragrafer ändrade från t.o.m. SFS 2023:7, läst den 1 juni 2023 till" in told
    assert "  2 § (ändrad): Klockan ska slå varje [nytt: hel] timme. [nytt: Lag (2024:2).]" in told
    assert samrad("changes", "2023:1").output in told


def test_what_a_change_means_to_the_handbook_is_told_entry_by_entry(samrad: Samrad) -> None:
    title = "Lag (2016:38) om mottagande av vissa nyanlända invandrare för bosättning"
    old = f"{title}\n\nLäst: 2026-01-10\n\n5 § Påhittat: klockan slår.\n\n6 § Påhittat: tornet är högt.\n"
    new = old.replace("slår.", "slår ofta. Lag (2026:999).").replace("2026-01-10", "2026-11-10")
    samrad("add", samrad.file(old))
    told = samrad("add", samrad.file(new)).output
    assert "SFS 2016:38: en paragraf ändrad" in told
    (flagged,) = [line for line in told.splitlines() if "Läs om: " in line]
    assert flagged.startswith("  5 § SFS 2016:38 är ändrad genom SFS 2026:999, läst senast den 12 ")
    citing = [
        entry.key
        for entry in read_entries()
        if any(one.law == "2016:38" and "5" in one.paragraphs for one in entry.statutes)
    ]
    assert len(citing) > 1
    assert all(key in flagged for key in citing)
    assert flagged in samrad("changes").output.splitlines()


def test_a_paragraph_is_shown_without_its_sign_too(samrad: Samrad) -> None:
    samrad("add", "--read", "2023-06-01", samrad.file(OURS))
    for words in (("2", "2023:1"), ("2", "a", "2023:1"), ("2a", "2023:1")):
        assert samrad("show", *words).output.startswith(f"{' '.join(words[:-1]).replace('2a', '2 a')} § Lag")
    samrad("add", samrad.file("Lag (2016:38) om bosättning\n\nLäst: 2026-01-10\n\n5 § Påhittat.\n"))
    assert "Påhittat." in samrad("show", "5", "bosättningslagen").output


def test_a_paragraph_that_a_statute_does_not_have_is_told_so(samrad: Samrad) -> None:
    samrad("add", samrad.file("Lag (2016:38) om bosättning\n\nLäst: 2026-01-10\n\n5 § Påhittat.\n"))
    told = samrad("show", "99", "§", "bosättningslagen")
    assert told.exit_code == 2
    assert told.stderr == (
        "samrad: Lag (2016:38) om bosättning har ingen 99 §, i lydelsen läst den 10 januari 2026.\n"
    )


def test_an_incomplete_copy_is_taken_with_a_word_of_it(samrad: Samrad) -> None:
    assert "OBS: ofullständig återgivning." in samrad("add", samrad.file(INCOMPLETE)).output
    assert "ofullständig)" in samrad("list").output
    assert "den senaste texten är ofullständig" in samrad("changes").output


def test_an_empty_book_says_how_to_fill_it(samrad: Samrad) -> None:
    assert samrad("list").output.startswith("Inga lagtexter är inlästa. Läs in med samrad law fetch")
    assert samrad("changes").output.startswith("Inget är ändrat")


async def test_a_statute_is_fetched_from_the_address_that_is_set(samrad: Samrad) -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        body = OURS[OURS.index("Lagens innehåll") :]
        riksdagen.documents["sfs-2023-1"] = document("2023:1", TITLE.replace("2099", "2023"), body)
        fetched = await asyncio.to_thread(samrad, "fetch", "2023:1", SAMRAD_RIKSDAGEN_URL=riksdagen.origin)
        assert fetched.exit_code == 0, fetched.output
        assert "5 paragrafer, läst den " in fetched.output
        failed = await asyncio.to_thread(samrad, "fetch", "2023:5", SAMRAD_RIKSDAGEN_URL=riksdagen.origin)
    assert failed.exit_code == 2
    assert failed.stderr == (
        "samrad: Riksdagen har ingen författning med nummer 2023:5. Kontrollera numret.\n"
    )
    assert "Klockan ska slå varje timme." in samrad("show", "2 § 2023:1").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "saknas.txt"), "saknas.txt finns inte."),
        (("fetch", "bosättningslagen"), "inget författningsnummer"),
        (("fetch", "2016:38", "--url", "riksdagen"), "SAMRAD_RIKSDAGEN_URL är fel"),
        (("show", "5 § bosättningslagen"), "finns inte bland de inlästa texterna"),
        (("show", "bosättningslagen"), "Skriv paragrafen och författningens nummer"),
        (("show", "5 § etableringslagen"), "Skriv paragrafen och författningens nummer"),
        (("changes", "2016:38"), "SFS 2016:38 är inte inläst."),
    ],
)
def test_an_error_is_one_line_and_exit_code_two(samrad: Samrad, words: tuple[str, ...], said: str) -> None:
    told = samrad(*words)
    assert told.exit_code == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("En inköpslista".encode(), "lag.txt: Det här ser inte ut som en författningstext"),
        ("Lag (2099:1) om ägg\n\n1 § Ägg.".encode("utf-16"), "lag.txt: Filen är ingen text i UTF-8."),
        (b"", "lag.txt: Det här ser inte ut"),
    ],
)
def test_a_file_that_is_no_statute_is_named(samrad: Samrad, content: bytes, said: str) -> None:
    path = samrad.folder / "lag.txt"
    path.write_bytes(content)
    told = samrad("add", str(path))
    assert (told.exit_code, said in told.stderr) == (2, True)


def test_a_damaged_book_is_told_of(samrad: Samrad) -> None:
    (samrad.folder / "var").mkdir()
    (samrad.folder / "var" / "law.db").write_bytes(b"this is no database" * 100)
    told = samrad("list")
    assert told.exit_code == 2
    assert "law.db är ingen databas" in told.stderr
