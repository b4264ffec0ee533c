"""From the material of one round or several to the rows of an export."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from domain.answers import Answers
from domain.form import Choice, Form, Group, Kind, Question
from domain.handover import STATUSES, status_key, taken, words_key
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from domain.swedish import upper_first
from domain.table import Hidden
from domain.trends import needed
from reports.bounds import Place
from reports.document import DRAFT
from reports.export.answered import Answered, Telling
from reports.export.rows import Apart, Copy, Export, RoundFacts, Row
from reports.publishing import BACKGROUND
from reports.running_totals import hidden_in
from reports.worked_out import worked_out

Asked = Mapping[str, Question]
"""The questions by key, in the order of the form."""


def gathered(materials: Sequence[Material], copy: Copy) -> Export:
    """All questions of all rounds; one that a round's form lacks has a row there too, set apart.

    Raises ValueError without any material.
    """
    ordered = list(_linked(sorted(materials, key=lambda one: one.round.key)))
    if not ordered:
        raise ValueError("An export needs at least one round.")
    ever = _ever(ordered, copy)
    return Export(
        title=ordered[-1].county.report_title,
        status=DRAFT,
        copy=copy,
        rounds=tuple(_facts(one) for one in ordered),
        rows=tuple(row for one in ordered for row in _round(one, copy, ever)),
        made=max(one.cut_off for one in ordered),
    )


def _facts(material: Material) -> RoundFacts:
    round_ = material.round
    return RoundFacts(
        key=round_.key,
        quarter=round_.quarter.label,
        council_date=round_.council_date.isoformat(),
        cut_off=material.cut_off.isoformat(timespec="seconds"),
        counted=material.counted,
        note=material.note,
    )


def _parts(material: Material, copy: Copy) -> tuple[Contribution, ...]:
    inputs = material.inputs if copy is Copy.INTERNAL else ()
    return (*material.contributions, *inputs)


def _ever(materials: Iterable[Material], copy: Copy) -> Mapping[str, Asked]:
    """By unit the questions of every round, as the latest that had them asked them."""
    ever: dict[str, dict[str, Question]] = {}
    for material in materials:
        for part in _parts(material, copy):
            asked = {question.key: question for question in _plain(part.form)}
            ever[part.respondent.id] = {**ever.get(part.respondent.id, {}), **asked}
    return ever


def _plain(form: Form) -> Iterator[Question]:
    return (part for card in form.cards for part in card.parts if isinstance(part, Question))


def _round(material: Material, copy: Copy, ever: Mapping[str, Asked]) -> Iterator[Row]:
    hidden = _hidden(material) if copy is Copy.OPEN else {}
    tell = Telling(copy, hidden.get(material.round.quarter, {}))
    for part in _parts(material, copy):
        asked = {question.key: question for question in _asked(part)}
        for question in asked.values():
            if copy is Copy.INTERNAL or question.key not in BACKGROUND:
                yield _row(material, part, question, tell.answered(part, question), copy)
        for one in worked_out(part, material.round.quarter, hidden):
            yield _row(material, part, one.question, tell.calculated(one), copy)
        for key, question in ever[part.respondent.id].items():
            if key not in asked and (copy is Copy.INTERNAL or key not in BACKGROUND):
                yield _row(material, part, question, Answered(apart=Apart.NOT_ASKED), copy)


def _hidden(material: Material) -> dict[Quarter, dict[Place, Hidden]]:
    """What is hidden in the quarter and in the earlier ones of its year, whose totals it would tell."""
    quarter = material.round.quarter
    return hidden_in(material, [one for one in needed(quarter) if one.year == quarter.year])


def _linked(materials: Sequence[Material]) -> Iterator[Material]:
    """Each material with what the others hold of the quarters before: no row may tell of another."""
    for material in materials:
        before = [one for one in materials if one.round.quarter < material.round.quarter]
        yield replace(
            material, contributions=tuple(_with_past(part, before) for part in material.contributions)
        )


def _with_past(part: Contribution, before: Sequence[Material]) -> Contribution:
    there = {
        one.round.quarter: past.submission
        for one in before
        for past in one.contributions
        if past.respondent.id == part.respondent.id and past.submission
    }
    found = tuple(Earlier(quarter, sent) for quarter, sent in there.items() if part.before(quarter) is None)
    return replace(part, earlier=tuple(sorted((*part.earlier, *found), key=lambda one: one.quarter)))


def _asked(part: Contribution) -> Iterator[Question]:
    """The form's questions, those of the items that were answered, and those about earlier medskick."""
    answers = _answers(part)
    for card in part.form.cards:
        for one in card.parts:
            if isinstance(one, Group):
                for index in range(one.most):
                    yield from (question for question in one.item(index) if question.key in answers)
            else:
                yield one
    for issue in taken(answers):
        choices = tuple(Choice(value, upper_first(status)) for value, status in STATUSES.items())
        yield Question(status_key(issue), "", f"Läget för medskick M{issue}", Kind.CHOICE, choices=choices)
        yield Question(words_key(issue), "", f"Vad som har hänt med medskick M{issue}", Kind.TEXT)


def _answers(part: Contribution) -> Answers:
    return part.submission.answers if part.submission else {}


def _row(material: Material, part: Contribution, question: Question, answered: Answered, copy: Copy) -> Row:
    sent = part.submission
    named = sent is not None and copy is Copy.INTERNAL
    return Row(
        round=material.round.key,
        unit=part.respondent.id,
        unit_name=part.respondent.name,
        unit_kind=part.respondent.unit.kind.value,
        status=part.life.status.value,
        form=part.form.id,
        form_version=part.form.version,
        version=sent.version if sent else None,
        sent_at=sent.at.isoformat(timespec="seconds") if sent else None,
        key=question.key,
        number=question.number,
        label=question.label,
        measure=question.unit,
        **vars(answered),
        sent_by=sent.by_name if sent and named else "",
        on_behalf="ja" if sent and named and sent.on_behalf else "",
    )
