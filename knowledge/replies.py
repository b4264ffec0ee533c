"""What the handbook says, in Swedish: answers with their source, and honest ways of not answering."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.entries import DocumentSource, Entry, Source, StatuteSource
from knowledge.notices import Notice
from knowledge.statutes import Reference, Statute, statute
from knowledge.stops import Cause

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_RUN = 3
_ASK_SOMEONE = "Du kan fråga en sakkunnig i stället."


@dataclass(frozen=True)
class Told:
    """An answer as plain text, its sources (one string a paragraph or document), and where they are read."""

    text: str
    sources: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()


_STOPPED: dict[Cause, str] = {
    "personal_data": (
        "Det ser ut som att frågan innehåller personuppgifter, till exempel ett namn eller ett "
        "personnummer. Skriv inte sådant här. Jag har inte sökt på frågan.\n\n"
        "Ställ den gärna igen utan uppgifter om en person. Gäller det ett ärende, vänd dig till "
        "handläggaren på den myndighet som har ärendet."
    ),
    "single_case": (
        "Jag svarar bara på vad reglerna säger i allmänhet, inte på hur de blir för en viss person "
        "eller i ett visst ärende.\n\n"
        "Vänd dig till den myndighet som har ärendet: Migrationsverket om tillstånd och anvisning, "
        "Arbetsförmedlingen om etableringsprogrammet, Försäkringskassan om ersättning. I kommunen kan "
        "handläggaren eller kommunjuristen hjälpa till.\n\n"
        "Du kan också ställa frågan igen så att den gäller regeln och inte personen."
    ),
}


def answer(entry: Entry, notes: Sequence[str] = ()) -> Told:
    """The notes, the short answer, its details, every reservation, and the sources."""
    parts = [*notes, entry.short, *entry.blocks]
    if entry.valid_to is not None:
        parts.append(f"Svaret gällde till och med den {_day(entry.valid_to)}.")
    if entry.reservation is not None:
        label = "Osäkert" if entry.confidence == "uncertain" else "Observera"
        parts.append(f"{label}: {entry.reservation}")
    if entry.flag is not None:
        parts.append(f"Svaret ses över: {entry.flag}")
    told = "\n\n".join([*parts, source_line(entry.sources)])
    return Told(told, source_list(entry.sources), links(entry.sources))


def links(sources: Iterable[Source]) -> tuple[tuple[str, str], ...]:
    """A title and an address for each source that can be opened, each address once."""
    found = {address: title for source in sources for title, address in _link(source)}
    return tuple((title, address) for address, title in found.items())


def _link(source: Source) -> Iterator[tuple[str, str]]:
    if isinstance(source, StatuteSource):
        yield _short(source.law), official(source.law)
    elif source.link:
        yield source.document, source.link


def official(number: str) -> str:
    """Where a statute is published as open data by the Riksdag: `2016:38` is `sfs-2016-38`."""
    return f"https://data.riksdagen.se/dokument/sfs-{number.replace(':', '-')}.html"


def changes(amended: Iterable[tuple[str, StatuteSource]]) -> list[str]:
    """A line for each amendment that has changed cited paragraphs since they were read."""
    by: dict[str, list[Source]] = {}
    for number, source in amended:
        by.setdefault(number, []).append(source)
    return [
        f"Observera: {_listing([_cited(each)[0] for each in _joined(sources)])} har ändrats genom "
        f"SFS {number} efter att svaret skrevs. Svaret ses över."
        for number, sources in by.items()
    ]


def read_as(question: str) -> str:
    """Which question is answered, when another was asked: an answer's "Ja" is only to that."""
    return f"Jag svarar på frågan: {question}"


def one_reading(word: str, meant: str, others: Sequence[str]) -> str:
    """Which meaning of an ambiguous word the answer takes, and which it does not."""
    return f"Ordet ”{word}” kan betyda flera saker. Svaret gäller {meant}, inte {_listing(others, 'eller')}."


def source_line(sources: Sequence[Source]) -> str:
    """`Källa: 5 och 9 §§ bosättningslagen (2016:38). Lydelse läst per februari 2026.`

    What was read in one wording at one time shares one such sentence.
    """
    together: dict[str, list[str]] = {}
    for source in _joined(sources):
        what, read = _cited(source)
        together.setdefault(read, []).append(what)
    return "Källa: " + " ".join(f"{_upper(_listing(what))}{read}" for read, what in together.items())


def _joined(sources: Sequence[Source]) -> list[Source]:
    """Paragraphs of one statute in one wording as one source, in the place of the first of them."""
    joined: dict[object, Source] = {}
    for source in sources:
        alike = source.model_dump(exclude={"paragraphs", "background"}).items()
        first = joined.setdefault(tuple(alike), source)
        if isinstance(first, StatuteSource) and isinstance(source, StatuteSource) and first is not source:
            paragraphs = (*first.paragraphs, *source.paragraphs)
            joined[tuple(alike)] = first.model_copy(update={"paragraphs": paragraphs})
    return list(joined.values())


def source_list(sources: Iterable[Source]) -> tuple[str, ...]:
    """One string a paragraph or document: `SFS 2016:38 5 §`, `dokument: …`."""
    return tuple(line for source in sources for line in _listed(source))


def unconfirmed(of: Statute) -> str:
    """Whether it still applies is not known."""
    known = f"Handboken har ingen bekräftad uppgift om {of.cited} gäller i dag."
    return f"Det vet jag inte. {known}\n\n{_ASK_SOMEONE}"


def unfamiliar() -> str:
    known = "Handboken har inget svar som bygger på den lagen eller förordningen."
    return f"Det vet jag inte. {known}\n\n{_ASK_SOMEONE}"


def noticed(text: str, notices: Iterable[Notice]) -> str:
    """The reply with each confirmed fact beside it, and where that fact stands."""
    return "\n\n".join([text, *(f"{each.line}\nKälla: {each.source}" for each in notices)])


def two_meanings(named: Iterable[Statute]) -> str:
    """Which statutes a name can mean, and which of them applies."""
    now = [each.cited for each in named if not each.repealed]
    before = [each.cited for each in named if each.repealed]
    return (
        f"Namnet i frågan är flertydigt. Här menas {_listing(now)}, som gäller. "
        f"{_upper(_listing(before))} är upphävd."
    )


def suggestions(questions: Sequence[str]) -> str:
    return "\n".join(["Menade du …?", *(f"- {question}" for question in questions)])


def unknown() -> str:
    return f"Det vet jag inte. Handboken har inget svar som säkert passar frågan.\n\n{_ASK_SOMEONE}"


def unknown_topic(topic: str) -> str:
    return (
        f"Det vet jag inte. Frågan verkar handla om {topic}, och det har handboken inget svar på ännu."
        f"\n\n{_ASK_SOMEONE}"
    )


def no_paragraph(reference: Reference) -> str:
    """There is no such paragraph, as far as the statute has been read."""
    return f"Det finns ingen {_reference(reference)}, i den lydelse som är läst. Stämmer numret?"


def unknown_paragraph(references: Sequence[Reference]) -> str:
    named = _listing([_reference(each) for each in references])
    return f"Det vet jag inte. Handboken har inget svar som bygger på {named}.\n\n{_ASK_SOMEONE}"


def unknown_statutes(statutes: Sequence[Statute]) -> str:
    named = _listing([each.cited for each in statutes])
    return f"Det vet jag inte. Handboken har inget svar som bygger på {named}.\n\n{_ASK_SOMEONE}"


def which_law() -> str:
    return (
        "Vilken lag eller förordning menar du? Skriv till exempel ”5 § bosättningslagen” "
        "eller ”2017:820 15 §”."
    )


def stopped(cause: Cause) -> str:
    return _STOPPED[cause]


def month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _day(day: date) -> str:
    return f"{day.day} {month(day)}"


def _cited(source: Source) -> tuple[str, str]:
    """What is cited, and the sentence that tells when it was read or its year."""
    if isinstance(source, DocumentSource):
        return source.document, f", {source.publisher}, {source.year}."
    wording = f" ({source.wording})" if source.wording else ""
    read = f". Lydelse{wording} läst per {month(source.as_of)}."
    return f"{_paragraphs(source)}{_short(source.law)}", read


def _paragraphs(source: StatuteSource) -> str:
    if not source.paragraphs:
        return f"{source.part} till " if source.part else ""
    chapter = f"{source.chapter} kap. " if source.chapter else ""
    sign = "§" if len(source.paragraphs) == 1 else "§§"
    return f"{chapter}{_listing(_runs(_in_order(source.paragraphs)))} {sign} "


def _runs(labels: Sequence[str]) -> list[str]:
    """Three or more paragraphs in a row as one: 2, 3, 4 and 9 as 2–4 and 9."""
    runs: list[list[str]] = []
    for label in labels:
        follows = runs and label.isdigit() and runs[-1][-1].isdigit() and int(label) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(label)
        else:
            runs.append([label])
    return [each for run in runs for each in (run if len(run) < _RUN else [f"{run[0]}–{run[-1]}"])]


def _in_order(paragraphs: Sequence[str]) -> list[str]:
    return sorted(paragraphs, key=lambda label: (int(label.split()[0]), label))


def _listed(source: Source) -> list[str]:
    if isinstance(source, DocumentSource):
        return [f"dokument: {source.document} ({source.publisher}, {source.year})"]
    if not source.paragraphs:
        return [f"SFS {source.law} {source.part}" if source.part else f"SFS {source.law}"]
    return [str(Reference(source.law, label, source.chapter)) for label in source.paragraphs]


def _reference(reference: Reference) -> str:
    chapter = f"{reference.chapter} kap. " if reference.chapter else ""
    return f"{chapter}{reference.paragraph} § {statute(reference.number).cited}"


def _listing(items: Sequence[str], word: str = "och") -> str:
    *first, last = items or [""]
    return f"{', '.join(first)} {word} {last}" if first else last


def _short(law: str) -> str:
    """The number is enough in a source; the whole title stands in the answer or at the statute itself."""
    cited = statute(law).cited
    return cited.partition(")")[0] + ")" if ")" in cited else cited


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
