"""Which sub-region a municipality belongs to, and its code: asked by name, told from the county's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.index import is_function_word, words
from knowledge.words import plain

_ASKS = frozenset(
    plain(
        """
        kommun kommunen kommuns kommunkod kommunkoden kod koden kodnummer nummer länskod län länet delregion
        delregionen delregionalt delregionala delområdes samråd samrådet region regionen förbund förbundet
        kommunalförbund kommunalförbundet hör tillhör tillhörde hörde ligger ingår sorterar räknas finns del
        placerad plats belongs belong code municipality council sub part västra götaland götalands
        """
    ).split()
)


@dataclass(frozen=True)
class Place:
    """A municipality: ``entry`` is the key of the entry that lists its sub-region."""

    name: str
    code: str
    county: str
    sub_region: str
    led_by: str
    entry: str


class Places:
    """The municipalities by name."""

    def __init__(self, places: Iterable[Place]) -> None:
        named = [(words(place.name), place) for place in places]
        self._named = sorted(named, key=lambda pair: -len(pair[0]))
        self._regions = frozenset(word for _, place in named for word in words(place.sub_region))

    def asked(self, question: str) -> Place | None:
        """The one municipality that a question asks the place or code of, and nothing else."""
        said = words(question)
        for name, place in self._named:
            at = _place_of(name, said)
            # Vara is a municipality, and "vara" is to be.
            if at is not None and (place.name in question or not is_function_word(name[0])):
                rest = [*said[:at], *said[at + len(name) :]]
                return place if self._only_asks(rest) else None
        return None

    def _only_asks(self, rest: Sequence[str]) -> bool:
        regions = {plain(word) for word in self._regions}
        left = [word for word in plain(" ".join(rest)).split() if not is_function_word(word)]
        return bool(left) and all(word in _ASKS or word in regions for word in left)


def told(place: Place) -> str:
    """Where it belongs, its code, and who leads the council there."""
    return (
        f"{place.name} hör till delregionen {place.sub_region} i {place.county}s län och har "
        f"kommunkod {place.code}. Det delregionala samrådet där leds av {place.led_by}."
    )


def _place_of(name: Sequence[str], said: Sequence[str]) -> int | None:
    """Where the name stands among the words, with or without a genitive s; None when it does not."""
    for at in range(len(said) - len(name) + 1):
        *first, last = said[at : at + len(name)]
        if first == list(name[:-1]) and last in {name[-1], f"{name[-1]}s"}:
            return at
    return None
