"""Putting a file where Teams has asked for it: in a person's OneDrive, by an address good for one upload."""

from dataclasses import dataclass

import aiohttp
from yarl import URL

from bot.connector import Connector
from bot.origins import is_loopback
from domain.errors import SamradError

_PATIENCE = aiohttp.ClientTimeout(total=60, connect=5)
_HTTP_ERROR = 300


class NotUploaded(SamradError):
    """The file did not arrive; the words say what to do instead."""


NOT_THERE = "Filen gick inte att lägga i din OneDrive. Hämta den med knappen i stället, eller be om den igen."


@dataclass(frozen=True)
class Uploads:
    """``hosts``: domains that files may be put in, all below them too, and exact origins on this machine."""

    connector: Connector
    hosts: tuple[str, ...]

    def allowed(self, url: str) -> bool:
        """Whether the address is one of OneDrive's: whoever sends it to us names a place on the network."""
        try:
            asked = URL(url)
        except ValueError:
            return False
        host = (asked.host or "").lower()
        if asked.user or asked.password:
            return False
        if asked.scheme == "http":
            return is_loopback(host) and str(asked.origin()) in self.hosts
        below = any(host == one or host.endswith(f".{one}") for one in self.hosts)
        return asked.scheme == "https" and asked.port == URL("https://x").port and below

    async def put(self, url: str, content: bytes) -> None:
        """Without any token of ours. Raise NotUploaded when it did not arrive, or may not go there."""
        if not self.allowed(url):
            raise NotUploaded(NOT_THERE)
        last = len(content) - 1
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Range": f"bytes 0-{last}/{len(content)}",
        }
        try:
            async with self.connector.session.put(
                URL(url, encoded=True),
                data=content,
                headers=headers,
                allow_redirects=False,
                timeout=_PATIENCE,
            ) as answer:
                taken = answer.status < _HTTP_ERROR
        except (aiohttp.ClientError, TimeoutError) as silence:
            raise NotUploaded(NOT_THERE) from silence
        if not taken:
            raise NotUploaded(NOT_THERE)
