"""A server of our own that answers as Riksdagen's open data does: a document as JSON, and its bad days."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Json = dict[str, Any]


def document(number: str, title: str, text: str, *, subtitle: str = "", repealed: str = "") -> Json:
    """The documented answer about a statute."""
    year, serial = number.split(":")
    facts = [{"kod": "utfardad", "namn": "Utfärdad", "text": "2099-01-10"}]
    facts += [{"kod": "upphavd", "namn": "Upphävd", "text": f"{repealed} 00:00:00"}] if repealed else []
    return {
        "dokumentstatus": {
            "dokument": {
                "dok_id": f"sfs-{year}-{serial}",
                "rm": year,
                "beteckning": number,
                "doktyp": "sfs",
                "typ": "sfs",
                "subtyp": "sfst",
                "organ": "Klockdepartementet",
                "nummer": serial,
                "datum": "2099-01-10 00:00:00",
                "publicerad": "2099-02-01 04:38:58",
                "titel": title,
                "subtitel": subtitle,
                "text": text,
                "html": "<div>…</div>",
            },
            "dokuppgift": {"uppgift": facts},
        }
    }


class LocalRiksdagen:
    """``documents``: what it has, by document id. What it is not given, it does not have."""

    def __init__(self) -> None:
        self.documents: dict[str, Json] = {}
        self.asked: list[str] = []
        self.status = 200
        self.body: bytes | None = None
        self.moved = ""
        self.slow = False
        self.origin = ""
        self.closing = asyncio.Event()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        if self.slow:
            await self.closing.wait()
        if self.moved:
            raise web.HTTPFound(self.moved)
        if self.body is not None:
            return web.Response(body=self.body, content_type="application/json")
        found = self.documents.get(request.match_info["document"].removesuffix(".json"))
        if found is None:
            raise web.HTTPNotFound
        return web.json_response(found, status=self.status)


@asynccontextmanager
async def serving(riksdagen: LocalRiksdagen) -> AsyncIterator[LocalRiksdagen]:
    app = web.Application()
    app.router.add_get("/dokument/{document}", riksdagen.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    riksdagen.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield riksdagen
    riksdagen.closing.set()
    await runner.cleanup()
