"""How the report's numbers are read: each word and sign that stands instead of one, where it occurs."""

from collections.abc import Callable, Iterator, Sequence

from domain.answers import Submission
from domain.material import Material
from domain.table import Hidden
from reports.document import METHOD, Block, Chart, Paragraph, Sentence, Table
from reports.number_cells import NOT_ADDED, NOT_COMPARED, NOT_PARTED, NOT_PUBLISHED, UNANSWERED, UNCONFIRMED

LEAD = "Så läses siffrorna."

Texts = frozenset[str]
"""What stands in the report's cells."""


def _is(*words: str) -> Callable[[Texts], bool]:
    return lambda texts: not texts.isdisjoint(words)


def _has(words: str) -> Callable[[Texts], bool]:
    return lambda texts: any(words in text for text in texts)


_EXPLAINED: Sequence[tuple[Callable[[Texts], bool], str]] = (
    (_is("0"), "0 är ett svar: det finns inga."),
    (_is(UNANSWERED), "– betyder att frågan inte är besvarad."),
    (_is(Hidden.SMALL), "<6 är 1–5 personer."),
    (_is(Hidden.BESIDE), ".. är ett tal som döljs för att ett annat inte ska kunna räknas ut."),
    (_is(Hidden.UNTOLD), "Där ett tecken skulle avslöja ett annat tal står visas inte."),
    (_has("uppgift saknas ("), "Där uppgift saknas står skälet."),
    (
        _has(f"({UNCONFIRMED})"),
        "Ett tal med ”publicerat” efter har källan publicerat, men delregionen har inte bekräftat det.",
    ),
    (
        _is(NOT_PUBLISHED),
        "”Ej publicerat” står där källan inte har något tal för delregionen.",
    ),
    (
        _is(NOT_COMPARED),
        "”Jämförs inte” står där ett tal saknas, döljs eller är ett annat än förut; det sista sägs varför.",
    ),
    (
        _is(NOT_ADDED),
        "”Summeras inte” står där något tal saknas eller gäller annat än länet, och där tal inte läggs ihop.",
    ),
    (_is(NOT_PARTED), "”Delas inte upp” står för tal som inte efterfrågas för kvinnor och män."),
)


def legend(material: Material) -> list[Block]:
    """Once for the whole report, where there are any numbers; ``told`` makes it what the report needs."""
    answers = (value for part in material.received if part.submission for value in _values(part.submission))
    numbers = any(isinstance(value, int | float) and not isinstance(value, bool) for value in answers)
    return [_PLACE] if numbers or material.published or material.municipal else []


def _values(sent: Submission) -> Iterator[object]:
    yield from sent.answers.values()


_PLACE = Paragraph((Sentence(LEAD, (METHOD,)),), LEAD)
"""Where it stands until the whole report is known."""


def told(blocks: Sequence[Block], report: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a section with the legend of what occurs in the report's tables; none where none does."""
    if _PLACE not in blocks:
        return tuple(blocks)
    texts = frozenset(_texts(report))
    words = " ".join(text for occurs, text in _EXPLAINED if occurs(texts))
    legends = [Paragraph((Sentence(words, (METHOD,)),), LEAD)] if words else []
    return tuple(one for block in blocks for one in (legends if block is _PLACE else [block]))


def _texts(report: Sequence[Block]) -> Iterator[str]:
    for block in report:
        table = block.table if isinstance(block, Chart) else block
        if isinstance(table, Table):
            yield from (cell.text for row in table.rows for cell in row)
