"""Kolada, the open database of key figures for municipalities (API v3): one key figure and year at a time.

A row there has kpi, municipality, period and values, each with gender (T, K, M), value, status and isdeleted;
pages are linked by next_url. The key figures are annual. Nothing but the address that is set is ever asked.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from aiohttp import ClientError, ClientSession
from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError
from yarl import URL

from domain.errors import BadSetting, SamradError

ADDRESS = "https://api.kolada.se/v3"
SETTING = "SAMRAD_KOLADA_URL"
_OK, _MOVED = 200, range(300, 400)
_MOST_PAGES = 40


class Silent(SamradError):
    """Kolada did not answer, or not with what we asked for; the words say why."""


class Unreachable(Silent):
    """Kolada is not there at all, so there is no use in asking for the next key figure."""


class Number(BaseModel):
    """A value of one municipality (or of a region or group); None when Kolada has none or took it away."""

    model_config = ConfigDict(frozen=True)

    municipality: str
    gender: str
    value: float | None


class _Value(BaseModel):
    gender: str = Field(pattern=r"^[TKM]$")
    value: Annotated[float, Strict(), Field(allow_inf_nan=False)] | None = None
    isdeleted: bool = False


class _Row(BaseModel):
    kpi: str
    municipality: str
    period: int
    values: tuple[_Value, ...]


class _Page(BaseModel):
    values: tuple[_Row, ...]
    next_url: str | None = None
    next_page: str | None = None


@dataclass(frozen=True)
class Kolada:
    """Where Kolada answers. ``seconds`` is the most that one key figure may take, all its pages together."""

    base: URL
    seconds: float = 30.0
    most_bytes: int = 8_000_000

    async def numbers(self, session: ClientSession, kpi: str, year: int) -> list[Number]:
        """What Kolada has for a key figure and a year. Raise Silent when it does not answer as it should."""
        address = self.base / "data" / "kpi" / kpi / "year" / str(year)
        numbers: list[Number] = []
        try:
            async with asyncio.timeout(self.seconds):
                for _ in range(_MOST_PAGES):
                    page = _page(await self._body(session, address))
                    numbers.extend(_numbers(page, kpi, year))
                    following = page.next_url or page.next_page
                    if not following:
                        return numbers
                    address = self._ours(following)
        except TimeoutError:
            raise Unreachable(f"Kolada svarade inte inom {self.seconds:g} sekunder") from None
        except ClientError as error:
            raise Unreachable("Kolada gick inte att nå") from error
        raise Silent(f"Kolada svarade med fler än {_MOST_PAGES} sidor")

    async def _body(self, session: ClientSession, address: URL) -> bytes:
        async with session.get(
            address, allow_redirects=False, headers={"Accept": "application/json"}
        ) as answer:
            if answer.status in _MOVED:
                raise Silent("Kolada hänvisade till en annan adress, och den följs inte")
            if answer.status != _OK:
                raise Silent(f"Kolada svarade med fel {answer.status}")
            body = bytearray()
            async for piece in answer.content.iter_chunked(65_536):
                body += piece
                if len(body) > self.most_bytes:
                    raise Silent(f"Kolada svarade med mer än {self.most_bytes} byte")
            return bytes(body)

    def _ours(self, written: str) -> URL:
        """The next page, at our own address whatever scheme is written. Raise Silent for another host."""
        try:
            following = self.base.join(URL(written))
            port = following.explicit_port
        except ValueError:
            raise Silent("Kolada svarade med en adress som inte går att läsa") from None
        same = following.host == self.base.host and port in {None, self.base.port}
        if not same or following.user or not following.path.startswith(self.base.path.rstrip("/") + "/"):
            raise Silent("Kolada hänvisade till en annan adress, och den följs inte")
        return self.base.with_path(following.path).with_query(following.query)


def kolada_at(address: str) -> Kolada:
    """Raise BadSetting for what is no http(s) address of a service."""
    try:
        url = URL(address)
        whole = bool(url.host and url.port)
    except ValueError:
        whole = False
    if not whole or url.scheme not in {"http", "https"} or url.user or url.query or url.fragment:
        raise BadSetting(f"{SETTING} är fel: skriv en adress som {ADDRESS}")
    return Kolada(url)


def _page(body: bytes) -> _Page:
    try:
        return _Page.model_validate_json(body)
    except ValidationError:
        raise Silent("Kolada svarade med något som inte går att läsa") from None


def _numbers(page: _Page, kpi: str, year: int) -> Iterator[Number]:
    for row in page.values:
        if (row.kpi, row.period) != (kpi, year):
            raise Silent(f"Kolada svarade om {row.kpi} {row.period} i stället för {kpi} {year}")
        for one in row.values:
            value = None if one.isdeleted else one.value
            yield Number(municipality=row.municipality, gender=one.gender, value=value)
