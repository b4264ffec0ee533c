"""medskick: raise an issue at any time, see the unit's own, and say how one goes on."""

import re

from dialogs import raised_conflicts as conflicts
from dialogs import raised_pages as pages
from dialogs import raising as raisings
from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from domain.errors import Conflict, NotAllowed, NotFound
from domain.handover import FollowUp
from domain.messages import RENEW, Message, Turn
from domain.people import Person, Role
from domain.raised import RaisedIssue, RaisedStatus, Said, coming
from forms import followups, parsing, raising
from forms.typed import folded

COMMAND = Command(
    says="medskick",
    title_en="raise",
    description="Skicka med en fråga till nästa nivå när som helst, eller se hur det går med era medskick",
    description_en="Raise an issue with the next level at any time, or see how yours are going",
    roles=frozenset({Role.REPORTER, Role.DEPUTY, Role.LEADER, Role.COORDINATOR}),
)

_VERBS = frozenset({"save", "send", "confirm", RENEW})
_LISTS = frozenset(
    folded(words)
    for words in (
        "medskick lista", "lista medskick", "våra medskick", "mina medskick", "visa medskick",
        "visa våra medskick", "öppna medskick",
    )
)  # fmt: skip
_NEW = frozenset({"medskick", "medskicket"})
_OF_BEFORE = re.compile(
    r"(?:(?:visa|var ar|hur gar det (?:med|for)|vad hande med|vad blev det av) )?"
    r"(?:(?:mitt|mina|vart|vara|vart|det|de|tidigare|gamla|forra) ){0,2}medskick(?:et|en)?"
    r"(?: (?:fran|sedan|sen) (?:forra (?:gangen|kvartalet|omgangen)|sist|tidigare))?"
)
"""Asks for what was raised before, folded; the bare "medskick" raises a new one."""

_ALL = frozenset({"medskick alla", "alla medskick", "visa alla medskick"})

_ABOUT = re.compile(
    r"\s*(?:medskick(?:et)?\s+m?(?=\d)|m(?=\d+\s*(?:[:,.]|$)))(?P<id>\d{1,9})\b\s*[:,.]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RAISE = re.compile(r"\s*(?:nytt\s+)?(?:medskick|raise)\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_FOR = re.compile(r"för\s+(?P<unit>[^:\n]+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)

_SAID = {
    RaisedStatus.ONGOING: r"p[åa]g[åa]r|p[åa]g[åa]ende|p[åa]b[öo]rjat",
    RaisedStatus.ANSWERED: r"besvara[td]",
    RaisedStatus.SOLVED: r"l[öo]st|klart?",
    RaisedStatus.DROPPED: r"(?:inte|ej)(?:\s+l[äa]ngre)?\s+aktuellt?",
}
_STATUS = {
    status: re.compile(rf"(?:{words})\b[\s,.:;–-]*(?P<words>.*)", re.IGNORECASE | re.DOTALL)
    for status, words in _SAID.items()
}


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action:
        return turn.action.verb in _VERBS and turn.action.data.get("card") == raising.CARD
    if _lists(turn.text) or folded(turn.text) in _ALL or _ABOUT.fullmatch(turn.text):
        return True
    if _RAISE.fullmatch(turn.text):
        # "medskick, vad är det?" is a question; with a colon the words are the issue.
        return not turn.text.rstrip().endswith("?") or ":" in turn.text
    free, named = raising.lines(turn.text)
    return bool(named) and not free


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    if turn.action:
        unit = rights.unit_named(turn.action.data.get("unit", ""), desk)
        raiser = raisings.raiser(unit, person, desk, turn.at)
        return raiser.renewed(turn.action) if turn.action.verb == RENEW else raiser.pressed(turn.action)
    said = folded(turn.text)
    lists = _lists(turn.text)
    if said in _ALL or (lists and person.coordinates):
        rights.coordinator(turn, desk)
        return _listed("Öppna medskick", desk.store.raised.open(), turn, desk)
    if lists:
        return _listed("Öppna medskick", desk.store.raised.open_for(*_followed(person, desk)), turn, desk)
    if about := _ABOUT.fullmatch(turn.text):
        return _about(turn, _found(int(about["id"]), person, desk), about["rest"].strip(), desk)
    return _raise(turn, person, desk)


def _lists(text: str) -> bool:
    said = folded(text)
    before = _OF_BEFORE.fullmatch(said) is not None and said not in _NEW
    return said in _LISTS or (before and ":" not in text)


def _raise(turn: Turn, person: Person, desk: Desk) -> Message:
    """A new issue; with nothing but a unit's name the list of that unit's."""
    asked = _RAISE.fullmatch(turn.text)
    words = asked["rest"] if asked else turn.text
    if unit := rights.unit_named(words, desk):
        return _of_unit(unit, person, turn, desk)
    if (named := _FOR.fullmatch(words)) and (unit := rights.unit_named(named["unit"], desk)):
        words = named["rest"]
    raiser = raisings.raiser(unit, person, desk, turn.at)
    return raiser.typed(words.lstrip(" :,–-"), again=folded(turn.text).startswith("nytt "))


def _of_unit(unit: str, person: Person, turn: Turn, desk: Desk) -> Message:
    if unit not in person.answers_for() and not rights.oversees(person, unit, desk):
        raise NotAllowed("Du kan bara se medskick från den enhet du svarar för. Skriv ”våra medskick”.")
    title = f"Öppna medskick från {pages.unit_name(unit, desk)}"
    return _listed(title, desk.store.raised.open_for(unit), turn, desk)


def _listed(title: str, issues: list[RaisedIssue], turn: Turn, desk: Desk) -> Message:
    conflicts.note_seen(issues, rights.known(turn, desk), turn.at, desk)
    return pages.listed(title, issues, desk)


def _followed(person: Person, desk: Desk) -> list[str]:
    """The units whose issues the person follows: the own ones, and a leader's municipalities."""
    own = list(person.answers_for())
    led = [council for council in desk.county.councils if person.leads(council.id)]
    return [*own, *(member.id for council in led for member in council.members)]


def _found(issue: int, person: Person, desk: Desk) -> RaisedIssue:
    """One that the person may follow. What is another's is not told apart from what is not there."""
    found = desk.store.raised.get(issue)
    if found and (found.unit in person.answers_for() or rights.oversees(person, found.unit, desk)):
        return found
    raise NotFound(f"Jag hittar inget medskick M{issue} hos er. Skriv ”våra medskick” för att se era.")


def _about(turn: Turn, issue: RaisedIssue, rest: str, desk: Desk) -> Message:
    """Show one, or take what is said of it: how it stands, or named lines that change it."""
    person = rights.known(turn, desk)
    if not rest:
        conflicts.note_seen([issue], person, turn.at, desk)
        return pages.shown(issue, desk, ())
    said = Said(coming(desk.store.rounds.all(), turn.at), person.id, person.name, turn.at)
    for status, words in _STATUS.items():
        if heard := words.fullmatch(rest):
            return _followed_up(issue, FollowUp(status, heard["words"].strip()), said, desk)
    if raising.lines(rest)[1]:
        return _changed(issue, rest, said, desk)
    raise NotFound(
        f"Skriv hur det går, till exempel ”medskick {issue.name}: pågår, möte bokat i mars”. "
        "Det kan vara pågår, besvarat, löst eller inte längre aktuellt."
    )


def _followed_up(issue: RaisedIssue, told: FollowUp, said: Said, desk: Desk) -> Message:
    asked = followups.words_question(issue, "")
    today = said.at.date()
    parsed = parsing.parse((asked,), {asked.key: told.words}, parsing.Window(today, today))
    if parsed.problems:
        return Message(f"Inget är sparat. {parsed.problems[0].words}")
    told = FollowUp(told.status, str(parsed.answers.get(asked.key, "")))
    try:
        seen = conflicts.must_know_status(issue, told, said, desk)
        kept = desk.store.raised.follow_up(issue.id, told, said, seen=seen)
    except Conflict:
        return conflicts.of_status(issue, told, said, desk)
    conflicts.note_seen([kept], said, said.at, desk)
    return pages.shown(kept, desk, (f"Sparat: {kept.name} är nu {kept.status}.",))


def _changed(issue: RaisedIssue, rest: str, said: Said, desk: Desk) -> Message:
    card = pages.card(issue, desk)
    content, problems = raisings.changed(card, issue.content, rest, said.at)
    if problems:
        return Message(f"Inget är sparat. {raisings.told(problems)}")
    try:
        seen = conflicts.must_know_content(issue, content, said, desk)
        kept = desk.store.raised.change(issue.id, content, said, seen=seen)
    except Conflict:
        return conflicts.of_content(issue, content, said, desk)
    conflicts.note_seen([kept], said, said.at, desk)
    warned = (raisings.UNADDRESSED.format(kept.name),) if kept.content.lacks_addressee else ()
    return pages.shown(kept, desk, ("Ändringen är sparad.", *warned))


DIALOG = Dialog(wants, answer, COMMAND)
