"""A new entry out of a person's reply to a question: complete enough to be read and approved as it is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from pydantic import ValidationError

from knowledge import replies
from knowledge.bounds import LONGEST_SHORT, NEW_RECEPTION, RECEPTION
from knowledge.entries import Entry, Source, StatuteSource
from knowledge.fields import in_swedish
from knowledge.index import is_function_word, words
from knowledge.last_read import LastRead
from knowledge.proposing import NotAnEntry
from knowledge.source_lines import paragraphs_read, sources_in
from knowledge.statutes import named_in

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:kap|prop|dvs|bl\.a|t\.ex|t\.o\.m|fr\.o\.m|m\.m|nr|st|s)\.|\d\.)$", re.IGNORECASE
)
_LINES = re.compile(r"\A\s*dokument:|\A[^\n]{1,60}§[^\n]{1,60},\s*läst\b", re.IGNORECASE)
"""What is written as sources are, rather than a reply that names one."""
_MOST_IN_KEY, _LONGEST_KEY = 4, 40
_WITHOUT_WORDS = "Vad gäller i det som någon frågade om?"
_HALF_A_YEAR = timedelta(days=182)
_NEW_RECEPTION = (
    "En ny mottagandelag gäller sedan den 1 oktober 2026, med övergångsbestämmelser. Dess paragrafer är inte"
    " lästa här."
)


@dataclass(frozen=True)
class Reply:
    """What an expert of ``group`` replied to ``question`` on ``day``. ``beside``: the key of the entry that
    the question was nearest to; empty when there was none.
    """

    question: str
    words: str
    group: str
    day: date
    beside: str = ""


def drafted(reply: Reply, named: str, last_read: LastRead) -> Entry | None:
    """An uncertain entry out of a reply, to be approved; its sources are those in ``named`` or in the reply.

    ``named``: paragraphs in any words, or sources as lines. ``last_read``: with the handbook's entries. None
    when neither names a source: no entry is without one. Raise BadSource for a line that cannot be read, and
    for a paragraph that nobody has read; NotAnEntry for a reply that is too long to be an answer.
    """
    entries = last_read.entries
    sources = _sources(named, last_read) or _sources(reply.words, last_read)
    if not sources:
        return None
    try:
        return _entry(reply, sources, entries)
    except ValidationError as error:
        raise NotAnEntry(in_swedish("", error)) from error


def _entry(reply: Reply, sources: tuple[Source, ...], entries: Mapping[str, Entry]) -> Entry:
    short, details = _parted(reply.words)
    beside = entries.get(reply.beside)
    question = _question(reply.question)
    return Entry(
        key=_key(reply.question, entries),
        question=question,
        # What people write is for somebody who knows them to add: words put together here are not Swedish.
        variants=(question,),
        topics=beside.topics[:1] if beside else (_usual_topic(reply.group, entries.values()),),
        short=short,
        details=details,
        sources=sources,
        confidence="uncertain",
        reservation=_reservation(reply, sources),
        valid_from=reply.day,
        owner=reply.group,
        review=reply.day + _HALF_A_YEAR,
        related=(beside.key,) if beside else (),
    )


def _parted(text: str) -> tuple[str, str]:
    """The first sentences, as many as a short answer holds, and the rest."""
    first, _, rest = text.strip().partition("\n\n")
    sentences = _sentences(" ".join(first.split()))
    held = [sentences[0]]
    for sentence in sentences[1:]:
        if len(" ".join([*held, sentence]).split()) > LONGEST_SHORT:
            break
        held.append(sentence)
    left = " ".join(sentences[len(held) :])
    return " ".join(held), "\n\n".join(filter(None, [left, rest.strip()]))


def _sentences(text: str) -> list[str]:
    """Parted where a sentence ends, not after "kap." or "2 kap. 1 §"."""
    sentences = [""]
    for piece in _SENTENCE.split(text):
        if sentences[-1] and not _ABBREVIATED.search(sentences[-1]):
            sentences.append(piece)
        else:
            sentences[-1] = f"{sentences[-1]} {piece}".strip()
    return sentences


def _question(asked: str) -> str:
    said = " ".join(asked.split())
    return said[:1].upper() + said[1:] if words(said) else _WITHOUT_WORDS


def _key(asked: str, entries: Mapping[str, Entry]) -> str:
    said = [word for word in dict.fromkeys(words(asked)) if not is_function_word(word)] or ["svar"]
    key = "_".join(said[:_MOST_IN_KEY])[:_LONGEST_KEY].rstrip("_")
    free = (key if number == 1 else f"{key}_{number}" for number in range(1, len(entries) + 2))
    return next(each for each in free if each not in entries)


def _usual_topic(group: str, entries: Iterable[Entry]) -> str:
    topics = Counter(entry.topics[0] for entry in entries if entry.owner == group)
    return topics.most_common(1)[0][0] if topics else group


def _sources(said: str, last_read: LastRead) -> tuple[Source, ...]:
    """The lines, or a source a statute, chapter and wording in the order that they are named."""
    if _LINES.search(said):
        return tuple(chain.from_iterable(sources_in(line, last_read) for line in said.splitlines() if line))
    places: dict[tuple[str, str | None], list[str]] = {}
    for each in named_in(said).references:
        places.setdefault((each.number, each.chapter), []).append(each.paragraph)
    return tuple(
        chain.from_iterable(
            paragraphs_read(law, chapter, tuple(labels), last_read)
            for (law, chapter), labels in places.items()
        )
    )


def _reservation(reply: Reply, sources: Iterable[Source]) -> str:
    said = (
        f"Svaret kommer från en sakkunnig den {reply.day.day} {replies.month(reply.day)} och är inte jämfört"
        " ord för ord med lagtexten."
    )
    old = any(isinstance(each, StatuteSource) and each.law in RECEPTION for each in sources)
    told = all(part in reply.words.casefold() for part in NEW_RECEPTION)
    return f"{said} {_NEW_RECEPTION}" if old and not told else said
