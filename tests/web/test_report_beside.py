"""The generated text beside the field: what the editor has taken away, told apart from what is new."""

from hypothesis import given
from hypothesis import strategies as st

from tests.web.drafting import Drafting
from tests.web.house import FIA, SAM
from tests.web.reading import Element, Page
from tests.web.report_browsing import Reader
from web.report_beside import annotated
from web.report_marks import Mark, sides

PATH = "/avsnitt/councils"
LATE = "Läget har lugnat sig efter sommaren."

LINES = st.lists(st.sampled_from(("Ett två tre.", "Ett två fyra.", "Fem.", "", "## Sex")), max_size=6)
TEXTS = LINES.map("\n".join)


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_marked_is_the_text_of_today_whole(start: str, now: str, words: str) -> None:
    assert "".join(piece.text for piece in annotated(start, now, words)) == now


@given(TEXTS, TEXTS)
def test_only_one_changed_and_only_that_is_marked(one: str, other: str) -> None:
    assert annotated(one, one, other) == sides(one, other).old
    assert annotated(one, other, one) == sides(one, other).new


def test_two_who_change_one_line_are_told_apart() -> None:
    start = "Ett boende har stängt i Åmål."
    pieces = annotated(start, "Två boenden, ett boende har stängt i Åmål.", "Ett boende har stängt.")
    assert [piece.text.strip() for piece in pieces if piece.mark is Mark.REMOVED] == ["stängt i Åmål."]
    assert "Två boenden," in " ".join(piece.text for piece in pieces if piece.mark is Mark.ADDED)


def beside(page: Page) -> Element:
    return page.one("section", class_="beside-text")


def marked(page: Page, tag: str) -> str:
    """What is marked so in the text itself, without what only a screen reader says."""
    words = " ".join(one.text for one in next(beside(page).all("p", class_="kept")).all(tag))
    return _without_signs(words)


async def test_new_answers_are_not_told_as_taken_away(reader: Reader, drafting: Drafting) -> None:
    generated = drafting.shown("councils")
    drafting.writes(SAM, "councils", f"{generated}\n\nSams slutord.")
    drafting.submits(FIA, {"headline": LATE})
    page = await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    assert "lugnat sig efter sommaren" in marked(page, "ins")
    assert marked(page, "del") == ""
    assert "Understruket är nytt i svaren sedan avsnittet redigerades." in said(page)
    assert "Överstruket" not in said(page)
    assert f"{PATH}/underlag" in reader.ways


async def test_what_the_editor_took_away_is_struck_through_also_then(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.writes(SAM, "councils", drafting.shown("councils").replace("Skaraborg har gott om", "Gott om"))
    drafting.submits(FIA, {"headline": LATE})
    page = await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    assert "Skaraborg har" in marked(page, "del")
    assert LATE not in marked(page, "del")
    assert "lugnat" in marked(page, "ins")
    assert "Överstruket är borttaget eller omskrivet i texten i rutan." in said(page)


async def test_nothing_is_said_of_marks_that_are_not_there(reader: Reader, drafting: Drafting) -> None:
    page = await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    assert marked(page, "del") == marked(page, "ins") == ""
    assert "struket" not in said(page)
    assert f"{PATH}/underlag" not in reader.ways


async def test_answers_that_come_while_one_writes_are_new_too(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    drafting.submits(FIA, {"headline": LATE})
    page = await reader.send(PATH, "preview")
    assert "lugnat" in marked(page, "ins")
    assert "Understruket är nytt i svaren sedan du öppnade avsnittet." in said(page)


async def test_the_new_answers_are_ticked_as_read_when_the_text_is_saved(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.writes(SAM, "councils", "Sams ord.")
    drafting.submits(FIA, {"headline": LATE})
    await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    await reader.send(PATH, "save", {"q.words": "Sams andra ord.", "read": ""})
    assert f"{PATH}/underlag" in reader.ways, "the answers are still to be read"
    page = await reader.at(PATH)
    box = page.one("input", name="read")
    assert "checked" not in box.attributes
    await reader.send(PATH, "preview", {"q.words": "Sams tredje ord.", "read": "true"})
    assert "checked" in reader.page.one("input", name="read").attributes
    await reader.send(PATH, "save", {"read": "true"})
    assert drafting.shown("councils") == "Sams tredje ord."
    assert f"{PATH}/underlag" not in reader.ways


def said(page: Page) -> str:
    """What the marks mean."""
    return _without_signs(" ".join(one.text for one in beside(page).all("p", class_="hint")))


def _without_signs(words: str) -> str:
    return words.replace("[borttaget: ", "").replace("[tillagt: ", "").replace("]", "")
