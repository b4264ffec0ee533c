"""One form with two doors: what is done on a card and what is done on a page meet in the same draft."""

from dataclasses import replace

import pytest

from dialogs import door
from dialogs.door import Wanted
from domain.messages import Action, FormPage
from domain.people import Person
from tests.conversations.answers import HEADLINE, MEETING, SITUATION
from tests.web.browsing import Browser
from tests.web.house import COMPLETE, DAN, FIA, House
from tests.web.test_form import boxes


def card(house: House, person: Person, page: FormPage | None = None, **pressed: object) -> FormPage:
    """The card that a person has in Teams; with ``page`` what comes of pressing ``verb`` on it."""
    action = None
    if page:
        data = {
            "round": page.round,
            "unit": page.unit,
            "card": page.card.key,
            "revision": str(page.revision),
        }
        values = pressed.get("values", {})
        assert isinstance(values, dict)
        action = Action(str(pressed["verb"]), page.request, data, {**page.values, **values})
    message = door.take(house.desk, person, Wanted("fyrbodal"), action, house.clock())
    assert message.page
    return message.page


async def test_the_card_leads_to_the_page_with_what_is_saved(browser: Browser, house: House) -> None:
    first = card(house, FIA)
    second = card(house, FIA, first, verb="save", values=MEETING)
    assert second.link == first.link
    await browser.open(second.link.rpartition("/")[2])
    assert browser.page.heading == "Kort 2 av 6: Samlat läge"
    await browser.press("save", boxes(SITUATION))
    assert card(house, FIA).card.key == "insatsomraden"


@pytest.mark.parametrize("first", ["card", "page"])
async def test_who_comes_second_sees_both_texts_whatever_the_door(
    browser: Browser, house: House, first: str
) -> None:
    on_card = card(house, DAN, card(house, DAN), verb="save", values=MEETING)
    await browser.open(house.token(FIA))
    by_card = {**SITUATION, "headline": f"På kortet. {HEADLINE}"}
    by_page = {**SITUATION, "headline": f"På sidan. {HEADLINE}"}
    if first == "card":
        card(house, DAN, on_card, verb="save", values=by_card)
        page = await browser.press("save", by_page)
        assert page.fields["q.headline"] == by_card["headline"]
        assert f"Fia Fyrbodal skrev samtidigt: {by_page['headline']}" in page.beside("headline")
    else:
        await browser.press("save", by_page)
        shown = card(house, DAN, on_card, verb="save", values=by_card)
        assert shown.values["headline"] == by_page["headline"]
        assert f"Dan Deputy skrev samtidigt: {by_card['headline']}" in shown.beside["headline"]
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert {by_card["headline"], by_page["headline"]} <= {
        str(draft.answers["headline"]),
        _aside(draft.answers),
    }


def _aside(answers: object) -> str:
    assert isinstance(answers, dict)
    return str(answers["conflict.headline"][1])


@pytest.mark.parametrize("first", ["card", "page"])
async def test_two_who_send_in_at_once_make_one_version(browser: Browser, house: House, first: str) -> None:
    house.began(COMPLETE)
    await browser.open(house.token(FIA))
    await browser.press("send")
    assert "confirm" in browser.page.presses
    shown = card(house, DAN)
    data = {"round": shown.round, "unit": shown.unit, "card": shown.card.key, "revision": str(shown.revision)}
    send = Action("send", shown.request, data, dict(shown.values))
    summary = door.take(house.desk, DAN, Wanted("fyrbodal"), send, house.clock()).summary
    assert summary
    confirm = replace(
        send,
        verb="confirm",
        request=summary.request,
        data={**data, "revision": str(summary.revision), "step": str(summary.step)},
    )
    if first == "card":
        assert door.take(house.desk, DAN, Wanted("fyrbodal"), confirm, house.clock()).panel
        page = await browser.press("confirm")
        assert page.heading == "Kvitto"
    else:
        await browser.press("confirm")
        door.take(house.desk, DAN, Wanted("fyrbodal"), confirm, house.clock())
    assert len(house.store.submissions.versions("2026Q3", "fyrbodal")) == 1
