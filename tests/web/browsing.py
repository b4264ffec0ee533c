"""A browser without scripts: it keeps cookies, follows the way it is sent, and posts a page's own form."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from itertools import cycle
from types import TracebackType
from typing import Self

from aiohttp import ClientResponse, ClientSession, CookieJar
from yarl import URL

from tests.web.reading import Page

_LONGEST_WAY = 5


class Browser(AbstractAsyncContextManager["Browser"]):
    """``page`` is what is shown; ``status``, ``address`` and ``fragment`` how and where it was found.

    With several addresses each request goes to the next of them, as behind a load balancer.
    """

    def __init__(self, *urls: str) -> None:
        self.url = urls[0]
        self._next = cycle(urls)
        self.status = 0
        self.address = ""
        self.fragment = ""
        self.html = ""

    async def __aenter__(self) -> Self:
        self._session = ClientSession(cookie_jar=CookieJar(unsafe=True))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._session.close()

    @property
    def page(self) -> Page:
        return _read(self.html)

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.key: cookie.value for cookie in self._session.cookie_jar}

    def _at(self, _method: str) -> str:
        """Who is asked next."""
        return next(self._next)

    async def go(self, path: str) -> Page:
        return await self._asked("GET", path)

    async def open(self, token: str) -> Page:
        return await self.go(f"/svara/{token}")

    async def open_handbook(self, token: str, path: str = "") -> Page:
        """Open the link, and go on to a page below the handbook's address."""
        page = await self.go(f"/handbok/{token}")
        return await self.go(self.address + path) if path else page

    async def reload(self) -> Page:
        return await self.go(self.address)

    async def press(self, button: str, values: Mapping[str, str | list[str]] | None = None) -> Page:
        """Press a button of the page that is shown, its fields as they stand and ``values`` filled in."""
        return await self.post(self.form(button, values))

    def form(self, button: str, values: Mapping[str, str | list[str]] | None = None) -> list[tuple[str, str]]:
        page = self.page
        assert button in page.presses, f"no button {button!r} among {page.presses}"
        filled: dict[str, str | list[str]] = {**page.fields, "press": button}
        filled |= {f"q.{key}": value for key, value in (values or {}).items()}
        return [
            (name, one)
            for name, value in filled.items()
            for one in (value if isinstance(value, list) else _boxes(page, name, value))
        ]

    async def post(self, form: list[tuple[str, str]], headers: Mapping[str, str] | None = None) -> Page:
        return await self.post_to(self.page.one("form").attributes["action"], form, headers)

    async def post_to(
        self, path: str, form: list[tuple[str, str]], headers: Mapping[str, str] | None = None
    ) -> Page:
        return await self._asked("POST", path, form, headers)

    async def _asked(
        self,
        method: str,
        path: str,
        form: Sequence[tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """The page at the end of the way that we are sent."""
        self.fragment = ""
        for _ in range(_LONGEST_WAY):
            address = URL(f"{self._at(method)}{path}", encoded=True)
            async with self._session.request(
                method, address, data=form, headers=headers, allow_redirects=False
            ) as response:
                if "Location" not in response.headers:
                    return await self._shown(response)
                path, _, self.fragment = response.headers["Location"].partition("#")
                method, form, headers = "GET", None, None
        raise AssertionError(f"sent on and on, last to {path}")

    async def _shown(self, response: ClientResponse) -> Page:
        self.status = response.status
        self.address = response.url.raw_path
        self.html = await response.text()
        return self.page


@lru_cache(maxsize=2)
def _read(html: str) -> Page:
    """The page that is shown, read once however often it is looked at."""
    return Page(html)


def _boxes(page: Page, name: str, value: str) -> list[str]:
    """Several ticked boxes are sent one by one."""
    boxes = any(page.root.all("input", name=name, type="checkbox"))
    return value.split(",") if boxes else [value]
