"""Section 9 in the draft: what has worked and what has not, by those who share it."""

from domain.material import Material
from reports.document import Block, BulletList, Callout, Heading, Paragraph, statements
from reports.draft import draft
from reports.good_practice import good_practice
from tests.reports.quarter_three import CALM, STRAINED, Given, material, part
from tests.reports.reading_drafts import without_source


def example(place: int, title: str, **said: str) -> Given:
    facts = {"title": title, "what": f"Vad {title} är.", "share": "JA", **said}
    return {f"good_practice.{place}.{name}": value for name, value in facts.items()}


def boxes(given: Material) -> list[list[str]]:
    """What each box says, line by line, with its lead."""
    return [
        [" ".join(filter(None, (item.lead, *(one.text for one in item.sentences)))) for item in block.items]
        for block in good_practice(given)
        if isinstance(block, Callout)
    ]


def listed(blocks: list[Block]) -> list[str]:
    start = blocks.index(Heading("Fler exempel", 2))
    return [one.text for one in statements(tuple(blocks[start:]))]


def test_an_example_is_a_box_with_what_was_done_what_came_of_it_and_whom_to_ask() -> None:
    answers: Given = {
        **STRAINED,
        "good_practice.0.failed": "Få män kom.",
        "good_practice.0.contact": "Bibliotekschefen",
    }
    assert boxes(material(part("fyrbodal", answers))) == [
        [
            "”Språkvän på biblioteket” (Trollhättan, Fyrbodal).",
            "Vad. ”Biblioteket och föreningslivet ordnar samtalsgrupper två kvällar i veckan.”",
            "Resultat. ”Fyrtio deltagare. Svårt att nå dem som arbetar kväll.”",
            "Det som inte fungerade. ”Få män kom.”",
            "Vet mer. ”Bibliotekschefen”",
        ]
    ]


def test_an_example_without_a_municipality_is_the_sub_regions() -> None:
    answers = {**CALM, **example(0, "Delad sfi")}
    assert boxes(material(part("gr", answers)))[0][0] == "”Delad sfi” (Göteborgsregionen)."


def test_what_is_not_to_be_shared_is_nowhere() -> None:
    for kept in (
        {"good_practice.0.share": "NEJ"},
        {"good_practice.0.share": ""},
        {"publishable": "ENDAST_LST"},
    ):
        document = draft(material(part("fyrbodal", {**STRAINED, **kept})))
        assert "Goda exempel" not in [one.text for one in document.blocks if isinstance(one, Heading)]
        assert "Språkvän" not in repr(document)
        assert "Trollhättan, Fyrbodal" not in repr(document)


def test_three_are_told_one_from_each_and_the_rest_listed_by_title() -> None:
    many = {**CALM, **example(0, "A1"), **example(1, "A2"), **example(2, "A3")}
    given = material(part("skaraborg", many), part("gr", {**CALM, **example(0, "D1"), **example(1, "D2")}))
    assert [box[0] for box in boxes(given)] == [
        "”A1” (Skaraborg).",
        "”D1” (Göteborgsregionen).",
        "”A2” (Skaraborg).",
    ]
    blocks = good_practice(given)
    assert listed(blocks) == ["”D2” (Göteborgsregionen).", "”A3” (Skaraborg)."]
    assert without_source(draft(given)) == []


def test_a_single_example_has_no_list_after_it() -> None:
    blocks = good_practice(material(part("fyrbodal", STRAINED)))
    assert [type(block) for block in blocks] == [Heading, Callout]
    assert not any(isinstance(block, Paragraph) for block in blocks)


def test_without_examples_the_section_is_silent() -> None:
    assert good_practice(material()) == []


def shares(place: int, kind: str, text: str, **said: str) -> Given:
    facts = {"kind": kind, "text": text, **said}
    return {f"inventory.{place}.{name}": value for name, value in facts.items()}


def test_what_councils_share_and_look_for_stands_by_kind_with_whose_it_is() -> None:
    needs = {**CALM, **shares(0, "BEHOV", "En tolk i dari"), **shares(1, "RESURS", "En vägledare på halvtid")}
    method = {**CALM, **shares(0, "METOD", "Gemensam introduktion", municipality="fyrbodal-3")}
    [heading, items] = good_practice(material(part("skaraborg", needs), part("fyrbodal", method)))[1:]
    assert heading == Heading("Att dela eller efterfråga", 2)
    assert isinstance(items, BulletList)
    assert [(item.lead, item.sentences[0].text) for item in items.items] == [
        ("Resurs.", "”En vägledare på halvtid” (Skaraborg)."),
        ("Metod.", "”Gemensam introduktion” (Trollhättan, Fyrbodal)."),
        ("Behov.", "”En tolk i dari” (Skaraborg)."),
    ]
    [source, *_] = items.items[1].sentences[0].sources
    assert (source.unit, source.label) == ("Fyrbodal", "Vad är det?")


def test_what_is_background_only_is_neither_shared_nor_looked_for() -> None:
    kept = {**CALM, **shares(0, "BEHOV", "En tolk i dari"), "publishable": "ENDAST_LST"}
    assert "dari" not in repr(draft(material(part("skaraborg", kept))))
