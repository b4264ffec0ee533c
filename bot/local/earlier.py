"""The quarter before, made up: what the invented people would have answered, to have something to compare."""

from collections.abc import Mapping
from datetime import date, timedelta

from counties.reading import CountyBook
from domain.answers import Value
from domain.form import Form
from domain.life import Act, Move
from domain.people import Person
from domain.quarter import Quarter
from domain.rounds import Round, plan
from forms import filled, parsing, shelf
from store.store import Store
from store.submissions import Save

_COORDINATOR = "samordnare"


def lay_in(store: Store, book: CountyBook, round_: Round) -> None:
    """Keep ``round_`` with the invented answers of the quarter before, sent in and approved in time.

    Does nothing when the store has the round: whoever creates it lays it in, and only once.
    """
    if not store.rounds.create(round_, _COORDINATOR, round_.opens):
        return
    at = round_.due - timedelta(days=1)
    people = {person.id: person for person in book.invented.people}
    for who, cards in book.invented.earlier.items():
        person = people[who]
        if person.unit in {one.id for one in book.county.reporting()}:
            _send_in(store, book, round_, person, cards)
            approver = people[_COORDINATOR]
            store.lives.take(round_, person.unit or "", Move(Act.APPROVE, approver.id, approver.name, at))


def _send_in(
    store: Store, book: CountyBook, round_: Round, person: Person, cards: Mapping[str, Mapping[str, str]]
) -> None:
    at = round_.due - timedelta(days=2)
    unit = person.unit or ""
    respondent = book.county.respondent(unit)
    ref = round_.form(respondent.unit.form)
    form = shelf.form(ref, respondent, book.county.areas_in(round_.quarter))
    save = Save(
        round=round_,
        unit=unit,
        card=form.cards[-1].key,
        answers=_answers(form, cards, at.date()),
        request=f"tidigare.{unit}",
        digest="",
        revision=0,
        by=person.id,
        by_name=person.name,
    )
    store.submissions.submit(save, ref, at)


def _answers(form: Form, cards: Mapping[str, Mapping[str, str]], today: date) -> dict[str, Value]:
    answers: dict[str, Value] = {}
    for key, values in cards.items():
        card = form.card(key)
        written = dict(values)
        if written.get("council_held") == "JA":
            written["council_date"] = today.isoformat()
        parsed = parsing.parse(card, written, parsing.Window(today - timedelta(days=90), today))
        answers = filled.merge(card, answers, written, parsed)
    return {key: value for key, value in answers.items() if not key.startswith(filled.REFUSED)}


def before(book: CountyBook, quarter: Quarter, council_date: date) -> Round:
    """The round of the quarter before ``quarter``, for the council that met on ``council_date``."""
    forms = (shelf.newest(form_id) for form_id in book.county.form_ids())
    # Without the county's quiet weeks: over the summer they would leave no days to answer in.
    return plan(quarter.previous, council_date, forms)
