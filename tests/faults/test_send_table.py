"""What Teams answers, row by row, and what becomes of the message: over real HTTP, in simulated time."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.heard import Heard
from bot.local.script import FORBIDDEN, NOT_FOUND, Drop, Rule, Scripted, refused, throttled
from domain.delivery import TEAMS, Outcome, Reason
from domain.people import Person, Role
from domain.retries import BUDGET
from store.store import Store
from tests.faults.sending import FIA, OPENS, Sending, decide, sending
from tests.laying import filled
from tests.mail.post_office import open_office

HTTP_DATE = "Thu, 04 Feb 2027 09:00:00 GMT"
NO_MAIL = Person(FIA.id, FIA.name, FIA.role, FIA.unit)
CHAT = "a:fia"
ENDED = frozenset({Outcome.SENT, Outcome.FAILED, Outcome.UNREACHABLE, Outcome.NEEDLESS})


@pytest.fixture(scope="module")
def laid_down(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The round opens, and Fia is to be told."""
    with filled(migrated, tmp_path_factory.mktemp("decided")) as begun:
        begun.store.people.enroll(NO_MAIL)
        decide(begun.store, OPENS)
        (row,) = [one for one in begun.store.outbox.rows() if one.outcome is Outcome.WAITING]
        assert row.person == FIA.id
    return begun.file


@pytest.fixture
async def there(store: Store) -> AsyncIterator[Sending]:
    async with sending(store) as begun:
        begun.knows(NO_MAIL)
        yield begun


@dataclass(frozen=True)
class Case:
    """``answers`` come first, one each; ``asked``: how many requests there were in all."""

    name: str
    answers: tuple[Scripted, ...]
    asked: int
    reason: Reason = Reason.NONE
    outcome: Outcome = Outcome.FAILED
    marked: bool = False


def sent(name: str, *answers: Scripted) -> Case:
    """Taken in the end, at the try after the answers."""
    return Case(name, answers, len(answers) + 1, outcome=Outcome.SENT)


def shut(status: int, code: str, reason: Reason) -> Case:
    return Case(f"{status} {code}", (refused(status, code),), 1, reason, Outcome.UNREACHABLE, marked=True)


_502, _503, _504 = refused(502), refused(503), refused(504)
_BUSY = refused(412, "PreconditionFailed")
_AFTER, _BEFORE = Scripted(drop=Drop.AFTER), Scripted(drop=Drop.BEFORE)

CASES = (
    shut(403, "BotDisabledByAdmin", Reason.DISABLED),
    shut(403, "BotNotInConversationRoster", Reason.NOT_INSTALLED),
    shut(403, "ConversationBlockedByUser", Reason.BLOCKED),
    shut(403, "ForbiddenOperationException", Reason.NOT_INSTALLED),
    shut(403, "MessageWritesBlocked", Reason.BLOCKED),
    shut(403, "InvalidBotApiHost", Reason.WRONG_HOST),
    shut(403, "NotEnoughPermissions", Reason.NOT_PERMITTED),
    shut(403, "SomethingNew", Reason.SHUT),
    shut(403, "", Reason.SHUT),
    shut(404, "SomethingNew", Reason.GONE),
    Case(
        "404 for the chat and a new one",
        (refused(404),) * 2,
        2,
        Reason.GONE,
        Outcome.UNREACHABLE,
        marked=True,
    ),
    Case("404 no such activity", (refused(404, "ActivityNotFoundInConversation"),), 1, Reason.REFUSED),
    Case("400", (refused(400, "Bad Argument"),), 1, Reason.REFUSED),
    Case("405", (refused(405),), 1, Reason.REFUSED),
    Case("409", (refused(409),), 1, Reason.REFUSED),
    Case("413", (refused(413, "MessageSizeTooBig"),), 1, Reason.TOO_BIG),
    Case("500", (refused(500, "ServiceError"),), 1, Reason.BROKEN),
    Case("501", (refused(501),), 1, Reason.REFUSED),
    sent("412 four times", *[_BUSY] * 4),
    Case("412 five times", (_BUSY,) * 5, 5, Reason.BUSY),
    sent("503 four times", *[_503] * 4),
    Case("503 five times", (_503,) * 5, 5, Reason.BUSY),
    sent("429 four times", *[throttled()] * 4),
    Case("429 five times", (throttled(),) * 5, 5, Reason.BUSY),
    Case("429 for longer than the budget", (throttled(901),), 1, Reason.BUSY),
    Case("429 for ages", (throttled("9" * 400),), 1, Reason.BUSY),
    Case("429 until another age", (throttled("Thu, 04 Feb 9999 09:00:00 GMT", HTTP_DATE),), 1, Reason.BUSY),
    sent("429 with no time in it", throttled("-1"), throttled("snart"), throttled("nan")),
    Case("418", (refused(418),), 1, Reason.REFUSED),
    Case("302", (Scripted(302, headers={"Location": "https://evil.example/"}),), 1, Reason.REFUSED),
    Case("599", (refused(599),), 1, Reason.REFUSED),
    sent("404 without a code, and a new chat", refused(404), Scripted()),
    Case("429 that uses up the budget", (throttled(500),) * 3, 2, Reason.BUSY),
    sent("502", _502),
    Case("502 twice", (_502,) * 2, 2, Reason.UNCLEAR),
    sent("504", _504),
    Case("504 twice", (_504,) * 2, 2, Reason.UNCLEAR),
    sent("the connection goes before the message is taken", _BEFORE),
    sent("the connection goes after the message is taken", _AFTER),
    Case("the connection goes twice", (_AFTER,) * 2, 2, Reason.UNCLEAR),
    Case("502 though it arrived, twice", (Scripted(502, delivered=True),) * 2, 2, Reason.UNCLEAR),
    Case("502 and then 500", (_502, refused(500)), 2, Reason.BROKEN),
    sent("503 and then 504", _503, _504),
)


def test_every_documented_code_is_there() -> None:
    codes = {case.answers[0].body.get("subCode") or _code(case) for case in CASES}
    assert {*FORBIDDEN, NOT_FOUND[1]} <= codes


def _code(case: Case) -> str:
    return str(case.answers[0].body.get("error", {}).get("code", ""))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
async def test_each_answer_has_its_end(there: Sending, case: Case) -> None:
    there.teams.answer_next(*case.answers)
    await there.settle(lambda: there.row().outcome in ENDED)
    row = there.row()
    assert (row.outcome, row.reason, len(there.teams.asked)) == (case.outcome, case.reason, case.asked)
    assert bool(there.store.closures.of_person(FIA.id)) is case.marked
    assert (row.why == "") is (case.outcome is Outcome.SENT)
    first, last = there.teams.asked[0].at, there.teams.asked[-1].at
    assert last - first <= BUDGET.total_seconds()


@pytest.mark.parametrize(
    "told",
    [
        throttled(40),
        throttled("39.5"),
        throttled("Thu, 04 Feb 2027 09:00:40 GMT", HTTP_DATE),
        Scripted(503, headers={"Retry-After": "40"}),
        Scripted(412, headers={"Retry-After": "40"}),
    ],
    ids=["seconds", "parts of seconds", "date", "503", "412"],
)
async def test_what_the_service_says_wins_over_our_own_back_off(there: Sending, told: Scripted) -> None:
    there.teams.answer_next(told)
    await there.settle(lambda: there.row().outcome in ENDED)
    first, second = (one.at for one in there.teams.asked)
    assert second - first == pytest.approx(40)


async def test_the_back_off_doubles_from_two_seconds_and_is_all_chance(there: Sending) -> None:
    there.teams.answer_next(*[_503] * 5)
    await there.settle(lambda: there.row().outcome in ENDED)
    at = [one.at for one in there.teams.asked]
    waits = [later - earlier for earlier, later in pairwise(at)]
    assert all(wait <= most for wait, most in zip(waits, (2, 4, 8, 16), strict=True))
    assert len({round(wait / most, 3) for wait, most in zip(waits, (2, 4, 8, 16), strict=True)}) == 4


async def test_what_may_have_arrived_is_sent_once_more_half_a_minute_later_and_says_so(
    there: Sending,
) -> None:
    there.teams.answer_next(_AFTER)
    await there.settle(lambda: there.row().outcome in ENDED)
    first, again = there.teams.received
    assert "Har du redan fått det" not in str(first.activity)
    assert "Har du redan fått det" in str(again.activity)
    assert there.teams.asked[1].at - there.teams.asked[0].at >= 30


@pytest.mark.parametrize("code", ["MessageWritesBlocked", "InvalidBotApiHost", ""])
async def test_who_is_shut_out_of_teams_gets_a_letter_and_is_not_tried_there_again(
    store: Store, code: str
) -> None:
    async with open_office() as office, sending(store, office=office) as there:
        there.knows(FIA)
        there.teams.answer_next(refused(403, code))
        await there.run()
        assert there.row().outcome is Outcome.SENT
        assert len(office.letters()) == 1
        (mark,) = store.closures.of_person(FIA.id)
        assert (mark.code, mark.at) == (f"403 {code}".strip(), there.time.clock())
        assert store.addresses.of_person(FIA.id) is None


async def test_a_new_message_from_the_person_opens_the_chat_and_what_waited_goes(there: Sending) -> None:
    there.teams.answer_next(refused(403, "ConversationBlockedByUser"))
    heard = Heard(there.store)
    chat = there.store.addresses.of_person(FIA.id)
    assert chat
    heard.note(chat, there.time.clock())
    await there.run()
    assert there.row().outcome is Outcome.UNREACHABLE
    assert FIA.id not in there.store.correspondence.reached(by_mail=False)
    assert there.store.outbox.reconsider(there.time.clock()) == 0
    there.time.skip_to(there.time.clock() + timedelta(minutes=1))
    heard.note(chat, there.time.clock())
    assert FIA.id in there.store.correspondence.reached(by_mail=False)
    assert there.store.outbox.reconsider(there.time.clock()) == 1
    await there.run()
    assert there.row().outcome is Outcome.SENT


async def test_an_organisation_that_switched_us_off_is_told_of_and_nobody_there_is_tried(
    there: Sending,
) -> None:
    bo = Person("bo", "Bo", Role.MEMBER)
    there.knows(bo)
    there.teams.answer_next(refused(403, "BotDisabledByAdmin"))
    await there.run()
    assert there.store.addresses.of_person(bo.id) is None
    assert there.alarms == ["delivery.disabled"]


@pytest.mark.parametrize("code", ["ConversationNotFound", ""])
async def test_a_chat_that_is_gone_is_asked_for_anew_once_and_its_id_is_kept(
    there: Sending, code: str
) -> None:
    gone = refused(404, code)
    there.teams.script.add(Rule(gone, conversation=CHAT))
    await there.run()
    assert there.row().outcome is Outcome.SENT
    assert [one.how for one in there.teams.asked] == ["send", "create", "send"]
    chat = there.store.addresses.of_person(FIA.id)
    assert chat
    assert chat.conversation == there.teams.received[-1].conversation != CHAT


@pytest.mark.parametrize("code", ["ConversationNotFound", ""])
async def test_a_chat_that_is_gone_again_is_marked_and_not_asked_for_more(there: Sending, code: str) -> None:
    there.teams.script.add(Rule(refused(404, code), how={"send"}))
    await there.run()
    assert (there.row().outcome, there.row().reason) == (Outcome.UNREACHABLE, Reason.GONE)
    assert [one.how for one in there.teams.asked] == ["send", "create", "send"]
    assert there.store.addresses.of_person(FIA.id) is None


@pytest.mark.parametrize("odd", ["\ud800", "a\x00b", "x" * 100_000, 7, None])
async def test_an_id_that_no_database_takes_makes_no_second_copy(there: Sending, odd: object) -> None:
    there.teams.answer_next(Scripted(201, {"id": odd}))
    await there.settle(lambda: there.row().outcome in ENDED)
    there.time.skip_to(there.time.clock() + timedelta(hours=1))
    await there.run()
    assert (there.row().outcome, there.row().activity, len(there.teams.asked)) == (Outcome.SENT, "", 1)


async def test_a_new_chat_without_an_id_takes_the_old_ones_place_for_nobody(there: Sending) -> None:
    there.teams.answer_next(refused(404, "ConversationNotFound"), Scripted(201, {"id": "\ud800"}))
    before = there.store.addresses.of_person(FIA.id)
    await there.run()
    assert (there.row().outcome, there.row().reason) == (Outcome.FAILED, Reason.BROKEN)
    assert there.store.addresses.of_person(FIA.id) == before
    assert [one.how for one in there.teams.asked] == ["send", "create"]


async def test_while_our_token_is_refused_all_waits_but_a_probe_and_nothing_is_lost(there: Sending) -> None:
    for number in range(30):
        there.knows(Person(f"p{number}", f"P {number}", Role.DEPUTY, "fyrbodal"))
    there.time.skip_to(there.time.clock() + timedelta(minutes=1))
    assert decide(there.store, there.time.clock()) == 30
    breaker = there.delivery.breakers[TEAMS]
    refusal = Rule(refused(401, "BotNotRegistered"))
    there.teams.script.add(refusal)
    await there.run()
    assert len(there.teams.asked) == 1
    assert (breaker.open, breaker.trips, there.alarms) == (True, 1, ["delivery.halted"])
    assert breaker.since == OPENS + timedelta(minutes=1)
    assert "app-id" in breaker.why
    for _ in range(10):
        there.time.skip_to(there.time.clock() + timedelta(minutes=2))
        await there.run()
    assert len(there.teams.asked) == 6, "twenty minutes, and a probe every third when it beats"
    assert {row.outcome for row in there.store.outbox.rows("2026Q4/öppnad")} == {Outcome.WAITING}
    there.teams.script.clear()
    await there.settle(lambda: there.row().outcome in ENDED)
    await there.settle(lambda: len(there.teams.received) == 31)
    assert (breaker.open, breaker.trips, there.alarms[-1]) == (False, 1, "delivery.mended")
    assert len({one.conversation for one in there.teams.received}) == 31


async def test_a_conversation_that_is_to_rest_gets_nothing_and_no_try_is_spent(there: Sending) -> None:
    there.teams.answer_next(throttled(300))
    await there.run()
    there.store.dead_letters.send_again([], "samordnare", there.time.clock())
    row = there.row()
    assert (row.tries, row.outcome) == (1, Outcome.WAITING)
    there.store.outbox.later(row.key, there.time.clock(), there.time.clock(), "för tidigt")
    await there.run()
    assert len(there.teams.asked) == 1
    assert there.row().tries == 1
    await there.settle(lambda: there.row().outcome in ENDED)
    assert [one.at for one in there.teams.asked] == [0, pytest.approx(300)]


async def test_a_letter_that_nobody_takes_marks_the_address(store: Store) -> None:
    async with open_office() as office, sending(store, office=office) as there:
        store.people.enroll(FIA)
        office.says("RCPT", "550 5.1.1 Unknown")
        await there.run()
        assert (there.row().outcome, there.row().reason) == (Outcome.UNREACHABLE, Reason.NO_SUCH_MAIL)
        assert FIA.id not in store.correspondence.reached(by_mail=True)
        assert store.outbox.reconsider_by_mail(there.time.clock()) == 0
        office.answers.clear()
        store.closures.open([FIA.id], "samordnare", there.time.clock())
        keys = [there.row().key]
        assert store.dead_letters.send_again(keys, "samordnare", there.time.clock()) == keys
        assert store.dead_letters.send_again(keys, "samordnare", there.time.clock()) == []
        await there.run()
        assert there.row().outcome is Outcome.SENT


async def test_while_the_server_of_e_mail_refuses_our_login_letters_wait_and_teams_goes_on(
    store: Store,
) -> None:
    async with open_office() as office, sending(store, office=office) as there:
        store.people.enroll(FIA)
        office.says("RCPT", "530 5.7.0 Log in first")
        await there.run()
        for _ in range(8):
            there.time.skip_to(there.time.clock() + timedelta(minutes=10))
            await there.run()
        assert (there.row().outcome, there.row().tries) == (Outcome.WAITING, 0)
        assert not there.delivery.breakers[TEAMS].open
        office.answers.clear()
        await there.settle(lambda: there.row().outcome in ENDED)
        assert there.row().outcome is Outcome.SENT
        assert there.alarms == ["delivery.halted", "delivery.mended"]
