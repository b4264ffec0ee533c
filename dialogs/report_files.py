"""The report's files in the chat: offered with a key, and made again for who says yes to it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import beside, rights, status_report
from dialogs.desk import Desk
from domain.errors import NotAllowed, NotFound
from domain.messages import File, Turn
from domain.people import Person
from domain.report_life import KeptFile
from domain.rounds import Round
from reports.writers import Format, Written

_VERSION = re.compile(r"(?P<number>[0-9]{1,6})/(?P<format>docx|pdf|html)")
_EDITION = re.compile(r"utgava-(?P<edition>[0-9]{1,4})/(?P<format>docx|pdf|html)")

FORMATS = {Format.PDF: "PDF", Format.WORD: "Word", Format.HTML: "webbsida"}
"""What a format is called."""


@dataclass(frozen=True)
class Reader:
    """Who is handed a file, and the turn that it was asked for in."""

    turn: Turn
    desk: Desk

    def version(self, round_: Round, number: int, wanted: Format) -> File:
        """A kept version in that format, made now; a published one as it was frozen."""
        return self._linked(round_, f"{number}/{wanted}")

    def beside(self, round_: Round, what: str) -> File:
        """A file beside the report, made now: one of ``beside.FILES``."""
        return self._linked(round_, what)

    def edition(self, round_: Round, edition: int, wanted: Format) -> File:
        """A published file, as it was frozen."""
        return self._linked(round_, f"utgava-{edition}/{wanted}")

    def _linked(self, round_: Round, what: str) -> File:
        """With an address of its own, for an hour."""
        person, now = rights.known(self.turn, self.desk), self.turn.at
        written = handed(self.desk, person, round_, what, now)
        address = self.desk.report_links.file(person, round_, what, now)
        return replace(self._offered(written, f"{round_.key}/{what}"), address=address)

    def _offered(self, written: Written, key: str) -> File:
        """A made file, under the key that it can be asked for again by."""
        path = self.desk.lay_down(written)
        return File(written.name, path, written.media_type, len(written.content), key)


def fetched(turn: Turn, desk: Desk, key: str) -> Written:
    """The file that was offered under ``key``: a round and what of it, such as "2026Q3/4/pdf".

    The rights are looked at anew. Raise NotAllowed for who may not have it and outside a conversation of
    one's own, NotFound for a key of none.
    """
    rights.personal(turn)
    person = rights.known(turn, desk)
    round_key, _, what = key.partition("/")
    if not may_have(person, what):
        raise NotAllowed(_NOT_YOURS)
    round_ = desk.store.rounds.get(round_key)
    if round_ is None:
        raise NotFound("Omgången finns inte.")
    return handed(desk, person, round_, what, turn.at)


def handed(desk: Desk, person: Person, round_: Round, what: str, now: datetime) -> Written:
    """The file that ``what`` names, for a person as of today; made now, or as it was frozen.

    "4/pdf" is version 4, "utgava-1/pdf" what was published, and the rest stand in ``beside.FILES``. Raise
    NotAllowed for who may not have it, NotFound for what is none.
    """
    if not may_have(person, what):
        raise NotAllowed(_NOT_YOURS)
    if what in beside.FILES:
        return beside.made(desk, round_, what, now)
    if found := _EDITION.fullmatch(what):
        return _frozen(desk, round_, int(found["edition"]), Format(found["format"]))
    if found := _VERSION.fullmatch(what):
        return status_report.made(desk, round_, int(found["number"]), Format(found["format"]))
    raise NotFound("Filen finns inte. Be om den igen.")


def may_have(person: Person, what: str) -> bool:
    """Whether the file is for the person as of today: what is published for all, the rest for fewer."""
    if _EDITION.fullmatch(what):
        return True
    return person.coordinates or (person.decides and what not in beside.FILES)


def may_read_drafts(turn: Turn, desk: Desk) -> None:
    """Raise NotAllowed unless the person works on the report or decides on it: drafts stay with them."""
    person = rights.known(turn, desk)
    if not (person.coordinates or person.decides):
        raise NotAllowed(_NOT_YOURS)


_NOT_YOURS = "Det kan bara samordnaren på Länsstyrelsen göra."


def _frozen(desk: Desk, round_: Round, edition: int, wanted: Format) -> Written:
    for file in desk.store.report_life.files(round_.key, edition):
        if file.name.endswith(f".{wanted}"):
            return _written(file)
    raise NotFound(f"Rapporten är inte publicerad som {FORMATS[wanted]}.")


def _written(file: KeptFile) -> Written:
    return Written(file.name, file.media_type, file.content)
