"""What the bot writes about itself: a line an event (logfmt), to stderr. Never what people wrote, nor who."""

import sys
from traceback import extract_tb

import structlog

from bot.marks import mark

__all__ = ["broken", "log", "mark"]


class _Stderr:
    """Looks up stderr at each line: whoever redirects it later gets the lines too."""

    def write(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")

    info = warning = error = write


log: structlog.BoundLogger = structlog.wrap_logger(
    _Stderr(),
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
    ],
    wrapper_class=structlog.BoundLogger,
)


def broken(event: str, error: BaseException, **more: object) -> None:
    """Log an error by type and place: its own words may quote a person."""
    frames = extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    log.error(event, error=type(error).__name__, place=place, **more)
