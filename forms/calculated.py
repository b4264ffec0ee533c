"""Numbers that nobody is asked for, since they follow from others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.answers import Answers
from domain.form import Form, Kind, Question
from domain.trends import Direction
from forms.case import Context, number_in


@dataclass(frozen=True)
class Calculation:
    """A number as if it were asked for, and the questions that it is made of; ``sums`` or, else, parts."""

    question: Question
    of: tuple[str, ...]
    sums: bool = False

    @property
    def takes_the_quarter_before(self) -> bool:
        return not self.sums


CALCULATIONS = (
    Calculation(
        Question("received_total_q", "", "Mottagna totalt, under kvartalet", Kind.NUMBER, unit="personer"),
        of=("received_total_ytd",),
    ),
    Calculation(
        Question(
            "est_workstudy90",
            "",
            "I arbete eller studier efter 90 dagar",
            Kind.NUMBER,
            unit="procent",
            good_when=Direction.UP,
        ),
        of=("est_work90", "est_study90"),
        sums=True,
    ),
)


def calculations(form: Form) -> tuple[Calculation, ...]:
    """Those whose questions the form asks, outside its blocks and groups."""
    asked = {part.key for card in form.cards for part in card.parts}
    return tuple(one for one in CALCULATIONS if asked.issuperset(one.of))


def calculated(answers: Answers, context: Context) -> Mapping[str, float]:
    """Those that can be worked out: received in the quarter, in work or studies after 90 days (in percent).

    In the first quarter what is counted from New Year is the quarter's own number. Later it takes the
    quarter before: without that there is no number.
    """
    return dict(_worked_out(answers, context))


def _worked_out(answers: Answers, context: Context) -> Iterator[tuple[str, float]]:
    for one in CALCULATIONS:
        known = [number for key in one.of if (number := number_in(answers, key)) is not None]
        if len(known) < len(one.of):
            continue
        if one.sums:
            yield one.question.key, round(sum(known), 1)
        elif (before := _before(one.of[0], context)) is not None:
            yield one.question.key, known[0] - before


def _before(key: str, context: Context) -> float | None:
    return number_in(context.previous or {}, key) if context.same_year else 0
