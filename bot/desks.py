"""The desk that the dialogs work at: what of it is loaded when first asked for, and what links lead to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.draft_files import DraftFiles
from bot.settings import Settings
from counties.reading import CountyBook
from dialogs import reception
from dialogs.desk import Desk
from domain.county import County
from domain.messages import Message, Turn
from store.store import Store
from web.handbook_links import HandbookLinkMaker
from web.links import LinkMaker
from web.report_links import ReportLinkMaker

if TYPE_CHECKING:
    from knowledge.handbook import Handbook
    from knowledge.statute_book import StatuteBook


@dataclass(frozen=True)
class AtDesk:
    """What the edge asks for, of one desk. ``local``: anyone may become one of the invented people."""

    desk: Desk
    local: bool

    def answer(self, turn: Turn) -> Sequence[Message]:
        message = reception.answer(self._heard(turn), self.desk)
        return [message, *([Message(message.alone)] if message.alone else [])]

    def begins(self, turn: Turn) -> str:
        return reception.begins(self._heard(turn), self.desk)

    def fetch(self, turn: Turn, key: str) -> bytes:
        return reception.fetched(self._heard(turn), self.desk, key)

    def _heard(self, turn: Turn) -> Turn:
        return replace(turn, local=self.local)


def make_desk(settings: Settings, book: CountyBook, store: Store, links: LinkMaker) -> Desk:
    """In the local mode made files lie on this machine, and anyone may become one of the invented people."""
    desk = Desk(
        store,
        book.county,
        partial(_handbook, settings, book.county, store),
        links.to,
        load_statutes=partial(_statutes, settings),
        handbook_link=HandbookLinkMaker(links.seal, links.base_url, store).to,
        report_links=ReportLinkMaker(links.seal, links.base_url, store),
        report_template=settings.word_template,
        hours=book.hours,
    )
    if not settings.local:
        return desk
    made = DraftFiles(settings.var / "out")
    return replace(desk, invented=book.invented.by_name, lay_down=made.lay_down)


def _handbook(settings: Settings, county: County, store: Store) -> "Handbook":
    from bot import handbooks  # noqa: PLC0415 - loaded with the first question

    return handbooks.load(county, store.proposals.published().values(), _statutes(settings))


def _statutes(settings: Settings) -> "StatuteBook":
    from knowledge.statute_book import FILE, StatuteBook  # noqa: PLC0415 - loaded with the first paragraph shown

    return StatuteBook(settings.var / FILE)
