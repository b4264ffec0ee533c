"""Two bots in local mode begin on the same empty database: one of them lays in what is made up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest

from bot.local import mode
from counties.reading import read_county
from domain.life import Status
from domain.workdays import STOCKHOLM
from store.store import Store
from tests.laying import ENGINES

NOW = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_what_is_made_up_is_laid_in_once_however_many_begin(store: Store, reopened: Store) -> None:
    book, together = read_county("vastra_gotaland"), Barrier(2)

    def begin(mine: Store) -> None:
        mode.enroll(mine, book, NOW)
        mode.publish_figures(mine, book, NOW)
        mode.open_again(mine, book, mode.councils(NOW.date()), NOW)
        together.wait()
        mode.lay_in_earlier(mine, book, NOW)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(begin, (store, reopened)))
    (round_,) = store.rounds.all()
    answered = [unit for unit in book.county.reporting() if store.submissions.versions(round_.key, unit.id)]
    assert len(answered) > 1
    for unit in answered:
        assert store.lives.of(round_.key, unit.id).status is Status.APPROVED
        assert len(store.submissions.versions(round_.key, unit.id)) == 1
