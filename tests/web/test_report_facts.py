"""The cover's facts have fields of their own, on top of the same text as every section."""

from hypothesis import given
from hypothesis import strategies as st

from tests.web.drafting import Drafting
from tests.web.house import SAM
from tests.web.report_browsing import Reader
from web.report_facts import joined, parted

PATH = "/avsnitt/cover"
FACTS = (
    "| Diarienummer: Tilldelas av registrator\n| Kontaktperson: Eva Ek\n| Ansvarig chef: Anges av samordnaren"
)
LINES = st.sampled_from(("Ett stycke.", "", "> En ruta.", "| Diarienummer: 12-3", "- En punkt.", "> Spelad."))


def sent(generated: str, words: str) -> str:
    """What a form that is sent as it was shown leads to."""
    shown = parted(generated, words)
    return joined(generated, shown.words, {field.name: field.raw for field in shown.facts})


def test_a_form_that_is_sent_as_it_was_shown_is_the_same_text() -> None:
    for text in (FACTS, f"> Spelad omgång.\n\n{FACTS}", f"{FACTS}\n\nEn inledning.", "Inga uppgifter.", ""):
        assert sent(text, text) == text
    assert sent(FACTS, FACTS.replace("Tilldelas av registrator", "12-3")) == FACTS.replace(
        "Tilldelas av registrator", "12-3"
    )


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_sending_it_again_changes_nothing_more(words: str) -> None:
    for generated in (FACTS, f"> Spelad.\n\n{FACTS}"):
        once = sent(generated, words)
        assert sent(generated, once) == once
        for line in words.split("\n"):
            assert line in once


async def test_a_record_number_is_written_in_its_field(reader: Reader, drafting: Drafting) -> None:
    page = await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    assert page.label("fact-0") == "Diarienummer"
    assert page.one("input", id="f-fact-0").attributes["value"] == ""
    assert (
        page.beside("fact-0") == "I rapporten står det ”Tilldelas av registrator” tills något är skrivet här."
    )
    assert page.one("textarea").text == ""
    assert not list(page.root.all("section", class_="beside-text")), "it would say what the fields say"
    page = await reader.send(PATH, "preview", {"q.fact-0": "851-1234-2026"})
    assert page.one("input", id="f-fact-0").attributes["value"] == "851-1234-2026"
    await reader.send(PATH, "save")
    assert drafting.shown("cover").startswith("| Diarienummer: 851-1234-2026\n| Kontaktperson: Anges")
    assert "851-1234-2026" in reader.page.text


async def test_fields_that_are_left_as_they_were_make_no_edit(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    await reader.send(PATH, "save")
    assert drafting.store.reports.edits(drafting.round.key) == {}


async def test_a_field_that_is_emptied_is_as_before_anybody_wrote(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), PATH)
    await reader.send(PATH, "save", {"q.fact-1": "Eva Ek", "q.words": "En inledning."})
    assert drafting.shown("cover").endswith("\n\nEn inledning.")
    await reader.at(PATH)
    await reader.send(PATH, "save", {"q.fact-1": ""})
    assert "| Kontaktperson: Anges av samordnaren" in drafting.shown("cover")
    assert drafting.shown("cover").endswith("\n\nEn inledning.")
