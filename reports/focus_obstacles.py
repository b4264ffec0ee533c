"""What hinders within a focus area: counted over the sub-regions, those that most of them name first."""

from collections.abc import Iterator, Sequence

from domain.swedish import listed, upper_first
from reports.document import Paragraph, Sentence, Source
from reports.reading import Reading
from reports.swedish import quoted_whole, sub_regions

_MANY = 2
"""So many sub-regions make an obstacle one that is shared."""

_OTHER = "annat"

_Named = tuple[str, list[Reading]]


def obstacles(readings: Sequence[Reading], key: str) -> Iterator[Paragraph]:
    """``key``: that of the area. Own words of another obstacle are quoted after those of the list."""
    named = _named(readings, f"{key}.obstacles")
    shared = [one for one in named if len(one[1]) >= _MANY]
    single = [one for one in named if len(one[1]) < _MANY]
    sentences = [
        *(_sentence(f"{upper_first(label)} nämns i {_where(those)}.", those, key) for label, those in shared),
        *_singles(single, key, others=bool(shared)),
        *_own_words(readings, f"{key}.obstacles_other"),
    ]
    if sentences:
        yield Paragraph(tuple(sentences), "Hinder som flest nämner." if shared else "Hinder.")


def _named(readings: Sequence[Reading], key: str) -> list[_Named]:
    found: dict[str, list[Reading]] = {}
    for one in readings:
        for label in _labels(one, key):
            found.setdefault(label, []).append(one)
    return sorted(found.items(), key=lambda one: -len(one[1]))


def _labels(reading: Reading, key: str) -> list[str]:
    """Without "annat" where the own words say what."""
    other = bool(reading.text(f"{key}_other"))
    return [label for label in reading.labels(key) if not (other and label == _OTHER)]


def _singles(single: list[_Named], key: str, *, others: bool) -> Iterator[Sentence]:
    """A sentence for each sub-region that alone names something. ``others``: after those that are shared."""
    alone: dict[str, tuple[Reading, list[str]]] = {}
    for label, (one, *_) in single:
        alone.setdefault(one.name, (one, []))[1].append(label)
    for place, (one, labels) in enumerate(alone.values()):
        says = f"Dessutom nämner {one.name}" if others and place == 0 else f"{one.name} nämner"
        yield _sentence(f"{says} {_in_a_row(labels)}.", [one], key)


def _in_a_row(labels: Sequence[str]) -> str:
    """Bostadsbrist samt resurser och besparingar: no "och" between what has one of its own."""
    *others, last = labels
    if others and any(" och " in label for label in labels):
        return f"{', '.join(others)} samt {last}"
    return listed(labels)


def _own_words(readings: Sequence[Reading], key: str) -> Iterator[Sentence]:
    for one in readings:
        if text := one.text(key):
            yield Sentence(f"{one.name} nämner också: {quoted_whole(text)}", one.source(key))


def _where(those: Sequence[Reading]) -> str:
    return sub_regions([one.name for one in those])


def _sentence(words: str, those: Sequence[Reading], key: str) -> Sentence:
    sources: tuple[Source, ...] = tuple(source for one in those for source in one.source(f"{key}.obstacles"))
    return Sentence(words, sources)
