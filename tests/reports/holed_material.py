"""A county where some numbers were not answered, not published, or neither, here and there."""

from dataclasses import replace

from domain.answers import FIGURE, STATE, Answers
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from tests.reports.recomputing_numbers import chance


def with_holes(material: Material, seed: int) -> Material:
    """The same where some numbers were not answered, not published, or neither, now or in some quarters."""
    gone = frozenset(
        (one.unit, one.key, Quarter.of(one.as_of))
        for one in material.published
        if chance(seed, "unpublished", one.unit, one.key, one.as_of.isoformat(), below=2) == 0
    )

    def kept(part: Contribution) -> Contribution:
        unit, now = part.respondent.id, material.round.quarter
        sent = part.submission
        past = tuple(_past(one, unit, seed, gone) for one in part.earlier)
        if sent is None:
            return replace(part, earlier=past)
        answers = _answers(sent.answers, unit, now, seed)
        return replace(part, submission=replace(sent, answers=answers), earlier=past)

    return replace(
        material,
        contributions=tuple(kept(part) for part in material.contributions),
        published=tuple(
            one for one in material.published if (one.unit, one.key, Quarter.of(one.as_of)) not in gone
        ),
    )


_Gone = frozenset[tuple[str, str, Quarter]]


def _past(earlier: Earlier, unit: str, seed: int, gone: _Gone) -> Earlier:
    answers = _answers(earlier.submission.answers, unit, earlier.quarter, seed)
    figures = {key: one for key, one in earlier.figures.items() if (unit, key, earlier.quarter) not in gone}
    sent = replace(earlier.submission, answers=answers)
    return replace(earlier, submission=sent, figures=figures)


def _answers(answers: Answers, unit: str, at: Quarter, seed: int) -> Answers:
    """Some unanswered, and some that were confirmed answered with a number of the unit's own."""
    found = dict(answers)
    for key in [one.removesuffix(FIGURE) for one in answers if one.endswith(FIGURE)]:
        drawn = chance(seed, "answered", unit, key, at.key, below=4)
        if drawn == 0:
            found.pop(key + STATE, None)
            found.pop(key + FIGURE)
        elif drawn == 1:
            found[key] = found.pop(key + FIGURE)
            found.pop(key + STATE, None)
    for key in [one for one in answers if one in {"enrolled_total", "received_self_ytd", "sfi_wait_weeks"}]:
        if chance(seed, "own", unit, key, at.key, below=3) == 0:
            found.pop(key)
            found.pop(key + STATE, None)
    return found
