"""The handbook of a county: the entries, what was published over them, its places, changed statutes."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.log import broken
from domain.county import County
from domain.proposals import Proposal
from knowledge.entries import EntryError, StatuteSource, read_text
from knowledge.handbook import Changed, Handbook
from knowledge.places import Place
from knowledge.statute_book import StatuteBook

_REMEMBERED = 4096


def load(county: County, published: Iterable[Proposal], book: StatuteBook) -> Handbook:
    """The handbook as it is now. A published text that this version cannot read is left out, and logged."""
    return Handbook.load(_readable(published), places(county), changed_in(book))


def places(county: County) -> Iterator[Place]:
    """Where each municipality of the county belongs; a guest from another county is none of its places."""
    for council in county.councils:
        for member in council.members:
            if member.in_county:
                yield Place(
                    name=member.name,
                    code=member.code or "",
                    county=county.name,
                    sub_region=council.name,
                    led_by=council.led_by,
                    entry=f"kommuner_{council.id}",
                )


def changed_in(book: StatuteBook) -> Changed:
    """Tells the amendment by which a cited paragraph has changed, as far as the texts read in tell."""

    @lru_cache(_REMEMBERED)
    def changed(source: StatuteSource, _written: float) -> str | None:
        told = (book.changed_in(source, label) for label in source.paragraphs)
        return next(filter(None, told), None)

    # Remembered until the file is written again: an answer with ten paragraphs would read it forty times.
    return lambda source: changed(source, book.path.stat().st_mtime) if book.path.is_file() else None


def _readable(published: Iterable[Proposal]) -> Iterator[str]:
    for proposal in published:
        try:
            read_text(proposal.name, proposal.markdown)
        except EntryError as error:
            broken("handbook.unreadable", error)
        else:
            yield proposal.markdown
