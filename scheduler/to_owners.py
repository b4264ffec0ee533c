"""The words of the week's list: what was asked and not answered, what was wrong, what is due. No names."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from domain import swedish
from domain.feedback import Noted
from domain.messages import Button, Message, Panel
from domain.tickets import Ticket
from domain.weekly import EntryFact, WeekList
from scheduler.errand import ErrandTelling
from scheduler.to_experts import ALL, cut

_LINES = 6
"""So many of each kind: the card holds no more."""

_WORDS = 160

_LOST = ("Skriv ”ej levererat”, så ser du vilka, varför och vad du kan göra.",)


def weekly(telling: ErrandTelling) -> Message:
    found, entries = telling.week_list, telling.sources.entries()
    sections = (
        _section("Svar som inte kom fram", len(found.unreached), _unreached(found.unreached)),
        _section("Meddelanden som inte kom fram, eller kanske inte gjorde det", found.lost, _LOST),
        _section("Frågor utan svar", len(found.unanswered), _unanswered(found)),
        _section("Svar som inte hjälpte eller var fel", len(found.marked), _marked(found.marked, entries)),
        _section("Frågor som väntar på er", len(found.tickets), _waiting(found.tickets, telling)),
        _section("Svar att läsa igenom", len(found.reviews), _reviews(found.reviews, telling.week.monday)),
        _section("Nya sätt att fråga, att lägga till", len(found.variants), _variants(found, entries)),
    )
    told = (_counted(found, telling), *(one for one in sections if one), _why(telling))
    title = f"Vecka {telling.week.number}: frågorna och handboken"
    return Message(panel=Panel(title, told), buttons=tuple(_buttons(found)))


def _counted(found: WeekList, telling: ErrandTelling) -> str:
    last = telling.week.monday - timedelta(days=1)
    asked = swedish.upper_first(swedish.count(found.asked, "fråga", "frågor"))
    number = f"{asked} i dina ämnen" if found.asked else "Inga frågor i dina ämnen"
    return f"{number} från {swedish.day_of_month(telling.since)} till {swedish.day(last)}."


def _section(title: str, count: int, lines: Iterable[str]) -> str:
    """A heading with the number, and a line each; empty when there is nothing."""
    shown = list(lines)[:_LINES]
    more = [f"– och {count - _LINES} till"] if count > _LINES == len(shown) else []
    return "\n".join([f"{title} ({count}):", *(f"– {line}" for line in shown), *more]) if count else ""


def _unreached(tickets: Iterable[Ticket]) -> Iterator[str]:
    for one in tickets:
        yield (
            f"{one.name}: den som frågade nås inte i Teams eller med e-post. "
            f"Skriv ”{one.name}” för att se vem det är, och hör av dig på annat sätt."
        )


def _unanswered(found: WeekList) -> Iterator[str]:
    for one in found.unanswered:
        times = f" ({swedish.in_words(one.times)} gånger)" if one.times > 1 else ""
        yield f"”{cut(one.words, _WORDS)}”{times}"


def _marked(notes: Iterable[Noted], entries: Mapping[str, EntryFact]) -> Iterator[str]:
    for note in notes:
        reason = f": ”{cut(note.reason, _WORDS)}”" if note.reason else ", utan skäl"
        about = note.picked or note.asked.entry
        entry = f" Svaret: {_entry(about, entries)}." if about else ""
        yield f"”{cut(note.asked.question, _WORDS)}” {note.verdict}{reason}.{entry}"


def _waiting(tickets: Iterable[Ticket], telling: ErrandTelling) -> Iterator[str]:
    for one in tickets:
        held = f"{one.owner_name} har tagit den" if one.owner else "ingen har tagit den"
        group = telling.place(one.group)
        yield f"{one.name} från {swedish.day(one.asked_at)}, {group}, {held}: ”{cut(one.question, _WORDS)}”"


def _reviews(reviews: Iterable[EntryFact], today: date) -> Iterator[str]:
    for one in reviews:
        day = swedish.day(one.review)
        when = f"skulle ha lästs igenom {day}" if one.review < today else f"senast {day}"
        yield f"{one.question} ({one.key}), {when}"


def _variants(found: WeekList, entries: Mapping[str, EntryFact]) -> Iterator[str]:
    for key, words in found.variants:
        yield f"”{cut(words, _WORDS)}” ledde till {_entry(key, entries)}. Skriv ”föreslå variant {key}: …”"


def _entry(key: str, entries: Mapping[str, EntryFact]) -> str:
    return f"{entries[key].question} ({key})" if key in entries else key


def _why(telling: ErrandTelling) -> str:
    if telling.person.coordinates:
        return "Du får listan varje vecka för att du är samordnare, när det finns något på den."
    places = swedish.listed(telling.place(group) for group in telling.person.groups)
    return f"Du får listan varje vecka för att du hör till {places}, när det finns något på den."


def _buttons(found: WeekList) -> Iterator[Button]:
    if found.lost:
        yield Button("Visa ej levererat", "ej levererat")
    if found.tickets:
        yield ALL
    yield Button("Förslag till handboken", "förslag")
    yield Button("Handboken", "handbok")
