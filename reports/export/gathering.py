"""From the material of one round or several to the rows of an export."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from domain.answers import Answers
from domain.form import Choice, Form, Group, Kind, Question
from domain.handover import STATUSES, status_key, taken, words_key
from domain.material import Contribution, Material
from domain.swedish import upper_first
from reports.document import DRAFT
from reports.export.answered import Answered, Telling
from reports.export.rows import Apart, Copy, Export, RoundFacts, Row
from reports.publishing import BACKGROUND
from reports.small_numbers import small_numbers

Asked = Mapping[str, Question]
"""The questions by key, in the order of the form."""


def gathered(materials: Sequence[Material], copy: Copy) -> Export:
    """All questions of all rounds; one that a round's form lacks has a row there too, set apart.

    Raises ValueError without any material.
    """
    ordered = sorted(materials, key=lambda one: one.round.key)
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
    hidden = small_numbers(material.contributions) if copy is Copy.OPEN else {}
    tell = Telling(copy, hidden)
    for part in _parts(material, copy):
        asked = {question.key: question for question in _asked(part)}
        for question in asked.values():
            if copy is Copy.INTERNAL or question.key not in BACKGROUND:
                yield _row(material, part, question, tell.answered(part, question), copy)
        for key, question in ever[part.respondent.id].items():
            if key not in asked and (copy is Copy.INTERNAL or key not in BACKGROUND):
                yield _row(material, part, question, Answered(apart=Apart.NOT_ASKED), copy)


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
