"""A link is one round's: it never opens another, and its own as long as the answer may be given."""

from datetime import date, datetime

from domain.life import Act, Move
from domain.quarter import Quarter
from domain.rounds import plan
from domain.workdays import STOCKHOLM
from store.submissions import Save
from tests.web.browsing import Browser
from tests.web.house import COMPLETE, FIA, NOW, SAM, House

LATER = datetime(2027, 2, 10, 10, tzinfo=STOCKHOLM)


def opened_again(house: House) -> str:
    """Kvartal 3 is sent in, approved and opened anew while kvartal 4 is open; Fia's link to kvartal 3."""
    token = house.token(FIA)
    save = Save(house.round, "fyrbodal", "motet", COMPLETE, "nu", "x", 0, FIA.id, FIA.name)
    house.store.submissions.submit(save, house.round.form("delregionalt_samrad"), NOW)
    house.store.lives.take(house.round, "fyrbodal", Move(Act.APPROVE, SAM.id, SAM.name, NOW))
    winter = plan(Quarter(2026, 4), date(2027, 3, 18), house.round.forms)
    house.store.rounds.create(winter, "samråd", LATER)
    until = LATER.replace(day=20)
    move = Move(Act.REOPEN, SAM.id, SAM.name, LATER, "rätta 4.3", until)
    house.store.lives.take(house.round, "fyrbodal", move)
    house.clock.set(LATER)
    return token


async def test_an_answer_that_is_opened_again_is_changed_by_its_own_link(
    house: House, browser: Browser
) -> None:
    await browser.open(opened_again(house))
    assert "rätta 4.3" in browser.page.text
    assert browser.page.heading.startswith("Kort 4 av 6")
    await browser.go(f"{browser.address}/kort/motet")
    await browser.press("save", {"endorsement": "SAMORDNARES_BEDOMNING"})
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert draft.answers["endorsement"] == "SAMORDNARES_BEDOMNING"
    assert house.store.submissions.draft("2026Q4", "fyrbodal") is None


async def test_a_link_to_a_closed_round_opens_no_other(house: House, browser: Browser) -> None:
    token = opened_again(house)
    house.clock.set(LATER.replace(day=22))
    await browser.open(token)
    assert browser.status == 404
    assert house.store.submissions.draft("2026Q4", "fyrbodal") is None
