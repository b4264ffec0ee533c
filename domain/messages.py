"""What comes in (a turn) and what goes out (a message), without a word about Teams."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.answers import Problem
from domain.form import Card, Question
from domain.people import Person

RENEW = "renew"
"""The verb of a card of one's own that is too old to be acted on: what was written comes on a new one.

No button carries it; the inbox puts it in the place of the button's.
"""


ID_BYTES = 512
"""The longest id that anybody sends, in UTF-8. Those of Teams are ASCII and under 400.

Four ids may be one row's key, and their small letters half as long again: PostgreSQL indexes 2 704 bytes.
"""


def fits(given: str) -> bool:
    """Whether ``given`` can be an id: no longer, and with signs that can be seen alone."""
    return len(given) <= ID_BYTES and given.isprintable() and len(given.encode()) <= ID_BYTES


@dataclass(frozen=True)
class Account:
    """Who wrote, as the channel says it: tenant and account id. ``name`` is only for showing."""

    tenant: str
    id: str
    name: str = ""


@dataclass(frozen=True)
class Action:
    """A pressed button. ``request`` is the id the card was given; ``values`` is what was filled in, raw."""

    verb: str
    request: str
    data: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """What a person said or did. ``at`` is aware, in Europe/Stockholm; ``text`` is empty for an action."""

    account: Account
    at: datetime
    text: str = ""
    action: Action | None = None
    person: Person | None = None
    personal: bool = True
    local: bool = False


@dataclass(frozen=True)
class Button:
    """A button that says ``says`` for the person who presses it, or opens ``opens`` in the browser."""

    title: str
    says: str = ""
    opens: str = ""


@dataclass(frozen=True)
class FormPage:
    """One card of the form, filled in as far as it is. Answering it carries ``request`` and ``revision``.

    ``form``: the version of the questionnaire, such as "kommun.1"; empty for a card that is of none.
    ``link``: where the same form is in a browser. ``beside``: lines to show with a question, by its key (last
    quarter's answer, the published figure, two who wrote differently). ``same``: the questions that can be
    answered with "oförändrat". ``explain``: what a warning needs to pass, by the key that it is shown at.
    ``sends``: what the last card's button says.
    """

    card: Card
    of: int
    round: str
    unit: str
    unit_name: str
    request: str
    revision: int
    values: Mapping[str, str]
    items: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
    notice: str = ""
    link: str = ""
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    explain: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)
    sends: str = "Granska och lämna in"
    form: str = ""


@dataclass(frozen=True)
class Summary:
    """All answers before they are sent in: each card with its lines, and what still stands in the way.

    ``facts``: question and answer, by card key. ``open``: what must be looked at first; empty when it can
    be sent in. ``step``: the answer's latest step; ``comment``: why it was returned, and by whom.
    """

    title: str
    round: str
    unit: str
    request: str
    revision: int
    cards: tuple[Card, ...]
    facts: Mapping[str, tuple[tuple[str, str], ...]]
    open: tuple[Problem, ...] = ()
    link: str = ""
    step: int = 0
    comment: str = ""
    form: str = ""


@dataclass(frozen=True)
class Panel:
    """Something to read: a heading, paragraphs, name-value rows."""

    title: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class File:
    """A made file. ``path`` is where it lies, empty when the reader is not on the machine that made it.

    ``size``: in bytes. ``key``: which file it is, such as "2026Q3/4/pdf", so that the same one can be handed
    over when the reader has said yes to it. ``address``: where it is fetched in a browser, for a while.
    """

    name: str
    path: str
    media_type: str
    size: int = 0
    key: str = ""
    address: str = ""

    @property
    def where(self) -> str:
        if self.path:
            return f"Den ligger här: {self.path}"
        ways = (
            *(["Säg ja till Teams, så läggs den i din OneDrive."] if self.key else ()),
            *(["Knappen hämtar den. Länken är din egen och gäller i en timme."] if self.address else ()),
        )
        return " ".join(ways) or "Jag kan inte skicka den i chatten. Be den som driftar Samråd om den."


@dataclass(frozen=True)
class Message:
    """An answer or a reminder. Text is plain Swedish with blank lines between paragraphs.

    ``alone``: words that go after it in a message of their own, so that they can be copied or sent on.
    """

    text: str = ""
    page: FormPage | None = None
    summary: Summary | None = None
    panel: Panel | None = None
    buttons: tuple[Button, ...] = ()
    file: File | None = None
    alone: str = ""
