"""Words that a unit keeps as background stop the report, and the pages say where they are and what to do."""

from tests.web.drafting import FIAS, Drafting
from tests.web.house import FIA, SAM
from tests.web.report_browsing import Reader

PATH = "/avsnitt/councils/underlag"
WHOSE = "har lämnat bara som underlag"


async def test_mine_is_not_kept_with_words_that_have_become_background(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.submits(FIA, {"headline": FIAS, "publishable": "PUBLIK"})
    mine = f"{drafting.shown('councils')}\n\nSams ord."
    drafting.writes(SAM, "councils", mine)
    drafting.submits(FIA, {"headline": FIAS, "publishable": "ENDAST_LST"})
    await reader.enter("utkast", drafting.draft_token(SAM))
    todo = next(reader.page.root.all("section", class_="todo"))
    assert "Rapporten kan inte gå vidare. ”Mottagandet i Fyrbodal har blivit" in todo.text
    assert "har lämnat bara som underlag" in todo.text
    assert "/avsnitt/councils" in reader.ways
    await reader.at(PATH)
    page = await reader.send(PATH, "keep", reader.filled(PATH, "keep") | {"read": "true"})
    assert reader.status == 409
    alert = page.one(role="alert").text
    assert "som Fyrbodal har lämnat bara som underlag" in alert
    assert "Välj Skriv om" in alert
    assert drafting.shown("councils") == mine


async def test_a_decided_report_with_words_that_have_become_background_is_not_published(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.submits(FIA, {"headline": FIAS, "publishable": "PUBLIK"})
    drafting.decided()
    drafting.submits(FIA, {"headline": FIAS, "publishable": "ENDAST_LST"})
    await reader.enter("utkast", drafting.draft_token(SAM))
    todo = next(reader.page.root.all("section", class_="todo"))
    assert WHOSE in todo.text
    assert "Ta tillbaka beslutet först" in todo.text
    page = await reader.at("/steg/publicera")
    assert WHOSE in page.text
    await reader.send("/steg/publicera", "do")
    assert reader.status == 409
    assert drafting.store.report_life.files(drafting.round.key, 1) == []
