"""An application on a port while a block lasts."""

import asyncio
import errno
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from aiohttp import web

from bot.crowd import Crowd, Limits
from bot.log import broken
from domain.errors import SamradError


class NotListening(SamradError):
    """Nothing can be listened on there; the words name the setting."""


_SAID = {
    errno.EADDRINUSE: "Porten {port} är upptagen. Sätt SAMRAD_PORT.",
    errno.EACCES: "Porten {port} får du inte använda. Sätt SAMRAD_PORT till ett tal över 1023.",
    errno.EADDRNOTAVAIL: "Adressen {host} finns inte på den här datorn. Sätt SAMRAD_HOST.",
}
_UNKNOWN = "Namnet {host} går inte att slå upp. Sätt SAMRAD_HOST."


async def _listen(crowd: Crowd, host: str, port: int) -> asyncio.Server:
    try:
        return await asyncio.get_running_loop().create_server(crowd, host, port)
    except OSError as refused:
        said = _UNKNOWN if isinstance(refused, socket.gaierror) else _SAID.get(refused.errno or 0, "{why}")
        raise NotListening(said.format(host=host, port=port, why=refused)) from refused


class _Line(logging.Handler):
    """A failed request as a line of our own log: a traceback would hold what was sent."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            broken("http.failed", record.exc_info[1])


_ROOM = Limits()

_FAILURES = logging.getLogger(__name__)
_FAILURES.propagate = False
_FAILURES.addHandler(_Line())


@asynccontextmanager
async def listening(
    app: web.Application, host: str = "127.0.0.1", port: int = 0, limits: Limits = _ROOM
) -> AsyncIterator[str]:
    """Serve ``app`` while the block lasts; gives its address. Port 0 takes a free one.

    Raises NotListening.
    """
    runner = web.AppRunner(app, access_log=None, logger=_FAILURES, keepalive_timeout=limits.idle)
    await runner.setup()
    try:
        served = cast("web.Server", runner.server)  # there once it is set up
        server = await _listen(Crowd(served, limits), host, port)
        try:
            named = f"[{host}]" if ":" in host else host
            yield f"http://{named}:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
    finally:
        await runner.cleanup()
