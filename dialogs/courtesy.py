"""tack, avbryt, hej då: what people say to someone who helps them."""

from dialogs.desk import Desk
from dialogs.dialog import Dialog, says
from domain.messages import Message, Turn

_THANKS = (
    "tack",
    "tack ska du ha",
    "tack så mycket",
    "tackar",
    "tack för hjälpen",
    "thanks",
    "ok",
    "okej",
    "bra",
)
_LEAVING = ("avbryt", "sluta", "stopp", "hejdå", "hej då", "börja om")


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and says(turn, *_THANKS, *_LEAVING)


def answer(turn: Turn, _desk: Desk) -> Message:
    if says(turn, *_THANKS):
        return Message("Varsågod! Säg till om du behöver något mer.")
    return Message("Det som är sparat är kvar. Skriv ”rapportera” när du vill fortsätta eller ändra.")


DIALOG = Dialog(wants, answer)
