"""What was played, taken up again on the command line."""

from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest

from tests.cli.samrad import Samrad
from tests.play.conftest import REPORT
from tests.play.published_files import words_of


@pytest.fixture
def after(quarter: Path, samrad: Samrad) -> Samrad:
    """The command line where the quarter has been played."""
    copytree(quarter / "play", samrad.folder / "var" / "play")
    return samrad


def test_a_second_play_starts_fresh_and_gives_the_same_files(quarter: Path, after: Samrad) -> None:
    assert after("play", "--quarter", "2026Q3", "--out", "one").code == 0
    made = files(after.folder / "one")
    assert made == files(quarter / "out")
    assert sorted(made) == [
        f"{REPORT}-utkast-1.docx",
        *(f"{REPORT}.{kind}" for kind in ("docx", "html", "pdf")),
    ]
    words = words_of(after.folder / "one" / f"{REPORT}.docx")
    assert "Alla delregioner och aktörer har lämnat svar." in words
    assert "Påhittade personer och svar. Inget här har rapporterats av någon." in words


def test_the_played_round_is_drafted_archived_and_exported_again(quarter: Path, after: Samrad) -> None:
    for again in ("two", "three"):
        assert after("draft", "--format", "alla", "--out", again).code == 0
    for kind in ("docx", "pdf", "html"):
        name = f"{REPORT}-utkast.{kind}"
        first, second = (after.folder / out / name for out in ("two", "three"))
        assert first.read_bytes() == second.read_bytes()
    assert after("archive", "2026Q3", "--out", "four").code == 0
    published = (quarter / "out" / f"{REPORT}.pdf").read_bytes()
    [package] = (after.folder / "four").iterdir()
    with ZipFile(package) as opened:
        assert published in [opened.read(one) for one in opened.namelist() if one.endswith(".pdf")]
    assert "svar för kvartal 3 2026" in after("export", "2026Q3", "--out", "five").out


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
