"""The handbook on the command line: listed, checked, written out as files and read in again."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot import handbook_command, people_command
from bot.clock import system_clock
from domain.people import Person, Role
from domain.proposals import Decision, NewProposal, ProposalStatus
from knowledge.entries import Entry, StatuteSource, read_entries
from knowledge.markdown import as_markdown
from knowledge.statute_book import FILE, StatuteBook
from knowledge.statute_text import parse
from store.store import Store

EVA = Person("eva", "Eva Ek", Role.EXPERT, "etablering")
SAM = Person("sam", "Sam Ordnare", Role.COORDINATOR)
FIA = Person("fia", "Fia Fyrbodal", Role.REPORTER, "fyrbodal")
KEY = "etablering_program"

Ended = tuple[int, list[str]]


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMRAD_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def samrad() -> Callable[..., Ended]:
    """Says the words to ``samrad``: how it ended, and the lines."""
    app = typer.Typer()
    app.add_typer(handbook_command.app, name="handbook")
    app.command("link")(people_command.link)

    def say(*words: str) -> Ended:
        ended = CliRunner().invoke(app, list(words), catch_exceptions=False)
        return ended.exit_code, [*ended.stdout.splitlines(), *ended.stderr.splitlines()]

    return say


@contextmanager
def opened(var: Path) -> Iterator[Store]:
    store = Store.open(var / "samrad.db")
    for person in (EVA, SAM, FIA):
        store.people.enroll(person, at=system_clock())
    yield store
    store.close()


def shipped(key: str = KEY) -> Entry:
    return next(entry for entry in read_entries() if entry.key == key)


def publish(store: Store, entry: Entry, now: datetime) -> None:
    new = NewProposal(entry.key, entry.owner, as_markdown(entry))
    kept = store.proposals.propose(new, EVA, now)
    store.proposals.decide(kept.id, Decision(ProposalStatus.PUBLISHED, SAM.id, SAM.name, now))


def test_the_list_has_a_line_for_each_answer_and_tells_what_is_overdue(
    samrad: Callable[..., Ended], var: Path
) -> None:
    now = system_clock()
    late = shipped().model_copy(update={"review": now.date() - timedelta(days=3)})
    with opened(var) as store:
        publish(store, late, now)
    code, lines = samrad("handbook", "list")
    assert code == 0
    assert len(lines) == len(read_entries())
    assert lines[0].startswith(f"{KEY}  etablering  granskas {late.review} (försenad)")
    _, own = samrad("handbook", "list", "etablering")
    assert {line.split("  ")[1] for line in own} == {"etablering"}
    assert samrad("handbook", "list", "trädgård")[0] == 2


def test_check_tells_each_fault_on_a_line_and_ends_with_two(samrad: Callable[..., Ended], var: Path) -> None:
    now = system_clock()
    past = now.date() - timedelta(days=3)
    with opened(var) as store:
        publish(store, shipped().model_copy(update={"review": past, "flag": None}), now)
        flagged = {"review": past, "flag": "Läses om i dag."}
        publish(store, shipped("sfi_begrepp").model_copy(update=flagged), now)
        kept = store.proposals.propose(NewProposal("ny", "asyl", "inget svar"), EVA, now)
        store.proposals.decide(kept.id, Decision(ProposalStatus.PUBLISHED, SAM.id, SAM.name, now))
    code, lines = samrad("handbook", "check")
    assert code == 2
    (overdue,) = [line for line in lines if "granskas senast" in line]
    assert overdue.startswith(f"{KEY}: granskas senast: Svaret skulle ha granskats senast {past}.")
    assert lines[0].startswith(f"förslag {kept.id}: ")


def test_who_only_reads_makes_no_database(samrad: Callable[..., Ended], var: Path) -> None:
    assert samrad("handbook", "list")[0] == 0
    assert not (var / "samrad.db").exists()


def test_what_is_written_out_is_read_in_again_without_a_difference(
    samrad: Callable[..., Ended], var: Path, tmp_path: Path
) -> None:
    now, changed = system_clock(), shipped().model_copy(update={"short": "Arbetsförmedlingen, 1 §."})
    with opened(var) as store:
        publish(store, changed, now)
    folder = tmp_path / "svar"
    assert samrad("handbook", "export", str(folder))[0] == 0
    assert (folder / f"{KEY}.md").read_text(encoding="utf-8") == as_markdown(changed)
    assert len(list(folder.glob("*.md"))) == len(read_entries())
    _, lines = samrad("handbook", "import", str(folder), "--by", "eva")
    assert lines[-1].startswith(f"0 av {len(read_entries())} filer")
    with opened(var) as store:
        assert store.proposals.open() == []


def test_a_changed_file_becomes_a_proposal_made_from_what_is_published(
    samrad: Callable[..., Ended], var: Path, tmp_path: Path
) -> None:
    now = system_clock()
    with opened(var) as store:
        publish(store, shipped().model_copy(update={"short": "Arbetsförmedlingen, 1 §."}), now)
    entry = shipped().model_copy(update={"short": "Staten genom Arbetsförmedlingen, 1 §."})
    (tmp_path / "ett.md").write_text(as_markdown(entry), encoding="utf-8")
    code, lines = samrad("handbook", "import", str(tmp_path), "--by", "eva", "--why", "Tydligare.")
    assert code == 0
    assert re.fullmatch(rf"{KEY}: förslag \d+\.", lines[0])
    with opened(var) as store:
        (waiting,) = store.proposals.open()
        assert (waiting.key, waiting.by, waiting.words) == (KEY, "eva", "Tydligare.")
        assert waiting.base == store.proposals.standing(KEY)
    again = samrad("handbook", "import", str(tmp_path), "--by", "eva")[1]
    assert again[0] == f"{KEY}: väntar redan som förslag {waiting.id}."


def test_a_file_imported_again_replaces_the_own_proposal_and_tells_what_is_wrong(
    samrad: Callable[..., Ended], var: Path, tmp_path: Path
) -> None:
    with opened(var):
        pass
    source = StatuteSource(law="2016:39", paragraphs=("99",), as_of=date(2026, 2, 12))
    faulty = shipped().model_copy(update={"sources": (source,)})
    (tmp_path / "ett.md").write_text(as_markdown(faulty), encoding="utf-8")
    _, lines = samrad("handbook", "import", str(tmp_path), "--by", "eva")
    assert lines[0].startswith(f"{KEY}: förslag 1. Behöver rättas: 99 § ")
    assert "den finns inte" in lines[0]
    again = samrad("handbook", "import", str(tmp_path), "--by", "eva")[1]
    assert again[0].startswith(f"{KEY}: väntar redan som förslag 1. Behöver rättas: 99 §")
    right = shipped().model_copy(update={"short": "Staten genom Arbetsförmedlingen, 1 §."})
    (tmp_path / "ett.md").write_text(as_markdown(right), encoding="utf-8")
    assert samrad("handbook", "import", str(tmp_path), "--by", "eva")[1][0] == (
        f"{KEY}: förslag 2, i stället för förslag 1."
    )
    (tmp_path / "ett.md").write_text(as_markdown(faulty), encoding="utf-8")
    samrad("handbook", "import", str(tmp_path), "--by", "sam")
    with opened(var) as store:
        assert [(one.id, one.by) for one in store.proposals.open()] == [(2, "eva"), (3, "sam")]
    code, (line,) = samrad("handbook", "import", str(tmp_path), "--by", "eva", "--why", " ")
    assert (code, "--why är tomt" in line) == (2, True)


def test_check_tells_how_many_answers_rest_on_what_has_changed(
    samrad: Callable[..., Ended], var: Path
) -> None:
    law = "Lag (2016:38) om bosättning\n\nLäst: {}\n\n5 § Påhittat{}.\n"
    book = StatuteBook(var / FILE)
    for text in (law.format("2026-01-10", ""), law.format("2026-11-10", " igen. Lag (2026:999)")):
        book.add(parse(text), "lag.txt")
    citing = [
        entry.key
        for entry in read_entries()
        if any(one.law == "2016:38" and "5" in one.paragraphs for one in entry.statutes)
    ]
    code, lines = samrad("handbook", "check")
    assert (code, lines[-1]) == (0, f"{len(citing)} svar behöver läsas om: samrad law changes")


def test_who_may_have_a_link_to_the_handbook_is_told_so(samrad: Callable[..., Ended], var: Path) -> None:
    with opened(var) as store:
        store.people.enroll(Person("samordnare", "Sara", Role.COORDINATOR), at=system_clock())
    code, (line,) = samrad("link", "samordnare")
    assert code == 2
    assert "samrad link samordnare handboken" in line


@pytest.mark.parametrize(
    "refused",
    [
        ("+++\n+++\nInget.", "eva", "ett.md"),
        ("", "ingen", "ett.md"),
        (None, "fia", "Handboken ändras av de sakkunniga"),
        (None, "ingen", "ingen person med id ”ingen”"),
    ],
)
def test_nothing_is_proposed_of_files_or_by_somebody_who_may_not(
    samrad: Callable[..., Ended], var: Path, tmp_path: Path, refused: tuple[str | None, str, str]
) -> None:
    text, by, said = refused
    with opened(var):
        pass
    whole = as_markdown(shipped().model_copy(update={"short": "Staten, 1 §."}))
    (tmp_path / "ett.md").write_text(whole if text is None else text, encoding="utf-8")
    (tmp_path / "hel.md").write_text(whole.replace(KEY, "annan_nyckel"), encoding="utf-8")
    code, (line,) = samrad("handbook", "import", str(tmp_path), "--by", by)
    assert code == 2
    assert said in line
    with opened(var) as store:
        assert store.proposals.open() == []


def test_an_empty_folder_and_two_files_of_one_key_say_what_is_wrong(
    samrad: Callable[..., Ended], var: Path, tmp_path: Path
) -> None:
    with opened(var):
        pass
    folder = tmp_path / "tom"
    folder.mkdir()
    assert "ingen Markdownfil" in samrad("handbook", "import", str(folder), "--by", "eva")[1][0]
    for name in ("a.md", "b.md"):
        (folder / name).write_text(as_markdown(shipped()), encoding="utf-8")
    assert f"samma nyckel: {KEY}" in samrad("handbook", "import", str(folder), "--by", "eva")[1][0]


def test_a_link_to_the_handbook_is_handed_over_and_taken_back(
    samrad: Callable[..., Ended], var: Path
) -> None:
    with opened(var):
        pass
    _, (link, whose) = samrad("link", "eva", "handboken")
    assert link.startswith("http://127.0.0.1:3978/handbok/")
    assert "bara för Eva Ek" in whose
    assert samrad("link", "eva", "handboken")[1][0] == link
    assert samrad("link", "eva", "handboken", "--revoke")[1] == [
        "En länk till handboken är återkallad. En ny länk får en annan adress."
    ]
    assert samrad("link", "eva", "handboken")[1][0] != link
    assert samrad("link", "fia", "handboken")[0] == 2
