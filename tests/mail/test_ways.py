"""A notice finds its person: in Teams first, by e-mail else, and the outbox says which or why not."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.channels.mail import Mail
from bot.channels.ways import Ways
from bot.clock import HandedClock
from bot.mail_server import Tls
from counties.reading import CountyBook, read_county
from domain.delivery import Address, NotDelivered, Outcome, Throttled, Unreachable
from domain.messages import Account, Message
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import STOCKHOLM
from forms import shelf
from scheduler.delivery import LEASE, Delivery
from scheduler.pulse import Pulse
from scheduler.tick import Schedule
from store.store import Store
from tests.mail.conftest import SENDER
from tests.mail.post_office import DROP, PostOffice

OPENED = "2026Q4/öppnad/"
ACCOUNT = Account("11111111-1111-1111-1111-111111111111", "fia")
FIA = Person("fia", "Fia Fyrbodal", Role.REPORTER, "fyrbodal", mail="fia@kommun.example")
NEVER_MAIL = Person("fia", "Fia Fyrbodal", Role.REPORTER, "fyrbodal")


class Chats:
    """Teams as far as it goes here: takes a message, or refuses it as it was told to."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.refusal: NotDelivered | None = None

    async def deliver(self, address: Address, _message: Message) -> str:
        if self.refusal:
            raise self.refusal
        self.sent.append(address.account.id)
        return "activity-1"


class Samrad:
    """The round for kvartal 4 2026 opens at 10 on 4 February 2027, and Fia is its only reporter."""

    def __init__(self, store: Store, clock: HandedClock, book: CountyBook) -> None:
        self.store, self.clock, self.book = store, clock, book
        self.chats = Chats()
        round_ = plan(
            Quarter(2026, 4), date(2027, 3, 18), [shelf.newest(form_id) for form_id in book.county.form_ids()]
        )
        self.schedule = Schedule(
            store, book.county, book.hours, round_.forms, {round_.quarter: round_.council_date}
        )
        self.wait_until("2027-02-04 10:00")

    def wait_until(self, words: str) -> None:
        self.clock.set(datetime.fromisoformat(words).replace(tzinfo=STOCKHOLM))

    def wait(self, time: timedelta) -> None:
        self.clock.set(self.clock() + time)

    def knows(self, person: Person, *, in_teams: bool) -> None:
        self.store.people.enroll(person, ACCOUNT if in_teams else None, self.clock())
        if in_teams:
            self.store.addresses.remember(
                Address(ACCOUNT, "https://smba.example/", "chat", "bot"), self.clock()
            )

    async def beats(self, mail: Mail | None) -> tuple[Outcome, str, str]:
        """How Fia's notice stands after a beat: its outcome, why, and the channel's id."""
        ways = Ways(self.store, self.chats.deliver, mail)
        delivery = Delivery(
            self.store, self.book.county, ways.deliver, self.clock, self.book.hours, ways.to,
            by_mail=bool(mail), link=_link,
        )  # fmt: skip
        failures: list[Exception] = []
        await Pulse(self.schedule, delivery, self.clock, failures.append).beat()
        (row,) = self.store.outbox.rows(OPENED)
        return row.outcome, row.why, row.activity


def _link(person: Person, unit: str, round_: Round, _now: object) -> str:
    return f"https://samrad.example/svara/{person.id}-{unit}-{round_.key}"


@pytest.fixture
def samrad(store: Store, clock: HandedClock) -> Samrad:
    return Samrad(store, clock, read_county("vastra_gotaland"))


async def test_who_has_a_chat_is_told_there(samrad: Samrad, mail: Mail, office: PostOffice) -> None:
    samrad.knows(FIA, in_teams=True)
    assert await samrad.beats(mail) == (Outcome.SENT, "", "activity-1")
    assert office.envelopes == []


async def test_who_has_none_gets_a_letter_with_a_link_of_her_own(
    samrad: Samrad, mail: Mail, office: PostOffice
) -> None:
    samrad.knows(FIA, in_teams=False)
    outcome, why, activity = await samrad.beats(mail)
    letter = office.letter()
    assert (outcome, why, activity) == (Outcome.SENT, "", f"mail {letter['Message-ID']}")
    assert (letter["From"], letter["To"]) == (f"Samråd <{SENDER}>", FIA.mail)
    text = letter.get_body(("plain",))
    assert text is not None
    assert "https://samrad.example/svara/fia-fyrbodal-2026Q4\r\n" in text.get_content()
    assert "till Samråd i Teams" not in text.get_content()
    assert samrad.chats.sent == []


async def test_a_closed_chat_leads_on_to_a_letter(samrad: Samrad, mail: Mail, office: PostOffice) -> None:
    samrad.knows(FIA, in_teams=True)
    samrad.chats.refusal = Unreachable("mottagaren har blockerat boten (403)")
    outcome, _, activity = await samrad.beats(mail)
    assert outcome is Outcome.SENT
    assert activity == f"mail {office.letter()['Message-ID']}"


async def test_a_chat_that_is_busy_is_waited_for(samrad: Samrad, mail: Mail, office: PostOffice) -> None:
    samrad.knows(FIA, in_teams=True)
    samrad.chats.refusal = Throttled("Teams ber oss vänta (429)", 5)
    assert (await samrad.beats(mail))[0] is Outcome.WAITING
    assert office.envelopes == []


async def test_a_person_who_is_reached_nowhere_says_why_of_each_way(
    samrad: Samrad, mail: Mail, office: PostOffice
) -> None:
    samrad.knows(FIA, in_teams=True)
    samrad.chats.refusal = Unreachable("mottagaren har blockerat boten (403)")
    office.says("RCPT", "550 5.1.1 Unknown")
    assert await samrad.beats(mail) == (
        Outcome.UNREACHABLE,
        "mottagaren har blockerat boten (403); e-postadressen tas inte emot (550 5.1.1)",
        "",
    )


async def test_a_server_that_puts_off_is_tried_again_with_the_same_letter(
    samrad: Samrad, mail: Mail, office: PostOffice
) -> None:
    samrad.knows(FIA, in_teams=False)
    office.says("DATA", "451 4.3.0 Later", "250 OK")
    assert await samrad.beats(mail) == (
        Outcome.WAITING, "e-postservern tar inte emot just nu (451 4.3.0)", "",
    )  # fmt: skip
    samrad.wait(timedelta(minutes=14))
    assert (await samrad.beats(mail))[0] is Outcome.WAITING
    samrad.wait(timedelta(minutes=2))
    assert (await samrad.beats(mail))[0] is Outcome.SENT
    first, again = office.letters()
    assert first["Message-ID"] == again["Message-ID"]


async def test_a_letter_that_was_never_answered_is_sent_once_more_and_says_so(
    samrad: Samrad, mail: Mail, office: PostOffice
) -> None:
    samrad.knows(FIA, in_teams=False)
    office.says("DATA", DROP)
    assert (await samrad.beats(mail))[0] is Outcome.SENDING
    samrad.wait(LEASE * 2)
    outcome, why, _ = await samrad.beats(mail)
    assert outcome is Outcome.FAILED
    assert why.startswith("oklart om det kom fram: e-postservern svarade inte")
    first, again = [letter.as_string() for letter in office.letters()]
    assert "bortse" not in first
    assert "bortse" in again


async def test_without_e_mail_the_outbox_says_so(samrad: Samrad) -> None:
    samrad.knows(FIA, in_teams=False)
    assert await samrad.beats(None) == (
        Outcome.UNREACHABLE, "ingen adress i Teams, och e-post är inte inställd", "",
    )  # fmt: skip


async def test_what_waited_for_an_address_goes_when_there_is_one(
    samrad: Samrad, mail: Mail, office: PostOffice
) -> None:
    samrad.knows(NEVER_MAIL, in_teams=False)
    missing = (Outcome.UNREACHABLE, "ingen adress i Teams, och ingen e-postadress", "")
    assert [await samrad.beats(mail) for _ in range(2)] == [missing, missing]
    samrad.knows(FIA, in_teams=False)
    assert (await samrad.beats(mail))[0] is Outcome.SENT
    assert len(office.letters()) == 1


async def test_letters_to_the_invented_stay_on_this_machine(
    samrad: Samrad, mail: Mail, office: PostOffice, clock: HandedClock
) -> None:
    samrad.knows(replace(FIA, invented=True), in_teams=False)
    away = Mail(office.server(Tls.STARTTLS), SENDER, clock)
    nowhere = (Outcome.UNREACHABLE, "ingen adress i Teams, och ingen e-postadress", "")
    assert [await samrad.beats(away) for _ in range(2)] == [nowhere, nowhere]
    assert len(samrad.store.audit.lines(f"{OPENED}fyrbodal/fia")) == 3
    assert (mail.reaches(FIA), mail.reaches(replace(FIA, invented=True))) == (True, True)
    assert (away.reaches(FIA), away.reaches(NEVER_MAIL)) == (True, False)


async def test_a_refused_letter_is_not_sent_again_by_the_next_beat(
    samrad: Samrad, mail: Mail, office: PostOffice
) -> None:
    samrad.knows(FIA, in_teams=False)
    office.says("RCPT", "550 5.1.1 Unknown")
    assert [(await samrad.beats(mail))[0] for _ in range(2)] == [Outcome.UNREACHABLE] * 2
    (row,) = samrad.store.outbox.rows(OPENED)
    assert row.tries == 1
