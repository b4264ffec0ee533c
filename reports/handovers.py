"""Medskick: what the councils raise, in the summary and under each council."""

from collections import Counter

from domain.swedish import listed, upper_first
from reports.document import Paragraph, Sentence
from reports.reading import Reading
from reports.swedish import ended, medskick, quoted

_NATIONAL = ("LYFTS_NATIONELLT", "NATIONELL")
_MOST_URGENT = "3"
_NAMED = 3


def raised(readings: tuple[Reading, ...]) -> tuple[Sentence, ...]:
    """How many, which area most of them concern, the most urgent by title, and which are for the nation."""
    found = [(one, f"handover.{index}") for one in readings for index in one.items("handover")]
    if not found:
        sources = tuple(source for one in readings for source in one.source("has_handover"))
        return (Sentence("Inga medskick har lämnats.", sources),) if sources else ()
    return (_counted(found), *_urgent(found), *_national(found))


_Found = list[tuple[Reading, str]]


def _counted(found: _Found) -> Sentence:
    councils = list(dict.fromkeys(one.name for one, _ in found))
    text = f"{upper_first(medskick(len(found)))} har lämnats, från {listed(councils)}."
    areas = Counter(area for one, key in found if (area := one.label(f"{key}.area")))
    most = max(areas.values(), default=0)
    if len(found) > 1 and most > 1:
        named = [area for area, count in areas.items() if count == most]
        each = " vardera" if len(named) > 1 else ""
        share = "Alla" if most == len(found) else f"Flest ({most} av {len(found)}{each})"
        text += f" {share} gäller {listed(named)}."
    sources = tuple(s for one, key in found for s in one.source(f"{key}.title", f"{key}.area"))
    return Sentence(text, sources or tuple(one.whole() for one, _ in found))


def _urgent(found: _Found) -> tuple[Sentence, ...]:
    named = [(one, key) for one, key in found if one.choice(f"{key}.urgency") == _MOST_URGENT]
    return _titles("Som mycket angeläget anges", named, "urgency")


def _national(found: _Found) -> tuple[Sentence, ...]:
    named = [
        (one, key)
        for one, key in found
        if one.choice(f"{key}.kind") in _NATIONAL or one.choice(f"{key}.level") in _NATIONAL
    ]
    return _titles("Till nationell nivå lyfts", named, "level")


def _titles(opening: str, named: _Found, by: str) -> tuple[Sentence, ...]:
    """The first few by title; a title that is withheld is not told, nor counted as told."""
    titled = [(one, key, title) for one, key in named if (title := one.text(f"{key}.title"))]
    if not titled:
        return ()
    told, rest = titled[:_NAMED], len(titled) - _NAMED
    words = [f"{quoted(title)} ({one.name})" for one, _, title in told]
    if rest > 0:
        words.append(f"ytterligare {medskick(rest)}")
    parts = ("title", by, "kind")
    sources = tuple(s for one, key, _ in titled for s in one.source(*(f"{key}.{part}" for part in parts)))
    return (Sentence(f"{opening} {listed(words)}.", sources),)


def items(reading: Reading) -> tuple[Paragraph, ...]:
    """Each medskick of one council, in the order it was written."""
    written = (_item(reading, f"handover.{index}") for index in reading.items("handover"))
    return tuple(item for item in written if item.sentences)


def _item(reading: Reading, key: str) -> Paragraph:
    facts = [
        reading.label(f"{key}.kind"),
        reading.label(f"{key}.area"),
        _level(reading.label(f"{key}.level")),
        reading.label(f"{key}.urgency"),
    ]
    title = reading.text(f"{key}.title")
    opening = quoted(title) if title else "Rubriken återges inte"
    named = f"{opening} ({', '.join(filter(None, facts))})" if any(facts) else opening
    parts = ("title", "kind", "area", "level", "urgency")
    sources = reading.source(*(f"{key}.{part}" for part in parts))
    sentences = [Sentence(ended(named), sources)] if sources else []
    if body := reading.text(f"{key}.body"):
        sentences.append(Sentence(quoted(body), reading.source(f"{key}.body")))
    return Paragraph(tuple(sentences))


def _level(label: str) -> str:
    return f"{label} nivå" if label else ""
