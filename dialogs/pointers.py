"""What is asked of Samråd but done elsewhere, or in another way: who to turn to, or what to write."""

import re
from collections.abc import Callable

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from domain.messages import Button, Message, Turn
from domain.people import Person
from forms.typed import folded

_LONGEST = 200

_NOTHING_NEW = re.compile(
    r"(?:vi har |det finns )?(?:inget nytt|inga nyheter|ingen forandring)(?: sedan sist| att beratta)?"
)
_UNDO = re.compile(r"(?:angra|angra mig|jag angrar mig|angra senaste)")
_EXPORT = re.compile(r"(?:export|exportera|exporten|ladda ner)(?: .*)?")
_PEOPLE = re.compile(
    r"(?:lagg (?:till|upp)|ny|byt|byta|registrera|ta bort) (?:\w+ ){0,3}"
    r"(?:ersattare|uppgiftslamnare|personer|person|kollega|samordnare|samradsledare|anvandare)(?: .*)?"
)  # fmt: skip


def _nothing_new(_person: Person) -> Message:
    return Message(
        "Gäller förra kvartalets svar fortfarande skriver du ”oförändrat”. Finns det inget att rapportera "
        "alls skriver du varför, till exempel: inget att rapportera: samrådet är inställt.",
        buttons=(Button("Oförändrat", "oförändrat"),),
    )


def _undo(_person: Person) -> Message:
    return Message(
        "Skriv svaret en gång till, så gäller det nya. Skriv ”2.3:” utan något mer för att ta bort ett svar. "
        "Det ni har lämnat in kan ni ändra och lämna in igen tills omgången stänger.",
        buttons=(Button("Visa svaren", "visa svar"), Button("Ändra", "rapportera")),
    )


def _export(person: Person) -> Message:
    if not person.coordinates:
        return Message("Det gör samordnaren på Länsstyrelsen. Era egna svar ser du med ”visa svar”.")
    return Message(
        "Be den som driftar Samråd att köra ”samrad export”. Det blir Excel, CSV, JSON och en SQLite-fil med "
        "hela omgången. Rapporten själv får du här: skriv ”utkast”."
    )


def _people(person: Person) -> Message:
    if not person.coordinates:
        return Message("Be samordnaren på Länsstyrelsen att lägga till eller byta personer.")
    return Message(
        "Den som driftar Samråd lägger upp personer och byter uppdrag, med kommandot ”samrad people”. "
        "Säg namn, roll, enhet och från vilken dag det gäller."
    )


_POINTERS: tuple[tuple[re.Pattern[str], Callable[[Person], Message]], ...] = (
    (_NOTHING_NEW, _nothing_new),
    (_UNDO, _undo),
    (_EXPORT, _export),
    (_PEOPLE, _people),
)


def _asked(turn: Turn) -> Callable[[Person], Message] | None:
    if turn.action or ":" in turn.text or len(turn.text) > _LONGEST:
        return None
    said = folded(turn.text)
    return next((tell for pattern, tell in _POINTERS if pattern.fullmatch(said)), None)


def wants(turn: Turn, _desk: Desk) -> bool:
    return _asked(turn) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    tell = _asked(turn) or _undo
    return tell(rights.known(turn, desk))


DIALOG = Dialog(wants, answer)
