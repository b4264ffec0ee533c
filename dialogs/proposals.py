"""förslag, föreslå, publicera, avvisa: how the handbook is changed in the chat."""

import re
from collections.abc import Mapping

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, says
from domain.messages import Message, Turn
from domain.people import Role
from domain.proposals import proposes
from forms.typed import folded

COMMAND = Command(
    says="förslag",
    title_en="proposals",
    description="Se förslagen till handboken: läs, publicera eller avvisa. Föreslå själv: föreslå F12",
    description_en="See what is proposed for the handbook: read, publish or reject",
    roles=frozenset({Role.EXPERT, Role.COORDINATOR}),
    menu=False,
)

_LISTS = (
    "förslag", "förslagen", "visa förslag", "visa förslagen", "öppna förslag", "förslag lista",
    "förslag till handboken", "proposals",
)  # fmt: skip
_NUMBER = r"(?:f[öo]rslag(?:et)?\s+)?(?:nr\.?\s*|nummer\s+)?#?(?P<id>\d{1,9})\b"
_NAMED = r"f[öo]rslag(?:et)?\s+(?:nr\.?\s*|nummer\s+)?#?(?P<id>\d{1,9})\b"
_WORDS = r"\s*[:,.–-]?\s*(?P<words>.*)"
_KEY = r"(?P<key>[\wåäö]+)"
_TO = r"(?:(?:till|av|för|i)\s+)?"
_FIELD = r"(?P<field>[^:\n]*?)\s*(?::\s*(?P<words>.*))?"
_ORIGIN = r"(?:det\s+)?ursprung(?:et|liga(?:\s+svaret)?)?"
_ACTS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\s*{pattern}\s*", re.IGNORECASE | re.DOTALL)
    for name, pattern in (
        ("show", rf"(?:(?:visa|läs|se)\s+)?{_NAMED}\s*"),
        ("publish", rf"(?:publicera\s+{_NUMBER}|godkänn\s+{_NAMED.replace('id', 'id2')}){_WORDS}"),
        (
            "reject",
            rf"(?:(?:avvisa|avslå|neka)\s+{_NUMBER}|dra\s+tillbaka\s+{_NAMED.replace('id', 'id2')}){_WORDS}",
        ),
        (
            "change",
            rf"(?:ändra|rätta)\s+(?:i\s+)?{_NAMED}\s*[:,]?\s*(?P<field>[^:\n]*?)\s*(?::\s*(?P<words>.*))?",
        ),
        ("from_ticket", rf"föresl(?:å|ag)\s+(?:fråga\s+)?f\s?(?P<id>\d{{1,9}})(?!\w){_WORDS}"),
        (
            "restore",
            rf"återställ\s+(?:svaret\s+)?{_KEY}\s+till\s+(?:{_ORIGIN}|{_NUMBER})",
        ),
        ("variant", rf"föreslå\s+variant(?:en)?\s+{_TO}{_KEY}\s*:?\s*(?P<words>.*)"),
        ("field", rf"föreslå\s+ändring\s+{_TO}{_KEY}\s*[:,]?\s*{_FIELD}"),
    )
}
_VERBS = frozenset({"foresla", "publicera"})
_MOST_WORDS = 6
"""Of a text that begins with a verb and is none of the acts: longer is a question or a story."""


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action is not None:
        return False
    return says(turn, *_LISTS) or read(turn.text) is not None or _begun(turn)


def _begun(turn: Turn) -> bool:
    """Whether somebody who works with the handbook begins an act without what it is about."""
    words = folded(turn.text).split()
    asks = turn.text.rstrip().endswith("?") or len(words) > _MOST_WORDS
    mine = turn.person is not None and proposes(turn.person)
    return mine and not asks and words[:1] in [[verb] for verb in _VERBS]


def read(text: str) -> tuple[str, dict[str, str]] | None:
    """What is to be done, and the parts that were said: id, key, field, words; each "" when it was not."""
    for name, pattern in _ACTS.items():
        if found := pattern.fullmatch(text):
            said = {part: (words or "").strip() for part, words in found.groupdict().items()}
            return name, {**said, "id": said.get("id") or said.get("id2", "")}
    return None


def answer(turn: Turn, desk: Desk) -> Message:
    from dialogs import proposal_acts  # noqa: PLC0415 - it needs the whole handbook, which a start does not

    rights.personal(turn)
    person = rights.known(turn, desk)
    return proposal_acts.done(read(turn.text), proposal_acts.Doing(desk, turn, person))


DIALOG = Dialog(wants, answer, COMMAND)
