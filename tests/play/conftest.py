"""One played quarter, which the tests only read."""

from pathlib import Path

import pytest
import pytest_asyncio

from bot.local.play import play
from bot.local.steps import STEPS
from counties.reading import read_county
from domain.quarter import Quarter
from tests.cli.samrad import Samrad

QUARTER = Quarter(2026, 3)
REPORT = f"lagesrapport-{QUARTER.key}"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def quarter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder: ``play`` is what the bot keeps, ``out`` what people were handed."""
    folder = tmp_path_factory.mktemp("quarter")
    book = read_county("vastra_gotaland")
    steps = [step async for step in play(QUARTER, book, folder / "play", folder / "out")]
    assert [left for left, _, _ in steps] == [*range(len(STEPS) - 1, -1, -1), 0]
    assert steps[-1][2] == folder / "out" / f"{REPORT}.pdf"
    return folder


@pytest.fixture
def samrad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Samrad:
    return Samrad(tmp_path, capsys)
