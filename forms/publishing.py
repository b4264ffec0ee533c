"""Which of a unit's texts may stand in the report: all, those of some cards, or none."""

from domain.answers import Answers
from domain.form import Form

_ALL, _SOME = "PUBLIK", "DELVIS"


def text_is_public(form: Form, answers: Answers, key: str) -> bool:
    """Only with the unit's yes, and not when it keeps the texts of the card as background.

    ``key``: a question's, or an item's such as ``handover.0.title``. A form that does not ask (the
    municipalities') gives nothing away.
    """
    given = answers.get("publishable")
    if given != _SOME:
        return given == _ALL
    withheld = answers.get("withheld", [])
    card = next((card.key for card in form.cards for part in card.parts if _holds(part.key, key)), "")
    return isinstance(withheld, list) and bool(card) and card not in withheld


def _holds(part: str, key: str) -> bool:
    return key == part or key.startswith((f"{part}.", f"{part}~"))
