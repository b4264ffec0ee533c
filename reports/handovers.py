"""Medskick: what the councils raise, in the summary and under each council."""

from collections import Counter

from domain.swedish import listed, upper_first
from reports.document import Paragraph, Sentence, Source
from reports.reading import Reading
from reports.swedish import ended, medskick, quoted

_TASK, _REGIONAL = "UPPDRAG", "REGIONAL"
_NATIONAL = ("LYFTS_NATIONELLT", "NATIONELL")
_MOST_URGENT = "3"
_NAMED = 3
_ASKED = 5


_Found = list[tuple[Reading, str]]
"""A reading and the key of one medskick in it, such as handover.0."""


def _all(readings: tuple[Reading, ...]) -> _Found:
    return [(one, f"handover.{index}") for one in readings for index in one.items("handover")]


def raised(readings: tuple[Reading, ...]) -> tuple[Sentence, ...]:
    """How many, which area most of them concern, the most urgent by title, and which are for the nation."""
    found = _all(readings)
    if not found:
        sources = tuple(source for one in readings for source in one.source("has_handover"))
        return (Sentence("Inga medskick har lämnats.", sources),) if sources else ()
    return (_counted(found), *_urgent(found), *_national(found))


def _counted(found: _Found) -> Sentence:
    text = f"{upper_first(medskick(len(found)))} har lämnats, från {listed(_councils(found))}."
    areas = Counter(area for one, key in found if (area := one.label(f"{key}.area")))
    most = max(areas.values(), default=0)
    if len(found) > 1 and most > 1:
        named = [area for area, count in areas.items() if count == most]
        each = " vardera" if len(named) > 1 else ""
        share = "Alla" if most == len(found) else f"Flest ({most} av {len(found)}{each})"
        text += f" {share} gäller {listed(named)}."
    sources = _sources(found, "title", "area")
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
    titled = [(one, key) for one, key in named if one.text(f"{key}.title")]
    if not titled:
        return ()
    return (Sentence(f"{opening} {listed(_told(titled, _NAMED))}.", _sources(titled, "title", by, "kind")),)


def asked(readings: tuple[Reading, ...]) -> tuple[Sentence, ...]:
    """What the regional council is asked to take up, the most urgent first; untold titles are counted."""
    found = [
        (one, key)
        for one, key in _all(readings)
        if one.choice(f"{key}.kind") == _TASK or one.choice(f"{key}.level") == _REGIONAL
    ]
    if not found:
        return ()
    found.sort(key=lambda each: each[0].choice(f"{each[1]}.urgency"), reverse=True)
    titled = [(one, key) for one, key in found if one.text(f"{key}.title")]
    untold = [(one, key) for one, key in found if not one.text(f"{key}.title")]
    words = listed((*_told(titled, _ASKED), *_untold(untold)))
    sources = _sources(found, "title", "kind", "level", "urgency")
    return (Sentence(f"Samrådet ombeds ta upp {words}.", sources),)


def _told(titled: _Found, most: int) -> list[str]:
    words = [f"{quoted(one.text(f'{key}.title'))} ({one.name})" for one, key in titled[:most]]
    rest = len(titled) - most
    return [*words, f"ytterligare {medskick(rest)}"] if rest > 0 else words


def _untold(found: _Found) -> list[str]:
    if not found:
        return []
    titles = "vars rubrik inte återges" if len(found) == 1 else "vars rubriker inte återges"
    return [f"{medskick(len(found))} {titles} ({listed(_councils(found))})"]


def _sources(found: _Found, *parts: str) -> tuple[Source, ...]:
    return tuple(s for one, key in found for s in one.source(*(f"{key}.{part}" for part in parts)))


def _councils(found: _Found) -> list[str]:
    return list(dict.fromkeys(one.name for one, _ in found))


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
    if outcome := reading.text(f"{key}.outcome"):
        sentences.append(Sentence(f"Önskat resultat: {quoted(outcome)}", reading.source(f"{key}.outcome")))
    if addressee := reading.text(f"{key}.addressee"):
        sentences.append(Sentence(f"Mottagare: {quoted(addressee)}", reading.source(f"{key}.addressee")))
    return Paragraph(tuple(sentences))


def _level(label: str) -> str:
    return f"{label} nivå" if label else ""
