"""A server of our own that answers as Kolada does: pages, groups and regions, and its bad days."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Row = dict[str, Any]


def row(municipality: str, *values: Row, kpi: str = "N01990", period: int = 2025) -> Row:
    return {"kpi": kpi, "municipality": municipality, "period": period, "values": list(values)}


def number(value: float | None, gender: str = "T", status: str = "", *, isdeleted: bool = False) -> Row:
    return {"count": 1, "gender": gender, "status": status, "value": value, "isdeleted": isdeleted}


class LocalKolada:
    """``pages``: what it has of a key figure, page by page. Whatever it is not given, it has no rows of."""

    def __init__(self) -> None:
        self.pages: dict[str, list[list[Row]]] = {}
        self.asked: list[str] = []
        self.next_url: str | None = None
        self.status = 200
        self.body: bytes | None = None
        self.moved = ""
        self.slow = False
        self.origin = ""
        self.closing = asyncio.Event()

    @property
    def url(self) -> str:
        return f"{self.origin}/v3"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        if self.slow:
            await self.closing.wait()
        if self.moved:
            raise web.HTTPFound(self.moved)
        if self.body is not None:
            return web.Response(body=self.body, content_type="application/json")
        kpi, at = request.match_info["kpi"], int(request.query.get("page", "1"))
        pages = self.pages.get(kpi, [[]])
        more = f"{self.origin}{request.path}?page={at + 1}" if at < len(pages) else None
        found = {"count": len(pages[at - 1]), "values": pages[at - 1], "previous_url": None}
        return web.json_response(found | {"next_url": self.next_url or more}, status=self.status)


@asynccontextmanager
async def serving(kolada: LocalKolada) -> AsyncIterator[LocalKolada]:
    app = web.Application()
    app.router.add_get("/v3/data/kpi/{kpi}/year/{year}", kolada.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    kolada.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield kolada
    kolada.closing.set()
    await runner.cleanup()
