"""Which commands someone may have meant: of those that are open to the person, by likeness in words."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.desk import Desk
from dialogs.dialog import Command
from dialogs.round_words import quarter_in
from domain import swedish
from domain.messages import Button, Message
from domain.people import ANSWERING, Person, Role
from forms.typed import folded

_LONGEST, _MOST_WORDS, _MOST = 80, 20, 3
_ALIKE, _ALIKE_WORD = 0.72, 0.84
_PREFIX = 5

_MEANS = {
    "rapportera": "rapport formulär fylla fyll svara",
    "status": "läget läge kvar saknas lämnat svarat försenad deadline",
    "anstånd": "mer tid försenade hinner förlängning förläng",
    "medskick": "medskicken fråga lyfta skicka",
    "möte": "mötet mötesdag samrådet anteckna",
    "påminn": "påminnelse påminna skicka mejla",
    "granska": "godkänn godkänna återsänd granskning",
    "utkast": "rapporten lägesrapporten dokument word pdf",
    "ändringar": "skillnad versioner jämför",
    "faktagranska": "faktagranskning faktakoll",
    "granska rapporten": "granskning rapporten",
    "synpunkter": "synpunkt anmärkningar anmärkning",
    "besluta": "beslut fastställ",
    "publicera": "skicka publicering sprid",
    "rätta": "rättelse korrigera",
    "dagordning": "agenda arkivera arkivpaket bilaga",
    "vad skulle skickas": "skickas utskick genrep",
    "utvärdering": "utvärdera enkät",
    "länk": "webben webbläsaren webbläsare länken",
    "lämna in": "lämna inlämning skicka klar skickar",
    "visa svar": "svaren svar visa",
    "kvitto": "kvittot kvittens inlämnat",
}
"""Words that point to a command, beside its own."""


@dataclass(frozen=True)
class _Said:
    says: str
    roles: frozenset[Role]


_OF_A_QUARTER = frozenset(
    {
        "utkast", "ändringar", "faktagranska", "granska rapporten", "synpunkter", "besluta", "publicera",
        "rätta", "dagordning", "status", "granska",
    }
)  # fmt: skip

_BESIDE = (_Said("lämna in", ANSWERING), _Said("visa svar", ANSWERING), _Said("kvitto", ANSWERING))
"""What can be said while filling in, without being a command of its own."""


def buttons(text: str, commands: Iterable[Command], person: Person | None, desk: Desk) -> tuple[Button, ...]:
    """The nearest commands, the likeliest first; empty when nothing is near."""
    said = folded(text[:_LONGEST])
    roles = {one.role for one in person.assignments} if person else set()
    open_ = [one.says for one in commands if one.is_for(person, desk)]
    open_ += [one.says for one in _BESIDE if one.roles & roles]
    scored = sorted(((_likeness(said, says), says) for says in open_), key=lambda one: -one[0])
    quarter = quarter_in(text)
    return tuple(Button(*_with_quarter(says, quarter)) for score, says in scored[:_MOST] if score)


def _with_quarter(says: str, quarter: str) -> tuple[str, str]:
    """The button's title and what it says: of the quarter that was named, where the command takes one."""
    said = f"{says} {quarter}" if quarter and says in _OF_A_QUARTER else says
    return swedish.upper_first(said), said


def message(near: tuple[Button, ...]) -> Message:
    return Message("Jag är inte säker på vad du menar.\n\nMenade du något av det här?", buttons=near)


def _likeness(said: str, says: str) -> float:
    """0 when they are not alike, to 1."""
    command = folded(says)
    whole = difflib.SequenceMatcher(None, said, command).ratio()
    keywords = {command, *folded(_MEANS.get(says, "")).split()}
    words = max((_alike(word, key) for word in said.split()[:_MOST_WORDS] for key in keywords), default=0)
    return max(whole if whole >= _ALIKE else 0, words)


def _alike(word: str, key: str) -> float:
    if word == key:
        return 0.95
    if len(word) >= _PREFIX and (key.startswith(word) or word.startswith(key)) and len(key) >= _PREFIX:
        return 0.9
    if abs(len(word) - len(key)) > 2 or len(word) < _PREFIX - 1:  # noqa: PLR2004 - a slip is one or two letters
        return 0
    ratio = difflib.SequenceMatcher(None, word, key).ratio()
    return ratio if ratio >= _ALIKE_WORD else 0
