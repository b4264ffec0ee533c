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
    edition = telling.now.report.edition
    title = f"Lägesrapporten för {telling.label}"
    link = telling.sources.report_links.published(telling.person, telling.round, edition, telling.now.now)
    return Message(
        panel=Panel(
            title if edition == 1 else f"Rättad utgåva {edition}: {title}",
            (_what(telling, edition), *_wrong(telling), _where(telling, link)),
        ),
        buttons=(Button("Läs rapporten", opens=link),) if link else (),
    )


def _what(telling: Telling, edition: int) -> str:
    if edition > 1:
        return f"Utgåva {edition} är beslutad och publicerad. Den ersätter den utgåva ni fick tidigare."
    thanks = " Tack för ert bidrag!" if telling.person in telling.now.contributors() else ""
    return f"Rapporten är beslutad och publicerad.{thanks}"


def _wrong(telling: Telling) -> tuple[str, ...]:
    """What was wrong in the edition before, as it stands in the report."""
    step, before = telling.now.report.published, telling.now.report.editions[:-1]
    if not step or not before:
        return ()
    since = before[-1].number
    made = [one.words for one in telling.now.report.corrections if since < one.number < step.number]
    return (f"Rättelse: {' '.join(made)}",) if made else ()


def _where(telling: Telling, link: str) -> str:
    asked = f"Skriv ”lägesrapporten {telling.round.key}” för att få filerna här i chatten."
    return f"Länken är din egen och gäller i 90 dagar. {asked}" if link else asked
