"""Answers that change under an edited section: the edit stands, and what to do is somebody's choice."""

from datetime import timedelta

from tests.web.drafting import ANNA, FIAS, Drafting
from tests.web.house import FIA, NOW, SAM
from tests.web.report_browsing import Reader

PATH = "/avsnitt/councils/underlag"
LATE = "Läget har lugnat sig efter sommaren."
MINE = "Sams ord om delregionerna."


async def at(reader: Reader, drafting: Drafting) -> None:
    """Sam has edited the section, Fia has changed her answer, and Sam looks at what that did."""
    drafting.writes(SAM, "councils", MINE)
    drafting.submits(FIA, {"headline": LATE})
    await reader.enter("utkast", drafting.draft_token(SAM))


async def test_the_edit_stands_and_the_change_is_told_of_first(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    todo = next(reader.page.root.all("section", class_="todo"))
    assert "Underlaget har ändrats för ett avsnitt som är redigerat." in todo.text
    assert reader.ways.count(PATH) == 2, "in what to do, and at the section"
    assert MINE in reader.page.text


async def test_three_texts_stand_beside_each_other(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    page = await reader.at(PATH)
    before, now = page.root.all("div", class_="side")
    assert "[borttaget: " in next(before.all("del")).text
    assert "lugnat" in " ".join(one.text for one in now.all("ins"))
    assert next(page.root.all("div", class_="answer")).text == MINE
    assert reader.posts == [(PATH, "join"), (PATH, "keep"), (PATH, "take")]
    assert "/avsnitt/councils" in reader.ways


async def test_mine_is_kept_over_the_new_answers(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    await reader.at(PATH)
    await reader.send(PATH, "keep", reader.filled(PATH, "keep") | {"read": "true"})
    assert reader.fragment == "avsnitt-councils"
    assert drafting.shown("councils") == MINE
    assert PATH not in reader.ways
    drafting.submits(FIA, {"headline": "Än en ändring."})
    await reader.reload()
    assert PATH in reader.ways, "asked again when the answers change again"


async def test_the_new_text_is_taken_and_mine_is_in_the_history(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    await reader.at(PATH)
    await reader.send(PATH, "take")
    assert LATE in drafting.shown("councils")
    page = await reader.at("/avsnitt/councils")
    assert MINE in page.text


async def test_what_changed_meanwhile_is_not_decided_over(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    await reader.at(PATH)
    drafting.submits(FIA, {"headline": "Än en ändring."})
    page = await reader.send(PATH, "take")
    assert reader.status == 409
    assert "Underlaget ändrades igen medan du läste." in page.one(role="alert").text
    drafting.writes(ANNA, "councils", "Annas ord.")
    drafting.submits(FIA, {"headline": "Och en till."})
    await reader.at(PATH)
    sent = reader.filled(PATH, "keep") | {"seen": "1"}
    await reader.send(PATH, "keep", sent)
    assert reader.status == 409
    assert drafting.shown("councils") == "Annas ord."


async def test_where_nothing_differs_it_leads_to_the_report(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    assert (reader.address, reader.fragment) == (reader.base, "avsnitt-councils")


async def test_a_press_after_the_links_time_changes_nothing(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    await reader.at(PATH)
    drafting.clock.set(NOW + timedelta(hours=13))
    page = await reader.send(PATH, "take")
    assert (reader.status, page.heading) == (409, "Inget sparades")
    assert drafting.shown("councils") == MINE


async def test_the_new_is_brought_into_my_text_to_read_and_save(reader: Reader, drafting: Drafting) -> None:
    drafting.writes(SAM, "councils", f"{drafting.shown('councils')}\n\nSams mening sist.")
    drafting.submits(FIA, {"headline": LATE})
    await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    page = await reader.send(PATH, "join")
    assert "Det som är nytt i underlaget är inlagt i din text." in page.text
    [box] = page.root.all("textarea")
    assert LATE in box.text
    assert box.text.endswith("Sams mening sist.")
    assert "Sams mening sist." in drafting.shown("councils")
    assert LATE not in drafting.shown("councils"), "nothing is kept yet"
    await reader.send("/avsnitt/councils", "save")
    assert LATE in drafting.shown("councils")
    assert PATH not in reader.ways


async def test_what_no_longer_holds_and_what_is_missing_is_named_and_kept_only_by_who_says_so(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.writes(SAM, "councils", f"{drafting.shown('councils')}\n\nSams mening sist.")
    drafting.submits(FIA, {"headline": LATE})
    await reader.enter("utkast", drafting.draft_token(SAM))
    page = await reader.at(PATH)
    assert "Står i texten men gäller inte längre: ”" in page.text
    assert FIAS[:40] in page.text
    assert "Nytt i underlaget men inte i texten: ”" in page.text
    page = await reader.send(PATH, "keep", {**reader.filled(PATH, "keep")})
    assert "Kryssa för att texten gäller även med det nya underlaget" in page.one(role="alert").text
    assert PATH in reader.ways or reader.status == 409
    await reader.send(PATH, "keep", {**reader.filled(PATH, "keep"), "read": "true"})
    assert reader.fragment == "avsnitt-councils"
    assert LATE not in drafting.shown("councils")
