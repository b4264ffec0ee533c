"""A round for kvartal 3 2026, open, in Västra Götaland, with the invented people in their places."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.draft_files import DraftFiles
from bot.handbooks import places
from counties.reading import CountyBook, read_county
from dialogs.desk import Desk
from domain.messages import Account
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import STOCKHOLM
from forms import shelf
from knowledge.handbook import Handbook
from store.store import Store
from tests.conversations.chat import Chat
from tests.conversations.offices import BEGINS, Offices
from tests.conversations.report_office import Office
from tests.laying import Laid, Start, filled, going_on

TENANT = "11111111-1111-1111-1111-111111111111"


@pytest.fixture(scope="session")
def book() -> CountyBook:
    return read_county("vastra_gotaland")


@pytest.fixture(scope="session")
def handbook(book: CountyBook) -> Handbook:
    return Handbook.load(places=places(book.county))


@pytest.fixture(scope="session")
def opened() -> datetime:
    """A Wednesday in the middle of the round for kvartal 3 2026."""
    return datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)


@pytest.fixture(scope="session")
def round_(book: CountyBook) -> Round:
    """It is in the store of every test in this ring."""
    forms = [shelf.newest(form_id) for form_id in book.county.form_ids()]
    return plan(Quarter(2026, 3), date(2026, 12, 10), forms)


@pytest.fixture(scope="session")
def laid_down(
    empty_store: Start,
    book: CountyBook,
    round_: Round,
    opened: datetime,
    tmp_path_factory: pytest.TempPathFactory,
) -> Start:
    """The round is open, and the invented people are in their places."""

    def fill(store: Store) -> None:
        store.rounds.create(round_, "samråd", opened)
        for person in book.invented.people:
            store.people.enroll(person, Account(TENANT, f"aad-{person.id}", person.name))

    return going_on(empty_store, tmp_path_factory.mktemp("opened"), fill)


@pytest.fixture(scope="session")
def offices(
    laid_down: Start,
    book: CountyBook,
    round_: Round,
    opened: datetime,
    tmp_path_factory: pytest.TempPathFactory,
) -> Offices:
    folder = tmp_path_factory.mktemp("offices")
    reads = partial(Handbook.load, places=places(book.county))
    return Offices(laid_down, folder, lambda store: Office(Desk(store, book.county, reads), round_, opened))


@pytest.fixture
def laid(offices: Offices, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Laid]:
    """The round is open; in a module with ``BEGINS`` more has been done."""
    start = offices.begin(getattr(request.module, BEGINS, {}), request.fixturenames)
    with filled(start, tmp_path) as begun:
        yield begun


def desk_over(store: Store, book: CountyBook, handbook: Handbook, out: Path) -> Desk:
    """The desk of the ring's tests; ``out``: the folder that made files are laid in."""
    return Desk(store, book.county, lambda: handbook, lay_down=DraftFiles(out).lay_down)


@pytest.fixture
def desk(store: Store, book: CountyBook, handbook: Handbook, tmp_path: Path) -> Desk:
    return desk_over(store, book, handbook, tmp_path / "out")


@pytest.fixture
def chat_as(desk: Desk, opened: datetime) -> Callable[[str], Chat]:
    """The chat of one of the invented people, by id ("fyrbodal", "samordnare" …)."""
    return lambda who: Chat(desk, Account(TENANT, f"aad-{who}"), opened)
