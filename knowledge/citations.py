"""Which entries rest on which statutes and paragraphs."""

from collections.abc import Iterable, Sequence

from knowledge import replies
from knowledge.entries import Entry
from knowledge.statutes import Reference, Statute, kin


class Citations:
    """The entries by what they cite. What an entry cites as background is left aside."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._cited: dict[str, tuple[str, ...]] = {}
        self._in_passing: dict[str, tuple[str, ...]] = {}
        self._laws: dict[str, set[str]] = {}
        self._explained: dict[str, set[str]] = {}
        for entry in entries:
            sources = [source for source in entry.statutes if not source.background]
            self._cited[entry.key] = replies.source_list(sources)
            self._in_passing[entry.key] = replies.source_list(entry.statutes)
            self._explained[entry.key] = set(entry.explains)
            self._laws[entry.key] = {source.law for source in sources} | set(entry.explains)

    def of(self, references: Sequence[Reference]) -> list[str]:
        """The keys of the entries that cite most of these paragraphs, the earliest cited first."""
        wanted = [str(each) for each in references]
        places = {
            key: [cited.index(each) for each in wanted if each in cited] for key, cited in self._cited.items()
        }
        most = max((len(at) for at in places.values()), default=0)
        fitting = [key for key, at in places.items() if at and len(at) == most]
        return sorted(fitting, key=lambda key: (min(places[key]), len(self._cited[key])))

    def in_passing(self, references: Sequence[Reference]) -> list[str]:
        """The keys of the entries that name one of these paragraphs at all, the shortest lists first."""
        wanted = {str(each) for each in references}
        keys = [key for key, cited in self._in_passing.items() if wanted & set(cited)]
        return sorted(keys, key=lambda key: len(self._in_passing[key]))

    def of_label(self, labels: Iterable[str]) -> frozenset[str]:
        """The keys of the entries that cite a paragraph of that label in any statute."""
        ends = tuple(f" {label} §" for label in labels)
        return frozenset(k for k, cited in self._cited.items() if any(one.endswith(ends) for one in cited))

    def explaining(self, statutes: Iterable[Statute]) -> list[str]:
        """The keys of the entries whose topic is one of these statutes."""
        numbers = {each.number for each in statutes}
        return [key for key, explained in self._explained.items() if numbers & explained]

    def building_on(self, numbers: Iterable[str]) -> frozenset[str]:
        """The keys of the entries that cite one of these statutes or one of its kin, or explain it."""
        wanted = kin(numbers)
        return frozenset(key for key, laws in self._laws.items() if wanted & laws)
