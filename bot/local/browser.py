"""A browser of the play: opens a link, fills in the form on the page, presses a button, reads what comes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

from aiohttp import ClientSession, ClientTimeout, CookieJar

from domain.errors import SamradError

_PREFIX = "q."
_SILENT = frozenset({"style", "script", "title"})


class NoSuchButton(SamradError):
    """The page has no button for that; the words say which there are."""


class _Reader(HTMLParser):
    """The words of a page, and what the fields of its form hold."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.values: list[tuple[str, str]] = []
        self.presses: list[str] = []
        self.action = ""
        self._silent = 0
        self._text_of = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in _SILENT
        if tag == "form":
            self.action = given.get("action", "")
        elif tag == "textarea":
            self._text_of = given["name"]
            self.values.append((self._text_of, ""))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.values.append((self._select, given.get("value", "")))
        elif tag == "button" and given.get("name") == "press":
            self.presses.append(given.get("value", ""))
        elif tag == "input":
            self._input(given)

    def _input(self, given: Mapping[str, str]) -> None:
        ticks = given.get("type") in {"radio", "checkbox"}
        if given.get("name") and (not ticks or "checked" in given):
            self.values.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if tag == "textarea":
            self._text_of = ""

    def handle_data(self, data: str) -> None:
        if self._text_of:
            self.values[-1] = (self._text_of, self.values[-1][1] + data.removeprefix("\n"))
        elif not self._silent and data.strip():
            self.words.append(" ".join(data.split()))


@dataclass
class Browser:
    """One person's browser, without scripts. ``words``: what the page shows."""

    words: str = ""
    _page: _Reader = field(default_factory=_Reader)
    _url: str = ""

    async def __aenter__(self) -> Self:
        self._session = ClientSession(cookie_jar=CookieJar(unsafe=True), timeout=ClientTimeout(total=30))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def open(self, url: str) -> str:
        async with self._session.get(url) as answer:
            return self._read(str(answer.url), await answer.text())

    async def press(self, press: str, values: Mapping[str, str] | None = None) -> str:
        """Fill in the fields of the form by question key, and press its button, such as "save"."""
        if press not in self._page.presses:
            raise NoSuchButton(f"Sidan har ingen knapp {press}, bara {', '.join(self._page.presses)}.")
        filled = {f"{_PREFIX}{key}": value for key, value in (values or {}).items()}
        kept = [(name, value) for name, value in self._page.values if name not in filled]
        fields = [*kept, *filled.items(), ("press", press)]
        async with self._session.post(urljoin(self._url, self._page.action), data=fields) as answer:
            return self._read(str(answer.url), await answer.text())

    def _read(self, url: str, html: str) -> str:
        self._url, self._page = url, _Reader()
        self._page.feed(html)
        self.words = "\n".join(self._page.words)
        return self.words
