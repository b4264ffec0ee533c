"""Samråd watches over itself: what coordinators are told of keys, stand-stills and what does not run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import HandedClock
from counties.reading import CountyBook
from domain.delivery import Outcome
from domain.messages import Panel
from domain.notices import Notice
from domain.people import Person, Role
from domain.rounds import Round
from domain.situation import Situation
from domain.watching import Expiring, Keys, Refused, missed
from domain.workdays import SendHours
from scheduler import tick as ticking
from scheduler.delivery import Delivery
from scheduler.gathering import Sources
from scheduler.pulse import Pulse
from scheduler.tick import Schedule
from store.store import Store
from tests.scheduler.conftest import Channel, enroll, moment

SARA = "samordnare"
OLLE = Person("olle", "Olle", Role.COORDINATOR)
CERTIFICATE = Expiring("cert-1", "certifikat", "SAMRAD_APP_CERTIFICATE", moment("2027-04-30 14:00"))
ASK = "drift@example.org"


@dataclass
class Watch:
    """The pulse at work, with a clock that is set and keys that may be changed."""

    pulse: Pulse
    clock: HandedClock
    channel: Channel
    store: Store
    keys: Keys
    failures: list[Exception]

    async def beat(self, at: str) -> None:
        self.clock.set(moment(f"2027-{at}"))
        await self.pulse.regular()

    def told(self, who: str = SARA) -> list[Panel]:
        """What the person has been told of Samråd itself."""
        panels = [message.panel for to, message in self.channel.sent if to == who and message.panel]
        return [one for one in panels if one.paragraphs[-1] == "Du får det här för att du är samordnare."]

    def titles(self, who: str = SARA) -> list[str]:
        return [one.title for one in self.told(who)]


@pytest.fixture
async def watch(schedule: Schedule, delivery: Delivery, channel: Channel, clock: HandedClock) -> Watch:
    failures: list[Exception] = []
    made: list[Watch] = []

    def keys() -> Keys:
        return made[0].keys

    pulse = Pulse(replace(schedule, keys=keys), replace(delivery, keys=keys), clock, failures.append)
    made.append(Watch(pulse, clock, channel, schedule.store, Keys(), failures))
    return made[0]


async def test_a_key_that_runs_out_is_told_of_five_times_to_each_coordinator(watch: Watch) -> None:
    enroll(watch.store, OLLE)
    watch.keys = Keys((CERTIFICATE,), ask=ASK)
    await watch.beat("03-29 10:30")
    assert watch.titles() == []
    days = ("03-31", "04-01", "04-15", "04-16", "04-22", "04-23", "04-28", "04-29", "04-30", "05-03", "05-04")
    for day in days:
        await watch.beat(f"{day} 10:30")
        await watch.beat(f"{day} 11:00")
    titles = [
        "Botens certifikat går ut om 30 dagar",
        "Botens certifikat går ut om 14 dagar",
        "Botens certifikat går ut om sju dagar",
        "Botens certifikat går ut om en dag",
        "Botens certifikat har gått ut",
    ]
    assert [one for one in watch.titles() if "certifikat" in one] == titles
    assert [one for one in watch.titles("olle") if "certifikat" in one] == titles
    (first, *_) = [one for one in watch.told() if "certifikat" in one.title]
    when, whom, how, why = first.paragraphs
    assert when == (
        "Botens certifikat gäller till och med 30 april 2027. Sedan kan Samråd inte skicka något i Teams."
    )
    assert whom == "Skicka det här till den som driftar Samråd (drift@example.org):"
    assert how == (
        "1. Skapa ett nytt certifikat och lägg till det på botens app i Entra. Låt det förra vara kvar.\n"
        "2. Byt innehållet i filen som SAMRAD_APP_CERTIFICATE pekar på till det nya, med sin privata nyckel."
        " Samråd läser filen på nytt utan omstart, om lösenordet är detsamma.\n"
        "3. Ta bort det förra certifikatet i Entra när Samråd har skickat med det nya."
    )
    assert why == "Du får det här för att du är samordnare."


async def test_a_secret_that_runs_out_is_changed_with_its_day_and_a_restart(watch: Watch) -> None:
    """Settings are read once, at the start; the day of the old one would go on being told of."""
    watch.keys = Keys((Expiring("secret-1", "hemlighet", "SAMRAD_APP_SECRET", CERTIFICATE.until),))
    await watch.beat("04-23 10:00")
    (told,) = [one for one in watch.told() if "hemlighet" in one.title]
    _, whom, how, _ = told.paragraphs
    assert whom == "Skicka det här till den som driftar Samråd:"
    assert how == (
        "1. Skapa en ny hemlighet för botens app i Entra. Låt den förra vara kvar.\n"
        "2. Skriv den nya i SAMRAD_APP_SECRET och dess sista dag i SAMRAD_APP_SECRET_EXPIRES, till exempel"
        " 2028-04-30.\n"
        "3. Starta om Samråd: inställningarna läses bara vid start.\n"
        "4. Ta bort den förra hemligheten i Entra när Samråd har startat med den nya."
    )


async def test_a_new_key_begins_anew_and_the_old_one_is_not_told_of(watch: Watch) -> None:
    watch.keys = Keys((CERTIFICATE,))
    await watch.beat("04-23 08:00")
    watch.keys = Keys((replace(CERTIFICATE, id="cert-2", until=moment("2028-04-30 14:00")),))
    await watch.beat("04-23 10:00")
    assert [one for one in watch.titles() if "certifikat" in one] == []
    outcomes = {row.key: row.outcome for row in watch.store.outbox.rows("nyckel/")}
    assert outcomes["nyckel/cert-1/7/samordnare"] is Outcome.NEEDLESS


async def test_who_comes_late_to_it_hears_the_latest_alone(watch: Watch) -> None:
    watch.keys = Keys((CERTIFICATE,))
    await watch.beat("04-28 10:00")
    assert watch.titles() == ["Botens certifikat går ut om två dagar"]


async def test_a_key_that_is_refused_is_told_of_once_a_day_while_it_lasts(watch: Watch) -> None:
    refused = Refused(moment("2027-02-04 10:00"), "invalid_client 7000222")
    watch.keys = Keys(refused=refused)
    await watch.beat("02-04 10:14")
    assert watch.titles() == []
    for at in ("02-04 10:15", "02-04 15:00", "02-05 10:00", "02-06 10:00", "02-07 10:00", "02-08 10:01"):
        await watch.beat(at)
    assert watch.titles().count("Samråd får inte skicka i Teams") == 3
    when, whom, how, _ = watch.told()[0].paragraphs
    assert "(invalid_client 7000222)" in when
    assert whom.startswith("Skicka det här till den som driftar Samråd")
    assert how.startswith("Kontrollera i Entra att botens app finns kvar")
    watch.keys = Keys()
    await watch.beat("02-09 10:00")
    assert watch.titles().count("Samråd får inte skicka i Teams") == 3


async def test_a_standstill_is_told_of_with_what_was_late(watch: Watch) -> None:
    await watch.beat("02-03 15:29")
    await watch.beat("02-04 10:50")
    told = [one for one in watch.told() if one.title == "Samråd stod stilla"]
    assert len(told) == 1
    when, late, *_, whom, _ = told[0].paragraphs
    assert whom == "Om det inte var planerat: fråga den som driftar Samråd."
    assert when == (
        "Från 3 februari 2027 kl. 15.29 till 4 februari 2027 kl. 10.50 kördes ingenting, och inget skickades."
    )
    assert late.startswith("Det här blev försenat:\n– ")
    # They are sent side by side with the alarm: some may have gone when it is written.
    lines = [line.partition(": ") for line in late.splitlines()]
    numbers = {name: sum(map(int, re.findall(r"\d+", told))) for name, _, told in lines}
    assert numbers["– Beskedet att omgången är öppen"] == 8
    assert numbers["– Inbjudan att bidra till samrådet"] == 2
    await watch.beat("02-04 10:51")
    await watch.beat("02-04 10:52")
    assert watch.titles().count("Samråd stod stilla") == 1


@pytest.mark.parametrize(
    ("before", "after", "times"),
    [
        ("02-04 10:00", "02-04 10:14", 0),
        ("02-04 10:00", "02-04 10:15", 1),
        ("02-03 15:20", "02-04 08:34", 0),
        ("02-03 15:20", "02-04 08:35", 1),
        ("02-05 12:00", "02-08 10:00", 0),
    ],
)
async def test_a_night_or_a_weekend_is_no_standstill(
    watch: Watch, before: str, after: str, times: int
) -> None:
    watch.store.ticks.note(moment(f"2027-{before}"))
    await watch.beat(after)
    assert len(watch.store.watching.standstills(moment("2027-01-01 10:00"))) == times


async def test_two_replicas_tell_of_one_standstill_once(
    watch: Watch, schedule: Schedule, delivery: Delivery, tmp_path: Path
) -> None:
    await watch.beat("02-10 09:00")
    replica = Store.open(tmp_path / "samrad.sqlite")
    other = Pulse(
        replace(schedule, store=replica), replace(delivery, store=replica), watch.clock, watch.failures.append
    )
    watch.clock.set(moment("2027-02-10 11:00"))
    before = watch.store.ticks.last()
    await watch.pulse.regular()
    assert before
    replica.ticks.note(before)  # as the other read it, before the first had noted its own
    await other.regular()
    replica.close()
    assert watch.titles().count("Samråd stod stilla") == 1
    assert watch.failures == []


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The round's reminders cannot be worked out, whatever unit it is."""

    def broken(_sources: Sources, _now: Situation) -> Iterator[Notice]:
        raise KeyError("Fia skrev det här")

    kinds = dict(ticking.KINDS)
    reminders = next(iter(kinds))
    kinds[broken] = kinds.pop(reminders)
    monkeypatch.setattr(ticking, "KINDS", kinds)
    yield monkeypatch
    monkeypatch.undo()


async def test_a_job_that_keeps_failing_is_told_of_once_a_day_and_the_others_run(
    watch: Watch, breaking: pytest.MonkeyPatch, round_: Round
) -> None:
    for at in ("02-04 10:00", "02-04 10:05", "02-04 10:20", "02-04 15:00", "02-05 10:00"):
        await watch.beat(at)
    told = [one for one in watch.told() if one.title == "Något i Samråd körs inte"]
    assert len(told) == 2
    line = f"– påminnelser för {round_.quarter.label}, sedan 4 februari 2027 kl. 10.00 (KeyError i"
    assert told[0].paragraphs[1].startswith(line)
    assert "Fia" not in str(told)
    assert watch.store.ticks.last() == moment("2027-02-05 10:00")
    breaking.undo()
    await watch.beat("02-08 10:01")
    assert watch.store.watching.failing() == []
    assert watch.titles().count("Något i Samråd körs inte") == 2


async def test_sending_that_breaks_is_a_job_that_does_not_run(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_given: object) -> list[object]:
        raise OSError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(watch.store.outbox, "claim", locked)
        for at in ("02-04 10:00", "02-04 10:20"):
            await watch.beat(at)
    states = [watch.pulse.failing]
    await watch.beat("02-04 10:21")
    assert [*states, watch.pulse.failing] == [True, False]
    assert [row.kind for row in watch.store.outbox.rows("körs inte/")] == ["körs inte"]


def test_time_that_is_missed_is_counted_in_hours_of_sending(book: CountyBook) -> None:
    hours = SendHours()
    friday, monday = moment("2027-02-05 11:30"), moment("2027-02-08 10:20")
    assert missed(hours, friday, monday) == timedelta(minutes=50)
    assert missed(hours, monday, friday) == timedelta()
    assert missed(book.hours, datetime.fromisoformat("1990-01-01T00:00:00+01:00"), monday) > timedelta(days=1)
