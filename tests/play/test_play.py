"""The played quarter: real activities over HTTP, an instance of its own, and the same draft every time."""

import re
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from counties.reading import read_county
from domain.delivery import Outcome
from domain.life import Status, Timing, timing
from domain.report_life import ReportStatus
from domain.rounds import Round
from store.store import Store
from tests.play.conftest import REPORT
from tests.play.looked_at import flaws, greys, looked_at, places
from tests.play.published_files import bookmarks, by_libreoffice, draft_marks, headings, pages, said, words_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_played_report_is_checked_decided_and_published(quarter: Path) -> None:
    with closing(Store.open(quarter / "play" / "samrad.db")) as store:
        life = store.report_life.of("2026Q3")
        assert (life.status, life.edition) == (ReportStatus.PUBLISHED, 1)
        assert life.decided
        assert life.decided.by == "beslutsfattare"
        [remark] = store.report_life.remarks("2026Q3")
        assert (remark.unit, remark.settled is not None) == ("fyrbodal", True)
        told = [row.key for row in store.outbox.rows("2026Q3/") if row.key.startswith("2026Q3/rapporten")]
        assert {"fyrbodal", "skaraborg", "af"} <= {key.rpartition("/")[2] for key in told}


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
async def test_what_is_published_is_marked_as_decided_and_nowhere_as_a_draft(
    quarter: Path, kind: str
) -> None:
    text = said(quarter / "out" / f"{REPORT}.{kind}")
    assert draft_marks(text) == []
    assert "Utgåva 1" in text
    assert "Beslutad 2 december 2026" in text
    assert not re.findall("Anges av samordnaren|Tilldelas av registrator", text)


async def test_the_played_report_shows_what_a_report_can_hold(quarter: Path) -> None:
    """Several medskick, two alike, one raised again; something to share; a cover with nothing left open."""
    words = words_of(quarter / "out" / f"{REPORT}.docx")
    for told in (
        "Fyra medskick har lämnats, från Fyrbodal, Sjuhärad och Göteborgsregionen. Ett av dem är lyft igen.",
        "Tre nya, ett lyft igen och tre avslutade.",
        "Medskick som liknar varandra",
        "Medskick som lyfts igen",
        "Att dela eller efterfråga",
        "Sara Samordnare (påhittad)",
    ):
        assert told in words


async def test_the_draft_of_the_play_is_marked_as_one(quarter: Path) -> None:
    """What the test above looks for is there to be found."""
    assert {one.casefold() for one in draft_marks(said(quarter / "out" / f"{REPORT}-utkast-1.docx"))} == {
        "arbetsmaterial",
        "utkast",
        "inte fastställt",
    }


async def test_libreoffice_opens_the_published_word_file_with_its_headings(
    quarter: Path, tmp_path: Path
) -> None:
    word = quarter / "out" / f"{REPORT}.docx"
    made = by_libreoffice(word, tmp_path)
    assert pages(made) > 5
    assert {"Kvartalet i korthet", "Mottagande i länet", "Läget i delregionerna"} <= set(headings(word))
    assert bookmarks(made) == headings(word)
    assert bookmarks(quarter / "out" / f"{REPORT}.pdf") == headings(word)
    assert draft_marks(said(made)) == []
    assert flaws(looked_at(made, tmp_path / "word")) == []
    published = looked_at(quarter / "out" / f"{REPORT}.pdf", tmp_path / "pdf")
    assert len(published) > 5
    assert flaws(published) == []
    assert [at for at, page in enumerate(published) if greys(page)] == places(
        quarter / "out" / f"{REPORT}.pdf", "Figur 1. "
    )


async def test_what_is_wrong_with_a_page_shows_in_its_picture(quarter: Path, tmp_path: Path) -> None:
    """What the test above looks for is there to be found."""
    first, *others = looked_at(quarter / "out" / f"{REPORT}.pdf", tmp_path / "pdf")
    empty, moved = np.full_like(first, 255), np.roll(first, 40, axis=1)
    assert flaws([first, empty, *others]) == ["sida 2: nästan tom"]
    assert flaws([*others, moved, first]) == [f"sida {len(others) + 1}: något står utanför marginalen"]
    assert flaws([first, *others, empty]) == []


async def test_what_was_played_stays_in_the_database(quarter: Path) -> None:
    with closing(Store.open(quarter / "play" / "samrad.db")) as store:
        lives = store.lives.all("2026Q3")
        reporting = {one.id for one in read_county("vastra_gotaland").county.reporting()}
        assert {unit for unit, life in lives.items() if life.status is Status.APPROVED} == reporting
        assert {lives[unit].status for unit in ("1495", "1440")} == {Status.SUBMITTED}
        assert (lives["sjuharad"].version, timing(lives["fyrbodal"], _round(store))) == (2, Timing.EXTENDED)
        rows = {row.key: row.outcome for row in store.outbox.rows("2026Q3/")}
        assert rows["2026Q3/påminnelse 1/fyrbodal/fyrbodal"] is Outcome.SENT
        assert "2026Q3/påminnelse 1/skaraborg/skaraborg" not in rows
        assert "2026Q3/försenad/fyrbodal/fyrbodal" not in rows
        assert rows["2026Q3/försenad/vgr/vgr"] is Outcome.SENT
        assert set(rows.values()) <= {Outcome.SENT, Outcome.REPLACED}
        assert store.submissions.latest("2026Q2", "fyrbodal")
        answers = store.submissions.latest("2026Q3", "sjuharad")
        assert answers
        assert answers.answers["received_self_ytd"] == 90
        assert answers.answers["figures_comment"]


def _round(store: Store) -> Round:
    found = store.rounds.get("2026Q3")
    assert found
    return found
