"""The words to everyone who took part: three questions, and the report when it is published."""

from domain import swedish
from domain.coordination import case_closed
from domain.messages import Button, Message, Panel
from scheduler.telling import Telling


def evaluation(telling: Telling) -> Message:
    told = (
        (
            f"Tack för att du var med och tog fram lägesrapporten för {telling.label}. Tre korta frågor om "
            "hur det fungerade gör nästa omgång bättre. Det är frivilligt, och svaren redovisas utan namn."
        ),
        f"Det går att svara till och med {swedish.day(case_closed(telling.now))}.",
    )
    return Message(
        panel=Panel(f"Hur fungerade {telling.label}?", told),
        buttons=(Button("Svara på tre frågor", f"utvärdera {telling.round.key}"),),
    )


def published(telling: Telling) -> Message:
    told = (
        f"Lägesrapporten för {telling.label} är klar. Tack för ert bidrag!",
        telling.row.what.get("words", ""),
    )
    return Message(panel=Panel(f"Lägesrapporten för {telling.label}", tuple(part for part in told if part)))
