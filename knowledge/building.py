"""What the build refuses in a handbook: entries that cannot be trusted, or that nobody would find.

The same is said of a proposed entry before it is published.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge import paragraphs
from knowledge.bounds import LONGEST, LONGEST_DETAILS, LONGEST_SHORT, NEW_RECEPTION, RECEPTION
from knowledge.entries import Entry, StatuteSource
from knowledge.examples import known
from knowledge.fields import Fault
from knowledge.handbook import Around, Handbook
from knowledge.index import words
from knowledge.neighbours import read_neighbours
from knowledge.paragraphs import State
from knowledge.statutes import known_statutes, statute

_FURTHEST = timedelta(days=3 * 366)
"""A day of review further off than this is none."""

_UNLISTED: Mapping[State, str] = {
    "missing": "den finns inte i den text som är läst. Rätta numret.",
    "repealed": "den är upphävd. Skriv det i svaret, ange den som bakgrund eller ange ”gäller till”.",
    "unread": "den är inte läst än. Läs in den, eller ange en paragraf som är läst.",
}
_OVERDUE = (
    "Svaret skulle ha granskats senast {}. Läs igenom det och ange en ny dag, eller skriv under ”ses över”"
    " varför det ändå visas."
)
_STOPPED = (
    "Frågan ”{}” stoppas innan handboken söks, som personuppgift, enskilt ärende eller önskan om en text."
    " Skriv om den."
)
_OLD_RECEPTION = (
    "Svaret bygger på de äldre reglerna om asylmottagande. Skriv i förbehållet att en ny mottagandelag"
    " gäller sedan den 1 oktober 2026."
)


@dataclass(frozen=True)
class Shelf:
    """The entries as they would stand together, searchable, on a day. ``asked``: the keys by question."""

    handbook: Handbook
    asked: Mapping[str, Sequence[str]]
    today: date

    @classmethod
    def of(cls, entries: Iterable[Entry], around: Around, today: date) -> "Shelf":
        handbook = Handbook(list(entries), around)
        asked: defaultdict[str, list[str]] = defaultdict(list)
        for key, entry in handbook.entries.items():
            for question in entry.questions:
                asked[_wording(question)].append(key)
        return cls(handbook, asked, today)


def faults(entries: Iterable[Entry], today: date) -> list[Fault]:
    """Everything that is wrong with the entries together, on that day, in their order."""
    shelf = Shelf.of(entries, Around(read_neighbours(), known()), today)
    return [fault for entry in shelf.handbook.entries.values() for fault in of_entry(entry, shelf)]


def of_entry(entry: Entry, shelf: Shelf) -> Iterator[Fault]:
    """What is wrong with one of the entries on the shelf."""
    for check in _CHECKS:
        for field, said in check(entry, shelf):
            yield Fault(entry.key, field, said)


_Found = Iterator[tuple[str, str]]


def _sourced(entry: Entry, shelf: Shelf) -> _Found:
    if not entry.sources:
        yield "sources", "Svaret saknar källa. Ange minst en paragraf eller ett dokument."
    elif all(isinstance(source, StatuteSource) and source.background for source in entry.sources):
        yield "sources", "Alla källor är bara bakgrund. Ange den som svaret bygger på."
    for source in entry.statutes:
        if not paragraphs.knows(source.law) and source.law not in known_statutes():
            yield "sources", f"SFS {source.law} är inte läst. Läs in den, eller ange ett dokument."
        if source.as_of > shelf.today:
            yield (
                "sources",
                f"{statute(source.law).cited} kan inte vara läst den {source.as_of}. Rätta dagen.",
            )


def _cited(entry: Entry, _shelf: Shelf) -> _Found:
    for source, label, state in paragraphs.uncited(entry):
        chapter = f"{source.chapter} kap. " if source.chapter else ""
        yield "sources", f"{chapter}{label} § {statute(source.law).cited}: {_UNLISTED[state]}"


def _reviewed(entry: Entry, shelf: Shelf) -> _Found:
    if entry.review < shelf.today and entry.flag is None:
        yield "review", _OVERDUE.format(entry.review)
    if entry.review > shelf.today + _FURTHEST:
        yield "review", "Svaret ska granskas inom tre år. Ange en tidigare dag."


def _answered(entry: Entry, shelf: Shelf) -> _Found:
    for question in entry.questions:
        field = "question" if question == entry.question else "variants"
        if len(question) > LONGEST:
            yield field, f"Frågan ”{question[:40]} …” är längre än {LONGEST} tecken. Korta den."
        elif shelf.handbook.stopped(question):
            yield field, _STOPPED.format(question)


def _near(entry: Entry, shelf: Shelf) -> _Found:
    """Its own question by its words alone, as somebody else would put it, finds it first."""
    nearest = [fit.key for fit in shelf.handbook.ranked(entry.question).entries[:1]]
    if entry.key not in nearest:
        other = f"”{shelf.handbook.entries[nearest[0]].question}”" if nearest else "inget svar alls"
        yield "question", f"Orden i frågan leder i stället till {other}. Skriv den så att den går att hitta."


def _own(entry: Entry, shelf: Shelf) -> _Found:
    for question in entry.questions:
        for other in dict.fromkeys(shelf.asked[_wording(question)]):
            if other != entry.key:
                field = "question" if question == entry.question else "variants"
                said = shelf.handbook.entries[other].question
                yield field, f"”{question}” står redan under ”{said}”. En fråga får bara stå på ett ställe."


def _related(entry: Entry, shelf: Shelf) -> _Found:
    for key in entry.related:
        if key not in shelf.handbook.entries:
            yield "related", f"Inget svar har nyckeln {key}. Rätta den eller ta bort den."


def _reception(entry: Entry, _shelf: Shelf) -> _Found:
    if not any(source.law in RECEPTION and not source.background for source in entry.statutes):
        return
    if entry.confidence != "uncertain":
        yield "confidence", "Svaret bygger på de äldre reglerna om asylmottagande, så det ska vara osäkert."
    text = f"{entry.reservation} {entry.short} {entry.details}".casefold()
    if not all(words_ in text for words_ in NEW_RECEPTION):
        yield "reservation", _OLD_RECEPTION


def _brief(entry: Entry, _shelf: Shelf) -> _Found:
    for field, text, most in (
        ("short", entry.short, LONGEST_SHORT),
        ("details", entry.details, LONGEST_DETAILS),
    ):
        if (many := len(text.split())) > most:
            called = "Det korta svaret" if field == "short" else "Texten under ”mer”"
            yield field, f"{called} har {many} ord. Korta till högst {most}."


_CHECKS: tuple[Callable[[Entry, Shelf], _Found], ...] = (
    _sourced, _cited, _reviewed, _answered, _near, _own, _related, _reception, _brief,
)  # fmt: skip


def _wording(question: str) -> str:
    return " ".join(words(question))
