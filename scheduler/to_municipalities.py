"""The words to a municipality: its input before the council meets is welcome, never owed."""

from domain import swedish
from domain.messages import Message, Panel
from scheduler.telling import Telling


def invited(telling: Telling) -> Message:
    units = telling.units()
    told = (
        *(_about_meeting(telling, unit) for unit in units),
        (
            "Ni får gärna skicka med en kort lägesbild: läget från 1 till 5, hur det har ändrats, en "
            "mening, och en fråga om ni har någon som samrådet bör ta upp. Det tar ett par minuter och är "
            "frivilligt."
        ),
        telling.footer(units),
    )
    title = f"Vill {telling.named(units)} skicka med något till samrådet?"
    return Message(panel=Panel(title, told), buttons=telling.buttons(units))


def invited_again(telling: Telling) -> Message:
    units = telling.units()
    told = (
        *(_about_meeting(telling, unit) for unit in units),
        (
            f"Vill ni att något från {telling.named(units)} ska finnas med räcker några rader. "
            "Har ni inget att skicka med behöver ni inte göra något."
        ),
        telling.footer(units),
    )
    return Message(panel=Panel("Samrådet är snart", told), buttons=telling.buttons(units))


def _about_meeting(telling: Telling, unit: str) -> str:
    council = telling.now.units.invited[unit]
    when = swedish.day(telling.now.meets(unit))
    if council in telling.now.kept.meetings:
        return f"Samrådet i {telling.name(council)} hålls {when}."
    return f"Samrådet i {telling.name(council)} hålls senast {when}."
