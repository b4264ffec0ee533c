"""Fixtures that several rings share."""

import os
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.store import Store
from tests.browser.chromium import find_chromium
from tests.cards.renderer import Renderer
from tests.laying import ENGINES, Laid, Start, filled
from tests.postgresql import Server, Standing, find_postgresql, serving

ON_BOTH = frozenset({"store", "scheduler", "conversations"})
SHORT = frozenset({"test_tick", "test_delivery", "test_pulse", "test_told_of_the_lost", "test_alarms_first"})
"""Of the scheduler what is about rows more than words."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--everywhere", action="store_true", help="the long rings on PostgreSQL, too")


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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """These rings run on both engines; a test that is for one of them says so itself."""
    marked = [mark for mark in metafunc.definition.iter_markers("parametrize") if "engine" in mark.args[0]]
    path = metafunc.definition.path
    if path.parent.name in ON_BOTH and "engine" in metafunc.fixturenames and not marked:
        # The rest takes minutes on PostgreSQL: it runs there when everywhere is asked for, as CI does.
        is_short = path.parent.name == "store" or path.stem in SHORT
        engines = ENGINES if is_short or metafunc.config.getoption("everywhere") else ENGINES[:1]
        metafunc.parametrize("engine", engines, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL of the tests' own. Without it one skip line, and with CI set a failure."""
    with serving(find_postgresql(os.environ)) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_there(postgresql: Server) -> Standing:
    """A PostgreSQL database that was migrated once."""
    made = Standing(postgresql, postgresql.new(more="STRATEGY file_copy"))
    Store.open(postgresql.place(made.database)).close()
    return made


@pytest.fixture(scope="session")
def empty_store(engine: str, request: pytest.FixtureRequest) -> Start:
    """An empty store."""
    found: Start = request.getfixturevalue("migrated_there" if engine == "postgresql" else "migrated")
    return found


@pytest.fixture(scope="session")
def laid_down(empty_store: Start) -> Start:
    """What the store holds before a test begins, copied for each. Rings and modules have theirs."""
    return empty_store


@pytest.fixture
def laid(laid_down: Start, tmp_path: Path) -> Iterator[Laid]:
    with filled(laid_down, tmp_path) as begun:
        yield begun


@pytest.fixture
def store(laid: Laid) -> Store:
    return laid.store


@pytest.fixture
def reopened(laid: Laid) -> Iterator[Store]:
    """The same database opened once more, as by another process or after a restart."""
    with closing(Store.open(laid.place)) as opened:
        yield opened
