"""Writing a proposal on the handbook's page: looked at, put right, saved, and joined with somebody else's."""

from datetime import date, timedelta

import pytest

from domain.proposals import ProposalStatus
from knowledge.entries import read_text
from tests.web.browsing import Browser
from tests.web.house import NOW, SAM
from tests.web.upkeep import BO, CIVIC, EVA, LIMIT, ULF, Upkeep

SHORT = "Högst två månader från beslutet om anvisning (10 § förordningen (2016:39))."
EVIL = '<img src=x onerror="alert(1)">'


async def at(browser: Browser, upkeep: Upkeep, key: str = LIMIT) -> None:
    """Eva has the form of an entry open."""
    await browser.open_handbook(upkeep.handbook_token(EVA), f"/svar/{key}/andra")


async def test_the_form_holds_the_whole_entry_and_saves_it_as_a_proposal(
    keeping: Browser, upkeep: Upkeep
) -> None:
    await at(keeping, upkeep)
    assert keeping.page.fields["q.sources"].startswith("10 § 2016:39, läst 2024-05-31, lydelse t.o.m.")
    page = await keeping.press("save", {"short": SHORT, "words": "Kortare."})
    assert keeping.address.endswith("/forslag/1")
    assert page.heading.startswith("Förslag 1: ")
    (kept,) = upkeep.store.proposals.open()
    entry = upkeep.desk.handbook.entries[LIMIT]
    assert read_text("kept", kept.markdown) == entry.model_copy(update={"short": SHORT})
    assert (kept.by, kept.words, kept.base) == ("eva", "Kortare.", None)
    assert upkeep.desk.handbook.entries[LIMIT].short == entry.short


async def test_the_preview_is_what_a_member_would_get_and_saves_nothing(
    keeping: Browser, upkeep: Upkeep
) -> None:
    await at(keeping, upkeep)
    page = await keeping.press("preview", {"short": SHORT})
    assert keeping.status == 200
    shown = next(page.root.all("div", class_="answer")).text
    assert upkeep.store.proposals.open() == []
    assert page.fields["q.short"] == SHORT
    await keeping.press("save")
    published = upkeep.published_now(BO)
    found = upkeep.desk.handbook.find(published.question)
    assert shown.startswith(" ".join(found.answer.split()))


async def test_a_preview_tells_at_the_field_what_stands_in_the_way(keeping: Browser, upkeep: Upkeep) -> None:
    await at(keeping, upkeep)
    page = await keeping.press("preview", {"short": "Ja. " * 70, "related": "finns_inte"})
    assert "Korta till högst 60." in page.beside("short")
    assert "Inget svar har nyckeln finns_inte." in page.beside("related")
    links = [link.attributes["href"] for link in page.one(role="alert").all("a")]
    assert links == ["#f-short", "#f-related"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("sources", "5 § kommunallagen, läst 2026-02-12", "”kommunallagen” går inte att läsa som källa"),
        ("sources", "10 § 2016:39, läst i går", "”i går” är inget datum"),
        ("sources", "", "Svaret saknar källa"),
        ("short", "", "är tomt"),
        ("sources", "8 § 2017:820", "Skriv när paragrafen lästes: ”8 § 2017:820, läst 2026-11-22”."),
        ("variants", "", "Skriv minst ett sätt att fråga"),
        ("review", "i vår", "ska ha ett datum"),
        ("owner", "påhittad", "Välj vilka sakkunniga"),
        ("reservation", "", "Skriv ett förbehåll"),
        ("topics", " , ", "ämnen"),
    ],
)
async def test_what_cannot_be_read_is_told_at_its_field_and_nothing_typed_is_lost(
    keeping: Browser, upkeep: Upkeep, field: str, value: str, said: str
) -> None:
    await at(keeping, upkeep)
    page = await keeping.press("save", {"details": "Nytt här.\n\nOch här.", field: value})
    assert keeping.status == 422
    assert page.title.startswith("Fel: ")
    assert said in page.one(role="alert").text
    assert said in page.beside(field)
    if field != "owner":
        assert page.fields[f"q.{field}"] == value.strip()
    assert page.fields["q.details"].replace("\r", "") == "Nytt här.\n\nOch här."
    assert upkeep.store.proposals.open() == []


async def test_what_changes_nothing_and_what_names_a_person_is_not_saved(
    keeping: Browser, upkeep: Upkeep
) -> None:
    await at(keeping, upkeep)
    page = await keeping.press("save")
    assert keeping.status == 422
    assert "inget är sparat" in page.one(role="alert").text.casefold()
    page = await keeping.press("save", {"short": "Ring 850709-9805 om det."})
    assert keeping.status == 422
    assert "ett personnummer" in page.one(role="alert").text
    assert upkeep.store.proposals.open() == []


async def test_everything_typed_is_shown_as_text(keeping: Browser, upkeep: Upkeep) -> None:
    await at(keeping, upkeep)
    every = {
        name.removeprefix("q."): EVIL
        for name in keeping.page.fields
        if name.startswith("q.") and name not in {"q.owner", "q.confidence"}
    }
    await keeping.press("save", every)
    assert keeping.status == 422
    assert "<img" not in keeping.html
    await at(keeping, upkeep)
    for press in ("preview", "save"):
        words = {"short": f"Ja. {EVIL}", "details": EVIL, "question": f"Vad? {EVIL}", "words": EVIL}
        await keeping.press(press, words)
        assert keeping.status == 200
        assert "<img" not in keeping.html
    for path in ("/forslag", f"/svar/{LIMIT}", "/forslag/1/andra"):
        await keeping.open_handbook(upkeep.handbook_token(EVA), path)
        assert keeping.status == 200
        assert "<img" not in keeping.html


async def test_a_new_answer_needs_a_key_of_its_own(keeping: Browser, upkeep: Upkeep) -> None:
    await keeping.open_handbook(upkeep.handbook_token(EVA), "/nytt")
    assert keeping.page.fields["q.owner"] == "etablering"
    typed = {
        "question": "Vem betalar för tolken på samhällsorienteringen?",
        "variants": "tolk so kostnad\nkostar tolken något\nvem står för tolk",
        "short": "Kommunen (1 § lagen (2013:156)).",
        "sources": "1 § 2013:156, läst 2026-02-12",
        "confidence": "bekräftat",
        "topics": "samhallsorientering",
    }
    page = await keeping.press("save", {**typed, "key": CIVIC})
    assert "Det finns redan ett svar med den nyckeln" in page.beside("key")
    await keeping.press("save", {"key": "so_tolk"})
    (kept,) = upkeep.store.proposals.open()
    assert (kept.key, kept.group, kept.base) == ("so_tolk", "etablering", None)


async def test_two_who_write_at_once_see_both_texts_and_nothing_is_lost(
    keeping: Browser, upkeep: Upkeep
) -> None:
    await at(keeping, upkeep)
    upkeep.published(BO, SAM, short="Bos text.", review=date(2027, 6, 1))
    page = await keeping.press("save", {"short": "Evas text.", "flag": "Läses om."})
    assert keeping.status == 409
    assert page.title.startswith("Svaret har ändrats")
    assert "Sam Ordnare har publicerat en ny version" in page.text
    sides = [" ".join(one.text.split()) for one in page.root.all("div", class_="side")]
    assert sides == ["Publicerat nu Bos text.", "Ditt Evas text."]
    assert page.fields["q.short"] == "Evas text."
    assert "Publicerat nu: Bos text." in page.beside("short")
    assert (page.fields["q.review"], page.fields["q.flag"]) == ("2027-06-01", "Läses om.")
    assert upkeep.store.proposals.open() == []
    await keeping.press("save")
    (kept,) = upkeep.store.proposals.open()
    entry = read_text("kept", kept.markdown)
    assert (kept.base, entry.short, entry.flag) == (1, "Evas text.", "Läses om.")
    assert entry.review == date(2027, 6, 1)


async def test_two_who_change_the_same_proposal_see_both_texts(keeping: Browser, upkeep: Upkeep) -> None:
    first = upkeep.proposed(BO, short="Bos text.")
    await keeping.open_handbook(upkeep.handbook_token(EVA), f"/forslag/{first.id}/andra")
    upkeep.proposed_again(first, SAM, short="Sams text.")
    page = await keeping.press("save", {"short": "Evas text."})
    assert keeping.status == 409
    assert [one.text for one in page.root.all("div", class_="side")] == [
        "Förslag 2 Sams text.",
        "Ditt Evas text.",
    ]
    await keeping.press("save")
    assert [one.by for one in upkeep.store.proposals.open()] == ["eva"]
    assert [one.status for one in upkeep.store.proposals.of_key(LIMIT)][:2] == [ProposalStatus.REPLACED] * 2


async def test_a_proposal_that_was_overtaken_is_joined_when_it_is_opened(
    keeping: Browser, upkeep: Upkeep
) -> None:
    mine = upkeep.proposed(EVA, short="Evas text.")
    upkeep.published(BO, SAM, review=date(2027, 6, 1))
    page = await keeping.open_handbook(upkeep.handbook_token(EVA), f"/forslag/{mine.id}")
    assert "En nyare version publicerades efter att förslaget skrevs" in page.text
    page = await keeping.go(f"{keeping.address}/andra")
    assert (page.fields["q.short"], page.fields["q.review"]) == ("Evas text.", "2027-06-01")
    await keeping.press("save")
    (kept,) = upkeep.store.proposals.open()
    assert kept.base == 2


async def test_what_was_typed_when_the_link_ran_out_is_given_back(keeping: Browser, upkeep: Upkeep) -> None:
    await at(keeping, upkeep)
    upkeep.clock.set(NOW + timedelta(hours=13))
    page = await keeping.press("save", {"short": SHORT, "words": "Kortare."})
    assert (keeping.status, page.heading) == (409, "Inget sparades")
    assert SHORT in page.text
    assert "Kortare." in page.text
    assert upkeep.store.proposals.open() == []


async def test_an_old_proposal_is_not_changed(keeping: Browser, upkeep: Upkeep) -> None:
    done = upkeep.published(ULF, SAM, CIVIC, short="Kommunen.")
    page = await keeping.open_handbook(upkeep.handbook_token(EVA), f"/forslag/{done.id}/andra")
    assert (keeping.status, page.heading) == (409, "Det gick inte")
    assert "redan publicerat" in page.text
