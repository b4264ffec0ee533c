"""What is shown and done at each address of the report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp.web import Response

from dialogs.beside import MAKERS
from domain.report_links import Purpose
from web import (
    report_changed,
    report_check,
    report_edit,
    report_files,
    report_preview,
    report_published,
    report_remarks,
    report_steps,
    report_versions,
)
from web.headers import clear
from web.report_progress import PATHS
from web.report_rooms import Room


@dataclass(frozen=True)
class Call:
    """What a guest asks for. ``named``: the names in the address. ``fields``: of the query or the form."""

    room: Room
    named: Mapping[str, str]
    fields: Mapping[str, str]


Act = Callable[[Call], Response]

_SECTION = "/avsnitt/{section:[a-z_]+}"
_VERSION = "/version/{number:[0-9]+}"
_BESIDE = f"/bredvid/{{what:{'|'.join(MAKERS)}}}/{{format:docx|pdf|zip}}"
_STEP = f"/steg/{{step:{'|'.join(PATHS)}}}"

SHOWN: Mapping[Purpose, Mapping[str, Act]] = {
    Purpose.DRAFT: {
        "": lambda call: clear(HTTPStatus.OK, report_preview.preview(call.room, call.fields)),
        _SECTION: lambda call: report_edit.begun(call.room, call.named["section"]),
        f"{_SECTION}/underlag": lambda call: report_changed.shown(call.room, call.named["section"]),
        "/versioner": lambda call: report_versions.listing(call.room),
        "/versioner/jamfor": lambda call: report_versions.compared(call.room, call.fields),
        _VERSION: lambda call: report_versions.one(call.room, call.named["number"]),
        f"{_VERSION}/{{format:docx|pdf|html}}": lambda call: report_versions.file(
            call.room, call.named["number"], call.named["format"]
        ),
        _BESIDE: lambda call: report_files.made_beside(call.room, call.named["what"], call.named["format"]),
        "/synpunkter": lambda call: report_remarks.listing(call.room),
        _STEP: lambda call: report_steps.shown(call.room, call.named["step"], call.fields),
    },
    Purpose.CHECK: {"": lambda call: report_check.shown(call.room)},
    Purpose.PUBLISHED: {
        "": lambda call: report_published.shown(call.room),
        "/las": lambda call: report_published.read(call.room),
        "/fil/{name}": lambda call: report_published.fetched(call.room, call.named["name"]),
    },
}
"""By what a link is for, and the address below the page's own."""

TAKEN: Mapping[Purpose, Mapping[str, Act]] = {
    Purpose.DRAFT: {
        _SECTION: lambda call: report_edit.sent(call.room, call.named["section"], call.fields),
        f"{_SECTION}/aterstall": lambda call: report_edit.restored(
            call.room, call.named["section"], call.fields
        ),
        f"{_SECTION}/underlag": lambda call: report_changed.decided(
            call.room, call.named["section"], call.fields
        ),
        "/synpunkter/{number:[0-9]+}": lambda call: report_remarks.settled(
            call.room, call.named["number"], call.fields
        ),
        _STEP: lambda call: report_steps.taken(call.room, call.named["step"], call.fields),
    },
    Purpose.CHECK: {
        "/stammer": lambda call: report_check.accepted(call.room),
        "/synpunkt": lambda call: report_check.remarked(call.room, call.fields),
    },
    Purpose.PUBLISHED: {},
}
"""What is sent there, by the same addresses."""
