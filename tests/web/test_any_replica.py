"""What is sent to one replica is told by another: nothing depends on what one process remembers.

A restart between the two is the same thing. All the other tests of the pages run behind two replicas, too.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.rounds import FormRef
from tests.conversations.answers import CONTROL, HEADLINE, MEETING
from tests.web.browsing import Browser
from tests.web.house import COMPLETE, DAN, FIA, STINA, House
from tests.web.reading import Page
from tests.web.test_form import boxes

LONG = "Det här tog en halvtimme att skriva. "
ISSUE = {
    "title": "Sena kommuntal",
    "body": "Kommuntalen kommer för sent för budgeten.",
    "kind": "INFORMATION",
    "area": "boende",
}


class Elsewhere(Browser):
    """What it sends goes to the first address, and what it fetches comes from the second."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one, other)
        self._of = {"POST": one, "GET": other}

    def _at(self, method: str) -> str:
        return self._of[method]


@pytest.fixture
async def fia(urls: tuple[str, str], house: House) -> AsyncIterator[Elsewhere]:
    """Fia has her form open."""
    async with Elsewhere(*urls) as opened:
        await opened.open(house.token(FIA))
        yield opened


async def sent(browser: Browser, path: str, press: str, **values: str) -> Page:
    """A page of the form, filled in and sent."""
    base = "/".join(browser.address.split("/")[:3])
    await browser.go(base + path)
    return await browser.press(press, {**values})


async def test_a_saved_card_leads_on_and_says_so(fia: Elsewhere) -> None:
    page = await fia.press("save", boxes(MEETING))
    assert page.heading == "Kort 2 av 6: Samlat läge"
    assert "Kort 1 är sparat." in page.text
    page = await fia.press("back")
    assert page.heading == "Kort 1 av 6: Mötet"
    assert "Kort 2 är sparat." in page.text


async def test_what_is_missing_on_a_saved_card_is_told(fia: Elsewhere) -> None:
    page = await fia.press("save", {"council_date": "2026-11-05"})
    assert "Kort 1 är sparat." in page.one(role="status").text
    assert len(page.one(role="status").text) > len("Kort 1 är sparat.")


async def test_a_refused_answer_is_told_with_its_words(fia: Elsewhere) -> None:
    page = await sent(fia, "/kort/lage", "save", headline="x" * 700)
    assert page.title.startswith("Fel: Kort 2 av 6")
    assert "Korta texten" in page.one(role="alert").text
    assert page.fields["q.headline"] == "x" * 700


async def test_a_refused_answer_with_personal_data_is_told_at_once(fia: Elsewhere) -> None:
    page = await sent(fia, "/kort/lage", "save", headline=f"{LONG} Ring 850709-9805.")
    assert page.title.startswith("Fel: Kort 2 av 6")
    assert LONG.strip() in fia.html
    assert "850709" not in fia.html


async def test_a_group_grows_and_last_quarters_answer_holds(fia: Elsewhere, house: House) -> None:
    house.answered_last_quarter({"overall_status": "3", "headline": HEADLINE})
    page = await sent(fia, "/kort/medskick", "add handover")
    assert "q.handover.0.title" in page.fields
    assert fia.fragment == "f-handover.0.title"
    page = await sent(fia, "/kort/lage", "same overall_status")
    assert page.fields["q.overall_status"] == "3"
    assert "Förra kvartalets svar gäller nu här." in page.text


async def test_all_is_read_sent_in_and_receipted(fia: Elsewhere, house: House) -> None:
    house.began(COMPLETE)
    page = await sent(fia, "/kort/kontroll", "send", endorsement="FORANKRAD_I_SAMRADET")
    assert fia.address.endswith("/granska")
    assert HEADLINE in page.text
    assert page.presses == ["confirm"]
    page = await fia.press("confirm")
    assert page.heading == "Kvitto"
    (version,) = house.store.submissions.versions("2026Q3", "fyrbodal")
    assert version.answers["headline"] == HEADLINE
    page = await fia.reload()
    assert page.heading == "Kvitto"


async def test_what_stands_in_the_way_of_sending_in_is_told(fia: Elsewhere, house: House) -> None:
    page = await sent(fia, "/kort/kontroll", "send", **CONTROL)
    assert page.title.startswith("Fel: Kort 1 av 6")
    assert any(page.one(role="alert").all("a"))
    house.began({**COMPLETE, "headline": ""})
    await fia.go("/".join(fia.address.split("/")[:3]) + "/granska")
    assert fia.page.heading.startswith("Kort "), "nothing to send in, so no page to send it from"


async def test_two_who_wrote_differently_are_told_by_any_replica(fia: Elsewhere, house: House) -> None:
    await sent(fia, "/kort/lage", "back")
    await fia.go("/".join(fia.address.split("/")[:3]) + "/kort/lage")
    async with house.open() as url, Browser(url) as dan:
        await dan.open(house.token(DAN))
        await dan.go(f"{dan.address}/kort/lage")
        await dan.press("save", {"headline": f"Dan. {HEADLINE}"})
    page = await fia.press("save", {"headline": f"{LONG} {HEADLINE}"})
    assert "Två har svarat olika på 2.3" in page.text
    assert "Någon annan har svarat något annat under tiden." in page.text
    assert LONG.strip() in page.text


async def test_words_on_a_card_of_another_version_of_the_form_are_given_back(fia: Elsewhere) -> None:
    await fia.go(f"{fia.address}/kort/lage")
    words = f"{LONG}{HEADLINE}"
    form = dict(fia.form("save", {"headline": words})) | {"form": FormRef("delregionalt_samrad", 1).key}
    newest = fia.page.fields["form"]
    assert form["form"] != newest, "another version than the one that is open"
    page = await fia.post(list(form.items()))
    assert fia.status == 409
    assert "Formuläret har fått en ny version" in page.text
    assert page.fields["q.headline"] == words
    assert page.fields["form"] == newest
    page = await fia.press("save")
    assert page.heading.startswith("Kort 3 av 6")


async def test_a_refused_medskick_is_given_back_whole(fia: Elsewhere, house: House) -> None:
    page = await sent(fia, "/medskick", "send", body=LONG * 3)
    assert fia.status == 422
    assert fia.address.endswith("/medskick")
    assert any(page.one(role="alert").all("li"))
    assert page.fields["q.body"] == LONG * 3
    assert house.store.raised.open_for("fyrbodal") == []


async def test_a_kept_medskick_has_its_receipt_and_is_raised_once(fia: Elsewhere, house: House) -> None:
    await fia.go(f"{fia.address}/medskick")
    form, card = fia.form("send", {**ISSUE}), fia.html
    for _ in range(2):
        fia.html = card
        page = await fia.post(form)
        assert page.heading == "Medskick M1: Sena kommuntal"
        assert fia.address.endswith("/besked/medskick/1")
    assert len(house.store.raised.open_for("fyrbodal")) == 1


async def test_the_receipt_of_another_units_medskick_is_not_shown(fia: Elsewhere, house: House) -> None:
    await sent(fia, "/medskick", "send", **ISSUE)
    async with house.open() as url, Browser(url) as stina:
        await stina.open(house.token(STINA))
        home = stina.page.heading
        for number in ("1", "2", "999999999"):
            page = await stina.go(f"{stina.address.partition('/besked')[0]}/besked/medskick/{number}")
            assert page.heading == home
            assert ISSUE["body"] not in page.text


async def test_a_question_for_more_time_is_refused_with_its_words_or_receipted(
    fia: Elsewhere, house: House
) -> None:
    page = await sent(fia, "/anstand", "send", until="igår", why=LONG)
    assert (fia.status, page.fields["q.why"], page.fields["q.until"]) == (422, LONG, "igår")
    page = await fia.press("send", {"until": "24 november"})
    assert page.heading == "Frågan är ställd"
    assert fia.address.endswith("/besked/anstand")
    page = await sent(fia, "/anstand", "send", until="25 november", why=f"Nya skäl. {LONG}")
    assert fia.status == 422
    assert "Ni har redan bett om anstånd." in page.text
    assert page.fields["q.why"] == f"Nya skäl. {LONG}"
    asked = house.store.lives.of("2026Q3", "fyrbodal").asked
    assert asked
    assert asked.words == LONG.strip()


async def test_nothing_to_report_is_refused_with_its_words_or_receipted(fia: Elsewhere) -> None:
    page = await sent(fia, "/inget", "send", why="kort")
    assert (fia.status, page.fields["q.why"]) == (422, "kort")
    page = await fia.press("send", {"why": LONG})
    assert page.heading == "Beskedet är mottaget"
    assert LONG.strip() in page.text
    assert fia.address.endswith("/besked/inget")


async def test_who_no_longer_answers_for_the_unit_gets_the_words_back(fia: Elsewhere, house: House) -> None:
    await fia.go(f"{fia.address}/kort/lage")
    house.enroll(replace(FIA, until=house.clock().date().replace(day=1)))
    page = await fia.press("save", {"headline": LONG})
    assert fia.status == 409
    assert LONG.strip() in page.text


@pytest.mark.parametrize(("room", "key"), [("medskick", "body"), ("anstand", "why"), ("inget", "why")])
async def test_what_was_written_beside_the_form_until_the_closing_is_given_back(
    fia: Elsewhere, house: House, room: str, key: str
) -> None:
    await fia.go(f"{fia.address}/{room}")
    house.clock.set(house.round.closes + timedelta(minutes=5))
    page = await fia.press("send", {key: LONG})
    assert fia.status == 409
    assert LONG.strip() in page.text


async def test_an_address_that_says_another_step_than_was_taken_shows_the_card(fia: Elsewhere) -> None:
    base = fia.address
    for query in (
        "efter=send",
        "efter=finns&fran=lage",
        "efter=save&fran=finns_inte",
        "efter=save&fran=motet",
    ):
        page = await fia.go(f"{base}/kort/lage?{query}")
        assert (fia.status, page.heading) == (200, "Kort 2 av 6: Samlat läge"), query
