"""Numbers that nobody is asked for, since they follow from others."""

from collections.abc import Iterator

from domain.answers import Answers
from forms.case import Context, number_in

_IN_QUARTER = {"received_total_q": "received_total_ytd"}
_SUMS = {"est_workstudy90": ("est_work90", "est_study90")}


def calculated(answers: Answers, context: Context) -> dict[str, float]:
    """Those that can be worked out: received in the quarter, in work or studies after 90 days (in percent).

    In the first quarter what is counted from New Year is the quarter's own number. Later it takes the
    quarter before: without that there is no number.
    """
    return dict((*_in_quarter(answers, context), *_sums(answers)))


def _in_quarter(answers: Answers, context: Context) -> Iterator[tuple[str, float]]:
    for key, counted in _IN_QUARTER.items():
        now = number_in(answers, counted)
        before = number_in(context.previous or {}, counted) if context.same_year else 0
        if now is not None and before is not None:
            yield key, now - before


def _sums(answers: Answers) -> Iterator[tuple[str, float]]:
    for key, parts in _SUMS.items():
        known = [number for part in parts if (number := number_in(answers, part)) is not None]
        if len(known) == len(parts):
            yield key, round(sum(known), 1)
