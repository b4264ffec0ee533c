"""utvärdera and utvärdering: three questions to those who took part, and what they answered."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace

from dialogs import refilling, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.status import round_named
from domain import swedish
from domain.answers import Problem
from domain.errors import Closed, NotAllowed, NotFound
from domain.messages import RENEW, Button, FormPage, Message, Panel, Turn
from domain.people import Person, Role
from domain.rounds import CASE_CLOSED, Phase, Round
from domain.situation import contributors
from domain.workdays import STOCKHOLM, shift
from forms import checking, evaluating, filled, parsing, personal

COMMAND = Command(
    says="utvärdering",
    title_en="evaluation",
    description="Svara på tre frågor om omgången, eller se vad som svarats",
    description_en="Answer three questions about the round, or see the answers",
    roles=frozenset({Role.REPORTER, Role.DEPUTY, Role.LEADER, Role.COORDINATOR}),
    menu=False,
)

_ASKED = re.compile(
    r"\s*(?:utv[äa]rdera|utv[äa]rdering(?:en)?|evaluation)\b(?P<round>[^:]*)(?::(?P<answers>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_FEW = 3
"""With fewer answers than this the words would tell who wrote them."""


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action:
        return turn.action.data.get("card") == evaluating.CARD
    return _ASKED.fullmatch(turn.text) is not None and not turn.text.rstrip().endswith("?")


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    if turn.action:
        round_ = round_named(turn.action.data.get("round", ""), turn, desk)
        if turn.action.verb == RENEW:
            _may_answer(person, round_, turn, desk)
            return _page(round_, turn.action.values, notice=refilling.OLD)
        return _taken(person, round_, turn.action.values, turn, desk)
    found = _ASKED.fullmatch(turn.text)
    words, answers = (found["round"], found["answers"] or "") if found else ("", "")
    round_ = _round(words, turn, desk)
    if person.coordinates:
        return _summary(round_, desk)
    if answers.strip():
        return _taken(person, round_, evaluating.raw_values(answers), turn, desk)
    _may_answer(person, round_, turn, desk)
    given = desk.store.evaluations.of(round_.key).get(person.id, {})
    return _page(round_, {key: filled.raw(value) for key, value in given.items()})


def _round(words: str, turn: Turn, desk: Desk) -> Round:
    """The round that is named; without words the latest that has closed."""
    if words.strip():
        return round_named(words, turn, desk)
    closed = [one for one in desk.store.rounds.all() if one.phase(turn.at) is Phase.CLOSED]
    if not closed:
        raise NotFound("Ingen omgång är avslutad ännu. Frågorna kommer när den är det.")
    return closed[-1]


def _may_answer(person: Person, round_: Round, turn: Turn, desk: Desk) -> None:
    """Raise NotAllowed for who took no part, Closed outside the time for it."""
    if not contributors(desk.store.lives.journal(round_.key), [person]):
        raise NotAllowed(f"Frågorna går till dem som svarade i omgången för {round_.quarter.label}.")
    last = shift(round_.council_date, CASE_CLOSED)
    if round_.phase(turn.at) is not Phase.CLOSED:
        raise Closed("Omgången pågår. Frågorna kommer när den är över.")
    if turn.at.astimezone(STOCKHOLM).date() > last:
        raise Closed(f"Frågorna kunde besvaras till och med {swedish.day(last)}. Säg det gärna nästa gång.")


def _taken(person: Person, round_: Round, raw: Mapping[str, str], turn: Turn, desk: Desk) -> Message:
    _may_answer(person, round_, turn, desk)
    card = evaluating.card()
    today = turn.at.astimezone(STOCKHOLM).date()
    parsed = parsing.parse(card, raw, parsing.Window(today, today))
    refused = {problem.key for problem in parsed.problems}
    missing = [one for one in checking.missing_on(card, parsed.answers) if one.key not in refused]
    if problems := (*parsed.problems, *missing):
        return _page(round_, raw, problems)
    desk.store.evaluations.keep(round_.key, person.id, parsed.answers, turn.at)
    facts = tuple((question.label, filled.spoken(question, parsed.answers)) for question in card.questions())
    return Message(
        panel=Panel(
            "Tack för dina svar!",
            ("De redovisas utan namn. Vill du ändra något svarar du en gång till.",),
            tuple((label, words) for label, words in facts if words),
        ),
        buttons=(Button("Ändra", f"utvärdera {round_.key}"),),
    )


def _page(
    round_: Round, raw: Mapping[str, str], problems: tuple[Problem, ...] = (), notice: str = ""
) -> Message:
    card = evaluating.card()
    return Message(
        page=FormPage(
            card=card,
            of=1,
            round=round_.key,
            unit="",
            unit_name=f"Utvärdering, {round_.quarter.label}",
            request=secrets.token_urlsafe(9),
            revision=0,
            values={one.key: personal.masked(raw[one.key]) for one in card.questions() if one.key in raw},
            items={},
            problems=problems,
            notice=notice
            or ("Eller skriv till exempel: utvärdera: 4; delvis; fler exempel" if problems else ""),
            sends="Skicka svaren",
        )
    )


def _summary(round_: Round, desk: Desk) -> Message:
    given = list(desk.store.evaluations.of(round_.key).values())
    asked = contributors(desk.store.lives.journal(round_.key), desk.store.people.everyone())
    told = f"{len(given) or 'Ingen'} av {len(asked)} som deltog har svarat."
    if not given:
        return Message(panel=Panel(_title(round_), (told,)))
    facts = tuple(evaluating.summed(given))
    panel = Panel(_title(round_), (told,), facts)
    if len(given) < _FEW:
        few = f"{told} Egna ord visas när minst {swedish.in_words(_FEW)} har svarat."
        panel = replace(panel, paragraphs=(few,), facts=facts[:-1])
    return Message(panel=panel)


def _title(round_: Round) -> str:
    return f"Utvärdering av {round_.quarter.label}"


DIALOG = Dialog(wants, answer, COMMAND)
