"""The words to those who run the round: what to look at now, in one message rather than many."""

from collections.abc import Iterator

from domain import swedish
from domain.coordination import late_units
from domain.life import Status, due
from domain.messages import Button, Message, Panel
from domain.rounds import CHECKED_FROM, DECIDED, PUBLISHED, day_of
from domain.situation import Situation
from domain.undelivered import NEWS
from scheduler import news, unreached
from scheduler.telling import Telling
from scheduler.to_reporters import who_answers

_IN = frozenset({Status.SUBMITTED, Status.APPROVED, Status.LOCKED, Status.NOTHING})


def created(telling: Telling) -> Message:
    round_ = telling.round
    told = (
        "Stämmer uppgiftslämnare och ersättare? Jag frågar också dem.",
        *(who_answers(telling, unit) for unit in telling.now.units.asked),
    )
    facts = (
        ("Öppnar", swedish.day(round_.opens)),
        ("Sista svarsdag", swedish.day(round_.due)),
        ("Stänger", swedish.day(round_.closes)),
        ("Utkast", swedish.day(round_.draft_at)),
        *_report_days(telling.now),
        ("Regionalt samråd", swedish.day(round_.council_date)),
        ("Formulär", swedish.listed(f"{form.id} {form.version}" for form in round_.forms)),
    )
    return Message(
        panel=Panel(f"Omgången för {telling.label} är planerad", told, facts),
        buttons=(Button("Vad skulle skickas?", f"vad skulle skickas {round_.key}"),),
    )


def _report_days(now: Situation) -> Iterator[tuple[str, str]]:
    """When the report is checked, decided and published, by the calendar."""
    names = {CHECKED_FROM: "Faktagranskning från", DECIDED: "Beslut", PUBLISHED: "Publicering"}
    for offset, name in names.items():
        yield name, swedish.day(day_of(now.round.council_date, offset, now.hours))


def unmanned(telling: Telling) -> Message:
    units = telling.now.unmanned()
    count = swedish.count(len(units), "enhet", "enheter")
    opens = swedish.day(telling.round.opens)
    has_opened = telling.now.now >= telling.round.opens
    told = (
        f"Omgången {'öppnade' if has_opened else 'öppnar'} {opens}. I de här enheterna når jag ingen:",
        *unreached.told(telling, units),
        "Tills dess får enheterna inget veta.",
    )
    return Message(
        panel=Panel(f"Ingen att nå för {count}", told),
        buttons=(
            Button("Visa status", f"status {telling.round.key}"),
            Button("Visa ej levererat", "ej levererat"),
        ),
    )


def late_list(telling: Telling) -> Message:
    late = late_units(telling.now)
    count = swedish.upper_first(swedish.count(len(late), "enhet", "enheter"))
    told = [f"{count} har inte lämnat in: {telling.named(late)}."]
    if extended := _extended(telling.now):
        told.append(
            "Anstånd: "
            + swedish.listed(
                f"{telling.name(unit)} till {swedish.day(due(telling.life(unit), telling.round))}"
                for unit in extended
            )
            + "."
        )
    told.append(f"De har fått en påminnelse. Omgången stänger {swedish.day(telling.round.closes)}.")
    return Message(
        panel=Panel(f"Försenade rapporter för {telling.label}", tuple(told)),
        buttons=(
            Button("Visa status", f"status {telling.round.key}"),
            Button("Påminn", f"påminn {telling.round.key}"),
        ),
    )


def _extended(now: Situation) -> list[str]:
    """Those that still have time, since it was given."""
    return [
        unit
        for unit in now.units.asked
        if now.waits(unit) and now.life(unit).extension and now.now <= due(now.life(unit), now.round)
    ]


def digest(telling: Telling) -> Message:
    lines = news.lines(telling.sources, telling.now, telling.person)
    received = _received(telling.now)
    told = f"{len(received)} av {len(telling.now.units.asked)} har svarat. Detta har hänt sedan sist:"
    lost = any(line.startswith(NEWS) for line in lines)
    return Message(
        panel=Panel(f"Läget för {telling.label}", (told, *lines)),
        buttons=(
            Button("Visa status", f"status {telling.round.key}"),
            Button("Granska", f"granska {telling.round.key}"),
            *([Button("Visa ej levererat", "ej levererat")] if lost else []),
        ),
    )


def _received(now: Situation) -> list[str]:
    return [unit for unit in now.units.asked if now.life(unit).status in _IN]


def draft(telling: Telling) -> Message:
    received = _received(telling.now)
    lacking = [unit for unit in telling.now.units.asked if unit not in received]
    told = [f"{len(received)} av {len(telling.now.units.asked)} har svarat."]
    if lacking:
        told.append(
            f"Inte inkommet: {telling.named(lacking)}. Utkastet går att göra ändå; där står vad som saknas."
        )
    to_review = [unit for unit in received if telling.life(unit).status in {Status.SUBMITTED, Status.NOTHING}]
    if to_review:
        told.append(f"Att granska: {telling.named(to_review)}.")
    key = telling.round.key
    return Message(
        panel=Panel(f"Dags för utkastet till {telling.label}", tuple(told)),
        buttons=(Button("Gör ett utkast", f"utkast {key}"), Button("Granska", f"granska {key}")),
    )


def feedback(telling: Telling) -> Message:
    issues = [one for one in telling.sources.store.raised.of_round(telling.round.key) if one.is_open]
    count = swedish.count(len(issues), "medskick är öppet", "medskick är öppna", neuter=True)
    told = (
        (
            f"Det regionala samrådet var {swedish.day(telling.round.council_date)}. Berätta för "
            f"delregionerna vad som hände med det de skickade med. {swedish.upper_first(count)}."
        ),
        "De som har svarat får i dag tre frågor om hur omgången fungerade.",
    )
    return Message(
        panel=Panel(f"Dags att återkoppla om {telling.label}", told),
        buttons=(Button("Visa medskicken", "medskick alla"),),
    )


def case(telling: Telling) -> Message:
    answers = telling.sources.store.evaluations.of(telling.round.key)
    who = swedish.upper_first(swedish.count(len(answers), "person", "personer")) if answers else "Ingen"
    told = (
        (
            "Be den som driftar Samråd att exportera svaren, diarieför rapporten och gallra enligt plan. "
            "Sedan är omgången klar."
        ),
        f"{who} har svarat på frågorna om hur omgången fungerade.",
    )
    key = telling.round.key
    return Message(
        panel=Panel(f"Dags att stänga ärendet för {telling.label}", told),
        buttons=(Button("Visa utvärderingen", f"utvärdering {key}"),),
    )
