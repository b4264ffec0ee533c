"""A browser at the report's pages, where there may be several forms on one page."""

from collections.abc import Mapping

from tests.web.browsing import Browser
from tests.web.reading import Element, Page


class Reader(Browser):
    """``base``: where the pages of the opened link are."""

    base = ""

    async def enter(self, door: str, token: str, path: str = "") -> Page:
        """Open a link, and go on to a page below its address."""
        page = await self.go(f"/{door}/{token}")
        self.base = self.address
        return await self.go(self.base + path) if path else page

    async def at(self, path: str) -> Page:
        return await self.go(self.base + path)

    async def send(
        self,
        path: str,
        press: str,
        values: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Press a button of the form that goes to ``path``, its fields as they stand but for ``values``."""
        sent = self.filled(path, press) | dict(values or {})
        return await self._asked("POST", self.base + path, list(sent.items()), headers)

    def filled(self, path: str, press: str) -> dict[str, str]:
        """What the first such form with that button would send."""
        forms = [
            form
            for form in self.page.root.all("form", action=self.base + path)
            if any(form.all("button", value=press))
        ]
        assert forms, f"no form to {path} with {press}"
        return dict(_sent(forms[0])) | {"press": press}

    @property
    def posts(self) -> list[tuple[str, str]]:
        """Every button of the page that sends something: where to, below the base, and with which press."""
        return [
            (form.attributes["action"].removeprefix(self.base), button.attributes["value"])
            for form in self.page.root.all("form", method="post")
            for button in form.all("button", name="press")
            if "aria-hidden" not in button.attributes
        ]

    @property
    def ways(self) -> list[str]:
        """Where the links of the page lead, below the base."""
        found = (one.attributes.get("href", "") for one in self.page.root.all("a"))
        return [way.removeprefix(self.base) for way in found if way.startswith(self.base)]


def _sent(form: Element) -> list[tuple[str, str]]:
    return [
        (
            one.attributes["name"],
            one.raw.removeprefix("\n") if one.tag == "textarea" else one.attributes["value"],
        )
        for one in form.all()
        if one.tag in {"input", "textarea"} and _is_sent(one)
    ]


def _is_sent(field: Element) -> bool:
    return field.attributes.get("type") != "checkbox" or "checked" in field.attributes
