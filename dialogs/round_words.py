"""Which round's report is spoken of: a quarter said anywhere in the words, else the one at hand."""

import re

from dialogs.desk import Desk
from dialogs.status import round_named
from domain.errors import NotFound
from domain.messages import Turn
from domain.report_life import ReportStatus
from domain.rounds import Round

_QUARTER = re.compile(
    r"(?:\b(?:för|till|i|av|om)\s+)?(?<![\w.])"
    r"(?P<quarter>20\d\d\s?-?\s?[qk]\s?[1-4]|(?:kvartal|kv|k|q)\.?\s?[1-4](?:[\s,/-]\s?20\d\d)?)(?![\w])",
    re.IGNORECASE,
)

_NO_QUARTER = re.compile(
    r"(?<![\w.])(?P<said>(?:20\d\d\s?-?\s?[qk]|kvartal|kv|k|q)\.?\s?(?:0|[5-9]|[1-9]\d))(?![\w])",
    re.IGNORECASE,
)

_VERSION = re.compile(r"\bversion (?P<version>\d{1,20})\b", re.IGNORECASE)
_ORDINALS = ("första", "andra", "tredje", "fjärde")
_ORDINAL = re.compile(
    rf"\b(?:det\s+)?(?P<which>{'|'.join(_ORDINALS)})\s+kvartalet(?:s)?(?P<year>\s+20\d\d)?\b", re.IGNORECASE
)


def round_in(words: str, turn: Turn, desk: Desk) -> tuple[Round, str]:
    """The round, and the words without its quarter. Raise NotFound for one that has no round or is none.

    Without a quarter it is the one at hand: whose report is worked on.
    """
    words = _in_digits(words)
    found = _QUARTER.search(words)
    if none := _NO_QUARTER.search(words):
        raise NotFound(
            f"”{none['said']}” är inget kvartal. Ett år har fyra: skriv till exempel K3 eller 2026Q3."
        )
    if found is None:
        return at_hand(turn, desk), " ".join(words.split())
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return round_named(found["quarter"], turn, desk), " ".join(rest.split())


def _in_digits(words: str) -> str:
    """Tredje kvartalet is kvartal 3."""
    return _ORDINAL.sub(
        lambda said: f"kvartal {_ORDINALS.index(said['which'].lower()) + 1}{said['year'] or ''}", words
    )


def names_quarter(words: str) -> bool:
    return _QUARTER.search(_in_digits(words)) is not None


def quarter_in(words: str) -> str:
    """The quarter as it was said, such as "K3"; empty for none."""
    found = _QUARTER.search(_in_digits(words))
    return found["quarter"] if found else ""


def version_in(words: str) -> int:
    """The version that the words name; 0 for none. It is the one that was read."""
    found = _VERSION.search(words)
    return int(found["version"]) if found else 0


def names_report(words: str, turn: Turn, desk: Desk) -> bool:
    """Whether nothing is said but a quarter and a version: "besluta om kommuntal" is about something else."""
    try:
        _, rest = round_in(words, turn, desk)
    except NotFound:
        return True
    return not _VERSION.sub("", rest).strip(" ,.?!")


def at_hand(turn: Turn, desk: Desk) -> Round:
    """The round whose report is worked on, else the last that has opened; the planned one before any has.

    The last that has opened goes first when its report is begun. Raise NotFound when there is none.
    """
    opened = sorted(
        (one for one in desk.store.rounds.all() if one.opens <= turn.at), key=lambda one: one.opens
    )
    if not opened:
        return round_named("", turn, desk)
    return next((one for one in reversed(opened) if _in_work(one, desk)), opened[-1])


def _in_work(round_: Round, desk: Desk) -> bool:
    """Begun and not published."""
    life = desk.store.report_life.of(round_.key)
    if life.status is ReportStatus.PUBLISHED:
        return False
    return life.number > 0 or bool(desk.store.reports.versions(round_.key))
