"""The joined bot writes to who is not in Teams, and the link in the letter is that person's own."""

import re
from datetime import datetime
from pathlib import Path

from bot.clock import HandedClock
from bot.compose import compose
from bot.connector import Connector
from bot.own_links import link_maker
from bot.settings import read_settings
from bot.tokens import no_token
from domain.delivery import Outcome
from domain.people import Person, Role
from tests.mail.conftest import SENDER
from tests.mail.post_office import PostOffice


async def test_a_reporter_in_another_tenant_gets_the_form_by_e_mail(
    tmp_path: Path, office: PostOffice, clock: HandedClock
) -> None:
    settings = read_settings(
        var=tmp_path,
        smtp_url=f"smtp://127.0.0.1:{office.port}",
        mail_from=SENDER,
        public_url="https://samrad.lansstyrelsen.example",
    )
    bot = compose(settings, clock, Connector(settings.origins, no_token))
    try:
        eva = Person("eva", "Eva Ek", Role.REPORTER, "fyrbodal", mail="eva@kommun.example")
        bot.store.people.enroll(eva, at=clock())
        clock.set(datetime.fromisoformat("2026-11-23T10:00:00+01:00"))
        await bot.pulse.beat()
        (letter,) = [letter for letter in office.letters() if letter["To"] == eva.mail]
        text = letter.get_body(("plain",))
        assert text is not None
        link = re.search(r"https://samrad\.lansstyrelsen\.example/svara/(\S+)", text.get_content())
        assert link is not None
        found = link_maker(settings, bot.store).opened(link.group(1), clock())
        assert found is not None
        assert (found.person, found.unit) == ("eva", "fyrbodal")
        (row,) = [row for row in bot.store.outbox.rows() if row.person == "eva" and row.tries]
        assert (row.outcome, row.activity) == (Outcome.SENT, f"mail {letter['Message-ID']}")
    finally:
        bot.close()
