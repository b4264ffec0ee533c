"""status: who has reported and what is missing. Only a coordinator sees the others."""

from dialogs import desk as rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after, says
from dialogs.filling import sheet_of
from domain import swedish
from domain.county import Council
from domain.delivery import Outcome
from domain.errors import NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.quarter import Quarter
from domain.rounds import Round
from forms import checking

COMMAND = Command(
    says="status",
    title_en="status",
    description="Se vad som är inlämnat och vad som saknas",
    description_en="See what has come in and what is missing",
)


_ALSO = (
    "visa status",
    "visa läget",
    "hur går det",
    "hur många har svarat",
    "hur många har lämnat in",
    "när är sista svarsdag",
    "när är sista dagen",
    "när stänger omgången",
    "när stänger det",
    "sista svarsdag",
    "deadline",
    "läget",
    "läge",
    "vem har svarat",
    "vilka har svarat",
    "vilka har inte svarat",
    "vem saknas",
    "vad saknas",
)


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and (after(turn, "status") is not None or says(turn, *_ALSO))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    round_ = round_named(after(turn, "status") or "", turn, desk)
    if person.coordinates:
        return _everyone(round_, turn, desk)
    if person.reports and person.unit:
        return _own(round_, person.unit, turn, desk)
    return Message(panel=Panel(_title(round_, turn), (), _dates(round_)))


def round_named(words: str, turn: Turn, desk: Desk) -> Round:
    """The round of a quarter said in words; without words the one that is open, else the latest."""
    words = words.strip().removeprefix("för ").strip()
    if not words:
        if found := desk.store.rounds.taking_answers(turn.at) or desk.store.rounds.latest():
            return found
        raise NotFound("Ingen omgång är planerad ännu.")
    quarter = Quarter.parse(words, turn.at.date())
    if quarter is None:
        raise NotFound(
            f"Jag förstår inte vilket kvartal du menar med ”{words}”. Skriv till exempel K3 eller 2026Q3."
        )
    if found := desk.store.rounds.get(quarter.key):
        return found
    there = swedish.listed(round_.quarter.label for round_ in desk.store.rounds.all())
    raise NotFound(f"Det finns ingen omgång för {quarter.label}. Finns: {there or 'ingen ännu'}.")


def _everyone(round_: Round, turn: Turn, desk: Desk) -> Message:
    facts = [(council.name, _state(round_, council, desk)) for council in desk.county.councils]
    waiting = desk.store.submissions.waiting(round_.key, desk.councils())
    received = len(facts) - len(waiting)
    told = [f"{received} av {len(facts)} delregioner har lämnat in."]
    told += [*_without_reporter(desk), *_undelivered(round_, desk)]
    agencies = swedish.listed(agency.name for agency in desk.county.agencies)
    told.append(f"{agencies} frågas inte i den här versionen.")
    return Message(
        panel=Panel(_title(round_, turn), tuple(told), (*facts, *_dates(round_))),
        buttons=(Button("Gör ett utkast", f"utkast {round_.key}"),),
    )


def _state(round_: Round, council: Council, desk: Desk) -> str:
    sheet = sheet_of(desk, round_, council.id)
    if last := desk.store.submissions.latest(round_.key, council.id):
        first = desk.store.submissions.first_at(round_.key, council.id) or last.at
        when = "i tid" if round_.on_time(first) else "efter sista svarsdag"
        changed = "" if last.answers == sheet.answers else ". Det finns ändringar som inte är inlämnade"
        return f"Inlämnad {swedish.moment(last.at)}, version {last.version} ({when}){changed}"
    if not sheet.draft.revision:
        return "Inte påbörjad"
    missing = checking.missing(sheet.form, sheet.answers)
    return f"Påbörjad. {checking.told(missing)}" if missing else "Påbörjad, redo att lämnas in"


def _without_reporter(desk: Desk) -> list[str]:
    """One line a council that nobody answers for: no form and no reminder reaches it."""
    answering = {person.unit for person in desk.store.people.everyone() if person.reports}
    return [f"{c.name} har ingen uppgiftslämnare." for c in desk.county.councils if c.id not in answering]


def _undelivered(round_: Round, desk: Desk) -> list[str]:
    """One line a notice that did not reach its recipient, with the reason."""
    failed = {Outcome.FAILED, Outcome.UNREACHABLE}
    rows = [row for row in desk.store.outbox.rows(f"{round_.key}/") if row.outcome in failed]
    people = {person.id: person.name for person in desk.store.people.everyone()}
    return [
        f"Nådde inte fram: {row.kind} till {people.get(row.person, row.person)}. {row.why}" for row in rows
    ]


def _own(round_: Round, unit: str, turn: Turn, desk: Desk) -> Message:
    council = desk.county.council(unit)
    told = (_state(round_, council, desk),)
    return Message(
        panel=Panel(f"{council.name}: {_title(round_, turn)}", told, _dates(round_)),
        buttons=(Button("Rapportera", "rapportera"), Button("Visa svaren", "visa svar")),
    )


def _title(round_: Round, turn: Turn) -> str:
    return f"{swedish.upper_first(round_.quarter.label)} – {round_.phase(turn.at)}"


def _dates(round_: Round) -> tuple[tuple[str, str], ...]:
    return (
        ("Öppnar", swedish.day(round_.opens)),
        ("Sista svarsdag", swedish.day(round_.due)),
        ("Stänger", swedish.day(round_.closes)),
        ("Regionalt samråd", swedish.day(round_.council_date)),
    )


DIALOG = Dialog(wants, answer, COMMAND)
