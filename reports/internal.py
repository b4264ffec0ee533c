"""The internal annex: texts that units gave as background alone, and what municipalities sent in beforehand.

It is a document of its own and never a part of the report: nothing of it is found anywhere else.
"""

from collections.abc import Iterator

from domain.form import Kind, Question
from domain.material import Material
from domain.swedish import upper_first
from forms.filled import in_words
from reports.cover import title
from reports.document import (
    METHOD,
    Block,
    BulletList,
    Callout,
    Document,
    Heading,
    Paragraph,
    Properties,
    Section,
    Sentence,
)
from reports.publishing import BACKGROUND, is_withheld
from reports.reading import Reading, read
from reports.swedish import asked, ended, quoted

HEADING = "Internt underlag – lämnas inte ut utan prövning"
WATERMARK = "Internt"

_FIXED = frozenset({"no_personal_data", "publishable", "withheld"})
"""What is asked about the answers themselves."""


def internal_annex(material: Material) -> Document:
    """What the report holds nothing of, for the coordinators alone; it says so where there is nothing."""
    units, towns = read(material.contributions), read(material.inputs)
    kept = [block for one in units for block in _kept(one)]
    inputs = [block for one in towns for block in _input(one)]
    body: list[Block] = [
        Heading(HEADING, 1),
        Callout((Paragraph((Sentence(_WHAT, (METHOD,)),)),)),
        *_under("Texter som bara är underlag", kept),
        *_under("Kommunernas inspel inför samråden", inputs),
    ]
    if not kept and not inputs:
        body.append(Paragraph((Sentence("Inget internt underlag har kommit in.", (METHOD,)),)))
    return Document(
        title=f"{HEADING}. {title(material)}",
        status=HEADING,
        properties=Properties(material.county.authority, HEADING, material.cut_off),
        sections=(Section("internal", tuple(body)),),
        references=(*(one.whole() for one in (*units, *towns)), METHOD),
        watermark=WATERMARK,
    )


_WHAT = (
    "Här står texter som delregioner och aktörer har lämnat bara som underlag, och det som enskilda kommuner "
    "har skrivit inför samråden. Inget av det återges i lägesrapporten. Att en text är markerad som underlag "
    "är ett redaktionellt val och innebär inte i sig att den omfattas av sekretess. Om någon begär ut den "
    "ska det prövas."
)


def _under(heading: str, blocks: list[Block]) -> list[Block]:
    return [Heading(heading, 2), *blocks] if blocks else []


def _kept(reading: Reading) -> Iterator[Block]:
    """The unit's texts that the report does not show, each after its question."""
    form, answers = reading.part.form, reading.submission.answers
    items = [
        _text(reading, question)
        for question in reading.questions.values()
        if question.kind is Kind.TEXT
        and reading.value(question.key) is not None
        and (question.key in BACKGROUND or is_withheld(form, answers, question))
    ]
    if items:
        yield Heading(reading.name, 3)
        yield BulletList(tuple(items))


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
