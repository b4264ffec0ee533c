"""After a stand-still: what was late, and what has become of it."""

from datetime import timedelta

from domain.delivery import GivenUp, Outcome, Posting, Reason
from domain.notices import Kind
from domain.watching import Standstill
from scheduler import delayed
from store.store import Store
from tests.scheduler.conftest import moment

STOOD = Standstill(moment("2027-02-04 08:00"), moment("2027-02-04 11:00"))


def late(store: Store, kind: Kind, who: str, outcome: Outcome) -> None:
    """A message of the time when nothing ran, that ended so a minute after it."""
    key, after = f"2026Q4/{kind}/af/{who}", STOOD.until + timedelta(minutes=1)
    store.outbox.post([Posting(key, who, kind, {}, STOOD.since + timedelta(hours=1))], STOOD.since)
    if outcome is Outcome.UNREACHABLE:
        store.outbox.give_up(key, GivenUp(outcome, "ingen adress", Reason.NO_ADDRESS), after)
    elif outcome is not Outcome.WAITING:
        store.outbox.note(key, outcome, after)


def test_what_came_what_waits_and_what_was_given_up_are_told_apart(store: Store) -> None:
    late(store, Kind.OPENED, "af", Outcome.SENT)
    late(store, Kind.OPENED, "ale", Outcome.WAITING)
    for who in ("migrationsverket", "sjuharad"):
        late(store, Kind.OPENED, who, Outcome.UNREACHABLE)
    late(store, Kind.DIGEST, "samordnare", Outcome.SENT)
    late(store, Kind.NUDGE, "fyrbodal", Outcome.UNREACHABLE)
    assert delayed.told(STOOD, store).splitlines() == [
        "Det här blev försenat:",
        (
            "– Beskedet att omgången är öppen: 1 har skickats nu, 1 skickas så snart det går, "
            "2 kom inte fram (skriv ”ej levererat”)"
        ),
        "– Påminnelsen som en samordnare bad om: 1 kom inte fram (skriv ”ej levererat”)",
        "– Sammandraget av läget: 1 har skickats nu",
    ]


def test_nothing_late_is_said_too(store: Store) -> None:
    assert delayed.told(STOOD, store) == "Inget meddelande blev försenat."
