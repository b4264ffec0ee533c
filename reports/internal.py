"""The internal annex: texts that units gave as background alone, and what municipalities sent in beforehand.

It is a document of its own and never a part of the report: nothing of it is found anywhere else.
"""

from collections.abc import Iterator, Mapping

from domain import handover
from domain.form import Kind, Question
from domain.material import Material
from domain.swedish import moment, upper_first
from forms.filled import in_words
from reports.annex import numbers
from reports.document import (
    METHOD,
    Block,
    BulletList,
    Callout,
    Cell,
    Document,
    Heading,
    Paragraph,
    Properties,
    Section,
    Sentence,
    Source,
    Table,
    statements,
)
from reports.numbering import numbered
from reports.publishing import BACKGROUND, is_withheld
from reports.reading import Reading, read
from reports.swedish import asked, ended, quoted, quoted_whole

HEADING = "Internt underlag – lämnas inte ut utan prövning"
WATERMARK = "Internt"

_FIXED = frozenset({"no_personal_data", "publishable", "withheld"})
"""What is asked about the answers themselves."""


def internal_annex(material: Material) -> Document:
    """What the report holds nothing of, for the coordinators alone; it says so where there is nothing."""
    units, towns = read(material.contributions), read(material.inputs)
    kept = [block for one in units for block in _kept(one, _named(material, one))]
    inputs = [block for one in towns for block in _input(one)]
    body: list[Block] = [
        Heading(HEADING, 1),
        Callout((Paragraph((Sentence(_WHAT, (METHOD,)),)),)),
        *_under("Texter som bara är underlag", kept),
        *_under("Kommunernas inspel inför samråden", inputs),
    ]
    if not kept and not inputs:
        body.append(Paragraph((Sentence("Inget internt underlag har kommit in.", (METHOD,)),)))
    used = {source.origin for said in statements(tuple(body)) for source in said.sources}
    whole = tuple(one for one in (*(each.whole() for each in (*units, *towns)), METHOD) if one.origin in used)
    return Document(
        title=f"Internt underlag till lägesrapporten för {material.round.quarter.label}",
        status=HEADING,
        properties=Properties(material.county.authority, HEADING, material.cut_off, version=WATERMARK),
        sections=numbered(
            (Section("internal", tuple(body)), Section("references", tuple(_sources(body, whole))))
        ),
        references=whole,
        watermark=WATERMARK,
    )


_WHAT = (
    "Här står texter som delregioner och aktörer har lämnat bara som underlag, och det som enskilda kommuner "
    "har skrivit inför samråden. Inget av det återges i lägesrapporten. Att en text är markerad som underlag "
    "är ett redaktionellt val och innebär inte i sig att den omfattas av sekretess. Om någon begär ut den "
    "ska det prövas."
)


def _sources(body: list[Block], whole: tuple[Source, ...]) -> list[Block]:
    """What the note numbers lead to: each answer that something here rests on, and which questions of it."""
    used = [source for said in statements(tuple(body)) for source in said.sources]
    rows = []
    for number, one in enumerate(whole, start=1):
        asked_ = numbers(source.number for source in used if source.origin == one.origin)
        words = f"Svar på fråga {asked_}" if asked_ else "Fast text"
        said = (one.unit, words, str(one.version or "–"), moment(one.at) if one.at else "–")
        rows.append((Cell(str(number), (one,), note=number), *(Cell(word, (one,)) for word in said)))
    header = ("Nr", "Källa", "Innehåll", "Version", "Tidpunkt")
    return [
        Heading("Underlag", 1),
        Table("Svar som det interna underlaget bygger på", header, tuple(rows), (2, 6, 10, 3, 6)),
    ]


def _under(heading: str, blocks: list[Block]) -> list[Block]:
    return [Heading(heading, 2), *blocks] if blocks else []


def _kept(reading: Reading, names: Mapping[int, str]) -> Iterator[Block]:
    """The unit's texts that the report does not show, each after its question."""
    form, answers = reading.part.form, reading.submission.answers
    kept = [
        question
        for question in reading.questions.values()
        if question.kind is Kind.TEXT
        and reading.value(question.key) is not None
        and (question.key in BACKGROUND or is_withheld(form, answers, question))
    ]
    if not kept:
        return
    yield Heading(reading.name, 3)
    raised = [one for one in kept if one.key.startswith(f"{handover.GROUP}.")]
    if items := [_text(reading, one) for one in kept if one not in raised]:
        yield BulletList(tuple(items))
    if raised:
        yield BulletList(tuple(_issues(reading, raised, names)))


def _issues(reading: Reading, kept: list[Question], names: Mapping[int, str]) -> Iterator[Paragraph]:
    """Each medskick by itself: its number, title, description, addressee and wanted outcome."""
    by_place: dict[int, list[Question]] = {}
    for question in kept:
        by_place.setdefault(int(question.key.split(".")[1]), []).append(question)
    for place, questions in by_place.items():
        ordered = sorted(questions, key=lambda one: _PARTS.index(one.key.rpartition(".")[2]))
        yield Paragraph(
            tuple(_part(reading, one) for one in ordered), ended(f"Medskick {names.get(place, '')}".strip())
        )


def _part(reading: Reading, question: Question) -> Sentence:
    """The title and the description as they stand; the others after what was asked."""
    words = quoted_whole(str(reading.value(question.key)).strip())
    part = question.key.rpartition(".")[2]
    lead = "" if part in _PARTS[:2] else f"{question.label.rstrip('?')}: "
    return Sentence(f"{lead}{words}", reading.source(question.key))


_PARTS = ("title", "body", "addressee", "outcome")


def _named(material: Material, reading: Reading) -> dict[int, str]:
    """By the place in the form the number that the register has given the medskick."""
    known = [
        one.known_in(material.round.key)
        for one in material.raised
        if one.unit == reading.part.respondent.id and one.round <= material.round.key
    ]
    answered = handover.numbered(reading.submission.answers)
    found = handover.placed(list(answered.values()), known)
    return {place: one.name for place, one in zip(answered, found, strict=True) if one}


def _input(reading: Reading) -> Iterator[Block]:
    """All that the municipality has answered."""
    items = [
        _text(reading, question) if question.kind is Kind.TEXT else _choice(reading, question)
        for question in reading.questions.values()
        if question.key not in _FIXED and reading.value(question.key) is not None
    ]
    if items:
        yield Heading(reading.name, 3)
        yield BulletList(tuple(items))


def _text(reading: Reading, question: Question) -> Paragraph:
    words = quoted(str(reading.value(question.key)).strip())
    return Paragraph((Sentence(words, reading.source(question.key)),), asked(question.label))


def _choice(reading: Reading, question: Question) -> Paragraph:
    value = reading.value(question.key)
    words = ended(upper_first(in_words(question, value))) if value is not None else ""
    return Paragraph((Sentence(words, reading.source(question.key)),), asked(question.label))
