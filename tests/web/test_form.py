"""The form over HTTP, from the link to the receipt, as a browser without scripts sees it."""

from datetime import timedelta

import pytest

from tests.conversations.answers import AREAS, CARDS, CONTROL, HEADLINE, MEETING, SITUATION
from tests.web.browsing import Browser
from tests.web.house import DAN, FIA, NOW, SAM, House
from tests.web.reading import Page
from web.refusals import UNREADABLE

Values = dict[str, str | list[str]]


def boxes(values: dict[str, str]) -> Values:
    return {
        key: value.split(",") if key == "municipalities_present" else value for key, value in values.items()
    }


async def filled_in(browser: Browser, token: str) -> Page:
    """Every card answered; the summary is shown."""
    await browser.open(token)
    for card in CARDS:
        await browser.press("save", boxes(card))
    return await browser.press("send", boxes(CONTROL))


async def test_the_whole_form_from_the_link_to_the_receipt(browser: Browser, house: House) -> None:
    page = await browser.open(house.token(FIA))
    assert page.heading == "Kort 1 av 6: Mötet"
    assert "/svara/" not in browser.address
    page = await browser.press("save", boxes(MEETING))
    assert page.heading == "Kort 2 av 6: Samlat läge"
    assert browser.address.endswith("/kort/lage")
    for card in CARDS[1:]:
        page = await browser.press("save", boxes(card))
    assert page.heading == "Kort 6 av 6: Kontroll"
    page = await browser.press("send", boxes(CONTROL))
    assert browser.address.endswith("/granska")
    assert HEADLINE in page.text
    assert [link.text for link in page.root.all("a") if "/kort/" in link.attributes["href"]] == [
        f"Ändra kort {number}: {title}"
        for number, title in enumerate(
            (
                "Mötet",
                "Samlat läge",
                "Insatsområden",
                "Siffror att bekräfta",
                "Medskick och goda exempel",
                "Kontroll",
            ),
            start=1,
        )
    ]
    assert house.store.submissions.latest("2026Q3", "fyrbodal") is None
    page = await browser.press("confirm")
    assert browser.address.endswith("/kvitto")
    sent = house.store.submissions.latest("2026Q3", "fyrbodal")
    assert sent
    assert (sent.version, sent.by, sent.on_behalf) == (1, "fia", False)
    rows = facts(page)
    assert rows["Version"] == "1"
    assert rows["Av"] == FIA.name
    assert rows["Inlämnat"].startswith("11 november 2026 kl. 10.30")
    assert len(rows["Fingeravtryck"]) > 10


def facts(page: Page) -> dict[str, str]:
    rows = zip(page.root.all("dt"), page.root.all("dd"), strict=True)
    return {name.text: value.text for name, value in rows}


async def test_the_page_says_whose_link_it_is(browser: Browser, house: House) -> None:
    page = await browser.open(house.token(FIA))
    assert (
        "Länken är personlig för Fia Fyrbodal och gäller Delregionalt samråd Fyrbodal, kvartal 3 2026."
        in page.text
    )
    assert "Är du någon annan?" in page.text


async def test_what_is_saved_is_there_when_the_link_is_opened_again(
    browser: Browser, other: Browser, house: House
) -> None:
    await browser.open(house.token(FIA))
    await browser.press("save", boxes(MEETING))
    await browser.press("save", {"headline": "Ett påbörjat svar, och det är långt.\r\nMed två rader."})
    page = await other.open(house.token(FIA))
    assert page.heading.startswith("Kort 3 av 6")
    page = await other.press("back")
    assert page.fields["q.headline"] == "Ett påbörjat svar, och det är långt.\nMed två rader."
    page = await other.press("back")
    assert page.fields["q.council_date"] == "2026-11-05"
    assert page.fields["q.municipalities_present"] == "1485,1488"


async def test_a_mistake_is_told_first_and_beside_its_field(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    page = await browser.press("save", {"council_date": "i förrgår"})
    assert page.title.startswith("Fel: Kort 1 av 6")
    alert = page.one(role="alert")
    assert [link.attributes["href"] for link in alert.all("a")] == ["#f-council_date"]
    field = page.one(id="f-council_date")
    assert field.attributes["aria-invalid"] == "true"
    assert field.attributes["value"] == "i förrgår"
    assert "Att rätta: Skriv datumet så här" in page.beside("council_date")


async def test_refused_words_are_still_there_when_the_page_is_loaded_again(
    browser: Browser, house: House
) -> None:
    await browser.open(house.token(FIA))
    await browser.press("save", {"council_date": "i förrgår"})
    page = await browser.reload()
    assert page.one(id="f-council_date").attributes["value"] == "i förrgår"


async def test_a_form_that_is_sent_twice_is_one_answer(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    form = browser.form("save", boxes(MEETING))
    first = await browser.post(form)
    await browser.go(browser.address.partition("/kort")[0])
    again = await browser.post(form)
    assert first.heading == again.heading
    assert len(house.store.submissions.history("2026Q3", "fyrbodal")) == 1


async def test_an_answer_is_sent_in_once_however_often_the_button_is_pressed(
    browser: Browser, house: House
) -> None:
    await filled_in(browser, house.token(FIA))
    form = browser.form("confirm")
    summary = browser.html
    for _ in range(2):
        browser.html = summary
        page = await browser.post(form)
        assert page.heading == "Kvitto"
    assert len(house.store.submissions.versions("2026Q3", "fyrbodal")) == 1


async def test_a_receipt_can_be_looked_at_again_and_the_answer_changed(
    browser: Browser, house: House
) -> None:
    await filled_in(browser, house.token(FIA))
    await browser.press("confirm")
    page = await browser.reload()
    assert page.heading == "Kvitto"
    change = next(link for link in page.root.all("a") if link.text == "Ändra svaren")
    page = await browser.go(change.attributes["href"])
    assert "Ni har lämnat in version 1" in page.text
    await browser.go(browser.address + "/kort/lage")
    await browser.press("save", {"overall_trend": "FORBATTRAT"})
    await browser.go(change.attributes["href"] + "/kort/kontroll")
    await browser.press("send")
    await browser.press("confirm")
    versions = house.store.submissions.versions("2026Q3", "fyrbodal")
    assert [sent.answers["overall_trend"] for sent in versions] == ["OFORANDRAT", "FORBATTRAT"]


async def test_what_is_missing_is_told_before_anything_is_sent_in(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    base = browser.address
    await browser.go(f"{base}/kort/kontroll")
    page = await browser.press("send", boxes(CONTROL))
    assert page.title.startswith("Fel: Kort 1 av 6")
    assert house.store.submissions.latest("2026Q3", "fyrbodal") is None


async def test_a_group_grows_and_shrinks(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    base = browser.address
    await browser.go(f"{base}/kort/medskick")
    page = await browser.press("add handover")
    assert page.fields["q.has_handover"] == "JA"
    assert [legend.text for legend in page.root.all("legend") if legend.text == "Medskick 1"]
    page = await browser.press("add handover", {"handover.0.title": "Bostäder"})
    assert page.fields["q.handover.0.title"] == "Bostäder"
    page = await browser.press("add handover", {"handover.1.title": "Tider för sfi"})
    await browser.press("back", {"handover.0.remove": "true"})
    page = await browser.go(f"{base}/kort/medskick")
    assert page.fields["q.handover.0.title"] == "Tider för sfi"
    assert "q.handover.1.title" not in page.fields


async def test_after_adding_one_reads_on_at_what_was_added(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    await browser.go(f"{browser.address}/kort/medskick")
    await browser.press("add handover")
    assert browser.fragment == "f-handover.0.title"
    await browser.press("add handover", {"handover.0.title": "Bostäder"})
    assert browser.fragment == "f-handover.1.title"
    await browser.press("back")
    assert browser.fragment == ""


async def test_two_who_write_at_once_lose_nothing(browser: Browser, other: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    await browser.press("save", boxes(MEETING))
    await other.open(house.token(DAN))
    await browser.press("save", {**boxes(SITUATION), "headline": f"Fia skriver. {HEADLINE}"})
    page = await other.press("save", {"headline": f"Dan skriver. {HEADLINE}", "outlook": "Oförändrat läge."})
    assert page.heading == "Kort 2 av 6: Samlat läge"
    assert page.fields["q.headline"] == f"Fia skriver. {HEADLINE}"
    assert page.fields["q.outlook"] == "Oförändrat läge."
    assert f"Dan Deputy skrev samtidigt: Dan skriver. {HEADLINE}" in page.beside("headline")
    assert "Två har svarat olika på 2.3" in page.text


async def test_two_cards_at_once_go_side_by_side(browser: Browser, other: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    await other.open(house.token(DAN))
    await other.go(f"{other.address}/kort/insatsomraden")
    await browser.press("save", boxes(MEETING))
    page = await other.press("save", boxes(AREAS))
    assert page.heading == "Kort 4 av 6: Siffror att bekräfta"
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert draft.answers["council_date"] == "2026-11-05"
    assert draft.answers["area.boende.status"] == "3"


async def test_last_quarters_answer_stands_beside_the_question_and_holds_with_one_tap(
    browser: Browser, house: House
) -> None:
    house.answered_last_quarter({**SITUATION, "outlook": "Fler barn väntas till höstterminen."})
    house.publish("quota_current", 240)
    await browser.open(house.token(FIA))
    base = browser.address
    page = await browser.go(f"{base}/kort/lage")
    assert "Kvartal 2 2026: 3 – Fungerar i huvudsak" in page.beside("overall_status")
    page = await browser.press("same overall_status")
    assert page.fields["q.overall_status"] == "3"
    assert "q.overall_trend" not in page.fields
    page = await browser.go(f"{base}/kort/siffror")
    assert "Publicerat: 240 personer per år (Migrationsverket, avser 2026-09-30" in page.beside(
        "quota_current"
    )
    page = await browser.press("save", {"quota_current~state": "STAMMER"})
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert draft.answers["overall_status~same"] == "2026Q2"
    assert draft.answers["quota_current~figure"] == 240


async def test_a_warning_passes_with_a_comment(browser: Browser, house: House) -> None:
    house.publish("quota_current", 240)
    await browser.open(house.token(FIA))
    base = browser.address
    await browser.go(f"{base}/kort/siffror")
    await browser.press("save", {"quota_current": "400"})
    page = await browser.go(f"{base}/kort/siffror")
    explained = [name for name in page.fields if name.startswith("q.quota_current~") and "state" not in name]
    assert explained
    await browser.press("save", {explained[-1].removeprefix("q."): "Vi räknar från oktober."})
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert "Vi räknar från oktober." in draft.answers.values()


async def test_a_coordinator_fills_in_for_a_unit_and_is_told_so(browser: Browser, house: House) -> None:
    page = await browser.open(house.token(SAM, "fyrbodal"))
    assert "Du fyller i för Fyrbodal. Det kommer att synas." in page.text


async def test_who_no_longer_answers_for_the_unit_gets_no_form(browser: Browser, house: House) -> None:
    token = house.token(FIA)
    house.enroll(FIA, until=(NOW - timedelta(days=1)).date())
    page = await browser.open(token)
    assert browser.status == 200
    assert not any(page.root.all("form"))
    assert "inget formulär för dig" in page.text


async def test_looking_changes_nothing(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    base = browser.address
    for path in ("", "/kort/lage", "/kort/finns_inte", "/granska", "/kvitto", "/besked"):
        await browser.go(base + path)
        assert browser.status == 200
    assert house.store.submissions.draft("2026Q3", "fyrbodal") is None


@pytest.mark.parametrize("press", ["", "delete", "goto lage", "Save", "<script>", "save\x00"])
async def test_a_button_that_is_not_ours_does_nothing(browser: Browser, house: House, press: str) -> None:
    await browser.open(house.token(FIA))
    form = browser.form("save", {"other_actors_named": "Röda Korset"})
    page = await browser.post([*((name, value) for name, value in form if name != "press"), ("press", press)])
    assert browser.status == 400
    assert "Röda Korset" in page.text, "nothing that somebody wrote is lost"
    assert page.heading == UNREADABLE.title
    assert house.store.submissions.draft("2026Q3", "fyrbodal") is None


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("unit", "skaraborg", 409),
        ("round", "2026Q2", 409),
        ("revision", "9" * 40, 200),
        ("card", "../x", 409),
        ("form", "kommun.999", 409),
    ],
)
async def test_what_a_form_says_of_itself_is_never_believed(
    browser: Browser, house: House, name: str, value: str, status: int
) -> None:
    await browser.open(house.token(FIA))
    form = dict(browser.form("save", {"council_date": "2026-11-05"})) | {name: value}
    page = await browser.post(list(form.items()))
    assert browser.status == status
    assert "2026-11-05" in browser.html or page.heading.startswith("Kort 2"), "nothing written is lost"
    assert house.store.submissions.draft("2026Q3", "skaraborg") is None
    assert house.store.submissions.draft("2026Q2", "fyrbodal") is None
    assert house.broken == []
