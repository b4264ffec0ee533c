"""The handbook in use follows what is published, is loaded once at a time, and answers meanwhile."""

from threading import Barrier, Event, Thread

import pytest

from dialogs.live_handbook import LiveHandbook
from knowledge.handbook import Handbook

_LONG_ENOUGH = 20.0


class Torn(Exception):
    """The paper tore."""


class Press:
    """Prints a handbook an edition; ``gate`` closed holds the printing up."""

    def __init__(self) -> None:
        self.edition = 0
        self.torn = False
        self.asked = 0
        self.printed: list[Handbook] = []
        self.gate = Event()
        self.gate.set()
        self.begun = Event()
        self.live = LiveHandbook(self.load, self.number)

    def number(self) -> int:
        self.asked += 1
        return self.edition

    def load(self) -> Handbook:
        self.begun.set()
        assert self.gate.wait(_LONG_ENOUGH)
        if self.torn:
            raise Torn
        self.printed.append(Handbook([]))
        return self.printed[-1]


@pytest.fixture
def press() -> Press:
    return Press()


def test_nothing_is_loaded_before_the_first_question(press: Press) -> None:
    assert (press.asked, press.printed) == (0, [])
    assert press.live.now() is press.live.now()
    assert len(press.printed) == 1


def test_it_is_loaded_again_when_more_is_published(press: Press) -> None:
    first = press.live.now()
    press.edition = 1
    second = press.live.now()
    assert second is not first
    assert press.live.now() is second
    assert press.live.newest() is second
    assert press.printed == [first, second]


def test_the_old_one_answers_while_the_new_one_is_loaded(press: Press) -> None:
    first = press.live.now()
    press.edition = 1
    press.begun.clear()
    press.gate.clear()
    loader = Thread(target=press.live.now)
    loader.start()
    assert press.begun.wait(_LONG_ENOUGH)
    assert press.live.now() is first, "nobody waits for it"
    press.gate.set()
    loader.join()
    assert press.live.now() is press.printed[-1] is not first
    assert len(press.printed) == 2


def test_who_published_waits_until_it_is_there(press: Press) -> None:
    press.live.now()
    press.edition = 1
    press.begun.clear()
    press.gate.clear()
    loader = Thread(target=press.live.now)
    loader.start()
    assert press.begun.wait(_LONG_ENOUGH)
    got: list[Handbook] = []
    publisher = Thread(target=lambda: got.append(press.live.newest()))
    publisher.start()
    press.gate.set()
    loader.join()
    publisher.join()
    assert got == [press.printed[-1]]
    assert len(press.printed) == 2, "the one that was under way is enough"


def test_many_first_questions_at_once_load_it_once(press: Press) -> None:
    start = Barrier(8)
    got: list[Handbook] = []

    def ask() -> None:
        start.wait(_LONG_ENOUGH)
        got.append(press.live.now())

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(press.printed) == 1
    assert got == press.printed * 8


def test_a_load_that_fails_is_tried_again_and_locks_nobody_out(press: Press) -> None:
    press.torn = True
    with pytest.raises(Torn):
        press.live.now()
    press.torn = False
    first = press.live.now()
    press.edition, press.torn = 1, True
    with pytest.raises(Torn):
        press.live.now()
    press.torn = False
    assert press.live.now() is not first


def test_what_is_published_during_the_loading_is_loaded_too(press: Press) -> None:
    def load() -> Handbook:
        press.edition += 1 if not press.printed else 0
        return press.load()

    press.live = LiveHandbook(load, press.number)
    first = press.live.now()
    assert press.live.now() is not first
    assert len(press.printed) == 2
