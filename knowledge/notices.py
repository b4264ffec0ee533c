"""What is confirmed beside what is not known: a line that an honest "that I do not know" must carry."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.words import Patterns, plain

_FILE = Path(__file__).parent / "notices.toml"


@dataclass(frozen=True)
class Notice:
    """A fact in one line, its source in words, and as sources are listed."""

    line: str
    source: str
    listed: str
    about: Patterns
    statutes: tuple[str, ...] = ()


def read_notices(file: Path = _FILE) -> tuple[Notice, ...]:
    """Every notice, in the order of the file."""
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["notice"]
    return tuple(
        Notice(
            line=each["line"],
            source=each["source"],
            listed=each["listed"],
            about=Patterns(each["about"]),
            statutes=tuple(each.get("statutes", ())),
        )
        for each in listed
    )


def fitting(notices: Sequence[Notice], question: str, statutes: Sequence[str]) -> list[Notice]:
    """The notices that a reply to this question must carry, by its words or a statute named."""
    asked = plain(question)
    return [
        each for each in notices if each.about.within(asked) or any(law in each.statutes for law in statutes)
    ]
