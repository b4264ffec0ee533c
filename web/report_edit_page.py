"""The form of a section: its text, the generated text beside, another's in a clash, its history."""

from dataclasses import dataclass

from aiohttp.web import Response

from domain import swedish
from domain.report_versions import SectionEdit
from reports.composing import Part, Standing
from reports.document import WATERMARK
from web.fields import Field, field_id
from web.headers import clear
from web.report_beside import beside
from web.report_facts import Parted, parted
from web.report_frame import framed, hidden
from web.report_rooms import Room
from web.report_writing import Writing

WORDS, CAUTIONS = "words", "cautions"


@dataclass(frozen=True)
class Earlier:
    """An edit in the history. ``words``: empty where the generated text was taken."""

    title: str
    words: str


def page(room: Room, writing: Writing) -> Response:
    part = writing.part
    parted_ = parted(part.generated, writing.words)
    action = f"/avsnitt/{part.key}"
    html = framed(
        "report_edit.html",
        room.guest,
        action,
        heading=f"Redigera ”{part.title}”",
        key=part.key,
        problems=[(words, f"#{field_id(WORDS)}") for words in writing.problems],
        clash=writing.clash,
        joined=writing.joined,
        preview=writing.preview,
        cautions=writing.cautions,
        unsaved=writing.unsaved,
        watermark=WATERMARK,
        lang=part.section.language,
        facts=parted_.facts,
        field=_field(writing, parted_),
        base=writing.base,
        beside=beside(writing) if _worth_showing(part) else None,
        read=writing.read,
        edited=part.edit is not None and not writing.unsaved,
        history=_history(room, part.key),
        action=room.guest.base + action,
        form=hidden(room.guest, seen=str(writing.seen)),
        told={CAUTIONS: "\n".join(writing.cautions)} if writing.cautions else {},
    )
    return clear(writing.status, html)


def _worth_showing(part: Part) -> bool:
    """Whether the generated text says more than the fields do."""
    shown = parted(part.generated, part.generated)
    return not shown.facts or bool(shown.words) or part.standing is Standing.CHANGED_UNDER


def _field(writing: Writing, parted_: Parted) -> Field:
    return Field(
        WORDS,
        "text",
        "Text under uppgifterna (om du vill)" if parted_.facts else "Avsnittets text",
        parted_.words,
        hint=_AMONG_FACTS if parted_.facts else _ALONE,
        rows=_FEW_ROWS if parted_.facts else _rows(parted_.words),
        wrong=tuple(writing.problems),
    )


_ALONE = (
    "Tom rad mellan stycken. [[Tabell: …]] och [[Figur: …]] är platser för det som alltid ritas av svaren: "
    "flytta raden eller ta bort den. Tar du bort all text utgår avsnittet."
)
_AMONG_FACTS = "Tom rad mellan stycken. Uppgifterna som inte kan skrivas här följer av omgången."
_FEW_ROWS = 8


def _rows(words: str) -> int:
    """Room for the text on a wide screen, and for as much again when it is short."""
    lines = sum(1 + len(line) // 70 for line in words.split("\n"))
    return min(40, max(14, lines + 3))


def _history(room: Room, key: str) -> list[Earlier]:
    """The latest first."""
    edits = room.desk.store.reports.history(room.round.key, key)
    return [Earlier(_told(edit), edit.words or "") for edit in reversed(edits)]


def _told(edit: SectionEdit) -> str:
    what = (
        "Tog den framtagna texten" if edit.words is None else "Skrev" if edit.words else "Tog bort avsnittet"
    )
    return f"{edit.number}. {what}: {edit.by_name} {swedish.moment(edit.at)}"
