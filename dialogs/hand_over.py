"""dagordning, arkivera, intern bilaga: what is handed on beside the report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs import rights
from dialogs.beside import AGENDA, ARCHIVE, INTERNAL
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.report_files import FORMATS, Reader
from dialogs.round_words import names_report, round_in
from domain import swedish
from domain.messages import Button, File, Message, Turn
from domain.people import Role
from domain.rounds import Round
from reports.writers import Format

COMMAND = Command(
    says="dagordning",
    title_en="agenda",
    description="Få ett förslag till dagordning, ett arkivpaket eller den interna bilagan: arkivera K3",
    description_en="Get a proposed agenda, an archive package or the internal annex: archive Q3",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_FIRST = r"(?:(?:ge mig|gör|skapa|ta fram|hämta|visa|skriv)\s+)?(?:ett?\s+|en\s+|den\s+)?(?:förslag till\s+)?"
_ASKED = {
    AGENDA: re.compile(rf"{_FIRST}(?:dagordning(?:en)?|agenda)\b(?P<rest>[^:]*)", re.IGNORECASE | re.DOTALL),
    ARCHIVE: re.compile(
        rf"{_FIRST}(?:arkivera|arkivpaket(?:et)?|archive)\b(?P<rest>[^:]*)", re.IGNORECASE | re.DOTALL
    ),
    INTERNAL: re.compile(
        rf"{_FIRST}intern(?:a|t)? (?:bilaga(?:n)?|underlag(?:et)?|annex)\b(?P<rest>[^:]*)",
        re.IGNORECASE | re.DOTALL,
    ),
}
_FORMAT = re.compile(r"\b(?:som|i)?\s*(?P<format>pdf|word|docx)(?:-fil)?\b", re.IGNORECASE)
_FILLING = re.compile(
    r"\b(?:rapporten|lägesrapporten|till samrådet|inför samrådet|för samrådet)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Asked:
    what: str
    rest: str
    format: Format


def wants(turn: Turn, desk: Desk) -> bool:
    asked = _asked(turn.text)
    return turn.action is None and asked is not None and names_report(asked.rest, turn, desk)


def _asked(text: str) -> _Asked | None:
    for what, pattern in _ASKED.items():
        if said := pattern.fullmatch(text.strip().rstrip("?!. ")):
            found = _FORMAT.search(said["rest"])
            pdf = found is not None and found["format"].lower() == "pdf"
            rest = _FILLING.sub(" ", _FORMAT.sub(" ", said["rest"]))
            return _Asked(what, rest, Format.PDF if pdf else Format.WORD)
    return None


def begins(turn: Turn, desk: Desk) -> str:
    asked, round_ = _granted(turn, desk)
    names = {AGENDA: "dagordningen", ARCHIVE: "arkivpaketet", INTERNAL: "det interna underlaget"}
    return f"Jag tar fram {names[asked.what]} för {round_.quarter.label}. Det tar några sekunder."


def answer(turn: Turn, desk: Desk) -> Message:
    asked, round_ = _granted(turn, desk)
    ending = "zip" if asked.what == ARCHIVE else str(asked.format)
    file = Reader(turn, desk).beside(round_, f"{asked.what}/{ending}")
    return Message(_told(asked.what, round_), file=file, buttons=tuple(_buttons(asked, round_, file)))


def _granted(turn: Turn, desk: Desk) -> tuple[_Asked, Round]:
    """Raise NotAllowed for anyone but the coordinators."""
    rights.personal(turn)
    rights.coordinator(turn, desk)
    asked = _asked(turn.text) or _Asked(AGENDA, "", Format.WORD)
    return asked, round_in(asked.rest, turn, desk)[0]


def _told(what: str, round_: Round) -> str:
    label = round_.quarter.label
    match what:
        case "dagordning":
            when = swedish.day(round_.council_date)
            return (
                f"Här är ett förslag till dagordning för det regionala samrådet {when}, byggt på medskicken "
                f"från {label}. Det är arbetsmaterial: ändra i det som du vill."
            )
        case "arkiv":
            return (
                f"Arkivpaketet för {label} har de publicerade filerna, svaren som öppna data, metadata, logg "
                "och kontrollsummor. Lämna det till registrator."
            )
        case _:
            return (
                f"Internt underlag för {label}: texter som bara är underlag, och kommunernas egna inspel. "
                "Inget av det står i rapporten. Sprid det inte utanför Länsstyrelsen. Om någon begär ut det "
                "ska det prövas."
            )


def _buttons(asked: _Asked, round_: Round, file: File) -> Iterator[Button]:
    is_package = asked.what == ARCHIVE
    if file.address:
        called = "arkivpaketet" if is_package else FORMATS[asked.format]
        yield Button(f"Ladda ner {called}", opens=file.address)
    if not is_package:
        other = Format.PDF if asked.format is Format.WORD else Format.WORD
        says = {AGENDA: "dagordning", INTERNAL: "intern bilaga"}[asked.what]
        yield Button(f"Som {FORMATS[other]}", f"{says} {round_.key} som {FORMATS[other].lower()}")


DIALOG = Dialog(wants, answer, COMMAND, begins)
