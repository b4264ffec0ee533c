"""What the dialogs work with, handed in by the composition root."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from domain.county import Council, County, Figure
from domain.errors import Closed, NotAllowed
from domain.form import Form
from domain.material import Material
from domain.messages import File, Turn
from domain.people import Person
from domain.rounds import Phase, Round
from forms import shelf
from store.store import Store

if TYPE_CHECKING:
    from knowledge.handbook import Handbook


@dataclass(frozen=True)
class Desk:
    """``invented`` holds the people that the local mode lets anyone become; it is empty everywhere else.

    ``write_draft`` makes the Word file of a draft and tells where it lies.
    """

    store: Store
    county: County
    load_handbook: "Callable[[], Handbook]"
    write_draft: Callable[[Material], File]
    figures: tuple[Figure, ...] = ()
    invented: Mapping[str, Person] = field(default_factory=dict)

    @cached_property
    def handbook(self) -> "Handbook":
        """Loaded at the first question: numpy and the index are not needed to start."""
        return self.load_handbook()

    def form(self, round_: Round, council: Council) -> Form:
        """The form version that the round is pinned to, made ready for the council."""
        figures = tuple(figure for figure in self.figures if figure.unit == council.id)
        return shelf.form(round_.form, council, self.county.areas_in(round_.quarter), figures)

    def councils(self) -> list[str]:
        return [council.id for council in self.county.councils]


def personal(turn: Turn) -> None:
    """Raise NotAllowed in a channel or group: figures and drafts are for the person who asks."""
    if not turn.personal:
        raise NotAllowed("Det tar vi i vår egen chatt. Skriv till mig där, så svarar jag.")


def known(turn: Turn, desk: Desk) -> Person:
    """The person who wrote. Raises NotAllowed with what to do when the account is not known."""
    if turn.person:
        return turn.person
    if desk.invented:
        raise NotAllowed("Säg först vem du är, till exempel ”jag är Fyrbodal” eller ”jag är samordnare”.")
    raise NotAllowed(
        "Jag vet inte vilken delregion du svarar för. Be samordnaren på Länsstyrelsen att lägga till dig. "
        "Frågor om lagar och roller kan du ställa ändå."
    )


def reporter(turn: Turn, desk: Desk) -> tuple[Person, Council]:
    """The person and the council that he or she answers for."""
    person = known(turn, desk)
    if not person.reports or person.unit is None:
        raise NotAllowed("Du är inte uppgiftslämnare för något samråd, så det finns inget formulär för dig.")
    return person, desk.county.council(person.unit)


def coordinator(turn: Turn, desk: Desk) -> Person:
    person = known(turn, desk)
    if not person.coordinates:
        raise NotAllowed("Det kan bara samordnaren på Länsstyrelsen göra.")
    return person


def open_round(turn: Turn, desk: Desk) -> Round:
    """The round that takes answers now. Raises Closed and says why when none does."""
    if round_ := desk.store.rounds.taking_answers(turn.at):
        return round_
    last = desk.store.rounds.latest()
    if last is None:
        raise Closed("Ingen omgång är planerad ännu. Du får ett meddelande när det är dags.")
    if last.phase(turn.at) is Phase.PLANNED:
        raise Closed(
            f"Omgången för {last.quarter.label} öppnar {last.opens:%Y-%m-%d}. Du får ett meddelande då."
        )
    raise Closed(
        f"Omgången för {last.quarter.label} stängde {last.closes:%Y-%m-%d}. "
        "Hör av dig till samordnaren om något behöver ändras."
    )
