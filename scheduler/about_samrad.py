"""The words about Samråd itself: a key that runs out, a stand-still, what does not run. And whom to ask."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain import swedish
from domain.messages import Message, Panel
from domain.watching import Expiring, FailingJob, Standstill
from scheduler import delayed
from scheduler.errand import ErrandTelling

_WHY = "Du får det här för att du är samordnare."
_LISTED = 10


def expires(telling: ErrandTelling) -> Message:
    key = next(one for one in telling.watched.keys.expiring if one.id == telling.about)
    day, left = swedish.day(key.until), key.days_left(telling.at)
    if key.has_run_out(telling.at):
        title = f"Botens {key.what} har gått ut"
        new = "en ny" if key.what in _EN else "ett nytt"
        when = f"Botens {key.what} gick ut {day}. Samråd kan inte skicka något i Teams utan {new}."
    else:
        title = f"Botens {key.what} går ut {_within(left)}"
        when = f"Botens {key.what} gäller till och med {day}. Sedan kan Samråd inte skicka något i Teams."
    return _message(title, when, f"Skicka det här till {_keeper(telling)}:", _what_to_do(key))


def expires_needless(telling: ErrandTelling) -> str:
    known = any(one.id == telling.about for one in telling.watched.keys.expiring)
    return "" if known else "det är redan bytt"


def _within(days: int) -> str:
    return "i dag" if days == 0 else f"om {swedish.count(days, 'dag', 'dagar')}"


def _what_to_do(key: Expiring) -> str:
    """The steps. A certificate's file is read anew when it has changed; settings at the start alone."""
    steps = _SECRET if key.what in _EN else _CERTIFICATE
    example = key.until.date() + timedelta(days=_A_YEAR)
    return "\n".join(
        f"{number}. {step.format(setting=key.setting, example=example)}"
        for number, step in enumerate(steps, 1)
    )


_EN = {"hemlighet"}
_A_YEAR = 366
_SECRET = (
    "Skapa en ny hemlighet för botens app i Entra. Låt den förra vara kvar.",
    "Skriv den nya i {setting} och dess sista dag i {setting}_EXPIRES, till exempel {example}.",
    "Starta om Samråd: inställningarna läses bara vid start.",
    "Ta bort den förra hemligheten i Entra när Samråd har startat med den nya.",
)
_CERTIFICATE = (
    "Skapa ett nytt certifikat och lägg till det på botens app i Entra. Låt det förra vara kvar.",
    (
        "Byt innehållet i filen som {setting} pekar på till det nya, med sin privata nyckel. Samråd läser"
        " filen på nytt utan omstart, om lösenordet är detsamma."
    ),
    "Ta bort det förra certifikatet i Entra när Samråd har skickat med det nya.",
)


def refused(telling: ErrandTelling) -> Message:
    found = telling.watched.keys.refused
    since, why = (found.since, found.why) if found else (telling.at, "")
    return _message(
        "Samråd får inte skicka i Teams",
        f"Sedan {swedish.moment(since)} godkänner Microsoft inte botens nyckel ({why}). Det som ska skickas i"
        " Teams väntar och skickas när nyckeln fungerar igen.",
        f"Skicka det här till {_keeper(telling)}:",
        "Kontrollera i Entra att botens app finns kvar och att dess certifikat eller hemlighet är den som"
        " boten har.",
    )


def refused_needless(telling: ErrandTelling) -> str:
    return "" if telling.watched.is_refused else "nyckeln fungerar igen"


def stood_still(telling: ErrandTelling) -> Message:
    one = next(each for each in telling.watched.standstills if each.key == telling.about)
    return _message(
        "Samråd stod stilla",
        f"Från {swedish.moment(one.since)} till {_end(one)} kördes ingenting, och inget skickades.",
        delayed.told(one, telling.sources.store),
        "Den som skrev till Samråd då kan ha blivit utan svar och behöver skriva igen.",
        f"Om det inte var planerat: fråga {_keeper(telling)}.",
    )


def stood_still_needless(telling: ErrandTelling) -> str:
    known = any(each.key == telling.about for each in telling.watched.standstills)
    return "" if known else "det är länge sedan"


def _end(one: Standstill) -> str:
    same_day = swedish.day(one.since) == swedish.day(one.until)
    return swedish.moment(one.until).split(" kl. ")[1] if same_day else swedish.moment(one.until)


def not_run(telling: ErrandTelling) -> Message:
    failing = telling.watched.lasting
    return _message(
        "Något i Samråd körs inte",
        "Det här skulle ha gjorts men går inte att köra. Allt annat går som vanligt.",
        "\n".join(_jobs(failing)),
        *_overdue(telling),
        f"Skicka raderna till {_keeper(telling)}.",
    )


def not_run_needless(telling: ErrandTelling) -> str:
    return "" if telling.watched.lasting else "det körs igen"


def _jobs(failing: list[FailingJob]) -> Iterator[str]:
    for one in failing[:_LISTED]:
        yield f"– {one.name}, sedan {swedish.moment(one.since)} ({one.why})"
    if len(failing) > _LISTED:
        yield f"– och {len(failing) - _LISTED} till"


def _overdue(telling: ErrandTelling) -> Iterator[str]:
    queue = telling.sources.store.watching.queue(telling.at)
    if queue.overdue and queue.since and _is_old(queue.since, telling.at):
        many = swedish.upper_first(
            swedish.count(queue.overdue, "meddelande väntar", "meddelanden väntar", neuter=True)
        )
        yield f"{many} på att skickas, det äldsta sedan {swedish.moment(queue.since)}."


def _is_old(since: datetime, now: datetime) -> bool:
    return (now - since).total_seconds() >= 15 * 60


def _keeper(telling: ErrandTelling) -> str:
    """Who runs Samråd, with the address where one is known."""
    ask = telling.watched.keys.ask
    return f"den som driftar Samråd ({ask})" if ask else "den som driftar Samråd"


def _message(title: str, *paragraphs: str) -> Message:
    return Message(panel=Panel(title, (*paragraphs, _WHY)))
