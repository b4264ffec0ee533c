"""The cover's facts as fields of their own. What is kept is the section's text, with a line for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reports.cover import NO_RECORD, TO_BE_NAMED
from reports.section_text import WRITABLE, one_line
from reports.sentence_sources import plain
from web.fields import PREFIX, Field

_LINE = re.compile(rf"^\| ({'|'.join(map(re.escape, WRITABLE))}):[ \t]*(.*)$", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")
_KEYS = {name: f"fact-{number}" for number, name in enumerate(WRITABLE)}


@dataclass(frozen=True)
class Parted:
    """A text as it is shown in a form. ``facts`` is empty, and ``words`` the whole, where there are none."""

    facts: tuple[Field, ...]
    words: str


def parted(generated: str, words: str) -> Parted:
    """``generated``: the section's text as the answers give it, which says what facts it has."""
    standing, written = _read(generated), _read(words)
    facts = tuple(_field(name, value, written.get(name, value)) for name, value in standing.items())
    return Parted(facts, _without(words) if facts else words)


def joined(generated: str, words: str, fields: Mapping[str, str]) -> str:
    """The text of a form that was sent. A fact that is left empty is as if nobody had written there."""
    standing, written = _read(generated), _read(words)
    if not standing:
        return words
    lines = "\n".join(
        f"| {name}: {one_line(fields.get(PREFIX + _KEYS[name], '')) or written.get(name) or value}"
        for name, value in standing.items()
    )
    head, rest = _head(generated), _without(words)
    if not plain(rest).startswith(plain(head)):
        head = ""
    return "\n\n".join(filter(None, (rest[: len(head)], lines, rest[len(head) :].strip())))


def _read(text: str) -> dict[str, str]:
    return {found[1]: found[2].strip() for found in _LINE.finditer(text)}


def _without(text: str) -> str:
    return _GAP.sub("\n\n", _LINE.sub("", text)).strip()


def _head(generated: str) -> str:
    """What stands before the facts."""
    found = _LINE.search(generated)
    return generated[: found.start()].strip() if found else ""


def _field(name: str, standing: str, written: str) -> Field:
    """Empty, with what stands until then beside, while nobody has written in it."""
    unwritten = written in {NO_RECORD, TO_BE_NAMED}
    hint = f"I rapporten står det ”{standing}” tills något är skrivet här." if unwritten else ""
    return Field(_KEYS[name], "line", name, "" if unwritten else written, hint=hint)
