"""visa: a paragraph of a statute as published, with its as-of date and the answers that build on it."""

from collections.abc import Iterator

from dialogs import answer_buttons
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after
from domain import swedish
from domain.messages import Button, Message, Turn
from forms.typed import folded
from knowledge import paragraphs
from knowledge.statute_book import Found
from knowledge.statute_head import official
from knowledge.statute_rows import Version
from knowledge.statute_text import NOT_YET
from knowledge.statutes import Named, Reference, Statute, named_in
from knowledge.statutes import statute as known

COMMAND = Command(
    says="visa paragraf",
    title_en="show section",
    description="Läs en paragraf ur en lag eller förordning, till exempel: visa 5 § bosättningslagen",
    description_en="Read a section of a statute, for example: show 5 § bosättningslagen",
    menu=False,
)

_VERBS = ("visa", "läs", "show", "read")
_NO_PARAGRAPH = {folded(words) for words in ("paragraf", "en paragraf", "paragrafen", "section", "lagtext")}
_MOST, _MOST_ENTRIES = 3, 3

_RECEPTION = "1994:137"
_NEW_RECEPTION = (
    "Äldre lydelse: sedan den 1 oktober 2026 gäller en ny mottagandelag, med övergångsbestämmelser. Den nya"
    " lagens paragrafer är inte lästa här."
)
"""Said of LMA and of the ordinances under it (proposition 2025/26:229, adopted on 3 June 2026)."""


def wants(turn: Turn, _desk: Desk) -> bool:
    rest = after(turn, *_VERBS) if turn.action is None else None
    return rest is not None and (folded(rest) in _NO_PARAGRAPH or _named(rest))


def _named(words: str) -> bool:
    named = named_in(words)
    return bool(named.references) or named.paragraph_without_law


def answer(turn: Turn, desk: Desk) -> Message:
    words = after(turn, *_VERBS) or ""
    named = named_in(words)
    if not named.references:
        return Message(_which(named))
    asked = named.references[:_MOST]
    if named.ambiguous:
        return _which_of(asked, named.ambiguous)
    shown = [_shown(reference, turn, desk) for reference in asked]
    text = "\n\n".join(message.text for message in shown)
    buttons = dict.fromkeys(button for message in shown for button in message.buttons)
    first = sorted(buttons, key=lambda button: not button.opens)
    return Message(text, buttons=tuple(first[: answer_buttons.MOST]))


def _which(named: Named) -> str:
    if named.unfamiliar:
        return (
            "Jag känner inte igen namnet på lagen eller förordningen. Skriv dess nummer i stället, till"
            " exempel: visa 5 § 2016:38."
        )
    if named.paragraph_without_law:
        return "Vilken lag eller förordning menar du? Skriv till exempel: visa 5 § bosättningslagen."
    return "Vilken paragraf? Skriv till exempel: visa 5 § bosättningslagen."


def _which_of(asked: tuple[Reference, ...], meant: tuple[Statute, ...]) -> Message:
    """A name that fits two statutes: the person picks one."""
    place = _place(asked[0])
    told = " eller ".join(f"{one.cited}{', som är upphävd' if one.repealed else ''}" for one in meant)
    buttons = tuple(Button(f"{place} {one.cited}", f"visa {place} {one.number}") for one in meant)
    return Message(f"Namnet är flertydigt. Menar du {told}?", buttons=buttons)


def _shown(reference: Reference, turn: Turn, desk: Desk) -> Message:
    found = _found(reference, turn, desk)
    if not found and not reference.chapter and (chapters := _chapters(reference, desk)):
        return _which_chapter(reference, chapters)
    entries, marks = _entries(reference, desk), list(_superseded(reference.number))
    if found:
        told = [*_text(reference, found), *marks, f"Officiell text: {official(reference.number)}"]
        return Message("\n\n".join(told), buttons=entries)
    beside = ["Handboken har svar som bygger på paragrafen:"] if entries else []
    told = [*_not_at_hand(reference, desk), *marks, *beside]
    return Message("\n\n".join(told), buttons=(answer_buttons.official_text(reference.number), *entries))


def _found(reference: Reference, turn: Turn, desk: Desk) -> Found | None:
    if desk.statutes is None:
        return None
    day = turn.at.date()
    return desk.statutes.paragraph(reference.number, reference.paragraph, reference.chapter, day)


def _chapters(reference: Reference, desk: Desk) -> tuple[str, ...]:
    """The chapters that the paragraph may be meant in, when the statute has chapters."""
    read = desk.statutes.chapters(reference.number, reference.paragraph) if desk.statutes else []
    listed = paragraphs.chapters(reference.number, reference.paragraph)
    several = tuple(read) or listed
    return several if len(several) > 1 else ()


def _which_chapter(reference: Reference, chapters: tuple[str, ...]) -> Message:
    name, label = known(reference.number).cited, reference.paragraph
    buttons = tuple(
        Button(f"{chapter} kap. {label} §", f"visa {chapter} kap. {label} § {reference.number}")
        for chapter in chapters[:_MOST]
    )
    told = f"Flera kapitel i {name} har en {label} §. Skriv kapitlet också, till exempel: {buttons[0].says}."
    return Message(told, buttons=buttons)


def _text(reference: Reference, found: Found) -> Iterator[str]:
    """The paragraph: which it is, its words, and what wording that is."""
    yield f"{_place(reference, found)} {known(reference.number).cited}\n{found.version.title}"
    yield found.wording.text
    yield " ".join(_wording(found))
    if not found.version.complete:
        yield "Obs: kopian är ofullständig och paragrafen kan vara avkortad. Läs den officiella texten."


def _wording(found: Found) -> Iterator[str]:
    yield f"Lydelse: {as_of(found.version)}."
    begins, ends = found.wording.valid_from, found.wording.valid_to
    if begins == NOT_YET:
        yield "Den börjar gälla den dag som regeringen bestämmer."
    elif begins:
        yield f"Den gäller från och med den {swedish.day(begins)}."
    if ends and not found.held:
        yield f"Den upphörde att gälla den {swedish.day(ends)}."
    if found.next_from == NOT_YET:
        yield "En ny lydelse är beslutad; regeringen bestämmer när den börjar gälla."
    elif found.next_from:
        yield f"En ny lydelse börjar gälla den {swedish.day(found.next_from)}."
    if found.version.repealed_on:
        yield f"Författningen är upphävd sedan den {swedish.day(found.version.repealed_on)}."


def as_of(version: Version) -> str:
    """How far a text is amended and when it was read."""
    read = version.confirmed_on
    when = f"läst den {swedish.day(read)}" if read else "när texten lästes framgår inte"
    if version.amended_to:
        return f"t.o.m. SFS {version.amended_to}, {when}"
    if version.newest_note != version.law:
        return f"{when}; den senaste ändring som syns i texten är SFS {version.newest_note}"
    return when


def _not_at_hand(reference: Reference, desk: Desk) -> Iterator[str]:
    """Why there is no text to show: there is no such paragraph, it is repealed, or it was not read in."""
    place, name = _place(reference), known(reference.number).cited
    state = paragraphs.state(reference.number, reference.chapter, reference.paragraph)
    texts = desk.statutes.versions(reference.number) if desk.statutes else []
    if state == "repealed":
        yield f"{place} {name} är upphävd."
    elif texts and texts[-1].complete:
        yield f"Det finns ingen {place} i {name}, i lydelsen {as_of(texts[-1])}."
    elif state == "missing":
        listed = paragraphs.read_paragraphs()[reference.number]
        yield f"Det finns ingen {place} i {name}, enligt den text som lästes den {swedish.day(listed.as_of)}."
    else:
        yield f"Texten till {place} {name} är inte inläst här. Läs den hos riksdagen."


def _superseded(number: str) -> Iterator[str]:
    """A mark when the statute, or the act that it is under, is repealed or replaced."""
    statute = known(number)
    if _RECEPTION in {number, statute.under}:
        yield _NEW_RECEPTION
    elif statute.repealed:
        yield f"Äldre lydelse: {statute.cited} är upphävd."


def _entries(reference: Reference, desk: Desk) -> tuple[Button, ...]:
    """The handbook's questions that build on the paragraph, those that lean on it the most first.

    Beside them, for a statute that has its own: the question that tells what became of it.
    """
    cited = sorted(
        (source.background, at, entry.question)
        for at, entry in enumerate(desk.handbook.entries.values())
        for source in entry.statutes
        if source.law == reference.number
        and reference.chapter in {None, source.chapter}
        and reference.paragraph in source.paragraphs
    )
    told_of = [e.question for e in desk.handbook.entries.values() if reference.number in e.explains]
    last = told_of[:1] if list(_superseded(reference.number)) else []
    first = [question for *_, question in cited][: _MOST_ENTRIES - len(last)]
    return tuple(Button(question, question) for question in dict.fromkeys([*first, *last]))


def _place(reference: Reference, found: Found | None = None) -> str:
    chapter = reference.chapter or (found.wording.chapter if found else None)
    return f"{chapter} kap. {reference.paragraph} §" if chapter else f"{reference.paragraph} §"


DIALOG = Dialog(wants, answer, COMMAND)
