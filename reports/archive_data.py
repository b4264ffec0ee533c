"""The data of an archive package: the open export, the register of submissions, the log."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from domain.answers import Submission
from domain.life import Status as Life
from domain.raised import RaisedStatus as Raised
from domain.report_life import ReportStatus
from domain.rounds import FormRef
from domain.workdays import STOCKHOLM
from reports.archive_parts import Parts
from reports.export.csv_file import write_csv
from reports.export.gathering import gathered
from reports.export.json_file import write_json
from reports.export.rows import Copy
from reports.export.texts import clean, disarmed
from reports.internal import internal_annex
from reports.writers import Format, write

_WRITERS: Final = {"csv": write_csv, "json": write_json}
LOG: Final = ("Tidpunkt", "Vem", "Vad", "Om")
STATUS, WHY = "Status", "Varför"
"""The log's columns: the last one is the status in the open package, the reason in the internal one."""

_STATUSES: Final = "|".join(re.escape(one.value) for kind in (Life, ReportStatus, Raised) for one in kind)
_STATUS: Final = re.compile(rf"(?:(?:{_STATUSES}) blev )?(?:{_STATUSES})(?=[:,]|$)")

Json = Mapping[str, object]


def open_data(parts: Parts) -> dict[str, bytes]:
    """The round's open export as CSV and JSON: nothing that was only for Länsstyrelsen, no small number."""
    return _exported(parts, Copy.OPEN)


def internal_data(parts: Parts) -> dict[str, bytes]:
    """The internal annex; everything that was answered, in every version, with who sent it in; the log."""
    told = _told(parts, (_whole(one, parts.digests) for one in _ordered(parts)))
    annex = write(internal_annex(parts.material), Format.WORD, f"internt-underlag-{parts.round.key}")
    return {
        **_exported(parts, Copy.INTERNAL),
        "inlamningar.json": told,
        "handelser.csv": whole_log(parts),
        annex.name: annex.content,
    }


def register(parts: Parts) -> bytes:
    """Which versions came in, from which unit and when, to which form, as JSON. The open data say what.

    An earlier version's numbers beside the latest would tell what a small number was.
    """
    return _told(parts, (_head(one, parts.digests) for one in _ordered(parts)))


def log(parts: Parts) -> bytes:
    """The round's lines of the audit log, as a CSV that Swedish Excel opens: who, what, when, what status.

    Not why: people write of each other there, and of what was only for Länsstyrelsen.
    """
    return _logged(parts, STATUS, _status)


def whole_log(parts: Parts) -> bytes:
    """The same with the reasons in full."""
    return _logged(parts, WHY, lambda why: why)


def _logged(parts: Parts, last: str, told: Callable[[str], str]) -> bytes:
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([*LOG, last])
    for one in parts.log:
        at = moment(one.at) if one.at else ""
        texts = (one.who, one.what, one.subject, told(one.why))
        writer.writerow([at, *(disarmed(clean(text)) for text in texts)])
    return written.getvalue().encode("utf-8-sig")


def _status(why: str) -> str:
    """What became of it, as in "utkast blev inlämnad"; nobody's own words."""
    found = _STATUS.match(why)
    return found[0] if found else ""


def moment(when: datetime) -> str:
    """In Swedish time: 2026-11-26T08:30:00+01:00."""
    return when.astimezone(STOCKHOLM).isoformat(timespec="seconds")


def _exported(parts: Parts, copy: Copy) -> dict[str, bytes]:
    export = replace(gathered([parts.material], copy), status=parts.document.status)
    with TemporaryDirectory() as folder:
        found = {}
        for ending, export_to in _WRITERS.items():
            path = Path(folder) / f"{export.name}.{ending}"
            export_to(export, path)
            found[path.name] = path.read_bytes()
    return found


def _ordered(parts: Parts) -> list[Submission]:
    return sorted(parts.submissions, key=lambda one: (one.unit, one.version))


def _told(parts: Parts, versions: Iterable[Json]) -> bytes:
    told = {"round": parts.round.key, "quarter": parts.round.quarter.label, "submissions": list(versions)}
    return (json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode(errors="replace")


def _head(one: Submission, digests: Mapping[FormRef, str]) -> Json:
    return {
        "unit": one.unit,
        "version": one.version,
        "sent_at": moment(one.at),
        "form": one.form_id,
        "form_version": one.form_version,
        "form_sha256": digests[FormRef(one.form_id, one.form_version)],
        "on_behalf": one.on_behalf,
    }


def _whole(one: Submission, digests: Mapping[FormRef, str]) -> Json:
    return {
        **_head(one, digests),
        "by": one.by,
        "by_name": one.by_name,
        "answers": dict(sorted(one.answers.items())),
    }
