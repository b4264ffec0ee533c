"""What the libraries have to say, in our own log: who spoke, where and of what kind. Never their words.

Their words may hold what people wrote, an address or a secret: a traceback ends in the error's own words, a
warning of the event loop in the repr of a task. The place leads to the words in the source.
"""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from bot.log import broken, log


class _Line(logging.Handler):
    """A record as a line of our own log."""

    def emit(self, record: logging.LogRecord) -> None:
        place = f"{record.filename}:{record.lineno}"
        if record.exc_info and record.exc_info[1]:
            broken("library.failed", record.exc_info[1], library=record.name, said_at=place)
            return
        speaks = log.error if record.levelno >= logging.ERROR else log.warning
        speaks("library.spoke", library=record.name, said_at=place)


HEARD: logging.Handler = _Line(logging.WARNING)


def hear_libraries() -> Callable[[], None]:
    """From now on all that is logged, warned of or not caught in this process is one of our own lines.

    Gives what undoes it.
    """
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    root.addHandler(HEARD)
    logging.captureWarnings(capture=True)
    sys.excepthook, threading.excepthook, sys.unraisablehook = _uncaught, _in_thread, _unraisable

    def undo() -> None:
        root.removeHandler(HEARD)
        logging.captureWarnings(capture=False)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks

    return undo


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    broken("process.failed", error.with_traceback(trace), kind=kind.__name__)


def _in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value:
        broken("thread.failed", told.exc_value)


def _unraisable(told: Any) -> None:  # noqa: ANN401 - its type is only in the stubs
    if told.exc_value:
        broken("cleaning.failed", told.exc_value)
