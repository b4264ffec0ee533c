"""Writing in a section: saved, looked at, put right; two at once; and nothing that was typed is ever lost."""

from datetime import timedelta

from tests.web.drafting import ANNA, Drafting
from tests.web.house import NOW, SAM
from tests.web.report_browsing import Reader

EVIL = '<img src=x onerror="alert(1)"></textarea><script>alert(2)</script>'
SUMMARY = "/avsnitt/summary"


async def at(reader: Reader, drafting: Drafting, path: str = SUMMARY) -> str:
    """Sam has a section's form open; what stands in it."""
    page = await reader.enter("utkast", drafting.draft_token(SAM), path)
    return page.one("textarea").raw.removeprefix("\n")


async def test_the_form_holds_the_section_and_saves_it_with_who_wrote(
    reader: Reader, drafting: Drafting
) -> None:
    words = await at(reader, drafting)
    assert words == drafting.shown("summary")
    await reader.send(SUMMARY, "save", {"q.words": f"Sams inledning.\n\n{words}"})
    assert reader.address == reader.base
    assert reader.fragment == "avsnitt-summary"
    assert "Sams inledning." in reader.page.text
    assert "Redigerat av Sam Ordnare 11 november 2026 kl. 10.30" in reader.page.text
    edit = drafting.store.reports.edits(drafting.round.key)["summary"]
    assert (edit.number, edit.by, edit.base) == (1, "sam", words)
    assert drafting.shown("summary") == f"Sams inledning.\n\n{words}"
    assert [head.number for head in drafting.store.reports.versions(drafting.round.key)] == [2, 1]


async def test_what_is_not_changed_makes_no_edit(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    await reader.send(SUMMARY, "save")
    assert reader.status == 200
    assert drafting.store.reports.edits(drafting.round.key) == {}


async def test_the_preview_shows_the_section_and_saves_nothing(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    page = await reader.send(SUMMARY, "preview", {"q.words": f"## En rubrik\n\n- En punkt.\n\n{words}"})
    assert reader.status == 200
    shown = next(page.root.all("div", class_="report"))
    assert [one.text for one in shown.all("h3")] == ["En rubrik"]
    assert "Inget är sparat ännu." in page.text
    assert page.one("textarea").raw.strip().startswith("## En rubrik")
    assert drafting.store.reports.edits(drafting.round.key) == {}
    await reader.send(SUMMARY, "save")
    assert drafting.shown("summary").startswith("## En rubrik")


async def test_return_in_a_field_looks_and_does_not_save(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    first = next(reader.page.root.all("button"))
    assert first.attributes["value"] == "preview"


UNFIT = {
    "[[Tabell: Påhittad]]": "finns inte i avsnittet",
    "### För djup rubrik": "##",
    "Ring 850709-9805 om det.": "personnummer",
    "a" * 30_001: "högst",
}
"""What cannot stand in a section, and what is said of it."""


async def test_what_cannot_stand_is_told_at_the_field_and_the_words_are_kept(
    reader: Reader, drafting: Drafting
) -> None:
    await at(reader, drafting)
    for words, said in UNFIT.items():
        for press in ("save", "preview"):
            page = await reader.send(SUMMARY, press, {"q.words": words})
            assert reader.status == 422
            assert page.title.startswith("Fel: ")
            alert = page.one(role="alert")
            assert said in alert.text
            assert [link.attributes["href"] for link in alert.all("a")] == ["#f-words"]
            assert said in page.beside("words")
            assert page.one("textarea").attributes["aria-invalid"] == "true"
            assert page.one("textarea").raw.strip() == words
    assert drafting.store.reports.edits(drafting.round.key) == {}


async def test_a_text_that_is_too_long_is_refused_before_it_is_compared(
    reader: Reader, drafting: Drafting
) -> None:
    """Also when another has saved meanwhile: nothing of the other's is compared with it."""
    await at(reader, drafting)
    drafting.writes(ANNA, "summary", "Annas text.")
    for press in ("save", "preview"):
        page = await reader.send(SUMMARY, press, {"q.words": "a\n" * 50_000})
        assert reader.status == 422
        assert "Texten är 99 999 tecken. Ett avsnitt får ha högst 30 000" in page.one(role="alert").text
        assert "före dig" not in page.text
        assert not list(page.root.all("ins"))
    page = await reader.send(SUMMARY, "save", {"q.words": "Kort."})
    assert reader.status == 409
    assert "Anna" in page.text


async def test_a_base_that_is_too_long_is_joined_with_nothing(reader: Reader, drafting: Drafting) -> None:
    """A browser sends it: one's own words stand whole beside the other's."""
    await at(reader, drafting)
    drafting.writes(ANNA, "summary", "Annas text.")
    page = await reader.send(SUMMARY, "save", {"q.words": "Sams text.", "base": "a\n" * 60_000})
    assert reader.status == 409
    assert page.one("textarea").raw.strip() == "Sams text."
    assert "Ett ställe har ni båda ändrat." in page.text


async def test_two_who_change_different_lines_get_both_in_the_box(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    first, *rest = words.split("\n")
    drafting.writes(ANNA, "summary", "\n".join([f"{first} Annas tillägg.", *rest]))
    page = await reader.send(SUMMARY, "save", {"q.words": f"{words}\n\nSams slutord."})
    assert reader.status == 409
    assert page.title.startswith("Anna Samordnare sparade avsnittet före dig")
    assert "Ni har ändrat på olika ställen." in page.text
    theirs, mine = page.root.all("div", class_="side")
    assert "Annas tillägg." in next(theirs.all("del")).text
    assert "Sams slutord." in " ".join(one.text for one in mine.all("ins"))
    box = page.one("textarea").raw
    assert "Annas tillägg." in box
    assert "Sams slutord." in box
    assert drafting.shown("summary").endswith(rest[-1]), "nothing of Anna's is overwritten"
    await reader.send(SUMMARY, "save")
    assert reader.status == 200
    kept = drafting.shown("summary")
    assert "Annas tillägg." in kept
    assert kept.endswith("Sams slutord.")
    history = drafting.store.reports.history(drafting.round.key, "summary")
    assert [(edit.number, edit.by) for edit in history] == [(1, "anna"), (2, "sam")]


async def test_two_who_change_the_same_line_choose(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    drafting.writes(ANNA, "summary", f"Annas inledning.\n\n{words}")
    page = await reader.send(SUMMARY, "save", {"q.words": f"Sams inledning.\n\n{words}"})
    assert reader.status == 409
    assert "Ett ställe har ni båda ändrat." in page.text
    assert page.one("textarea").raw.strip().startswith("Sams inledning.")
    assert "Låt den sparade texten gälla" in page.text
    assert drafting.shown("summary").startswith("Annas inledning.")


async def test_a_preview_tells_that_another_was_first(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    drafting.writes(ANNA, "summary", f"Annas inledning.\n\n{words}")
    await reader.send(SUMMARY, "preview", {"q.words": "Sams."})
    assert reader.status == 409


async def test_the_same_form_sent_twice_is_one_edit(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    sent = reader.filled(SUMMARY, "save") | {"q.words": f"Sams ord.\n\n{words}"}
    for status in (200, 409):
        async with reader._session.post(f"{reader.url}{reader.base}{SUMMARY}", data=sent) as response:  # noqa: SLF001 - the same bytes once more
            assert response.status == status
    assert len(drafting.store.reports.history(drafting.round.key, "summary")) == 1


async def test_what_was_typed_when_the_link_ran_out_is_given_back(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    drafting.clock.set(NOW + timedelta(hours=13))
    page = await reader.send(SUMMARY, "save", {"q.words": "Lång text som tog tid."})
    assert (reader.status, page.heading) == (409, "Inget sparades")
    assert "Lång text som tog tid." in page.text
    assert "Länken har gått ut." in page.text
    assert drafting.store.reports.edits(drafting.round.key) == {}


async def test_what_was_typed_while_the_report_was_decided_is_given_back(
    reader: Reader, drafting: Drafting
) -> None:
    await at(reader, drafting)
    drafting.decided()
    page = await reader.send(SUMMARY, "save", {"q.words": "För sent."})
    assert (reader.status, page.heading) == (409, "Inget sparades")
    assert "För sent." in page.text
    assert "ta tillbaka beslutet" in page.text
    await reader.at(SUMMARY)
    assert reader.status == 409


async def test_a_section_is_left_out_and_brought_back(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    await reader.send(SUMMARY, "save", {"q.words": ""})
    page = await reader.send(SUMMARY, "save")
    assert "#avsnitt-summary" not in [
        way for one in page.root.all("a") for way in [one.attributes.get("href", "")]
    ]
    assert SUMMARY in reader.ways, "it can be written again"
    await reader.at(SUMMARY)
    await reader.send(f"{SUMMARY}/aterstall", "generated")
    assert drafting.shown("summary") == words
    page = await reader.at(SUMMARY)
    summaries = [one.text for one in page.root.all("summary")]
    assert [one for one in summaries if "Sam Ordnare" in one] == [
        "2. Tog den framtagna texten: Sam Ordnare 11 november 2026 kl. 10.30",
        "1. Tog bort avsnittet: Sam Ordnare 11 november 2026 kl. 10.30",
    ]


async def test_taking_the_generated_text_does_not_run_over_what_another_wrote(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.writes(SAM, "summary", "Sams ord.")
    await at(reader, drafting)
    drafting.writes(ANNA, "summary", "Annas ord.")
    await reader.send(f"{SUMMARY}/aterstall", "generated")
    assert reader.status == 409
    assert drafting.shown("summary") == "Annas ord."


async def test_everything_typed_is_shown_as_text(reader: Reader, drafting: Drafting) -> None:
    words = await at(reader, drafting)
    for press in ("preview", "save"):
        await reader.send(SUMMARY, press, {"q.words": f"{EVIL}\n\n## {EVIL}\n\n- {EVIL}\n\n{words}"})
        assert reader.status == 200
        assert "<img" not in reader.html.replace('<img src="data:image/svg+xml', "")
        assert "<script>alert" not in reader.html
    drafting.writes(ANNA, "summary", f"{EVIL} Anna")
    for path in ("", SUMMARY, "/versioner", "/version/2", "/versioner/jamfor?fran=1&till=3"):
        await reader.at(path)
        assert reader.status == 200
        assert "<img src=x" not in reader.html
        assert "<script>alert" not in reader.html


async def test_a_section_that_is_not_there_is_told_so(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/hittapa")
    assert (reader.status, reader.page.heading) == (404, "Det finns inte")
    await reader.at("/avsnitt/references")
    assert reader.status == 404


async def test_a_section_is_left_out_only_by_who_means_it_and_by_whom_is_told(
    reader: Reader, drafting: Drafting
) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
    page = await reader.send("/avsnitt/summary", "save", {"q.words": ""})
    assert "All text är borta, så avsnittet tas ur rapporten." in page.text
    assert drafting.shown("summary")
    page = await reader.send("/avsnitt/summary", "save")
    assert drafting.shown("summary") == ""
    assert "Kvartalet i korthet: borttaget av Sam Ordnare" in page.text
    assert "Visa den framtagna texten" in page.text


async def test_who_saves_gets_a_receipt_at_the_section(reader: Reader, drafting: Drafting) -> None:
    words = f"{drafting.shown('summary')}\n\nSams ord."
    await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
    await reader.send("/avsnitt/summary", "save", {"q.words": words})
    assert [one.text for one in reader.page.root.all("p", role="status")] == ["Avsnittet är sparat."]
    assert reader.fragment == "avsnitt-summary"


async def test_ones_own_other_window_is_not_called_another_person(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
    drafting.writes(SAM, "summary", "Sams första ord.")
    page = await reader.send("/avsnitt/summary", "save", {"q.words": "Sams ord."})
    assert reader.status == 409
    assert "Du har sparat avsnittet i ett annat fönster" in page.text
    assert "ni båda" not in page.text
