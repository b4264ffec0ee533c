"""The processes of bench/web.py: bare pages beside a bare commit, and the pages of the form."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from aiohttp import web

from bench.commits import Bare
from bench.sides import NOW, QUARTER, UNITS, Told, councils, filled_in, full_desk, main
from bot.clock import HandedClock
from bot.serving import listening
from dialogs.desk import Desk
from store.store import Store
from tests.conversations.answers import CARDS, SITUATION
from web.app import Parts, make_app
from web.entrance import form_address
from web.links import LinkMaker, Seal
from web.pace import Rate, Rates


@asynccontextmanager
async def bare(given: Told) -> AsyncIterator[Told]:
    """A page of ``length`` bytes, and a form that is one row committed: what no form can be faster than."""
    page = b"x" * int(given["length"])
    with TemporaryDirectory() as folder:
        rows = Bare(Path(folder) / "bare.sqlite")

        async def show(_request: web.Request) -> web.Response:
            return web.Response(body=page, content_type="text/html", charset="utf-8")

        async def save(request: web.Request) -> web.Response:
            body = (await request.read()).decode()
            await asyncio.to_thread(rows.put, body)
            return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "/"})

        app = web.Application()
        app.add_routes([web.get("/{rest:.*}", show), web.post("/{rest:.*}", save)])
        async with listening(app) as url:
            yield {"url": url}
        rows.close()


@asynccontextmanager
async def pages(_given: Told) -> AsyncIterator[Told]:
    """The form's pages, opened by 32 councils' reporters with five cards saved. No rate holds them back."""
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "samrad.db")
        links = LinkMaker(Seal("a secret of the bench"), "http://127.0.0.1", store)
        desk = replace(full_desk(store, Path(folder)), link=links.to)
        told: Told = {"forms": [opened(desk, links, place) for place in range(UNITS)]}
        rate = Rate(1e9, 1e9)
        parts = Parts(desk, links, HandedClock(NOW), perf_counter, Rates(rate, rate, rate))
        async with listening(make_app(parts)) as told["url"]:
            yield told
        told["stored"] = sum(len(store.submissions.history(QUARTER.key, unit)) for unit in councils(desk))
        told["stored"] -= UNITS * len(CARDS)
        store.close()


def opened(desk: Desk, links: LinkMaker, place: int) -> Told:
    """What a browser has when it has opened its link: the address, the cookie, and the fields of a card."""
    shown = filled_in(desk, "bench", place)
    person, round_ = desk.store.people.get(f"p{place}"), desk.store.rounds.get(QUARTER.key)
    if person is None or round_ is None:
        raise AssertionError("the bench has lost its people or its round")
    token = links.to(person, shown["unit"], round_, NOW).rpartition("/")[2]
    link = links.opened(token, NOW)
    if link is None:
        raise AssertionError("a new link does not open")
    cookie = links.seal.session(link.id, "bench")
    fields = {name: shown[name] for name in ("round", "unit")} | {"card": "lage", "press": "save"}
    answers = {f"q.{key}": value for key, value in SITUATION.items()}
    return {
        "address": form_address(link),
        "cookie": f"samrad={cookie}",
        "revision": int(shown["revision"]),
        "fields": {**fields, **answers, "guard": links.seal.guard(cookie)},
    }


SIDES = {"bare": bare, "pages": pages}

if __name__ == "__main__":
    asyncio.run(main(SIDES))
