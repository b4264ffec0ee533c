"""Every card that the real form, the dialogs and the reminders make: by the schema and in the renderer."""

from datetime import date

import pytest

from bot.cards.card import render
from bot.cards.plain import BUDGET, STOP
from counties.reading import read_county
from dialogs import pages
from dialogs.pages import Sheet, Showing
from domain.answers import Draft, Problem
from domain.county import Council
from domain.messages import Message
from domain.quarter import Quarter
from domain.rounds import plan
from forms import shelf
from tests.cards.check import check_card
from tests.cards.renderer import Renderer

BOOK = read_county("vastra_gotaland")
FORM = shelf.newest("delregionalt_samrad")
ROUND = plan(Quarter(2026, 3), date(2026, 12, 10), FORM)
CARDS = ("motet", "lage", "insatsomraden", "siffror", "medskick", "kontroll")
COUNCILS = [council.id for council in BOOK.county.councils]


def sheet(council: Council) -> Sheet:
    figures = tuple(
        figure for figure in BOOK.invented.figures(ROUND.quarter.end) if figure.unit == council.id
    )
    form = shelf.form(FORM, council, BOOK.county.areas_in(ROUND.quarter), figures)
    return Sheet(ROUND, council, form, Draft(ROUND.key, council.id, {}, 0, "motet"))


def test_the_form_has_these_cards() -> None:
    assert tuple(card.key for card in sheet(BOOK.county.councils[0]).form.cards) == CARDS


@pytest.mark.browser
@pytest.mark.parametrize("key", CARDS)
@pytest.mark.parametrize("council", COUNCILS)
def test_a_card_of_the_form_is_fit_to_send(renderer: Renderer, council: str, key: str) -> None:
    filled = sheet(BOOK.county.council(council))
    card = filled.form.card(key)
    one_of_each = {group.key: 1 for group in card.groups}
    shown = render(
        Message(page=pages.page(filled, card, Showing(notice="Kort 1 är sparat.", more=one_of_each)))
    )
    assert shown
    check_card(shown, renderer, budget=BUDGET)


@pytest.mark.browser
def test_the_fullest_card_stays_under_what_teams_takes(renderer: Renderer) -> None:
    filled = sheet(BOOK.county.council("skaraborg"))
    card = filled.form.card("medskick")
    questions = list(card.questions({group.key: group.most for group in card.groups}))
    raw = {question.key: "å" * (question.limits.most or 10) for question in questions if not question.choices}
    problems = tuple(Problem(question.key, question.number, "Korta texten.") for question in questions[:5])
    shown = render(Message(page=pages.page(filled, card, Showing(problems, raw=raw))))
    assert shown
    check_card(shown, renderer, budget=STOP)
