"""synpunkter: what contributors say of the draft, and what was done about it."""

import re
from collections.abc import Iterator

from dialogs import remark_answers, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.round_words import names_quarter, round_in
from domain import swedish
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role
from domain.report_life import Remark
from domain.rounds import Round

COMMAND = Command(
    says="synpunkter",
    title_en="remarks",
    description="Se synpunkterna från faktagranskningen. Svara med: åtgärdat 3: ändrat till 12",
    description_en="See the remarks of the fact check. Answer with: settled 3: changed to 12",
    roles=frozenset({Role.COORDINATOR, Role.DECIDER}),
    menu=False,
)

_LIST = re.compile(
    r"(?:visa\s+|alla\s+|våra\s+|mina\s+)*(?:synpunkter(?:na)?|anmärkningar(?:na)?|remarks)\b(?P<rest>[^:]*)",
    re.IGNORECASE | re.DOTALL,
)
_FILLING = re.compile(r"\b(?:på|i|av|från|om|faktagranskningen|rapporten|utkastet)\b|[?.!]", re.IGNORECASE)

_LISTED, _QUOTE, _WORDS = 12, 160, 1200


def wants(turn: Turn, _desk: Desk) -> bool:
    text = turn.text.strip()
    if turn.action:
        return False
    return remark_answers.read(turn) is not None or _listed(text) is not None


def _listed(text: str) -> str | None:
    """What is said after asking for the list; None when it is not asked for."""
    said = _LIST.fullmatch(text)
    if said is None:
        return None
    rest = said["rest"]
    return rest if names_quarter(rest) or not _FILLING.sub("", rest).strip() else None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    if said := remark_answers.read(turn):
        return remark_answers.settle(said, turn, desk)
    round_, _ = round_in(_listed(turn.text.strip()) or "", turn, desk)
    return _shown(_seen_by(person, round_, desk), person, round_, turn, desk)


def _seen_by(person: Person, round_: Round, desk: Desk) -> list[Remark]:
    """All, for who works on the report or decides on it; else those of the person's own units."""
    found = desk.store.report_life.remarks(round_.key)
    if person.coordinates or person.decides:
        return found
    own = set(person.answers_for())
    return [one for one in found if one.unit in own]


def _shown(found: list[Remark], person: Person, round_: Round, turn: Turn, desk: Desk) -> Message:
    if not found:
        return Message(f"Det finns inga synpunkter på lägesrapporten för {round_.quarter.label}.")
    open_ = [one for one in found if not one.settled]
    done = [one for one in found if one.settled]
    listed = [*open_, *done][:_LISTED]
    more = len(found) - len(listed)
    told = (
        _counted(found, open_),
        *(_told(one, desk) for one in listed),
        *([f"Och {more} till."] if more > 0 else []),
        *_how(open_, person),
    )
    page = desk.report_links.draft(person, round_, turn.at) if person.coordinates or person.decides else ""
    return Message(
        panel=Panel(f"Synpunkter på lägesrapporten för {round_.quarter.label}", told),
        buttons=(Button("Öppna utkastet", opens=page),) if page else (),
    )


def _counted(found: list[Remark], open_: list[Remark]) -> str:
    count = swedish.upper_first(swedish.count(len(found), "synpunkt", "synpunkter"))
    if len(open_) == len(found):
        return f"{count} väntar på svar."
    left = f"varav {swedish.in_words(len(open_))} väntar på svar" if open_ else "och allt har fått svar"
    return f"{count}, {left}."


def _told(one: Remark, desk: Desk) -> str:
    where = desk.county.report.section(one.section).title
    quote = swedish.shortened(one.quote, _QUOTE)
    about = f"{where}: ”{quote}”" if quote else where
    done = f"\n{remark_answers.told_of(one, one.settled, _WORDS)}" if one.settled else ""
    who = f"{one.by_name}, {desk.county.called(one.unit)}, {swedish.day_of_month(one.at)}"
    return f"Synpunkt {one.id} från {who}: ”{swedish.shortened(one.words, _WORDS)}”\n{about}{done}"


def _how(open_: list[Remark], person: Person) -> Iterator[str]:
    if open_ and person.coordinates:
        yield (
            f"Skriv ”åtgärdat {open_[0].id}: …” och vad som gjordes, eller ”ingen ändring {open_[0].id}: …” "
            "och varför texten står kvar. Den som skrev synpunkten får veta det."
        )
    elif waits := [one for one in open_ if one.by == person.id]:
        yield f"Vill du ta tillbaka en synpunkt skriver du till exempel: ångra synpunkt {waits[0].id}."


DIALOG = Dialog(wants, answer, COMMAND)
