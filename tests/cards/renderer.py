"""The card renderer that Teams builds on (npm ``adaptivecards``), in a headless Chromium, for tests."""

import json
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from markdown_it import MarkdownIt
from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import CHROMIUM_FLAGS

SCRIPT = Path(__file__).parents[2] / "node_modules" / "adaptivecards" / "dist" / "adaptivecards.min.js"

_HTML = (Path(__file__).parent / "host.html").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Rendered:
    """What became of a card: the renderer's complaints, and what is on the screen."""

    complaints: list[str]
    lines: list[str]
    links: list[str]
    markup: list[str]
    headings: list[str]
    unlabelled: list[str]
    values: dict[str, str]
    buttons: list[str]
    width: int
    content_width: int


class Renderer:
    """One Chromium, driven from a thread of its own: playwright's loop would block the async tests."""

    def __init__(self, executable: str) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._executable = executable

    def __enter__(self) -> Self:
        self._page: Page = self._thread.submit(self._start).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._thread.submit(self._stop).result()
        self._thread.shutdown()

    def render(self, card: dict[str, Any], *, width: int = 360, markdown: bool = True) -> Rendered:
        """Render, as JSON from the wire; ``markdown``: with markdown-it, as Teams does, or without."""
        work: Future[Rendered] = self._thread.submit(
            partial(self._render, json.loads(json.dumps(card)), width=width, markdown=markdown)
        )
        return work.result()

    def submit(self, card: dict[str, Any], title: str, filled: dict[str, str]) -> dict[str, Any]:
        """What the client sends when ``filled`` is filled in and the button ``title`` is pressed."""
        return self._thread.submit(
            partial(self._submit, json.loads(json.dumps(card)), title, filled)
        ).result()

    def screenshot(self) -> bytes:
        """The card rendered last, whole, as PNG."""
        return self._thread.submit(partial(self._page.screenshot, full_page=True)).result()

    def _start(self) -> Page:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=self._executable, args=list(CHROMIUM_FLAGS)
        )
        page = self._browser.new_page()
        page.set_content(_HTML)
        page.add_script_tag(path=SCRIPT)
        return page

    def _stop(self) -> None:
        self._browser.close()
        self._playwright.stop()

    def _render(self, card: dict[str, Any], *, width: int, markdown: bool) -> Rendered:
        self._page.set_viewport_size({"width": width, "height": 800})
        seen: dict[str, Any] = self._page.evaluate(
            "([card, html]) => show(card, html)", [card, _html(card, markdown)]
        )
        return Rendered(**seen)

    def _submit(self, card: dict[str, Any], title: str, filled: dict[str, str]) -> dict[str, Any]:
        self._page.evaluate("([card, html]) => show(card, html)", [card, None])
        sent: dict[str, Any] = self._page.evaluate(
            "([title, filled]) => press(title, filled)", [title, filled]
        )
        return sent


def _html(card: dict[str, Any], markdown: bool) -> dict[str, str] | None:  # noqa: FBT001 - private, named at the call
    """Every text of the card run as Markdown, by the Python port of the markdown-it that Teams uses."""
    if not markdown:
        return None
    run = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    return {text: run.render(text) for text in _strings(card)}


def _strings(value: Any) -> list[str]:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _strings(part)]
