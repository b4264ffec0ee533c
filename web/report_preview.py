"""The whole report as it stands, with what to do next, who has edited what, and the remarks on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dialogs import report_rights, report_since, report_work, status_report, unready
from domain import swedish
from domain.report_life import ReportStatus, why_fixed
from domain.report_versions import VersionHead
from reports.composing import Part, Standing
from reports.document import Document, Heading, Section
from reports.html import section_html
from web.report_files import beside, formats
from web.report_frame import framed
from web.report_progress import life_steps, offers, receipt
from web.report_remark_drawing import Told, told
from web.report_rooms import Room


@dataclass(frozen=True)
class Mark:
    """Something to know about a section, in the table of contents."""

    words: str
    pressing: bool = False


@dataclass(frozen=True)
class Shown:
    """A section as it is drawn. ``changed``: it was edited, and the answers under it have changed since."""

    key: str
    title: str
    headed: bool
    html: Markup
    editable: bool
    edited: str
    changed: bool
    remarks: Sequence[Told]

    @property
    def marks(self) -> Iterator[Mark]:
        waiting = sum(not one.settled for one in self.remarks)
        if self.changed:
            yield Mark("Underlaget har ändrats sedan avsnittet redigerades", pressing=True)
        if waiting:
            words = swedish.count(waiting, "synpunkt väntar", "synpunkter väntar")
            yield Mark(swedish.upper_first(words), pressing=True)
        if self.edited:
            yield Mark(self.edited)


@dataclass(frozen=True)
class Place:
    path: str
    title: str


@dataclass(frozen=True)
class Todo:
    words: str
    links: Sequence[Place] = ()


def preview(room: Room, query: Mapping[str, str]) -> str:
    """While it may be changed: composed anew, and kept as a new version when anything differs.

    ``query``: the step that was taken just now, if any; it is told of.
    """
    answers = report_work.has_answers(room.material)
    if room.editable and answers:
        status_report.renew(room.desk, room.round, room.author)
    if not room.versions:
        why = _NONE_YET if answers else report_work.NO_ANSWERS
        return framed("report_refused.html", room.guest, "", heading="Det finns inget utkast än", why=why)
    head = room.versions[0]
    done = receipt(room.life, query.get("klart", ""))
    return _drawn(room, room.document(head.number), head, done, query.get("sparat", ""))


_NONE_YET = "Samordnaren har inte gjort något utkast till rapporten. Du får ett meddelande när det finns."


def _drawn(room: Room, document: Document, head: VersionHead, done: str, saved: str) -> str:
    offered = offers(room)
    return framed(
        "report_preview.html",
        room.guest,
        "",
        title=document.title,
        version=head.number,
        receipt=done,
        steps=life_steps(room.life, room.now),
        todo=list(_todo(room)),
        acts=[offer for offer in offered if not offer.aside],
        aside=[offer for offer in offered if offer.aside],
        called="utkastet" if room.open else "rapporten",
        facts=_facts(room, document, head),
        files=formats(f"/version/{head.number}"),
        beside=beside(room),
        watermark=document.watermark,
        sections=list(_sections(room, document)),
        silent=_silent(room),
        saved=saved,
    )


def _facts(room: Room, document: Document, head: VersionHead) -> list[tuple[str, str]]:
    told_ = {
        "Status": document.status,
        "Version": f"{head.number}, sparad {swedish.moment(head.at)} av {head.by_name} ({head.why})",
        "Bygger på": room.material.counted if room.open else "",
        "Saknas": swedish.listed(part.respondent.name for part in room.material.missing) if room.open else "",
        "Svar till och med": swedish.moment(document.properties.made),
        "Ändringar": why_fixed(room.life),
    }
    return [(name, words) for name, words in told_.items() if words]


def _todo(room: Room) -> Iterator[Todo]:
    """What presses first: an edit whose answers have changed, remarks that wait, then the next step."""
    changed = room.composition.changed_under if room.editable else ()
    if changed:
        sections = "ett avsnitt som är redigerat" if len(changed) == 1 else "avsnitt som är redigerade"
        ways = [Place(f"/avsnitt/{part.key}/underlag", part.title) for part in changed]
        yield Todo(f"Underlaget har ändrats för {sections}. Jämför och välj vad som ska gälla:", ways)
    yield from _kept_back(room)
    if waiting := len(room.open_remarks):
        words = swedish.upper_first(swedish.count(waiting, "synpunkt väntar", "synpunkter väntar"))
        yield Todo(f"{words} på svar.", [Place("/synpunkter", "Läs och svara")])
    if room.editable and room.versions:
        number = room.versions[0].number
        yield from map(Todo, unready.told(room.desk, room.round, number, room.person))
    if next_ := _next(room):
        yield Todo(next_)


def _kept_back(room: Room) -> Iterator[Todo]:
    """Words that a unit has given as background alone: the report goes no further with them."""
    if room.life.status is ReportStatus.PUBLISHED:
        return
    if found := report_since.kept_back(room.desk, room.round, room.versions[0].number, room.material):
        places = dict.fromkeys(Place(f"/avsnitt/{one.key}", f"Redigera {one.title}") for one in found)
        words = report_since.told_of(room.desk, room.round, found, room.material)
        yield Todo(f"Rapporten kan inte gå vidare. {words}", list(places) if room.editable else ())


def _next(room: Room) -> str:
    """What the report waits for, in words; empty when it is published and nothing more is to do."""
    waits = room.life.waits_for(room.now)
    if waits and room.life.checked_until:
        said = [unit for unit in waits if unit in room.remarking]
        silent = [unit for unit in waits if unit not in said]
        lines = [
            f"Faktagranskningen pågår till och med {swedish.day(room.life.checked_until)}.",
            f"{room.names(silent)} har inte svarat." if silent else "",
            f"{room.names(said)} har lämnat synpunkter men inte svarat att resten stämmer." if said else "",
        ]
        return " ".join(filter(None, lines))
    next_ = _NEXT.get(room.life.status, "")
    if room.life.status in _TO_DECIDE and room.person.coordinates and not room.may_decide:
        names = swedish.listed(one.name for one in report_rights.deciders(room.desk, room.now))
        return f"{next_} Be {names} om beslut."
    return next_


_TO_DECIDE = frozenset({ReportStatus.CHECK, ReportStatus.CORRECTING})


_NEXT = {
    ReportStatus.DRAFT: (
        "Läs igenom och redigera. Skicka sedan på faktagranskning, så får var och en kontrollera sitt."
    ),
    ReportStatus.CHECK: "Faktagranskningen är klar. Nästa steg är beslut.",
    ReportStatus.CORRECTING: (
        "Rätta det som är fel. Nästa steg är ett nytt beslut. En ny faktagranskning behövs bara om rättelsen "
        "ändrar något som en enhet inte redan har godtagit."
    ),
    ReportStatus.DECIDED: "Rapporten är beslutad. Nästa steg är att publicera den.",
}


def _sections(room: Room, document: Document) -> Iterator[Shown]:
    parts = {part.key: part for part in room.composition.parts} if room.editable else {}
    for section in document.sections:
        part = parts.get(section.key)
        remarks = [told(one, room.desk) for one in room.remarks if one.section == section.key]
        yield Shown(
            section.key,
            section.title,
            _headed(section),
            section_html(document, section),
            editable=room.editable and part is not None,
            edited=_edited(part),
            changed=room.editable and part is not None and part.standing is Standing.CHANGED_UNDER,
            remarks=remarks,
        )


def _headed(section: Section) -> bool:
    """Whether its first heading is its own; the head of the document has none."""
    return any(isinstance(block, Heading) for block in section.blocks[:1])


def _edited(part: Part | None) -> str:
    if not part or not part.edit:
        return ""
    return f"Redigerat av {part.edit.by_name} {swedish.moment(part.edit.at)}"


def _silent(room: Room) -> list[Part]:
    """The sections that have nothing to say, for who may write in them."""
    return [part for part in room.composition.parts if not part.section.blocks] if room.editable else []
