"""A post office, and a channel that writes through it."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from bot.channels.mail import Mail
from bot.clock import HandedClock
from domain.delivery import Address
from domain.people import Person, Role
from domain.workdays import STOCKHOLM
from tests.mail.post_office import Certificates, PostOffice, open_office

SENDER = "samrad@lansstyrelsen.example"
FIA = Person("fia", "Fia Fyrbodal", Role.REPORTER, "fyrbodal", mail="fia@kommun.example")
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=STOCKHOLM)


@pytest.fixture
def clock() -> HandedClock:
    return HandedClock(NOW)


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with open_office() as opened:
        yield opened


@pytest.fixture
def mail(office: PostOffice, clock: HandedClock) -> Mail:
    return Mail(office.server(), SENDER, clock)


@pytest.fixture
def fia(mail: Mail) -> Address:
    return mail.address(FIA, "2026Q4/öppnad/fia")


@pytest.fixture(scope="session")
def certificates() -> Certificates:
    return Certificates()
