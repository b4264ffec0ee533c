"""A reminder that somebody asks for: its words, shown before it is sent and sent as they were shown."""

from dataclasses import dataclass

from domain import swedish
from domain.life import Life, closes, due
from domain.messages import Panel
from domain.notices import MOST_PUSHES
from domain.rounds import Round

TOO_MANY = (
    f"har redan fått {swedish.in_words(MOST_PUSHES)} påminnelser i den här omgången, så där får det räcka"
)


def progress(life: Life, missing: str, *, begun: bool) -> str:
    """How far a unit has come. ``missing``: what it lacks, in words; empty when nothing."""
    if life.returned:
        return f"{life.returned.by_name} har återsänt svaret: ”{life.comment}”"
    if not begun:
        return "Ni har inte börjat ännu."
    return missing or "Allt är ifyllt. Det enda som återstår är att granska och lämna in på sista kortet."


@dataclass(frozen=True)
class Nudge:
    """``by``: the sender's name; ``own``: what the sender adds, empty when nothing."""

    round: Round
    name: str
    life: Life
    by: str
    own: str = ""
    optional: bool = False

    def panel(self, state: str) -> Panel:
        """``state``: how far the unit has come, in words."""
        own = (f"{self.by} skriver: ”{self.own}”",) if self.own else ()
        title = f"{self.by} påminner om {self.name}, {self.round.quarter.label}"
        return Panel(title, (*own, f"{self._when()} {state}".strip()))

    def _when(self) -> str:
        until, shuts = swedish.day(due(self.life, self.round)), swedish.day(closes(self.life, self.round))
        if self.optional:
            return f"Det är frivilligt att svara, och det går till och med {shuts}."
        return f"Sista svarsdag är {until}, och det går att lämna in till och med {shuts}."
