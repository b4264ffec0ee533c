"""What an archive package says of itself: metadata for machines, Dublin Core for catalogues."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final
from xml.sax.saxutils import escape

from domain.report_life import ReportStep
from domain.swedish import listed
from reports.archive_data import moment
from reports.archive_parts import FormFile, Parts
from reports.export.texts import clean

PACKAGE: Final = "BagIt 1.0 (RFC 8493)"
_NAMES: Final = {
    "pdf": "PDF",
    "docx": "Word (Office Open XML)",
    "html": "HTML",
    "csv": "CSV (UTF-8, semikolon)",
    "json": "JSON (UTF-8)",
    "xml": "XML (UTF-8)",
    "toml": "TOML (UTF-8)",
    "txt": "text (UTF-8)",
}
_PART: Final = re.compile(rb"pdfaid:part(?:>|=\")(\d)")
_LEVEL: Final = re.compile(rb"pdfaid:conformance(?:>|=\")([A-Z])")
_DUBLIN_CORE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">\n'
)

Payload = Mapping[str, bytes]
Json = Mapping[str, object]


def info(parts: Parts) -> tuple[tuple[str, str], ...]:
    """The labels of bag-info.txt."""
    return (
        ("Source-Organization", clean(parts.material.county.authority)),
        ("External-Description", clean(parts.document.title)),
        ("External-Identifier", clean(parts.document.properties.record)),
        ("Internal-Sender-Identifier", parts.round.key),
        ("Bagging-Date", moment(parts.made)[:10]),
        ("Bag-Software-Agent", "Samråd"),
    )


def metadata(parts: Parts, payload: Payload) -> bytes:
    """All that is known of the report and the package, as JSON."""
    document, county = parts.document, parts.material.county
    told = {
        "title": document.title,
        "record": document.properties.record,
        "status": parts.life.status.value,
        "version": document.properties.version,
        "edition": parts.life.edition,
        "language": languages(parts),
        "authority": county.authority,
        "county": {"name": county.name, "code": county.code},
        "round": parts.round.key,
        "period": {"start": _start(parts), "end": _end(parts)},
        "council_date": parts.round.council_date.isoformat(),
        "cut_off": moment(document.properties.made),
        "decision": _step(_decision(parts, parts.life.edition)),
        "editions": [_edition(parts, place, step) for place, step in _editions(parts)],
        "corrections": [_step(step) for step in told_corrections(parts)],
        "forms": [_form(one) for one in parts.forms],
        "formats": formats(payload),
        "files": [_file(path, content) for path, content in sorted(payload.items())],
        "internal": parts.internal,
        "package": {"format": PACKAGE, "fgs": False, "made_at": moment(parts.made)},
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return text.encode(errors="replace")


def told_corrections(parts: Parts) -> tuple[ReportStep, ...]:
    """What was put right; in the open package without the words of one whose edition is not published."""
    done = parts.life.edition - 1
    return tuple(
        one if parts.internal or place < done else replace(one, words="")
        for place, one in enumerate(parts.life.corrections)
    )


def _start(parts: Parts) -> str:
    return parts.round.quarter.start.isoformat()


def _end(parts: Parts) -> str:
    return parts.round.quarter.end.isoformat()


def _editions(parts: Parts) -> Iterator[tuple[int, ReportStep]]:
    return iter(enumerate(parts.life.editions, start=1))


def _decision(parts: Parts, edition: int) -> ReportStep | None:
    """What the edition rests on."""
    decisions = parts.life.decisions
    return decisions[edition - 1] if 0 < edition <= len(decisions) else None


def _step(step: ReportStep | None) -> Json | None:
    return {"at": moment(step.at), "by": step.by_name, "words": step.words} if step else None


def _edition(parts: Parts, edition: int, published: ReportStep) -> Json:
    files = [file for file in parts.files if file.edition == edition]
    return {
        "edition": edition,
        "version": published.version,
        "published_at": moment(published.at),
        "published_by": published.by_name,
        "decision": _step(_decision(parts, edition)),
        "files": [{"name": file.name, "sha256": file.sha256} for file in files],
    }


def _form(form: FormFile) -> Json:
    """Which questionnaire it is; each submission names its own in the register."""
    return {
        "id": form.ref.id,
        "version": form.ref.version,
        "sha256": form.sha256,
        "path": f"data/underlag/formular/{form.name}",
    }


def _file(path: str, content: bytes) -> Json:
    return {
        "path": f"data/{path}",
        "format": _format(path, content),
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
    }


def languages(parts: Parts) -> list[str]:
    """Swedish, and English when a section is in it."""
    others = {section.language for section in parts.document.sections if section.language}
    return ["sv", *sorted(others)]


def formats(payload: Payload) -> list[str]:
    """The kinds of file in the package; a PDF is PDF/A only when it says so itself."""
    return sorted({_format(path, content) for path, content in payload.items()})


def _format(path: str, content: bytes) -> str:
    ending = path.rpartition(".")[2].lower()
    part, level = _PART.search(content), _LEVEL.search(content)
    if ending == "pdf" and part:
        return f"PDF/A-{part[1].decode()}{level[1].decode().lower() if level else ''}"
    return _NAMES.get(ending, ending)


def dublin_core(parts: Parts, payload: Payload) -> bytes:
    """The report as a library or an archive's catalogue describes it."""
    lines = (
        f"  <{name}>{escape(clean(value))}</{name}>\n" for name, value in _terms(parts, payload) if value
    )
    return f"{_DUBLIN_CORE}{''.join(lines)}</metadata>\n".encode()


def _terms(parts: Parts, payload: Payload) -> Iterator[tuple[str, str]]:
    document, county = parts.document, parts.material.county
    yield from (
        ("dc:title", document.title),
        ("dc:identifier", document.properties.record),
        ("dc:identifier", parts.round.key),
        ("dc:creator", county.authority),
        ("dc:publisher", county.authority),
        ("dc:type", "Text"),
        ("dc:coverage", f"{county.name} (länskod {county.code})"),
        ("dcterms:temporal", f"start={_start(parts)}; end={_end(parts)}; scheme=W3C-DTF"),
        ("dc:description", f"{document.title}. Bygger på svar från {parts.material.counted}."),
        ("dcterms:hasVersion", listed(f"utgåva {edition}" for edition, _ in _editions(parts))),
    )
    if decision := _decision(parts, parts.life.edition):
        yield "dcterms:dateAccepted", moment(decision.at)
    if published := parts.life.published:
        yield "dcterms:issued", moment(published.at)
    yield from (("dc:language", one) for one in languages(parts))
    yield from (("dc:format", one) for one in formats(payload))
