"""The words of the fact check: what to read and until when, what was said of it, and what was done."""

from collections.abc import Iterator
from datetime import datetime

from domain import swedish
from domain.messages import Button, Message, Panel
from domain.notices import Kind
from domain.report_life import Remark
from domain.report_notices import open_remarks, to_check
from scheduler.telling import Telling
from scheduler.to_experts import cut

_LISTED = 5
"""So many remarks in one message; the others are in the list that a button opens."""

_QUOTE, _WORDS = 160, 600
"""Characters of the paragraph that a remark speaks of, and of the remark."""

_UNITS = 2
"""Units with buttons of their own in one message."""


def check(telling: Telling) -> Message:
    """To who answers for a unit: what to read, until when, and what silence means."""
    units = to_check(telling.person, telling.now)
    until = _until(telling)
    again = "Påminnelse: läs" if telling.kind is Kind.CHECK_AGAIN else "Läs"
    told = (
        (
            f"Utkastet till lägesrapporten för {telling.label} bygger på det ni har lämnat. Läs er del och "
            "säg till om något är fel. Ni ser bara det som bygger på era egna uppgifter."
        ),
        f"Svara senast {until}. Säger ni inget till dess räknas det som att ni godtar uppgifterna.",
        "Det är arbetsmaterial. Sprid det inte vidare.",
        telling.footer(units),
    )
    return Message(
        panel=Panel(f"{again} det som står om {telling.named(units)} i lägesrapporten", told),
        buttons=tuple(_to_read(telling, units)),
    )


def _to_read(telling: Telling, units: list[str]) -> Iterator[Button]:
    alone, until = len(units) == 1, telling.now.report.checked_until or telling.now.now
    for unit in units[:_UNITS]:
        of = "" if alone else f" om {telling.name(unit)}"
        links = telling.sources.report_links
        if link := links.check(telling.person, unit, telling.round, until, telling.now.now):
            yield Button(f"Läs och svara{of}", opens=link)
        says = f"granska rapporten {telling.round.key} {telling.name(unit)}"
        yield Button(f"Läs här i chatten{of}", says)


def _until(telling: Telling) -> str:
    until = telling.now.report.checked_until
    return swedish.day(until) if until else ""


def remarks(telling: Telling) -> Message:
    """To the coordinators: what a unit says is wrong in its part."""
    found = open_remarks(telling.now, telling.unit)
    count = swedish.count(len(found), "synpunkt", "synpunkter")
    more = len(found) - _LISTED
    told = (
        *(_remark(one) for one in found[:_LISTED]),
        *([f"Och {more} till."] if more > 0 else []),
        (
            f"Skriv ”åtgärdat {found[0].id}: …” och vad som gjordes, eller ”ingen ändring {found[0].id}: …” "
            "och varför. Den som skrev synpunkten får veta det."
        ),
    )
    return Message(
        panel=Panel(f"{telling.name(telling.unit)} har {count} på lägesrapporten", told),
        buttons=(Button("Alla synpunkter", f"synpunkter {telling.round.key}"), *to_draft(telling)),
    )


def _remark(one: Remark) -> str:
    about = f"Det gäller: ”{cut(one.quote, _QUOTE)}”" if one.quote else "Det gäller er del som helhet."
    return f"Synpunkt {one.id}, av {one.by_name}: ”{cut(one.words, _WORDS)}” {about}"


def to_draft(telling: Telling) -> Iterator[Button]:
    """Drafts stay with who works on the report or decides on it."""
    if telling.person.coordinates or telling.person.decides:
        link = telling.sources.report_links.draft(telling.person, telling.round, telling.now.now)
        if link:
            yield Button("Öppna utkastet", opens=link)


def settled(telling: Telling) -> Message:
    """To who made remarks: what was done about those that have not been told of."""
    since = _last_told(telling)
    done = [
        (one, how)
        for one in telling.now.kept.remarks
        if (how := one.settled) and one.by == telling.person.id and how.at > since
    ]
    told = [
        f"”{cut(one.words, _QUOTE)}” {how.by_name} svarar: ”{cut(how.words, _WORDS)}”"
        for one, how in done[:_LISTED]
    ]
    if (more := len(done) - _LISTED) > 0:
        told.append(f"Och {more} till. Skriv ”synpunkter {telling.round.key}” för att se alla.")
    title = f"Svar på {'din synpunkt' if len(done) == 1 else 'dina synpunkter'} på lägesrapporten"
    return Message(panel=Panel(title, tuple(told)))


def _last_told(telling: Telling) -> datetime:
    sent = telling.sources.store.correspondence.in_round(telling.person.id, telling.round.key)
    told = [one.at for one in sent if one.kind == Kind.SETTLED and one.key != telling.row.key]
    return max(told, default=telling.round.opens)
