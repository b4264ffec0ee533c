"""The handbook's page: read it, search it, see what needs somebody."""

from datetime import timedelta

import pytest

from store.store import Store
from tests.web.browsing import Browser
from tests.web.house import NOW, SAM
from tests.web.upkeep import BO, CIVIC, EVA, LIMIT, ULF, Upkeep

LATE = NOW.replace(year=2027, month=2, day=20)


def questions(browser: Browser, heading: str) -> list[str]:
    """The questions under a heading, in order."""
    (section,) = [
        one for one in browser.page.root.all("section") if next(one.all("h2")).text.startswith(heading)
    ]
    return [link.text for link in section.all("a")]


async def test_the_list_holds_every_answer_under_its_group(keeping: Browser, upkeep: Upkeep) -> None:
    page = await keeping.go(f"/handbok/{upkeep.handbook_token(EVA)}")
    assert page.heading == "Handboken"
    assert sorted(questions(keeping, "Alla svar")) == sorted(
        entry.question for entry in upkeep.desk.handbook.entries.values()
    )
    summaries = [one.text for one in page.root.all("summary")]
    assert any(words.startswith("Sakkunniga i bosättning (") for words in summaries)
    assert "Inget är försenat, markerat som fel eller ändrat." in page.text


async def test_what_needs_somebody_stands_first_overdue_before_wrong_before_changed(
    store: Store,
) -> None:
    upkeep = Upkeep(store, amended="2026:1")
    upkeep.clock.set(LATE)
    entries = upkeep.desk.handbook.entries
    due = (LATE + timedelta(days=60)).date()
    upkeep.published(ULF, SAM, CIVIC, short="Kommunen ska erbjuda samhällsorientering.", review=due)
    upkeep.clock.set(LATE + timedelta(minutes=5))
    upkeep.marked_wrong(CIVIC, "vem har so", "Det är regionen nu.")
    upkeep.proposed(EVA, LIMIT, short="Två månader från beslutet.")
    async with upkeep.open() as url, Browser(url) as browser:
        page = await browser.go(f"/handbok/{upkeep.handbook_token(SAM)}")
        first = questions(browser, "Att se över")
        assert first[0] == entries[LIMIT].question
        overdue = [
            entry.question for entry in entries.values() if entry.review < LATE.date() and entry.key != CIVIC
        ]
        assert set(first[: len(overdue)]) == set(overdue)
        assert first[len(overdue)] == entries[CIVIC].question
        marks = [one.text for one in page.root.all("li", class_="pressing")]
        assert marks[0] == "Skulle ha granskats senast 15 januari 2027"
        assert "Markerat som fel en gång" in marks
        assert "En paragraf som svaret bygger på har ändrats" in marks
        assert "Ett förslag väntar" in page.text
        page = await browser.go(f"{browser.address}/svar/{CIVIC}")
        assert "på frågan ”vem har so”: Det är regionen nu." in page.text
        assert "har ändrats genom SFS 2026:1" in page.text


async def test_a_mark_is_for_those_who_answer_for_it_and_goes_with_a_new_version(
    keeping: Browser, upkeep: Upkeep
) -> None:
    upkeep.marked_wrong(CIVIC, "vem har so", "Det är regionen nu.")
    for person, seen in ((EVA, False), (ULF, True), (SAM, True)):
        page = await keeping.go(f"/handbok/{upkeep.handbook_token(person)}")
        assert ("Markerat som fel" in page.text) is seen
    upkeep.clock.set(NOW + timedelta(minutes=5))
    upkeep.published(ULF, SAM, CIVIC, short="Kommunen ska erbjuda samhällsorientering.")
    assert "Markerat som fel" not in (await keeping.reload()).text


async def test_the_list_is_searched_as_people_ask_and_by_key_and_group(
    keeping: Browser, upkeep: Upkeep
) -> None:
    await keeping.go(f"/handbok/{upkeep.handbook_token(EVA)}")
    base, entries = keeping.address, upkeep.desk.handbook.entries
    await keeping.go(f"{base}?q=hur+snabbt+ska+den+anvisade+bo+i+kommunen&grupp=")
    assert questions(keeping, "Svar som passar")[0] == entries[LIMIT].question
    page = await keeping.go(f"{base}?q={CIVIC}")
    assert questions(keeping, "Svar som passar") == [entries[CIVIC].question]
    assert page.fields["q"] == CIVIC
    page = await keeping.go(f"{base}?grupp=utbildning")
    assert page.fields["grupp"] == "utbildning"
    shown = [entry.question for entry in entries.values() if entry.owner == "utbildning"]
    assert sorted(questions(keeping, "Alla svar")) == sorted(shown)
    page = await keeping.go(f"{base}?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "Inget svar passar" in page.text
    assert "<script>alert" not in keeping.html
    await keeping.go(f"{base}?q={'x' * 5000}")
    assert keeping.status == 200
    assert upkeep.broken == []


async def test_an_answer_is_shown_exactly_as_a_member_gets_it(keeping: Browser, upkeep: Upkeep) -> None:
    await keeping.go(f"/handbok/{upkeep.handbook_token(BO)}")
    entry = upkeep.desk.handbook.entries[LIMIT]
    page = await keeping.go(f"{keeping.address}/svar/{LIMIT}")
    assert page.heading == entry.question
    shown = next(page.root.all("div", class_="answer")).text
    assert shown.startswith(" ".join(upkeep.desk.handbook.find(entry.question).answer.split()))
    assert "Som den levererades med Samråd" in page.text
    assert "Ingen har ändrat det här." in page.text


async def test_the_history_tells_who_proposed_and_who_approved(keeping: Browser, upkeep: Upkeep) -> None:
    upkeep.published(EVA, BO, short="Två månader från beslutet om anvisning.")
    await keeping.go(f"/handbok/{upkeep.handbook_token(EVA)}")
    page = await keeping.go(f"{keeping.address}/svar/{LIMIT}")
    assert "Förslag 1 av Eva Ek, 11 november 2026: publicerat av Bo Berg. Rättat." in page.text
    assert "Publicerad 11 november 2026 av Bo Berg" in page.text


@pytest.mark.parametrize(
    "path",
    ["/svar/finns_inte", "/forslag/99", "/forslag/99999999999999999999", "/forslag/99/andra", "/annat"],
)
async def test_what_is_not_there_is_said_in_words(keeping: Browser, upkeep: Upkeep, path: str) -> None:
    await keeping.go(f"/handbok/{upkeep.handbook_token(EVA)}")
    page = await keeping.go(keeping.address + path)
    assert keeping.status == 404
    assert page.heading in {"Det finns inte", "Sidan finns inte"}
    assert upkeep.broken == []
