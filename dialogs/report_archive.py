"""What of a round goes into its archive package. Who may have it is looked at where it is asked for."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from dialogs import status_report
from dialogs.desk import Desk
from domain.answers import Submission
from domain.county import UnitKind
from domain.form import Form
from domain.material import Material
from domain.report_life import KeptFile, ReportLife
from domain.rounds import FormRef, Round
from domain.workdays import STOCKHOLM
from forms import shelf, versions
from reports.archive import archive, archive_name
from reports.archive_parts import FormFile, Logged, Parts, must_be_published
from reports.export.rows import Copy
from reports.writers import Written

ZIP = "application/zip"


def archived(desk: Desk, round_: Round, now: datetime, copy: Copy = Copy.OPEN) -> Written:
    """The package of the latest edition. Raises NotFound for a report that has not been published."""
    made = parts(desk, round_, now, copy)
    return Written(f"{archive_name(made)}.zip", ZIP, archive(made))


def parts(desk: Desk, round_: Round, now: datetime, copy: Copy) -> Parts:
    """The answers are those that the published report was made of; log and versions go on to ``now``."""
    life = desk.store.report_life.of(round_.key)
    published = must_be_published(life, round_)
    document = status_report.document(desk, round_, published.version or 0)
    submissions = tuple(_submissions(desk, round_))
    return Parts(
        material=_material(desk, round_, document.properties.made, copy),
        document=document,
        life=life,
        files=tuple(_files(desk, round_, life)),
        submissions=submissions,
        forms=tuple(_forms(desk, submissions)),
        log=tuple(Logged(**vars(line)) for line in desk.store.audit.lines(round_.key)),
        made=now,
        copy=copy,
    )


def _material(desk: Desk, round_: Round, cut_off: datetime, copy: Copy) -> Material:
    towns = municipal_forms(desk, round_) if copy is Copy.INTERNAL else {}
    forms = {**desk.forms(round_), **towns}
    written = cut_off.astimezone(STOCKHOLM).date()
    return desk.store.material(desk.county, round_, forms, cut_off=cut_off, written=written)


def municipal_forms(desk: Desk, round_: Round) -> dict[str, Form]:
    """Of the municipalities that the round has a form for."""
    pinned = {ref.id for ref in round_.forms}
    towns = [
        desk.county.respondent(unit.id)
        for unit in desk.county.units()
        if unit.kind is UnitKind.MUNICIPALITY and unit.form in pinned
    ]
    return desk.forms_for(round_, towns)


def _files(desk: Desk, round_: Round, life: ReportLife) -> Iterator[KeptFile]:
    for edition in range(1, life.edition + 1):
        yield from desk.store.report_life.files(round_.key, edition)


def _submissions(desk: Desk, round_: Round) -> Iterator[Submission]:
    for unit in desk.county.units():
        yield from desk.store.submissions.versions(round_.key, unit.id)


def _forms(desk: Desk, submissions: Iterable[Submission]) -> Iterator[FormFile]:
    """Every questionnaire that has an answer, with the digest of when it was first used."""
    used = desk.store.form_versions.used()
    answered = {FormRef(one.form_id, one.form_version) for one in submissions}
    for ref in sorted(answered, key=lambda one: (one.id, one.version)):
        content = shelf.path_of(ref).read_bytes()
        yield FormFile(ref, used.get(ref) or versions.digest(ref), content)
