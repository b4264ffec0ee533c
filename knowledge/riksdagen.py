"""A statute's text out of Riksdagen's open data: GET /dokument/sfs-2099-1.json.

The answer is {"dokumentstatus": {"dokument": {dok_id, beteckning, titel, subtitel, datum, text, …},
"dokuppgift": {"uppgift": [{kod, namn, text}, …]}}}: `subtitel` is "t.o.m. SFS 2099:7" or empty, and the kod
`upphavd` is there when the statute is repealed. Nothing but the address that is set is ever asked.
"""

import asyncio
import re
from dataclasses import dataclass
from datetime import date

from aiohttp import ClientError, ClientSession
from pydantic import BaseModel, ValidationError, field_validator
from yarl import URL

from knowledge.statute_head import Head, StatuteError, amendment_in, day_in
from knowledge.statute_text import Statute, parse

ADDRESS = "https://data.riksdagen.se"
SETTING = "SAMRAD_RIKSDAGEN_URL"
_OK, _GONE, _MOVED = 200, {404, 410}, range(300, 400)
_NUMBER = re.compile(r"^(?:SFS )?(\d{4}):(\d{1,5})$")


class Silent(StatuteError):
    """Riksdagen did not answer, or not with what was asked for; the words say why."""


class _Fact(BaseModel):
    kod: str = ""
    text: str | None = None


class _Facts(BaseModel):
    uppgift: tuple[_Fact, ...] = ()

    @field_validator("uppgift", mode="before")
    @classmethod
    def _one_or_many(cls, given: object) -> object:
        return [given] if isinstance(given, dict) else given or ()


class _Document(BaseModel):
    beteckning: str
    titel: str
    subtitel: str | None = None
    datum: str | None = None
    text: str | None = None


class _Status(BaseModel):
    dokument: _Document
    dokuppgift: _Facts | None = None


class _Answer(BaseModel):
    dokumentstatus: _Status


@dataclass(frozen=True)
class Riksdagen:
    """Where Riksdagen answers. ``seconds`` is the most that one statute may take."""

    base: URL
    seconds: float = 30.0
    most_bytes: int = 16_000_000

    async def statute(self, session: ClientSession, number: str, today: date) -> Statute:
        """The statute as it is today. Raise Silent, or StatuteError when its text cannot be read."""
        year, serial = numbered(number)
        address = self.base / "dokument" / f"sfs-{year}-{serial}.json"
        try:
            async with asyncio.timeout(self.seconds):
                body = await self._body(session, address, f"{year}:{serial}")
        except TimeoutError:
            raise Silent(
                f"Riksdagen svarade inte inom {self.seconds:g} sekunder. Försök igen senare."
            ) from None
        except ClientError as error:
            raise Silent(f"Riksdagen gick inte att nå på {self.base}. Försök igen senare.") from error
        return _statute(body, f"{year}:{serial}", today)

    async def _body(self, session: ClientSession, address: URL, number: str) -> bytes:
        asked = {"Accept": "application/json"}
        async with session.get(address, allow_redirects=False, headers=asked) as answer:
            if answer.status in _GONE:
                raise Silent(f"Riksdagen har ingen författning med nummer {number}. Kontrollera numret.")
            if answer.status in _MOVED:
                raise Silent(
                    f"Riksdagen hänvisade till en annan adress, och den följs inte. Ändra {SETTING}."
                )
            if answer.status != _OK:
                raise Silent(f"Riksdagen svarade med fel {answer.status}. Försök igen senare.")
            body = bytearray()
            async for piece in answer.content.iter_chunked(65_536):
                body += piece
                if len(body) > self.most_bytes:
                    raise Silent(
                        f"Riksdagen svarade med mer än {self.most_bytes} byte. Läs in texten från en fil i"
                        " stället: samrad law add FIL."
                    )
            return bytes(body)


def riksdagen_at(address: str) -> Riksdagen:
    """Raise StatuteError for what is no http(s) address of a service."""
    try:
        url = URL(address)
        whole = bool(url.host and url.port)
    except ValueError:
        whole = False
    if not whole or url.scheme not in {"http", "https"} or url.user or url.query or url.fragment:
        raise StatuteError(f"{SETTING} är fel: skriv en adress som {ADDRESS}")
    return Riksdagen(url)


def numbered(number: str) -> tuple[str, str]:
    """Year and serial of `2099:1` or `SFS 2099:1`. Raise StatuteError for what is no number of a statute."""
    found = _NUMBER.match(number.strip())
    if found is None:
        raise StatuteError(
            f"”{number}” är inget författningsnummer. Skriv år, kolon och nummer, till exempel 2016:38."
        )
    return found[1], found[2]


def _statute(body: bytes, number: str, today: date) -> Statute:
    try:
        status = _Answer.model_validate_json(body).dokumentstatus
    except ValidationError:
        raise Silent(
            f"Riksdagen svarade om {number} med något som inte går att läsa. Försök igen senare, eller läs in"
            " texten från en fil: samrad law add FIL."
        ) from None
    document = status.dokument
    if document.beteckning.strip() != number:
        raise Silent(f"Riksdagen svarade om {document.beteckning} i stället för {number}.")
    if not document.text:
        raise Silent(f"Riksdagen har ingen text till {number}. Läs in den från en fil: samrad law add FIL.")
    facts = {fact.kod: fact.text or "" for fact in (status.dokuppgift or _Facts()).uppgift}
    head = Head(
        number=number,
        title=" ".join(document.titel.split()),
        issued=day_in(document.datum or ""),
        amended_to=amendment_in(document.subtitel or ""),
        read_on=today,
        repealed_on=day_in(facts.get("upphavd", "")),
    )
    return parse(document.text, head)
