"""The words about what has been done with an answer: returned, approved, more time asked for or given."""

from domain import swedish
from domain.decisions import step_of
from domain.errors import NotFound
from domain.life import Step, closes, due
from domain.messages import Button, Message, Panel
from domain.notices import Kind
from scheduler.telling import Telling


def told(telling: Telling) -> Message:
    """To the unit's people. NotFound for a step that is not there."""
    step = _step(telling)
    name = telling.name(telling.unit)
    title, *texts = _TOLD[telling.kind](telling, step)
    paragraphs = (*texts, telling.footer([telling.unit]))
    has_more = telling.kind is not Kind.APPROVED
    buttons = telling.buttons([telling.unit]) if has_more else (Button("Visa svaren", f"visa svar {name}"),)
    return Message(panel=Panel(title, paragraphs), buttons=buttons)


def _step(telling: Telling) -> Step:
    step = step_of(telling.unit, telling.step, telling.now)
    if step is None:
        raise NotFound(f"{telling.name(telling.unit)} har inget steg {telling.step}.")
    return step


def _returned(telling: Telling, step: Step) -> tuple[str, ...]:
    name = telling.name(telling.unit)
    again = "Påminnelse: svaret" if telling.kind is Kind.RETURNED_AGAIN else "Svaret"
    opened = step.version is None or telling.kind is Kind.REOPENED
    what = "öppnat igen" if opened else "återsänt"
    return (
        f"{again} för {name} är {what}",
        f"{step.by_name} skriver: ”{step.words}”",
        (
            f"Ändra det som behövs och lämna in igen. Det går till och med {_until(telling)}. "
            "Allt ni har svarat finns kvar."
        ),
    )


def _until(telling: Telling) -> str:
    life = telling.life(telling.unit)
    on_time = due(life, telling.round)
    return swedish.day(on_time if telling.now.now <= on_time else closes(life, telling.round))


def _granted(telling: Telling, _step: Step) -> tuple[str, ...]:
    until = swedish.day(due(telling.life(telling.unit), telling.round))
    return (
        f"Anstånd till {until}",
        f"{telling.name(telling.unit)} har fått mer tid. Lämnar ni in senast {until} är svaret i tid.",
    )


def _refused(telling: Telling, step: Step) -> tuple[str, ...]:
    until = swedish.day(due(telling.life(telling.unit), telling.round))
    is_ = "är" if telling.now.now <= due(telling.life(telling.unit), telling.round) else "var"
    return (
        f"Det blev inget anstånd för {telling.name(telling.unit)}",
        f"{step.by_name} skriver: ”{step.words}”",
        (
            f"Sista svarsdag {is_} {until}. Det går att lämna in till och med "
            f"{swedish.day(closes(telling.life(telling.unit), telling.round))}."
        ),
    )


def _approved(telling: Telling, step: Step) -> tuple[str, ...]:
    version = f"version {step.version}" if step.version else "svaret"
    return (
        f"Svaret för {telling.name(telling.unit)} är godkänt",
        (
            f"{step.by_name} har granskat och godkänt {version} för {telling.label}. Tack! "
            "Ni behöver inte göra något mer."
        ),
    )


_TOLD = {
    Kind.RETURNED: _returned,
    Kind.RETURNED_AGAIN: _returned,
    Kind.REOPENED: _returned,
    Kind.GRANTED: _granted,
    Kind.REFUSED: _refused,
    Kind.APPROVED: _approved,
}

_NO = "utkastet till rapporten måste bli klart i tid"
"""The ready reason of the button; another one is typed."""


def asked(telling: Telling) -> Message:
    """To whoever can say yes or no. NotFound for a step that is not there."""
    step = _step(telling)
    name, until = telling.name(telling.unit), step.until
    day = swedish.day(until) if until else "en senare dag"
    paragraphs = (
        f"{step.by_name} skriver: ”{step.words}”",
        (
            f"Den vanliga sista svarsdagen är {swedish.day(telling.round.due)}, och utkastet görs "
            f"{swedish.day(telling.round.draft_at)}."
        ),
        f"Vill du säga nej med egna ord skriver du: avslå anstånd {name}: och varför.",
    )
    grants = f"bevilja anstånd {name}" + (f" till {until:%Y-%m-%d}" if until else "")
    return Message(
        panel=Panel(f"{name} ber om anstånd till {day}", paragraphs),
        buttons=(
            Button(f"Bevilja till {swedish.day_of_month(until)}" if until else "Bevilja", grants),
            Button("Avslå", f"avslå anstånd {name}: {_NO}"),
        ),
    )
