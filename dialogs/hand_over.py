"""dagordning, arkivera, intern bilaga: what is handed on beside the report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs import rights, unready
from dialogs.beside import AGENDA, ARCHIVE, INTERNAL
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.report_files import FORMATS, Reader
from dialogs.round_words import names_report, round_in
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, File, Message, Turn
from domain.people import Role
from domain.report_life import ReportStatus
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
    AGENDA: re.compile(rf"{_FIRST}(?:dagordn\w*|agenda(?:n)?)\b(?P<rest>[^:]*)", re.IGNORECASE | re.DOTALL),
    ARCHIVE: re.compile(rf"{_FIRST}(?:arkiv\w*|archive)\b(?P<rest>[^:]*)", re.IGNORECASE | re.DOTALL),
    INTERNAL: re.compile(
        rf"{_FIRST}intern[at]?[ -]?(?:bil\w*|underlag\w*|annex)\b(?P<rest>[^:]*)", re.IGNORECASE | re.DOTALL
    ),
}
_FORMAT = re.compile(
    r"\b(?:som|i|på)?\s*(?:en\s+)?(?P<format>pdf|word|docx|excel|xlsx|html|webbsida|powerpoint|zip)"
    r"(?:[ -]?fil)?\b",
    re.IGNORECASE,
)
_FORMATS = {"pdf": Format.PDF, "word": Format.WORD, "docx": Format.WORD}
_FILLING = re.compile(
    r"\b(?:rapporten|lägesrapporten|(?:till|inför|för) (?:det )?(?:regionala )?samrådet)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Asked:
    """``other``: a format that was said and is not made, such as "excel"."""

    what: str
    rest: str
    format: Format = Format.WORD
    other: str = ""


def wants(turn: Turn, desk: Desk) -> bool:
    asked = _asked(turn.text)
    return turn.action is None and asked is not None and names_report(asked.rest, turn, desk)


def _asked(text: str) -> _Asked | None:
    for what, pattern in _ASKED.items():
        if said := pattern.fullmatch(text.strip().rstrip("?!. ")):
            found = _FORMAT.search(said["rest"])
            named = found["format"].lower() if found else "word"
            rest = _FILLING.sub(" ", _FORMAT.sub(" ", said["rest"]))
            made = _FORMATS.get(named)
            return _Asked(what, rest, made or Format.WORD, "" if made else named)
    return None


def begins(turn: Turn, desk: Desk) -> str:
    asked, round_ = _granted(turn, desk)
    names = {AGENDA: "dagordningen", ARCHIVE: "arkivpaketet", INTERNAL: "det interna underlaget"}
    return f"Jag tar fram {names[asked.what]} för {round_.quarter.label}. Det tar några sekunder."


def answer(turn: Turn, desk: Desk) -> Message:
    asked, round_ = _granted(turn, desk)
    ending = "zip" if asked.what == ARCHIVE else str(asked.format)
    file = Reader(turn, desk).beside(round_, f"{asked.what}/{ending}")
    told = " ".join((_told(asked.what, round_), *(_unready(round_, desk) if asked.what == ARCHIVE else ())))
    return Message(told, file=file, buttons=tuple(_buttons(asked, round_, file)))


def _granted(turn: Turn, desk: Desk) -> tuple[_Asked, Round]:
    """Raise NotAllowed for anyone but the coordinators, NotFound for a format that is not made."""
    rights.personal(turn)
    rights.coordinator(turn, desk)
    asked = _asked(turn.text) or _Asked(AGENDA, "")
    if asked.other and asked.what != ARCHIVE:
        raise NotFound(f"Den finns som Word och PDF. Skriv till exempel: {_SAYS[asked.what]} K3 som pdf.")
    return asked, round_in(asked.rest, turn, desk)[0]


_SAYS = {AGENDA: "dagordning", INTERNAL: "intern bilaga"}


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


def _unready(round_: Round, desk: Desk) -> Iterator[str]:
    """What the archivist should know of the published edition."""
    life = desk.store.report_life.of(round_.key)
    if life.status is not ReportStatus.PUBLISHED:
        yield f"En rättelse är öppen: paketet har utgåva {life.edition}, och en ny utgåva är på väg."
    version = life.published.version if life.published else None
    if names := unready.empty_slots(desk, round_, version or 0):
        yield f"Inte ifyllt på försättsbladet: {swedish.listed(names)}."
    if waits := unready.waiting(desk, round_):
        yield f"Inte granskade svar: {swedish.listed(waits)}."


def _buttons(asked: _Asked, round_: Round, file: File) -> Iterator[Button]:
    is_package = asked.what == ARCHIVE
    if file.address:
        called = "arkivpaketet" if is_package else FORMATS[asked.format]
        yield Button(f"Ladda ner {called}", opens=file.address)
    if not is_package:
        other = Format.PDF if asked.format is Format.WORD else Format.WORD
        yield Button(
            f"Som {FORMATS[other]}", f"{_SAYS[asked.what]} {round_.key} som {FORMATS[other].lower()}"
        )


DIALOG = Dialog(wants, answer, COMMAND, begins)
