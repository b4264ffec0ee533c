"""avsluta, förläng, påminn om faktagranskningen: how the fact check stands, and what can be done about it.

It ends by itself: on the day that everyone was told of, or when all have answered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dialogs import orders, report_standing, rights
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from dialogs.next_step import next_step
from dialogs.round_words import round_in
from domain import swedish
from domain.messages import Button, Message, Turn
from domain.report_life import ReportLife
from domain.rounds import Round
from domain.workdays import STOCKHOLM

_ASKED = re.compile(
    r"(?:(?P<ends>avsluta|avbryt|stäng|stoppa|ångra|återkalla|återta|ställ in|(?:dra|ta) tillbaka|stop|end)"
    r"|(?P<moves>förläng|förkorta|ändra|flytta|skjut(?: upp| fram)?|extend)"
    r"|(?P<reminds>påminn(?: alla| dem)?(?: om)?|remind)"
    r"|hur (?:går|ligger)|(?:vem|vilka) (?:har|återstår|saknas|är kvar)[^:]*|visa|status(?: för| på)?)"
    r"(?: (?:det med|till|med|för|i|på|the))? ?(?:faktagranskning(?:en)?|fact check)\b(?P<rest>[^:]*)",
    re.IGNORECASE | re.DOTALL,
)


def wants(turn: Turn, _desk: Desk) -> bool:
    coordinates = turn.person is not None and turn.person.coordinates
    return turn.action is None and coordinates and _said(turn) is not None


def _said(turn: Turn) -> re.Match[str] | None:
    return _ASKED.fullmatch(turn.text.strip().rstrip("?!. "))


@dataclass(frozen=True)
class _Check:
    """``wished``: the end of the day that is asked for instead, if any."""

    round: Round
    life: ReportLife
    now: datetime
    wished: datetime | None

    @property
    def until(self) -> str:
        return swedish.day(self.life.checked_until) if self.life.checked_until else ""


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    said = _said(turn)
    round_, rest = round_in(said["rest"] if said else "", turn, desk)
    life = desk.store.report_life.of(round_.key)
    if not life.check_runs(turn.at):
        standing = report_standing.told(life, turn.at)
        return Message(
            f"Ingen faktagranskning pågår för {round_.quarter.label}. Rapportens läge: {standing}.",
            buttons=tuple(next_step(life, round_, turn, desk)),
        )
    check = _Check(round_, life, turn.at, orders.day_named(rest, turn))
    told = [_stands(check, desk), *(_instead(check, said) if said else ())]
    return Message(" ".join(told), buttons=(*_moved(check, said), *_looks(check)))


def _stands(check: _Check, desk: Desk) -> str:
    waits = [desk.county.called(unit) for unit in check.life.waits_for(check.now)]
    who = f"{swedish.listed(waits)} har inte godtagit sina uppgifter än" if waits else "Alla har svarat"
    return f"Faktagranskningen för {check.round.quarter.label} pågår till och med {check.until}. {who}."


def _instead(check: _Check, said: re.Match[str]) -> Iterator[str]:
    """What can be done, for what was asked."""
    waits = check.life.waits_for(check.now)
    if not waits:
        yield "Den behöver inte avslutas: rapporten kan beslutas nu."
    elif said["ends"]:
        yield (
            "Den går inte att avsluta i förtid, eftersom alla har fått veta hur länge de kan svara. "
            "Den slutar av sig själv efter den dagen, eller när alla har godtagit."
        )
    elif said["reminds"]:
        yield "De får en påminnelse av mig före sista dagen. Vill du nå dem tidigare: hör av dig själv."
    if said["moves"]:
        yield (
            "Vill du ändra sista dagen skickar du ut utkastet igen med en ny dag, till exempel: "
            f"faktagranska {check.round.key} till fredag. Då läser alla på nytt, också de som har svarat."
        )


def _moved(check: _Check, said: re.Match[str] | None) -> Iterator[Button]:
    """To send it again with the day that was said; what it means is shown before it is done."""
    if said and said["moves"] and check.wished:
        day = check.wished.astimezone(STOCKHOLM).date()
        yield Button(
            f"Skicka igen, till {swedish.day_of_month(day)}", f"faktagranska {check.round.key} till {day}"
        )


def _looks(check: _Check) -> Iterator[Button]:
    yield Button("Synpunkter", f"synpunkter {check.round.key}")
    yield Button("Visa status", f"status {check.round.key}")


DIALOG = Dialog(wants, answer)
