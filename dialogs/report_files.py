"""The report's files in the chat: offered with a key, and made again for who says yes to it."""

import re
from dataclasses import dataclass, replace

from dialogs import report_rights, rights, status_report
from dialogs.beside import MAKERS
from dialogs.desk import Desk
from domain.errors import NotAllowed, NotFound
from domain.messages import File, Turn
from domain.report_life import KeptFile
from domain.rounds import Round
from reports.writers import Format, Written

_VERSION = re.compile(r"(?P<round>20\d\dQ[1-4])/(?P<number>\d{1,6})/(?P<format>docx|pdf|html)")
_EDITION = re.compile(r"(?P<round>20\d\dQ[1-4])/utgava-(?P<edition>\d{1,4})/(?P<format>docx|pdf|html)")
_BESIDE = re.compile(rf"(?P<round>20\d\dQ[1-4])/(?P<what>{'|'.join(MAKERS)})/(?P<format>docx|pdf|html|zip)")

FORMATS = {Format.PDF: "PDF", Format.WORD: "Word", Format.HTML: "webbsida"}
"""What a format is called."""


@dataclass(frozen=True)
class Reader:
    """Who is handed a file, and the turn that it was asked for in."""

    turn: Turn
    desk: Desk

    def version(self, round_: Round, number: int, wanted: Format) -> File:
        """A kept version in that format, made now; a published one as it was frozen."""
        written = status_report.made(self.desk, round_, number, wanted)
        person = rights.known(self.turn, self.desk)
        what = f"{number}/{wanted}"
        address = self.desk.report_links.file(person, round_, what, self.turn.at)
        return replace(self.offered(written, f"{round_.key}/{what}"), address=address)

    def edition(self, round_: Round, edition: int, wanted: Format) -> File:
        """A published file, as it was frozen."""
        key = f"{round_.key}/utgava-{edition}/{wanted}"
        return self.offered(_frozen(self.desk, round_.key, edition, wanted), key)

    def offered(self, written: Written, key: str) -> File:
        """Any made file, under the key that it can be asked for again by."""
        path = self.desk.lay_down(written)
        return File(written.name, path, written.media_type, len(written.content), key)


def fetched(turn: Turn, desk: Desk, key: str) -> Written:
    """The file that was offered under ``key``. The rights are looked at anew.

    Raise NotAllowed for who may not have it and outside a conversation of one's own, NotFound for a key of
    none.
    """
    rights.personal(turn)
    person = rights.known(turn, desk)
    if found := _EDITION.fullmatch(key):
        return _frozen(desk, found["round"], int(found["edition"]), Format(found["format"]))
    if found := _VERSION.fullmatch(key):
        may_read_drafts(turn, desk)
        return status_report.made(
            desk, _round(desk, found["round"]), int(found["number"]), Format(found["format"])
        )
    report_rights.must_coordinate(person, turn.at)
    if found := _BESIDE.fullmatch(key):
        return MAKERS[found["what"]](desk, _round(desk, found["round"]), turn.at, found["format"])
    raise NotFound("Filen finns inte längre. Be om den igen.")


def may_read_drafts(turn: Turn, desk: Desk) -> None:
    """Raise NotAllowed unless the person works on the report or decides on it: drafts stay with them."""
    person = rights.known(turn, desk)
    if not (person.coordinates or person.decides):
        raise NotAllowed("Det kan bara samordnaren på Länsstyrelsen göra.")


def _frozen(desk: Desk, round_key: str, edition: int, wanted: Format) -> Written:
    for file in desk.store.report_life.files(round_key, edition):
        if file.name.endswith(f".{wanted}"):
            return _written(file)
    raise NotFound(f"Rapporten är inte publicerad som {FORMATS[wanted]}.")


def _written(file: KeptFile) -> Written:
    return Written(file.name, file.media_type, file.content)


def _round(desk: Desk, key: str) -> Round:
    found = desk.store.rounds.get(key)
    if found is None:
        raise NotFound("Omgången finns inte.")
    return found
