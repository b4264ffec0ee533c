"""Fixtures that several rings share."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from store.store import Store
from tests.browser.chromium import find_chromium
from tests.cards.renderer import Renderer
from tests.laying import filled


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Skips are told of at one place, so that pytest folds those with the same reason into one line."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple):
        *_, reason = report.longrepr
        report.longrepr = (__file__, 1, reason)
    return report


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own SAMRAD_… are none of the tests'."""
    for name in [name for name in os.environ if name.startswith("SAMRAD_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is. Without it: one skip line on a developer's machine, a failure with CI set."""
    return find_chromium(os.environ)


@pytest.fixture(scope="session")
def renderer(chromium: str) -> Iterator[Renderer]:
    """The card renderer that Teams builds on, one for the whole run."""
    with Renderer(chromium) as started:
        yield started


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that was migrated once; copied, it is an empty store."""
    path = tmp_path_factory.mktemp("migrated") / "samrad.sqlite"
    Store.open(path).close()
    return path


@pytest.fixture(scope="session")
def laid_down(migrated: Path) -> Path:
    """What the store holds before a test begins: a file, copied for each. Rings and modules have theirs."""
    return migrated


@pytest.fixture
def store(laid_down: Path, tmp_path: Path) -> Iterator[Store]:
    with filled(laid_down, tmp_path) as begun:
        yield begun.store
