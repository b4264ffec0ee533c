"""Where a card that was sent leads: the same card with what is wrong, another card, or the summary."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.pages import Showing
from dialogs.sheets import Sheet
from domain.answers import Problem, Value
from domain.form import Card
from forms import checking

_TWO_WROTE = "Någon annan har svarat något annat under tiden. Båda svaren finns kvar. Välj vad som ska gälla."
_SAME = "Förra kvartalets svar gäller nu här. Ändra det som inte längre stämmer."
_STAYS = {"add": "", "same": _SAME}
"""Buttons that leave the person on the card, and what is said."""


@dataclass(frozen=True)
class Press:
    """A card that was sent. ``verb``: save, back, add, same, goto or send; ``request``: the shown card."""

    verb: str
    card: Card
    raw: Mapping[str, str]
    request: str
    revision: int
    group: str = ""

    @property
    def key(self) -> str:
        """Tells a repeated delivery from the same card filled in anew."""
        return f"{self.request}.{self.digest[:16]}"

    @property
    def digest(self) -> str:
        content = json.dumps([self.verb, self.group, sorted(self.raw.items())], ensure_ascii=False)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Taken:
    """What a card leaves behind: the answers, the words that could not be read, and where two disagree."""

    answers: Mapping[str, Value]
    problems: tuple[Problem, ...]
    conflicts: tuple[str, ...]


def next_card(press: Press, taken: Taken, after: Sheet) -> tuple[Card | None, Showing]:
    """Where saving leads, with the sheet as it then is; None is the summary.

    Refused values and texts in conflict hold the person on the card; missing ones only at the end.
    """
    notice = _TWO_WROTE if taken.conflicts else ""
    problems = tuple(problem for problem in taken.problems if problem.key not in taken.conflicts)
    if problems:
        return press.card, Showing(problems, notice, raw=press.raw, more=_added(press))
    if taken.conflicts:
        return press.card, Showing(notice=notice)
    if press.verb in _STAYS:
        return press.card, Showing(notice=_STAYS[press.verb], more=_added(press))
    return _onward(press, after)


def _onward(press: Press, after: Sheet) -> tuple[Card | None, Showing]:
    """Where a card that could be read whole leads."""
    if press.verb == "goto":
        return after.card(press.group), Showing(notice=f"Kort {press.card.number} är sparat.")
    if not press.card.number:
        return press.card, Showing(notice="Anteckningarna är sparade.")
    lacking = after.open_on(press.card)
    wanted = {group.key: 1 for group in press.card.groups if any(p.key == group.key for p in lacking)}
    if wanted and press.verb != "back":
        return press.card, Showing(tuple(lacking), more=wanted)
    if press.verb == "send":
        return at_the_end(after)
    return _neighbour(press, after), Showing(notice=_saved_words(press.card, lacking))


def at_the_end(after: Sheet) -> tuple[Card | None, Showing]:
    """The summary, or the first card that needs something with all that is needed told."""
    found = list(after.open())
    if not found:
        return None, Showing()
    told = checking.told([problem for _, problems in found for problem in problems])
    return found[0][0], Showing(tuple(found[0][1]), told)


def _neighbour(press: Press, after: Sheet) -> Card:
    cards = after.form.cards
    place = max(press.card.number, 1) - 1 + (-1 if press.verb == "back" else 1)
    return cards[max(0, min(place, len(cards) - 1))]


def _added(press: Press) -> dict[str, int]:
    return {press.group: 1} if press.verb == "add" else {}


def _saved_words(card: Card, lacking: list[Problem]) -> str:
    saved = f"Kort {card.number} är sparat."
    return f"{saved} {checking.told(lacking)}" if lacking else saved
