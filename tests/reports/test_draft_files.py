"""Files in the output folder: whole or not there, and the old one stays until the new one is whole."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError

import docx
import pytest

from bot.draft_files import DraftFiles
from domain.material import INVENTED, Material
from reports.draft import draft
from reports.export.files import write
from reports.export.gathering import gathered
from reports.export.rows import Copy, Format
from reports.writers import Format as Report
from reports.writers import Written, file_name
from reports.writers import write as write_report
from tests.reports.quarter_three import AGENCIES, MEMBERS, material, nothing_in


def drafted(given: Material) -> Written:
    return write_report(draft(given), Report.WORD, file_name(given.round.key))


@contextmanager
def disk_with_room_for(size: int) -> Iterator[None]:
    """No file may become larger than ``size`` bytes: writing fails as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_draft_replaces_the_one_before_it(tmp_path: Path) -> None:
    drafts = DraftFiles(tmp_path / "ny mapp")
    first = Path(drafts.lay_down(drafted(nothing_in())))
    before = first.read_bytes()
    assert Path(drafts.lay_down(drafted(material()))) == first
    assert first.read_bytes() != before
    assert list(first.parent.iterdir()) == [first]


def test_a_full_disk_leaves_the_draft_that_there_was(tmp_path: Path) -> None:
    drafts = DraftFiles(tmp_path)
    path = Path(drafts.lay_down(drafted(nothing_in())))
    before, after = path.read_bytes(), drafted(material())
    with disk_with_room_for(1000), pytest.raises(OSError, match="File too large"):
        drafts.lay_down(after)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_export_that_there_was(tmp_path: Path) -> None:
    path = write(gathered([nothing_in()], Copy.OPEN), Format.SQLITE, tmp_path)
    before = path.read_bytes()
    with disk_with_room_for(8192), pytest.raises(OperationalError):
        write(gathered([material()], Copy.OPEN), Format.SQLITE, tmp_path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_draft_of_invented_peoples_answers_says_so(tmp_path: Path) -> None:
    invented = material().marked_invented({f"id-{key}" for key in (*MEMBERS, *AGENCIES)})
    word = docx.Document(DraftFiles(tmp_path).lay_down(drafted(invented)))
    assert word.paragraphs[1].text.startswith(INVENTED)


def test_nobody_else_on_the_machine_reads_them(tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    laid = Path(DraftFiles(folder).lay_down(Written("a.txt", "text/plain", b"a")))
    assert (folder.stat().st_mode & 0o777, laid.stat().st_mode & 0o777) == (0o700, 0o600)
