"""What a beat was to do, and what of it did not run: each job by its name, for whoever watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from scheduler.faults import Tell, place_of


class Jobs:
    """One beat's. Called as a ``Tell`` it passes the fault on. ``failed``: why, by the job's name."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._tried: set[str] = set()
        self.failed: dict[str, str] = {}

    def __call__(self, error: Exception) -> None:
        self._tell(error)

    @property
    def ran(self) -> set[str]:
        return self._tried - set(self.failed)

    def begin(self, job: str) -> Tell:
        self._tried.add(job)
        return partial(self._failed, job)

    def _failed(self, job: str, error: Exception) -> None:
        self.failed.setdefault(job, place_of(error))
        self._tell(error)


def of(tell: Tell, job: str) -> Tell:
    """Who hears of what breaks in the job."""
    return tell.begin(job) if isinstance(tell, Jobs) else tell


@contextmanager
def job(tell: Tell, name: str) -> Iterator[Tell]:
    """What breaks in the block is told of as the job's, and all else goes on."""
    hears = of(tell, name)
    try:
        yield hears
    except Exception as error:  # noqa: BLE001 - one broken part must not hold up the rest
        hears(error)
