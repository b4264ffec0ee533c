"""What was sent when it could no longer be kept, shown to be copied: nothing typed is lost."""

from http import HTTPStatus

from aiohttp.web import Response

from domain.report_links import Purpose
from web.headers import clear
from web.report_entrance import ReportGuest
from web.report_frame import framed

_WAY = {
    Purpose.DRAFT: "Skriv ”utkast” till Samråd i Teams, så får du en ny länk.",
    Purpose.CHECK: "Hör av dig till samordnaren på Länsstyrelsen.",
    Purpose.PUBLISHED: "Hör av dig till samordnaren på Länsstyrelsen.",
}


def given_back(guest: ReportGuest, words: str, why: str = "") -> Response:
    """``why``: what stands in the way, and what to do; empty when the link's time is out."""
    copied = "Kopiera det du skrev. " if words else ""
    html = framed(
        "report_given_back.html",
        guest,
        "",
        title="Inget sparades",
        text=f"{why} {copied}" if why else f"Länken har gått ut. {copied}{_WAY[guest.link.purpose]}",
        words=words,
    )
    return clear(HTTPStatus.CONFLICT, html)
