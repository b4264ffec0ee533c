"""A step of the report that cannot be taken now: for which quarter, why, and what can be written instead."""

from collections.abc import Iterator, Mapping

from dialogs.desk import Desk
from dialogs.round_words import names_quarter
from domain import swedish
from domain.errors import NotAllowed
from domain.messages import Turn
from domain.report_life import ReportAct, ReportLife, ReportStatus, allowed, check
from domain.rounds import Round

_SAYS: Mapping[ReportAct, str] = {
    ReportAct.SEND_TO_CHECK: "faktagranska",
    ReportAct.PUBLISH: "publicera",
    ReportAct.CORRECT: "rätta",
}


def must(round_: Round, act: ReportAct, turn: Turn, desk: Desk) -> ReportLife:
    """The report's life. Raise NotAllowed, with the quarter and the way on, unless ``act`` is in place."""
    life = desk.store.report_life.of(round_.key)
    try:
        check(life, act, turn.at)
    except NotAllowed as why:
        told = (f"{swedish.upper_first(round_.quarter.label)}: {why}", *_instead(life, round_, act))
        raise NotAllowed(" ".join((*told, *_another(round_, act, turn, desk)))) from None
    return life


def _instead(life: ReportLife, round_: Round, act: ReportAct) -> Iterator[str]:
    """How it is opened again, where that is the way."""
    if act is not ReportAct.SEND_TO_CHECK:
        return
    if life.status is ReportStatus.PUBLISHED:
        yield f"Skriv till exempel: {correction(round_)}."
    elif life.status is ReportStatus.DECIDED:
        yield f"Skriv till exempel: återta beslutet {round_.key}: siffran för Ale är fel."


def correction(round_: Round) -> str:
    """How a published report is opened for correction."""
    return f"rätta {round_.key}: Fyrbodal tog emot 12, inte 14"


def _another(round_: Round, act: ReportAct, turn: Turn, desk: Desk) -> Iterator[str]:
    """Of another quarter it can be done, and no quarter was said."""
    if names_quarter(turn.text):
        return
    for one in desk.store.rounds.all():
        life = desk.store.report_life.of(one.key)
        if one.key != round_.key and life.number and allowed(life, act, turn.at):
            yield f"Menar du {one.quarter.label}? Skriv ”{_SAYS[act]} {one.key}”."
            return
