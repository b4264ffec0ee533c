"""Every card that the real forms and the dialogs make: by the schema and in the renderer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cards.card import render
from bot.cards.plain import BUDGET, STOP
from counties.reading import read_county
from dialogs import pages
from dialogs.pages import Showing
from dialogs.sheets import Sheet
from domain.answers import STATE, Draft, Problem, Submission, Value
from domain.form import Form, Kind, Question
from domain.life import Life
from domain.messages import Message
from domain.quarter import Quarter
from domain.rounds import plan
from forms import shelf
from forms.filled import REFUSED
from tests.cards.check import check_card
from tests.cards.renderer import Renderer

BOOK = read_county("vastra_gotaland")
FORMS = [shelf.newest(form_id) for form_id in BOOK.county.form_ids()]
ROUND = plan(Quarter(2026, 3), date(2026, 12, 10), FORMS)
LINK = "https://samrad.example.se/svara/" + "x" * 200
UNITS = ("skaraborg", "goteborgsregionen", "af", "miv", "vgr", "1495")


def sheet(unit: str) -> Sheet:
    respondent = BOOK.county.respondent(unit)
    figures = tuple(figure for figure in BOOK.invented.figures(ROUND.quarter.end) if figure.unit == unit)
    form = shelf.form(
        ROUND.form(respondent.unit.form), respondent, BOOK.county.areas_in(ROUND.quarter), figures
    )
    draft = Draft(ROUND.key, unit, {}, 0, form.cards[0].key)
    return Sheet(ROUND, respondent, form, draft, Life(), ())


def with_last_quarter(now: Sheet) -> Sheet:
    """The same with a full answer of the quarter before."""
    answers = {
        question.key: _answer(question)
        for card in now.form.cards
        for question in card.questions()
        if not question.key.endswith(STATE)
    }
    before = Submission(
        ROUND.quarter.previous.key,
        now.respondent.id,
        1,
        answers,
        "fia",
        "Fia Fyrbodal",
        ROUND.opens - timedelta(days=60),
        now.form.id,
        1,
    )
    return replace(now, earlier=(before,))


def _answer(question: Question) -> Value:
    if question.kind is Kind.SEVERAL:
        return [choice.value for choice in question.choices]
    if question.kind is Kind.CHOICE:
        return question.choices[0].value
    return "Å" * min(question.limits.most or 200, 200) if question.kind is Kind.TEXT else 7


def cards(form: Form) -> Iterator[str]:
    return (card.key for card in (*form.cards, *form.views))


EVERY_CARD = [(unit, key) for unit in UNITS for key in cards(sheet(unit).form)]


def test_the_councils_form_has_these_cards() -> None:
    assert list(cards(sheet("fyrbodal").form)) == [
        "motet",
        "lage",
        "insatsomraden",
        "siffror",
        "medskick",
        "kontroll",
        "mote",
    ]


@pytest.mark.browser
@pytest.mark.parametrize(("unit", "key"), EVERY_CARD)
def test_a_card_of_a_form_is_fit_to_send(renderer: Renderer, unit: str, key: str) -> None:
    now = sheet(unit)
    card = now.form.card(key)
    one_of_each = {group.key: 1 for group in card.groups}
    showing = Showing(notice="Kort 1 är sparat.", more=one_of_each)
    shown = render(Message(page=pages.page(now, card, showing, LINK)))
    assert shown
    # The areas' card holds five questions for each of four areas: the one over the oldest clients' limit.
    check_card(shown, renderer, budget=STOP if key == "insatsomraden" else BUDGET)


@pytest.mark.browser
@pytest.mark.parametrize(("unit", "key"), EVERY_CARD)
def test_last_quarter_beside_every_question_fits_too(renderer: Renderer, unit: str, key: str) -> None:
    now = with_last_quarter(sheet(unit))
    shown = render(Message(page=pages.page(now, now.form.card(key), Showing(), LINK)))
    assert shown
    check_card(shown, renderer, budget=STOP)


@pytest.mark.browser
@pytest.mark.parametrize("unit", UNITS)
def test_the_summary_is_fit_to_send(renderer: Renderer, unit: str) -> None:
    before = with_last_quarter(sheet(unit))
    answers = before.earlier[0].answers
    shown = render(pages.summary(replace(before, draft=replace(before.draft, answers=answers)), LINK))
    assert shown
    check_card(shown, renderer, budget=STOP)


@pytest.mark.browser
def test_the_fullest_card_stays_under_what_teams_takes(renderer: Renderer) -> None:
    filled = sheet("skaraborg")
    card = filled.form.card("medskick")
    questions = list(card.questions({group.key: group.most for group in card.groups}))
    raw = {question.key: "å" * (question.limits.most or 10) for question in questions if not question.choices}
    problems = tuple(Problem(question.key, question.number, "Korta texten.") for question in questions[:5])
    refused: dict[str, Value] = {REFUSED + key: words for key, words in raw.items()}
    held = replace(filled, draft=replace(filled.draft, answers=refused))
    shown = render(Message(page=pages.page(held, card, Showing(problems, raw=raw), LINK)))
    assert shown
    check_card(shown, renderer, budget=STOP)
