"""A part of ``scripts/faults``: a small worker killed at seeded points, and the whole server once."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from store.database import Place
from tests.faults.killing import killed
from tests.faults.lives import Lives
from tests.faults.outside import Outside
from tests.faults.points import Point
from tests.faults.postgres import Troubled
from tests.faults.server_killing import Asked
from tests.faults.server_killing import killed as server_killed
from tests.laying import Start, copied
from tests.postgresql import Server

# From Python 3.12 on. The lives touch nothing that other threads of pytest's hold.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")


@pytest.fixture
def trouble(postgresql: Server) -> Iterator[Troubled]:
    made = Troubled(postgresql, postgresql.new(), ahead=[])
    yield made
    postgresql.drop(made.database)


def lives_in(place: Place, seed: int, workers: int = 1, wrong: str = "") -> Lives:
    return Lives(place, Random(seed), Outside(), workers, wrong)  # noqa: S311 - deaths that can be had again


def test_a_worker_that_is_killed_again_and_again_loses_nothing_and_sends_nothing_twice(
    empty_store: Start, tmp_path: Path
) -> None:
    with copied(empty_store, tmp_path) as place:
        lives = lives_in(place, 1)
        assert killed(lives, 15) == []
        assert lives.killed == 15


def test_of_two_workers_on_one_database_one_is_killed_again_and_again(trouble: Troubled) -> None:
    lives = lives_in(trouble.place, 1, workers=2)
    assert killed(lives, 10) == []
    assert lives.killed == 10


@pytest.mark.parametrize(
    ("wrong", "point", "words"),
    [
        ("not-noted-before-the-send", Point.ARRIVED, "came more than once though there was no doubt"),
        ("acknowledged-before-the-commit", Point.BEFORE_COMMIT, ""),
    ],
)
def test_a_fault_that_is_put_in_on_purpose_is_found(
    empty_store: Start, tmp_path: Path, wrong: str, point: Point, words: str
) -> None:
    with copied(empty_store, tmp_path) as place:
        lives = lives_in(place, 1, wrong=wrong)
        lives.points = (point,)
        # So many that one of them certainly dies with an answer in its hands.
        found = killed(lives, 20)
        assert [one for one in found if words in one]


async def test_the_whole_server_killed_under_load_loses_nothing_and_sends_nothing_twice(
    tmp_path: Path,
) -> None:
    (tmp_path / "var").mkdir()
    killing = await server_killed(Asked(1, 1, 4, 20), tmp_path / "var" / "samrad.db", tmp_path)
    assert killing.wrong == []
    assert killing.servers.kills == 2
    assert all(one.sent for one in killing.reporters)
