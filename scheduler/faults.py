"""What breaks in one part of a beat is told of, and the rest goes on."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath

Tell = Callable[[Exception], None]
"""Hears of what broke for one round, unit or kind of notice, while all else goes on."""


def aloud(error: Exception) -> None:
    """For a tick that somebody watches: what breaks is raised."""
    raise error


@contextmanager
def told(tell: Tell) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - one broken part must not hold up the rest
        tell(error)


def place_of(error: BaseException) -> str:
    """The kind of error and where it was raised: "KeyError i to_reporters.py rad 31"."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" i {PurePath(frames[-1].filename).name} rad {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
