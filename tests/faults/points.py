"""Where a process is killed: by its own hand, with SIGKILL, as it gets there for the n-th time."""

import os
import signal
from collections.abc import Callable, Sequence
from enum import StrEnum
from random import Random
from threading import Lock

Say = Callable[[str], object]


class Point(StrEnum):
    BEFORE_CLAIM = "before a claim"
    AFTER_CLAIM = "after a claim"
    BEFORE_SENDING = "before the note that it is being sent"
    AFTER_SENDING = "after the note that it is being sent"
    BEFORE_SEND = "before a send"
    ARRIVED = "in a send, when the bytes have arrived"
    AFTER_SEND = "after a send"
    BEFORE_OUTCOME = "before the note of the outcome"
    AFTER_OUTCOME = "after the note of the outcome"
    BEFORE_ANSWER = "before an answer is saved"
    AFTER_ANSWER = "after an answer is saved, before it is acknowledged"
    IN_TRANSACTION = "in a transaction, when its statements are done"
    BEFORE_COMMIT = "before a commit"
    AFTER_COMMIT = "after a commit, before anyone is told"


_OFTEN = frozenset({Point.IN_TRANSACTION, Point.BEFORE_COMMIT, Point.AFTER_COMMIT})


class Doom:
    """``point`` None: lives on. ``say`` tells the outside that it dies, just before."""

    def __init__(self, point: Point | None, nth: int, say: Say) -> None:
        self._point = point
        self._left = nth
        self._say = say
        self._lock = Lock()

    def reaches(self, point: Point) -> None:
        if point is not self._point:
            return
        with self._lock:
            self._left -= 1
            dies = self._left == 0
        if dies:
            self._say(f"dies {point}")
            os.kill(os.getpid(), signal.SIGKILL)


def drawn(chance: Random, points: Sequence[Point]) -> tuple[Point, int]:
    """One of the points, and the how manieth time there: commits come often in a life, the rest seldom."""
    point = chance.choice(points)
    return point, chance.randint(1, 10 if point in _OFTEN else 2)
