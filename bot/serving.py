"""An application on a port while a block lasts."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.log import broken


class _Line(logging.Handler):
    """A failed request as a line of our own log: a traceback would hold what was sent."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            broken("http.failed", record.exc_info[1])


_FAILURES = logging.getLogger(__name__)
_FAILURES.propagate = False
_FAILURES.addHandler(_Line())


@asynccontextmanager
async def listening(app: web.Application, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve ``app`` while the block lasts; gives its address. Port 0 takes a free one."""
    runner = web.AppRunner(app, access_log=None, logger=_FAILURES)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        named = f"[{host}]" if ":" in host else host
        yield f"http://{named}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
