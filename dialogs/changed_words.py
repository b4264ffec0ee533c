"""What of a line has changed, in whole words, told in one sentence; and what is no change to tell."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from domain import swedish
from reports.comparing import Change, LineDiff, SectionDiff

_MOMENT = re.compile(r"(?:\d{1,2}\s[a-zåäö]+(?:\s\d{4})?\s)?kl\.\s\d\d\.\d\d")
_SHOWN = 160
"""Characters of what stood there, and of what stands there now."""


def without_clock(found: tuple[SectionDiff, ...]) -> Iterator[SectionDiff]:
    """Without the lines where only a time of day has moved, and the sections that have no others."""
    for one in found:
        lines = tuple(line for line in one.lines if not _is_clock(line))
        if one.change is not Change.KEPT or any(line.changed for line in lines):
            yield replace(one, lines=lines)


def told(line: LineDiff) -> str:
    """What stood there, and what stands there now."""
    gone, come = _changed(line)
    if gone and come:
        return _sentence(f"”{gone}” har blivit ”{come}”")
    return _sentence(f"Tillagt: ”{come}”" if come else f"Borttaget: ”{gone}”")


def _is_clock(line: LineDiff) -> bool:
    before, after = _text(line, Change.REMOVED), _text(line, Change.ADDED)
    return line.changed and bool(before) and _MOMENT.sub("", before) == _MOMENT.sub("", after)


def _text(line: LineDiff, change: Change) -> str:
    return "".join(piece.text for piece in line.pieces if piece.change in {Change.KEPT, change})


def _changed(line: LineDiff) -> tuple[str, str]:
    before, after = _text(line, Change.REMOVED).split(), _text(line, Change.ADDED).split()
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    gone = (" ".join(before[first:last]) for _, first, last, _, _ in changed)
    come = (" ".join(after[first:last]) for _, _, _, first, last in changed)
    return _joined(gone), _joined(come)


def _joined(parts: Iterator[str]) -> str:
    return swedish.shortened(" … ".join(filter(None, parts)), _SHOWN)


def _sentence(words: str) -> str:
    """With one full stop at its end, inside the quotation or after it."""
    return words if words.endswith((".”", "?”", "!”", "…”")) else f"{words}."
