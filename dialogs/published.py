"""lägesrapporten: the published report, for everyone who takes part."""

from collections.abc import Iterator

from dialogs import draft_words, rights
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from dialogs.report_files import FORMATS, Reader
from dialogs.round_words import round_in
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.report_life import ReportLife
from reports.writers import Format


def wants(turn: Turn, _desk: Desk) -> bool:
    """Said by someone who works on no report; to who does, it is the draft that stands."""
    asked = draft_words.read(turn.text)
    works = turn.person is not None and (turn.person.coordinates or turn.person.decides)
    return turn.action is None and asked is not None and asked.report and not works


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    asked = draft_words.read(turn.text)
    wanted = (asked.format if asked else None) or Format.PDF
    round_, _ = round_in(asked.rest if asked else "", turn, desk)
    life = desk.store.report_life.of(round_.key)
    if not life.edition:
        raise NotFound(
            f"Lägesrapporten för {round_.quarter.label} är inte publicerad ännu. Du får veta när den är det."
        )
    page = desk.report_links.published(person, round_, life.edition, turn.at)
    file = Reader(turn, desk).edition(round_, life.edition, wanted)
    opens = {"Läs i webbläsaren": page, f"Ladda ner {FORMATS[wanted]}": file.address}
    other = FORMATS[Format.PDF if wanted is not Format.PDF else Format.WORD]
    return Message(
        panel=Panel(f"Lägesrapporten för {round_.quarter.label}", tuple(_told(life))),
        file=file,
        buttons=(
            *(Button(title, opens=address) for title, address in opens.items() if address),
            Button(f"Som {other}", f"lägesrapporten {round_.key} som {other.lower()}"),
        ),
    )


def _told(life: ReportLife) -> Iterator[str]:
    step = life.published
    if step:
        of = f" utgåva {life.edition}" if life.edition > 1 else ""
        yield f"Publicerad {swedish.day(step.at)}{of and ','}{of}."
    for edition, correction in enumerate(life.corrections[: life.edition - 1], start=2):
        yield f"Rättat i utgåva {edition}: {correction.words}"


DIALOG = Dialog(wants, answer)
