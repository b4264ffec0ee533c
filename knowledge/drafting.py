"""A new entry out of a person's reply to a question: complete enough to be read and approved as it is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count, islice

from knowledge import replies
from knowledge.bounds import LONGEST_SHORT, NEW_RECEPTION, RECEPTION
from knowledge.entries import Entry, Source, StatuteSource
from knowledge.index import is_function_word, words
from knowledge.source_lines import read_source
from knowledge.statutes import named_in

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:kap|prop|dvs|bl\.a|t\.ex|t\.o\.m|fr\.o\.m|m\.m|nr|st|s)\.|\d\.)$", re.IGNORECASE
)
_WORD = re.compile(r"[\w:.-]*\w")
_DOCUMENT = "dokument:"
_MOST_IN_KEY, _LONGEST_KEY = 4, 40
_WAYS, _BEGINNINGS = 3, ("vad gäller", "regler", "fråga om", "svar om")
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


def drafted(reply: Reply, named: str, entries: Mapping[str, Entry]) -> Entry | None:
    """An uncertain entry out of a reply, to be approved; its sources are those in ``named`` or in the reply.

    ``named``: paragraphs in any words, or a document as a line. None when neither names a source: no entry
    is without one. Raises BadSource for a document that cannot be read.
    """
    sources = _sources(named, reply.day) or _sources(reply.words, reply.day)
    if not sources:
        return None
    short, details = _parted(reply.words)
    beside = entries.get(reply.beside)
    return Entry(
        key=_key(reply.question, entries),
        question=_question(reply.question),
        variants=_variants(reply.question, entries),
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
    return said[:1].upper() + said[1:]


def _variants(asked: str, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """The question by its key words alone, in the ways that no entry has yet."""
    matter = " ".join(word for word in _WORD.findall(asked) if not _empty(word)) or "det som någon frågade"
    taken = {" ".join(words(each)) for entry in entries.values() for each in entry.questions}
    ways = (matter, *(f"{begun} {matter}" for begun in _BEGINNINGS))
    more = (f"{matter} {number}" for number in count(2))
    return tuple(islice((way for way in chain(ways, more) if " ".join(words(way)) not in taken), _WAYS))


def _empty(word: str) -> bool:
    return all(is_function_word(each) for each in words(word))


def _key(asked: str, entries: Mapping[str, Entry]) -> str:
    said = [word for word in dict.fromkeys(words(asked)) if not is_function_word(word)] or ["svar"]
    key = "_".join(said[:_MOST_IN_KEY])[:_LONGEST_KEY].rstrip("_")
    free = (key if number == 1 else f"{key}_{number}" for number in range(1, len(entries) + 2))
    return next(each for each in free if each not in entries)


def _usual_topic(group: str, entries: Iterable[Entry]) -> str:
    topics = Counter(entry.topics[0] for entry in entries if entry.owner == group)
    return topics.most_common(1)[0][0] if topics else group


def _sources(said: str, day: date) -> tuple[Source, ...]:
    """The document, or a source a statute and chapter in the order that they are named."""
    if said.strip().casefold().startswith(_DOCUMENT):
        return (read_source(said, day),)
    places: dict[tuple[str, str | None], list[str]] = {}
    for each in named_in(said).references:
        places.setdefault((each.number, each.chapter), []).append(each.paragraph)
    return tuple(
        StatuteSource(law=law, chapter=chapter, paragraphs=tuple(labels), as_of=day)
        for (law, chapter), labels in places.items()
    )


def _reservation(reply: Reply, sources: Iterable[Source]) -> str:
    said = (
        f"Svaret kommer från en sakkunnig den {reply.day.day} {replies.month(reply.day)} och är inte jämfört"
        " ord för ord med lagtexten."
    )
    old = any(isinstance(each, StatuteSource) and each.law in RECEPTION for each in sources)
    told = all(part in reply.words.casefold() for part in NEW_RECEPTION)
    return f"{said} {_NEW_RECEPTION}" if old and not told else said
