"""What the bot writes about itself, one line an event, to stderr. Never what people wrote, never who."""

import hashlib
import logging
import sys

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger("samrad")


def start_log(*, as_json: bool = False) -> None:
    """Set up structlog for the process. Call once, at start."""
    last = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def mark(account: str) -> str:
    """A short name for an account or a conversation that tells events apart and nothing more."""
    return hashlib.sha256(account.encode("utf-8", "replace")).hexdigest()[:12]
