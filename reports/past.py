"""Earlier quarters as they were: each unit's part of one, on the questionnaire that it was given on."""

from collections.abc import Iterator
from dataclasses import replace

from domain.errors import NotFound
from domain.form import Form, Question
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from domain.rounds import FormRef
from forms import shelf


def form_then(material: Material, part: Contribution, earlier: Earlier) -> Form | None:
    """The version that the unit answered on then, with the figures of that quarter; None when it is gone."""
    sent = earlier.submission
    areas = material.county.areas_in(earlier.quarter)
    figures = tuple(earlier.figures.values())
    try:
        return shelf.form(FormRef(sent.form_id, sent.form_version), part.respondent, areas, figures)
    except NotFound:
        return None


def parts_in(material: Material, quarter: Quarter) -> tuple[Contribution, ...]:
    """The units' parts of an earlier quarter, those that are known; of the material's own, its parts."""
    if quarter == material.round.quarter:
        return material.contributions
    return tuple(_parts(material, quarter))


def in_its_forms(edition: Material, material: Material) -> Material:
    """The edition of an earlier quarter, each unit's part on the questionnaire that it was given on."""
    if edition.round.quarter == material.round.quarter:
        return edition
    return replace(edition, contributions=tuple(_on_its_form(edition, one) for one in edition.contributions))


def _on_its_form(edition: Material, part: Contribution) -> Contribution:
    if part.submission is None:
        return part
    quarter, unit = edition.round.quarter, part.respondent.id
    there = (one for one in edition.published if one.unit == unit and Quarter.of(one.as_of) == quarter)
    then = Earlier(quarter, part.submission, figures={one.key: one for one in there})
    return replace(part, form=form_then(edition, part, then) or part.form)


def _parts(material: Material, quarter: Quarter) -> Iterator[Contribution]:
    for part in material.contributions:
        if before := part.before(quarter):
            form = form_then(material, part, before) or part.form
            past = tuple(one for one in part.earlier if one.quarter < quarter)
            yield Contribution(part.respondent, form, before.submission, earlier=past)


def question_in(form: Form, key: str) -> Question | None:
    """The question outside groups with that key, even one whose number has been withdrawn since."""
    return form.plain.get(key) or next((one for one in form.withdrawn if one.key == key), None)
