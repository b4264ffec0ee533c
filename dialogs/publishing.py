"""publicera: the decided report is frozen in every format, and everyone concerned is told where it is."""

import re
from collections.abc import Iterator

from dialogs import refused, report_acts, report_since, report_work, rights, status_report, unready
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.round_words import names_quarter, names_report, round_in, version_in
from dialogs.status_report import Author, named
from domain import swedish
from domain.errors import NotFound
from domain.material import Material
from domain.messages import Button, Message, Panel, Turn
from domain.people import ANSWERING, Person, Role
from domain.report_life import ReportAct, ReportLife
from domain.report_notices import recipients_of
from domain.rounds import Round
from domain.situation import contributors
from domain.workdays import STOCKHOLM
from reports.writers import Format

COMMAND = Command(
    says="publicera",
    title_en="publish",
    description="Publicera den beslutade rapporten och berätta för alla som ska ha den: publicera K3",
    description_en="Publish the decided report and tell everyone who is to have it: publish Q3",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_ASKED = re.compile(
    r"(?:(?P<publishes>publicera|publish)|skicka ut|sprid|send out)"
    r"(?: (?:rapporten|lägesrapporten|den beslutade rapporten))?\b(?P<rest>[^:]*)(?::.*)?",
    re.IGNORECASE | re.DOTALL,
)
_NOW = re.compile(r"\b(?:nu|i ?dag|direkt)\b", re.IGNORECASE)
_NAMED = 12


def wants(turn: Turn, desk: Desk) -> bool:
    """Experts publish, too: a proposal. Theirs is another dialog, unless a quarter is named."""
    said = _ASKED.fullmatch(turn.text.strip().rstrip("!. "))
    if turn.action or said is None:
        return False
    rest = _NOW.sub("", said["rest"])
    if not names_report(rest, turn, desk):
        return names_quarter(rest) and said["publishes"] is not None
    return names_quarter(rest) or (turn.person is not None and turn.person.coordinates)


def begins(turn: Turn, desk: Desk) -> str:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    if not version_in(turn.text):
        return ""
    return "Jag gör rapporten som Word, PDF och webbsida och fryser filerna. Det tar några sekunder."


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.coordinator(turn, desk)
    said = _ASKED.fullmatch(turn.text.strip().rstrip("!. "))
    round_, rest = round_in(said["rest"] if said else "", turn, desk)
    if not names_report(_NOW.sub("", rest), turn, desk):
        raise NotFound(
            "Rapporten publiceras när du säger till, inte senare. "
            f"Skriv ”publicera {round_.key}” när det är dags."
        )
    life = refused.must(round_, ReportAct.PUBLISH, turn, desk)
    decided = life.decided.version if life.decided else None
    if decided and version_in(rest) == decided:
        return _published(round_, Author(person, turn.at), decided, desk)
    return _shown(round_, life, turn, desk)


def _shown(round_: Round, life: ReportLife, turn: Turn, desk: Desk) -> Message:
    """Whom it goes to, and which files; nothing is published."""
    people = _recipients(round_, turn, desk)
    number = (life.decided.version if life.decided else None) or 0
    answers = report_work.material(desk, round_, turn.at)
    report_since.must_be_given(desk, round_, number, answers)
    name = named(life, round_, number)
    edition = life.edition + 1
    files = swedish.listed(f"{name}.{one}" for one in Format)
    told = (
        _decision(life),
        *_changed(round_, answers, desk),
        *unready.told(desk, round_, number, rights.known(turn, desk)),
        (
            f"Filerna {files} fryses. Efter det går rapporten bara att ändra genom en rättelse, och den får "
            "alla mottagare veta."
        ),
        *_to_whom(people, desk),
    )
    of = "" if edition == 1 else f", utgåva {edition}"
    says = f"publicera {round_.key} version {number}"
    return Message(
        panel=Panel(f"Publicera lägesrapporten för {round_.quarter.label}{of}?", told),
        buttons=(
            Button(f"Publicera, berätta för {swedish.count(len(people), 'person', 'personer')}", says),
            Button("Läs den först", f"utkast {round_.key} version {number} som pdf"),
        ),
    )


def _decision(life: ReportLife) -> str:
    step = life.decided
    if step is None:
        return ""
    return f"{step.by_name} beslutade version {step.version} {swedish.moment(step.at)}."


def _changed(round_: Round, answers: Material, desk: Desk) -> Iterator[str]:
    """The edited sections under which the answers have changed since it was decided."""
    if parts := status_report.composition_of(desk, round_, answers).changed_under:
        yield f"{report_since.changed(parts)} Det gäller svar som har kommit efter beslutet."


def _to_whom(people: list[Person], desk: Desk) -> Iterator[str]:
    """Everyone by name, when they are few; else how many of which kind."""
    if not people:
        yield "Det finns ingen att berätta för."
    elif len(people) <= _NAMED:
        yield f"De här får veta det: {swedish.listed(person.name for person in people)}."
    else:
        counts = "; ".join(f"{name} {count}" for name, count in _kinds(people, desk))
        yield f"De här får veta det: {counts}."
    reached = desk.store.correspondence.reached(by_mail=True)
    if unreached := [person.name for person in people if person.id not in reached]:
        yield f"Når jag inte: {swedish.listed(unreached)}."


def _kinds(people: list[Person], desk: Desk) -> Iterator[tuple[str, int]]:
    asked = set(desk.reporting())
    for_councils = [one for one in people if asked & set(one.answers_for(ANSWERING))]
    others = [one for one in people if one not in for_councils]
    for_municipalities = [one for one in others if any(True for _ in one.answers_for(ANSWERING))]
    rest = [one for one in others if one not in for_municipalities]
    yield from (
        (name, len(own))
        for name, own in (
            ("de som svarar för samråd och aktörer", for_councils),
            ("de som svarar för kommuner", for_municipalities),
            ("läsare och beslutsfattare", rest),
        )
        if own
    )


def _recipients(round_: Round, turn: Turn, desk: Desk) -> list[Person]:
    today = turn.at.astimezone(STOCKHOLM).date()
    people = list(desk.store.people.everyone())
    journal = desk.store.lives.journal(round_.key)
    took_part = {one.id for one in contributors(journal, [person.on(today) for person in people])}
    return recipients_of(people, took_part, today)


def _published(round_: Round, author: Author, decided: int, desk: Desk) -> Message:
    life = report_acts.publish(desk, round_, author, decided)
    files = desk.store.report_life.files(round_.key, life.edition)
    of = f" utgåva {life.edition}" if life.edition > 1 else ""
    facts = tuple((file.name, f"sha256 {file.sha256}") for file in files)
    told = (
        "Mottagarna får veta det så snart det är kontorstid. Filerna är frysta, med de här kontrollsummorna."
    )
    return Message(
        panel=Panel(
            f"Lägesrapporten för {round_.quarter.label} är publicerad{of and ','}{of}", (told,), facts
        ),
        buttons=(
            Button("Hämta rapporten", f"lägesrapporten {round_.key}"),
            Button("Arkivpaket", f"arkivera {round_.key}"),
            Button("Dagordning", f"dagordning {round_.key}"),
        ),
    )


DIALOG = Dialog(wants, answer, COMMAND, begins)
