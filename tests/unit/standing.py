"""A round as it stands, made up: kvartal 3 2026, its people, and what has been done."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.life import Act, Life, Move, Step, step
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.rounds import FormRef, Round, plan
from domain.situation import Kept, Situation, Units
from domain.workdays import STOCKHOLM, SendHours

FIA = Person("fia", "Fia", Role.REPORTER, "fyrbodal")
FOLKE = Person("folke", "Folke", Role.DEPUTY, "fyrbodal")
SIV = Person("siv", "Siv", Role.LEADER, "skaraborg")
ADA = Person("ada", "Ada", Role.REPORTER, "af")
STINA = Person("stina", "Stina", Role.REPORTER, "1495")
SARA = Person("sara", "Sara", Role.COORDINATOR)
MONA = Person("mona", "Mona", Role.MEMBER, "fyrbodal")
EVA = Person("eva", "Eva", Role.EXPERT)
EVERYONE = (FIA, FOLKE, SIV, ADA, STINA, SARA, MONA, EVA)

UNITS = Units(("skaraborg", "fyrbodal", "af"), {"1495": "skaraborg", "1488": "fyrbodal"})
HOURS = SendHours(frozenset({28, 29, 30, 31}), ("12-24", "01-06"))

ROUND: Round = plan(Quarter(2026, 3), date(2026, 12, 10), (FormRef("delregionalt_samrad", 1),), HOURS)
"""Planned 15 October, opens the 29th, due 19 November, closes the 25th, the case is closed 23 December."""


def moment(words: str) -> datetime:
    """Swedish time."""
    return datetime.fromisoformat(words).replace(tzinfo=STOCKHOLM)


def done(*moves: Move, before: Iterable[Step] = ()) -> tuple[Step, ...]:
    """The steps that the moves lead to, one after the other."""
    steps = list(before)
    for move in moves:
        taken = step(Life.of(steps), move, ROUND)
        if taken:
            steps.append(taken)
    return tuple(steps)


def move(act: Act, by: str, at: str, words: str = "", until: str = "") -> Move:
    return Move(act, by, by.capitalize(), moment(at), words, moment(until) if until else None)


def standing(
    now: str,
    steps: Mapping[str, tuple[Step, ...]] | None = None,
    people: tuple[Person, ...] = EVERYONE,
    **kept: object,
) -> Situation:
    """At ``now``; ``kept`` may say who is ``reached``, the ``meetings`` and who has ``evaluated``."""
    whole = Kept(steps or {}, people, frozenset(person.id for person in people), {})
    return Situation(ROUND, UNITS, replace(whole, **kept), HOURS, moment(now))  # type: ignore[arg-type]  # each field has its own type
