"""What stands around every page of the report: whose it is, the ways to go, the mark of its forms."""

from dataclasses import dataclass

from domain import swedish
from domain.report_links import Purpose
from web import pages
from web.report_entrance import ReportGuest
from web.static import REPORT_CSS

_ROOMS = (("", "Rapporten"), ("/synpunkter", "Synpunkter"), ("/versioner", "Versioner"))


@dataclass(frozen=True)
class Way:
    """Somewhere to go from every page."""

    path: str
    title: str
    here: bool


def framed(template: str, guest: ReportGuest, path: str, **what: object) -> str:
    """A template filled in; ``path``: of the page, below the report's address."""
    ways = [Way(way, title, way == path) for way, title in _ROOMS] if _drafting(guest) else []
    until = swedish.moment(guest.link.expires)
    around = {"guest": guest, "rooms": ways, "until": until, "report_css": REPORT_CSS.address}
    return pages.drawn(template, None, **around, **what)


def hidden(guest: ReportGuest, **values: str) -> dict[str, str]:
    return {"guard": guest.guard, **values}


def _drafting(guest: ReportGuest) -> bool:
    return guest.link.purpose is Purpose.DRAFT
