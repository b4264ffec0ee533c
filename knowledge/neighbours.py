"""The topics next door: what people ask about that the handbook has no entry for yet."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "neighbours.toml"


@dataclass(frozen=True)
class Neighbour:
    """A topic in words that fit after "handlar om", empty when it has none, and how people ask about it."""

    topic: str
    questions: tuple[str, ...]


def read_neighbours(file: Path = _FILE) -> tuple[Neighbour, ...]:
    """Every topic next door, in the order of the file."""
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["neighbour"]
    return tuple(Neighbour(each["topic"], tuple(each["questions"])) for each in listed)
