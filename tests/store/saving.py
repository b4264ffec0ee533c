"""A filled-in card, as the store is handed it."""

from datetime import date, timedelta

from domain.answers import Value
from domain.quarter import Quarter
from domain.rounds import FormRef, plan
from store.submissions import Save

AUTUMN = plan(Quarter(2026, 3), date(2026, 11, 2), [FormRef("lägesrapport", 2)])
"""The round that the store has open."""

FORM = FormRef("lägesrapport", 2)
HOUR = timedelta(hours=1)


def card(request: str, revision: int, unit: str = "skaraborg", /, **answers: Value) -> Save:
    """A filled-in card from Anna; its digest follows its answers."""
    return Save(
        round=AUTUMN,
        unit=unit,
        card="läge",
        answers=answers,
        request=request,
        digest=repr(sorted(answers.items())),
        revision=revision,
        by="anna",
        by_name="Anna Ek",
    )
