"""An application on a port while a block lasts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web


@asynccontextmanager
async def listening(app: web.Application, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve ``app`` while the block lasts; gives its address. Port 0 takes a free one."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        named = f"[{host}]" if ":" in host else host
        yield f"http://{named}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
