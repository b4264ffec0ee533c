"""What an edited text goes without when it is kept over answers that have changed under it."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain import swedish
from domain.report_versions import SectionEdit

_SHOWN = 160
"""Characters of a line that are shown again."""
_MOST = 6
"""Lines of a kind that are shown; of more it is told how many."""


@dataclass(frozen=True)
class Left:
    """Lines as they stand in the texts, in order.

    ``stale``: generated lines that stand in the edited text and that the answers no longer give. ``new``:
    lines that the answers have given since, and that the edited text does not have.
    """

    stale: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """A line for each, in Swedish; what no longer holds comes first."""
        return (
            *_few(self.stale, "Står i texten men gäller inte längre"),
            *_few(self.new, "Nytt i underlaget men inte i texten"),
        )


def left(edit: SectionEdit, generated: str) -> Left:
    """``generated``: the section's text as the answers give it now. A line that only moved is neither."""
    mine, before, now = (_lines(text) for text in (edit.words or "", edit.base, generated))
    return Left(
        stale=tuple(line for line in mine if line in before and line not in now),
        new=tuple(line for line in now if line not in before and line not in mine),
    )


def _lines(text: str) -> dict[str, None]:
    """Each once, in order."""
    return dict.fromkeys(line.strip() for line in text.split("\n") if line.strip())


def _few(lines: tuple[str, ...], what: str) -> Iterator[str]:
    for line in lines[:_MOST]:
        yield f"{what}: ”{swedish.shortened(line, _SHOWN)}”"
    if (more := len(lines) - _MOST) > 0:
        yield f"{what}: {swedish.count(more, 'rad', 'rader')} till."
