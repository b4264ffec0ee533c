"""What is easily written by mistake is told before it is saved, and saved all the same when it is meant."""

from reports.quotations import in_words
from reports.section_reading import places
from tests.web.drafting import Drafting
from tests.web.house import FIA, SAM
from tests.web.reading import Page
from tests.web.report_browsing import Reader

PATH = "/avsnitt/summary"
THREE = "Fyrbodal tog emot tre efter anvisning."
FEW = "Tre syriska familjer i Åmål väntar på besked."


async def at(reader: Reader, drafting: Drafting) -> str:
    page = await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    return page.one("textarea").raw.removeprefix("\n")


def told(page: Page) -> str:
    """What is asked before the text is saved."""
    return " ".join(one.text for one in page.root.all("div", class_="faults"))


async def test_a_table_that_is_taken_away_is_named(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    table = places(words)[0]
    caption = table.removeprefix("[[Tabell: ").removesuffix("]]")
    for press in ("preview", "save"):
        page = await reader.send(PATH, press, {"q.words": words.replace(table, "")})
        assert reader.status == 200
        assert f"Tabellen ”{caption}” är borttagen. Ska den vara kvar, lägg tillbaka raden {table}" in told(
            page
        )
        assert drafting.store.reports.edits(drafting.round.key) == {}, press
        await reader.at(PATH)


async def test_what_is_meant_is_saved_and_not_told_again(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    page = await reader.send(PATH, "save", {"q.words": words.replace(places(words)[0], "")})
    assert "Spara ändå" in page.text
    await reader.send(PATH, "save")
    assert reader.address == reader.base
    assert places(words)[0] not in drafting.shown("summary")
    await reader.at(PATH)
    assert told(await reader.send(PATH, "preview")) == ""


async def test_another_mistake_than_the_one_that_was_told_is_told_too(
    reader: Reader, drafting: Drafting
) -> None:
    words = await at(reader, drafting)
    await reader.send(PATH, "preview", {"q.words": words.replace(places(words)[0], "")})
    page = await reader.send(PATH, "save", {"q.words": f"{words}\n\n{FEW}"})
    assert FEW in told(page)
    assert "är borttagen" not in told(page)


async def test_a_place_with_words_beside_it_or_twice_is_told(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    table = places(words)[0]
    page = await reader.send(PATH, "preview", {"q.words": words.replace(table, f"Se {table} här.")})
    assert f"Raden ”Se {table} här.” visas som text. En plats står ensam på sin rad." in told(page)
    assert "är borttagen" in told(page)
    page = await reader.send(PATH, "preview", {"q.words": f"{words}\n\n{table}"})
    assert f"Raden {table} står flera gånger. Bara den första blir något." in told(page)


async def test_a_few_who_could_be_known_are_asked_about(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    page = await reader.send(PATH, "save", {"q.words": f"{words}\n\nLäget är lugnt. {FEW}"})
    assert (
        f"”{FEW}” talar om ett fåtal personer, i samma mening som en ort och ett ursprung. "
        "Kan en enskild person kännas igen? Skriv i så fall mer allmänt."
    ) in told(page)
    await reader.send(PATH, "save")
    assert FEW in drafting.shown("summary")
    await reader.at(PATH)
    assert told(await reader.send(PATH, "preview")) == "", "it was asked about before it was saved"


async def test_words_that_are_changed_inside_a_quotation_are_asked_about_once_and_then_marked(
    reader: Reader, drafting: Drafting
) -> None:
    path = "/avsnitt/councils"
    page = await reader.enter("utkast", drafting.draft_token(SAM), path)
    words = page.one("textarea").raw.removeprefix("\n")
    whole = next(one for one in in_words(words) if len(one) > 20)
    mine = f"”Helt andra ord {whole[1:]}"
    page = await reader.send(path, "save", {"q.words": words.replace(whole, mine)})
    asked = f"{mine} står inom citattecken men är inte ord för ord vad någon har svarat."
    assert asked in told(page)
    assert "”(citatet är redigerat)” efter citatet" in told(page)
    assert f"{mine} (citatet är redigerat)" in page.text, "the preview shows it"
    await reader.send(path, "save")
    assert reader.address == reader.base
    assert mine in drafting.shown("councils"), "the words are kept as they were written"
    page = await reader.at(path)
    assert told(await reader.send(path, "preview")) == "", "it was asked about before it was saved"


async def test_a_number_that_the_tables_hide_is_asked_about_once(reader: Reader, drafting: Drafting) -> None:
    drafting.submits(FIA, {"received_assigned_ytd": 3, "figures_confirm": "AVVIKER"})
    words = await at(reader, drafting)
    page = await reader.send(PATH, "save", {"q.words": f"{words}\n\n{THREE}"})
    assert (
        f"”{THREE}” har ett tal för Fyrbodal, där rapporten döljer små tal (<6) "
        "och det som skulle avslöja dem (..). Är det ett sådant tal, skriv utan det."
    ) in told(page)
    await reader.send(PATH, "save")
    assert "tog emot tre" in drafting.shown("summary")
    await reader.at(PATH)
    assert told(await reader.send(PATH, "preview")) == ""
